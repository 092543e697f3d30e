package monge.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import monge.app.io.InputException;
import monge.app.io.JsonValues;
import monge.app.io.ProblemFile;
import monge.diagnostics.EpsAdviser;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.problem.ProblemDescription;
import monge.solver.LinearProblems;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code monge advise}: what a regularisation strength means for a problem. */
@Command(
    name = "advise",
    mixinStandardHelpOptions = true,
    description = {
      "Says what the regularisation strength reg of a problem means: whether plain kernels"
          + " underflow, how wide the blur is against the spacing of the points, a sensible range,"
          + " and what POT, GeomLoss and OTT call the same strength."
    })
final class AdviseCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "PROBLEM.json", description = "The problem.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Option(names = "--reg", paramLabel = "EPS", description = "The strength; default the file's.")
  private @Nullable Double reg;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  AdviseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws java.io.IOException {
    ProblemDescription description = ProblemFile.read(file).description();
    LinearProblem problem = description.linearProblem();
    LinearProblems.refusalWithoutCost(problem)
        .ifPresent(
            sentence -> {
              throw InputException.in(file, sentence);
            });
    double eps = reg != null ? reg : description.real("reg", Double.NaN);
    if (Double.isNaN(eps)) {
      throw InputException.in(file, "found no params.reg, expected one, or --reg EPS");
    }
    EpsAdviser advice = EpsAdviser.of(PositiveSupport.of(problem).problem().requireGeometry(), eps);
    if (json) {
      JsonValues.print(console.out(), values(advice));
      return ExitCode.DONE;
    }
    values(advice)
        .forEach(
            (key, value) ->
                console.out().printf(Locale.ROOT, "%-22s %s%n", key, JsonValues.text(value)));
    console.out().println(advice.verdict());
    return ExitCode.DONE;
  }

  private static Map<String, Object> values(EpsAdviser advice) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("reg", advice.eps());
    values.put("recommended_from", advice.low());
    values.put("recommended_to", advice.high());
    values.put("plain_domain_from", advice.plainLimit());
    put(values, "blur", advice.blur());
    put(values, "spacing", advice.spacing());
    values.put("mean_cost", advice.meanCost());
    values.put("pot_reg", advice.pot());
    put(values, "geomloss_blur", advice.geomLoss());
    values.put("ott_epsilon", advice.ott());
    values.put("ott_relative_epsilon", advice.ottRelative());
    return values;
  }

  private static void put(Map<String, Object> values, String key, OptionalDouble value) {
    value.ifPresent(v -> values.put(key, v));
  }
}
