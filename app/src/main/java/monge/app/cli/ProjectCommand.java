package monge.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import monge.app.io.CloudFile;
import monge.app.io.InputException;
import monge.app.io.PointsFile;
import monge.app.io.ProblemFile;
import monge.app.io.StoredResult;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterException;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.projection.AffineMap;
import monge.projection.Barycentric;
import monge.projection.Conditional;
import monge.projection.EntropicMap;
import monge.projection.NearestSample;
import monge.solver.AffineSolution;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.ValueSolution;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code monge project}: where points go by the plan of a result or of a problem. */
@Command(
    name = "project",
    mixinStandardHelpOptions = true,
    description = {
      "Maps points by a plan, from a result file or from a problem that is solved first.",
      "Methods: barycentric (source points only), conditional (-P h=bandwidth), entropic (-P"
          + " reg=...), nearest (as the nearest source point moves), affine."
    })
final class ProjectCommand implements Callable<Integer> {

  private enum Method {
    BARYCENTRIC,
    CONDITIONAL,
    ENTROPIC,
    NEAREST,
    AFFINE
  }

  /** The bandwidth when neither the command line nor the solver says one. */
  private static final double USUAL_BANDWIDTH = 0.5;

  private final Console console;

  @Parameters(paramLabel = "PROBLEM.json", arity = "0..1", description = "A problem to solve.")
  private @Nullable Path file;

  @Option(names = "--result", paramLabel = "RESULT.json", description = "A result of 'solve'.")
  private @Nullable Path result;

  @Option(
      names = "--points",
      paramLabel = "NEW.csv",
      description = "Points to map; the source points if not given.")
  private @Nullable Path points;

