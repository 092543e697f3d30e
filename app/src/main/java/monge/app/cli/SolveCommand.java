package monge.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import monge.app.io.InputException;
import monge.app.io.PlanFile;
import monge.app.io.ProblemFile;
import monge.app.io.TextFiles;
import monge.plan.Coupling;
import monge.solver.PlanSolution;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code monge solve}: problem files, or two clouds, to result files. */
@Command(
    name = "solve",
    mixinStandardHelpOptions = true,
    description = "Solves problem files, or two clouds, and writes results as JSON.")
final class SolveCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "PROBLEM.json", arity = "0..*", description = "Problem files.")
  private List<Path> problems = List.of();

  @Mixin private final QuestionOptions options = new QuestionOptions();

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      description = "Write DIR/<id>.result.json for each problem; made if it does not exist.")
  private @Nullable Path outDir;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the one result here; - prints it.")
  private @Nullable Path out;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Write the one plan here, as .npy or .csv.")
  private @Nullable Path plan;

  SolveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    check();
    if (outDir != null) {
      TextFiles.makeFolder(outDir);
    }
    if (problems.isEmpty()) {
      return solve("", options.ofClouds(console), out);
    }
    int worst = ExitCode.DONE;
    for (Path file : problems) {
      int code;
      try {
        code = solve(file);
      } catch (RuntimeException | OutOfMemoryError e) {
        code = console.complain(e);
      }
      worst = Math.max(worst, code);
      if (console.isCancelled()) {
        return ExitCode.CANCELLED;
      }
    }
    return worst;
  }

  private void check() {
    if (problems.isEmpty() && !options.byClouds()) {
      throw new InputException(
          "found no problem, expected problem files or --solver, --source and --target");
    }
    if (problems.size() > 1 && (out != null || plan != null)) {
      throw new InputException(
          "found %d problems, expected one for --out or --plan; --out-dir takes many"
              .formatted(problems.size()));
    }
    if (out != null && outDir != null) {
      throw new InputException("found --out and --out-dir, expected one of them");
    }
    if (plan != null) {
      PlanFile.requireKnownEnding(plan);
    }
  }

  private int solve(Path file) {
    ProblemFile problem = ProblemFile.read(file);
    Path result = outDir == null ? out : outDir.resolve(resultName(problem));
    return solve(file + ": ", options.of(problem), result);
  }

  private int solve(String prefix, Question question, @Nullable Path result) {
    Answer answer = question.answer(console.registry(), console.monitor());
    answer.solution().ifPresent(s -> question.notes(s).forEach(n -> console.say(prefix + n)));
    if (answer.values().get("plan_left_out") instanceof String sentence) {
      console.say(prefix + sentence);
    }
    if (!answer.remark().isEmpty()) {
      console.say(prefix + answer.remark());
    }
    Path planFile = plan;
    if (planFile != null) {
      PlanFile.write(planFile, couplingOf(answer));
    }
    if (result != null || planFile == null) {
      console.write(Optional.ofNullable(result), answer.asFile()::writeTo);
    }
    return answer.exitCode();
  }

  private static Coupling couplingOf(Answer answer) {
    if (answer.solution().orElse(null) instanceof PlanSolution s) {
      return s.coupling();
    }
    throw new InputException(
        "found no plan in the answer of %s for --plan".formatted(answer.solver()));
  }

  private static String resultName(ProblemFile problem) {
    String id = problem.description().id();
    if (!id.matches("[^/\\\\:\\p{Cntrl}]+") || id.matches("\\.+") || id.isBlank()) {
      throw problem.complaint(
          "id", "found the id '%s', expected one that can be a file name".formatted(id));
    }
    return id + ".result.json";
  }
}
