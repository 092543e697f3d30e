package monge.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import monge.app.io.InputException;
import monge.problem.LinearProblem;
import monge.solver.CircularValidation;
import monge.solver.CircularValidation.Choice;
import monge.solver.CircularValidation.Projection;
import monge.solver.CircularValidation.Score;
import monge.solver.SolverProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code monge validate}: which value of a setting keeps the source's labels there and back. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Chooses a parameter by circular validation: source labels are carried to the target and"
          + " back, and the share that returns to its own points is the score.",
      "The source needs labels: a label column, or params.labels in the problem file."
    })
final class ValidateCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final OneQuestion asked = new OneQuestion();

  @Option(
      names = "--parameter",
      defaultValue = "h",
      paramLabel = "KEY",
      description = "The parameter to choose; default ${DEFAULT-VALUE}.")
  private String parameter = "h";

  @Option(
      names = "--values",
      split = ",",
      paramLabel = "V,V,...",
      description = "Candidates; for h 0.2, 0.3, ... 0.8 if not given.")
  private List<Double> values = new ArrayList<>();

  @Option(
      names = "--projection",
      defaultValue = "conditional",
      paramLabel = "METHOD",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Projection projection = Projection.CONDITIONAL;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Question question = asked.read(console);
    SolverProvider provider = question.provider(console.registry());
    if (!(question.problem(provider) instanceof LinearProblem problem)) {
      throw new InputException("found a problem between Gaussians, expected one between points");
    }
    Choice choice =
        new CircularValidation(provider, question.parameters(provider), projection)
            .choose(problem, parameter, candidates(), console.monitor());
    for (Score score : choice.scores()) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s = %s: %.1f %% of the labels return%s%n",
              parameter,
              score.value(),
              100 * score.accuracy(),
              score.converged() ? "" : " (not converged)");
    }
    console.out().printf(Locale.ROOT, "best %s = %s%n", parameter, choice.best().value());
    return console.isCancelled() ? ExitCode.CANCELLED : ExitCode.DONE;
  }

  private List<Double> candidates() {
    if (!values.isEmpty()) {
      return values;
    }
    if (!parameter.equals("h")) {
      throw new InputException(
          "found no --values for %s, expected candidates such as 0.1,1,10".formatted(parameter));
    }
    return CircularValidation.BANDWIDTHS;
  }
}
