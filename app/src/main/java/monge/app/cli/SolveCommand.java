package monge.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import monge.app.io.InputException;
import monge.app.io.ProblemFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code monge solve}: problem files, or two clouds, to result files. */
@Command(
    name = "solve",
    mixinStandardHelpOptions = true,
    description = "Solves problem files and writes result files.")
final class SolveCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "PROBLEM.json", arity = "0..*", description = "Problem files.")
  private List<Path> problems = List.of();

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      description = "Write DIR/<id>.result.json for each problem; made if it does not exist.")
  private @Nullable Path outDir;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the one result here.")
  private @Nullable Path out;

  @Option(names = "--solver", paramLabel = "ID", description = "Use this solver, not the file's.")
  private @Nullable String solver;

  @Option(names = "-P", paramLabel = "key=value", description = "A parameter of the solver.")
  private Map<String, String> options = Map.of();

  SolveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (problems.isEmpty()) {
      throw new InputException("monge solve: no problem given, expected a problem file");
    }
    if (out != null && problems.size() > 1) {
      throw new InputException(
          "--out takes one result but there are %d problems: use --out-dir"
              .formatted(problems.size()));
    }
    if (outDir != null) {
      makeFolder(outDir);
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

  private int solve(Path file) {
    ProblemFile problem = ProblemFile.read(file);
    Path result = outDir == null ? out : outDir.resolve(resultName(problem));
    Question question = Question.of(problem, Optional.ofNullable(solver), options);
    Answer answer = question.answer(console.registry(), console.monitor());
    answer
        .solution()
        .ifPresent(s -> question.notes(s).forEach(note -> console.say(file + ": " + note)));
    if (!answer.remark().isEmpty()) {
      console.say(file + ": " + answer.remark());
    }
    write(answer, result);
    return answer.exitCode();
  }

  private void write(Answer answer, @Nullable Path result) {
    if (result != null) {
      answer.asFile().writeTo(result);
      return;
    }
    try {
      answer.asFile().writeTo(console.out());
    } catch (IOException e) {
      throw new InputException("the result cannot be printed (%s)".formatted(e.getMessage()), e);
    }
  }

  private static String resultName(ProblemFile problem) {
    String id = problem.description().id();
    if (id.isBlank() || !id.equals(Path.of(id).getFileName().toString()) || id.startsWith("..")) {
      throw problem.complaint(
          "id", "found the id '%s', expected one that can be a file name".formatted(id));
    }
    return id + ".result.json";
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException(
          "%s: the folder cannot be made (%s)".formatted(folder, e.getMessage()), e);
    }
  }
}