  @Option(
      names = "--method",
      defaultValue = "conditional",
      paramLabel = "METHOD",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Method method = Method.CONDITIONAL;

  @Option(names = "-P", paramLabel = "key=value", description = "A parameter of the method.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(names = "--out", paramLabel = "FILE.csv", description = "Mapped points; - prints them.")
  private @Nullable Path out;

  ProjectCommand(Console console) {
    this.console = console;
  }

  /** What a method needs to know of an answer. */
  private record Known(
      Optional<LinearProblem> problem,
      Optional<Coupling> plan,
      Optional<Potentials> potentials,
      Optional<AffineMap> affine,
      Map<String, Object> settings) {

    static Known of(Solution solution) {
      return switch (solution) {
        case PlanSolution s ->
            new Known(
                Optional.of(s.problem()),
                Optional.of(s.coupling()),
                s.potentials(),
                Optional.empty(),
                s.parameters().asMap());
        case AffineSolution s ->
            new Known(
                s.problem() instanceof LinearProblem p ? Optional.of(p) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(s.map()),
                s.parameters().asMap());
        case ValueSolution s ->
            throw new IllegalArgumentException(
                "%s gives a number and no map: project with a solver that gives a plan"
                    .formatted(s.solver()));
      };
    }
  }

  @Override
  public Integer call() {
    Path problemFile = file;
    Path resultFile = result;
    int exitCode = ExitCode.DONE;
    Known known;
    if (problemFile != null && resultFile == null) {
      Answer answer = solved(problemFile);
      exitCode = answer.exitCode();
      known =
          Known.of(
              answer
                  .solution()
                  .orElseThrow(
                      () -> InputException.in(problemFile, "its answer is no plan and no map")));
    } else if (resultFile != null && problemFile == null) {
      known = stored(StoredResult.read(resultFile));
    } else {
      throw new InputException("found no or two sources of a plan, expected --result or a problem");
    }
    ParameterValues values = values(known);
    double[][] images = images(known, values, wanted(known));
    console.write(Optional.ofNullable(out), stream -> PointsFile.write(stream, images));
    return exitCode;
  }

  private Answer solved(Path problem) {
    Answer answer =
        Question.of(ProblemFile.read(problem), Optional.empty(), Map.of())
            .answer(console.registry(), console.monitor());
    if (!answer.remark().isEmpty()) {
      console.say(problem + ": " + answer.remark());
    }
    return answer;
  }

  private static Known stored(StoredResult stored) {
    Optional<AffineMap> affine = stored.affineMap();
    return new Known(
        affine.isPresent() && stored.plan().isEmpty()
            ? Optional.empty()
            : Optional.of(stored.description().balancedProblem()),
        stored.plan(),
        stored.potentials(),
        affine,
        stored.description().params());
  }

  private ParameterValues values(Known known) {
    List<ParameterSpec> specs =
        switch (method) {
          case CONDITIONAL ->
              List.of(
                  ParameterSpec.Real.positive(
                      "h",
                      "Bandwidth h",
                      "Width of the kernel in units of each cloud's spread.",
                      "",
                      setting(known, "h").orElse(USUAL_BANDWIDTH),
                      0.05,
                      2));
          case ENTROPIC ->
              List.of(
                  ParameterSpec.Real.positive(
                      "reg",
                      "Regularisation ε",
                      "The ε of the plan.",
                      "unit of cost",
                      setting(known, "reg").orElse(Double.NaN),
                      1e-4,
                      10));
          default -> List.of();
        };
    ParameterValues values = ParameterValues.defaults(specs);
    for (Map.Entry<String, String> option : options.entrySet()) {
      try {
        values = values.with(option.getKey(), option.getValue());
      } catch (ParameterException e) {
        throw new InputException("-P " + option.getKey() + ": " + e.getMessage(), e);
      }
    }
    return values;
  }

  private static Optional<Double> setting(Known known, String key) {
    return known.settings().get(key) instanceof Double x ? Optional.of(x) : Optional.empty();
  }

  /** The points to map; empty for the source points that carry mass. */
  private Optional<double[][]> wanted(Known known) {
    Path file = points;
    if (file == null) {
      return Optional.empty();
    }
    DiscreteMeasure cloud = CloudFile.read(file).measure();
    int expected =
        known
            .problem()
            .map(p -> p.source().dimension())
            .or(() -> known.affine().map(AffineMap::dimension))
            .orElse(cloud.dimension());
    if (cloud.dimension() != expected) {
      throw InputException.in(
          file,
          "found points of %d coordinates, expected %d as in the source"
              .formatted(cloud.dimension(), expected));
    }
    return Optional.of(cloud.points());
  }

  private double[][] images(Known known, ParameterValues values, Optional<double[][]> wanted) {
    if (method == Method.AFFINE) {
      AffineMap map = known.affine().orElseThrow(() -> missing("an affine map", "gaussian-w2"));
      return map.applyAll(wanted.orElseGet(() -> linear(known).source().points()));
    }
    LinearProblem problem = linear(known);
    if (method == Method.ENTROPIC) {
      Potentials potentials =
          known.potentials().orElseThrow(() -> missing("entropic potentials", "sinkhorn"));
      double reg = values.real("reg");
      if (Double.isNaN(reg)) {
        throw missing("entropic potentials", "sinkhorn");
      }
      return EntropicMap.forward(problem, potentials, reg)
          .applyAll(wanted.orElseGet(problem.source()::points));
    }
    Coupling plan = known.plan().orElseThrow(() -> missing("a plan", "emd"));
    if (method == Method.CONDITIONAL) {
      return Conditional.of(plan, problem.source(), problem.target(), values.real("h"))
          .applyAll(wanted.orElseGet(problem.source()::points));
    }
    Barycentric barycentric = Barycentric.of(plan, problem.target());
    int[] rows = barycentric.rows();
    double[][] samples = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      samples[r] = problem.source().point(rows[r]);
    }
    double[][] images = barycentric.images();
    if (method == Method.NEAREST) {
      return NearestSample.of(samples, images).applyAll(wanted.orElse(samples));
    }
    if (wanted.isEmpty()) {
      int without = problem.rows() - rows.length;
      if (without > 0) {
        console.say(
            "%d source points carry no mass and have no image; they are left out"
                .formatted(without));
      }
      return images;
    }
    return atSamples(samples, images, wanted.get());
  }

  /** The barycentric projection knows the source points only. */
  private double[][] atSamples(double[][] samples, double[][] images, double[][] wanted) {
    Map<List<Double>, double[]> byPoint = new HashMap<>();
    for (int r = 0; r < samples.length; r++) {
      byPoint.putIfAbsent(boxed(samples[r]), images[r]);
    }
    double[][] found = new double[wanted.length][];
    for (int k = 0; k < wanted.length; k++) {
      double[] image = byPoint.get(boxed(wanted[k]));
      if (image == null) {
        throw new InputException(
            "found the new point %s, expected source points: --method barycentric knows no others;"
                    .formatted(Arrays.toString(wanted[k]))
                + " take conditional, entropic or nearest");
      }
      found[k] = image;
    }
    return found;
  }

  private static List<Double> boxed(double[] point) {
    // Adding 0 makes -0 and 0 the same point.
    return Arrays.stream(point).mapToObj(x -> x + 0.0).toList();
  }

  private LinearProblem linear(Known known) {
    LinearProblem problem = known.problem().orElseThrow(() -> missing("clouds of points", "emd"));
    if (problem.source().dimension() == 0 || problem.target().dimension() == 0) {
      throw new InputException("the problem has no points, only weights: there is nothing to map");
    }
    return problem;
  }

  private InputException missing(String what, String solver) {
    return new InputException(
        "--method %s: found no %s in the answer, expected one such as '%s' gives"
            .formatted(
                method.name().toLowerCase(Locale.ROOT), what.replaceFirst("^an? ", ""), solver));
  }
}
