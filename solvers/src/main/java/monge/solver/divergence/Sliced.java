package monge.solver.divergence;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import monge.diagnostics.MarginalError;
import monge.diagnostics.TransportCost;
import monge.numeric.Parallel;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * Sliced transport: {@code SW_p^p} is the mean over directions of the transport of the projections
 * (Rabin and others 2011; Bonneel and others 2015), the coupling the mean of the matchings; or the
 * direction of the largest (max-sliced, Deshpande and others 2019) with its matching.
 */
final class Sliced implements Solver {

  /** What is made of the directions. */
  enum Mode {
    AVERAGE,
    MAX
  }

  /** How they are chosen. */
  enum Layout {
    RANDOM,
    EVEN
  }

  private static final int SEARCH_STEPS = 200;

  /** A step of the ascent that raises the value by less than this share is the last. */
  private static final double LEAST_GAIN = 1e-12;

  private final ParameterValues parameters;
  private final double p;
  private final Mode mode;
  private final Optional<double[][]> given;

  Sliced(ParameterValues parameters, Optional<double[][]> given) {
    this.parameters = parameters;
    this.p = parameters.real("p");
    this.mode = Mode.valueOf(parameters.choice("mode").toUpperCase(Locale.ROOT));
    this.given = given;
  }

  /** The directions a solve in so many dimensions looks along. */
  double[][] directions(int dimension) {
    if (given.isPresent()) {
      return Directions.given(given.get(), dimension);
    }
    int count = parameters.whole("directions");
    Layout layout = Layout.valueOf(parameters.choice("layout").toUpperCase(Locale.ROOT));
    if (layout == Layout.EVEN && dimension != 2) {
      throw new IllegalArgumentException(
          "layout = even spreads directions in the plane, the points have %d coordinates: take"
                  .formatted(dimension)
              + " layout = random");
    }
    return layout == Layout.EVEN
        ? Directions.even(count)
        : Directions.random(count, dimension, parameters.whole("seed"));
  }

  /** {@code W_p^p} along each direction. */
  double[] values(LinearProblem problem) {
    double[][] directions = directions(problem.source().dimension());
    Slices slices = new Slices(problem.source(), problem.target(), p);
    double[] values = new double[directions.length];
    Parallel.forEach(values.length, l -> values[l] = slices.along(directions[l]).value());
    return values;
  }

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem linear = LinearProblems.require(SlicedProvider.refusalOf(problem), problem);
    return new Run(linear, new Progress(monitor)).solve();
  }

  /** One solve. */
  private final class Run {

    private final LinearProblem problem;
    private final Progress progress;
    private final Slices slices;
    private final double[][] directions;
    private final Slices.Slice[] found;
    private int count;
    private double sum;
    private double squares;
    private int best;
    private int searched;

    Run(LinearProblem problem, Progress progress) {
      this.problem = problem;
      this.progress = progress;
      slices = new Slices(problem.source(), problem.target(), p);
      directions = directions(problem.source().dimension());
      found = new Slices.Slice[directions.length];
    }

    PlanSolution solve() {
      boolean cancelled = !lookAlongAll();
      double[] direction = directions[best].clone();
      Slices.Slice largest = found[best];
      if (mode == Mode.MAX && given.isEmpty() && !cancelled) {
        largest = climb(direction, largest);
        cancelled = progress.isCancelled();
      }
      Coupling plan =
          mode == Mode.MAX
              ? slices.average(new Slices.Slice[] {largest}, 1)
              : slices.average(found, count);
      MarginalError error = MarginalError.of(plan, problem);
      return new PlanSolution(
          problem,
          SlicedProvider.ID,
          parameters,
          plan,
          Optional.empty(),
          objective(plan, largest, direction),
          progress.finish(
              cancelled ? Status.CANCELLED : Status.CONVERGED,
              count,
              "directions",
              reason(cancelled),
              error.source(),
              error.target(),
              Optional.empty()));
    }

    /** False if stopped; some directions are then left out. */
    private boolean lookAlongAll() {
      int batch = Math.clamp(200_000 / (problem.rows() + problem.columns()), 2, 16);
      while (count < directions.length) {
        int from = count;
        int size = Math.min(batch, directions.length - from);
        Parallel.forEach(size, k -> found[from + k] = slices.along(directions[from + k]));
        for (int l = from; l < from + size; l++) {
          double value = found[l].value();
          sum += value;
          squares += value * value;
          best = value > found[best].value() ? l : best;
        }
        count += size;
        progress.fraction(count / (double) directions.length);
        int so = count;
        progress.report(
            new TracePoint(count, root(sum / count), Double.NaN, Double.NaN, Double.NaN),
            () -> slices.average(found, so));
        if (progress.isCancelled()) {
          return false;
        }
      }
      return true;
    }

    /** Ascent on the sphere from the best direction; changes the direction. */
    private Slices.Slice climb(double[] direction, Slices.Slice from) {
      Slices.Slice here = from;
      double step = 1;
      double gain = Double.POSITIVE_INFINITY;
      while (searched < SEARCH_STEPS
          && step > 1e-9
          && gain > LEAST_GAIN * here.value()
          && !progress.isCancelled()) {
        double[] tangent = slices.gradient(direction, here);
        double radial = 0;
        for (int k = 0; k < tangent.length; k++) {
          radial += tangent[k] * direction[k];
        }
        for (int k = 0; k < tangent.length; k++) {
          tangent[k] -= radial * direction[k];
        }
        if (!Directions.normalise(tangent)) {
          break;
        }
        searched++;
        double[] there = new double[direction.length];
        boolean risen = false;
        while (!risen && step > 1e-9) {
          for (int k = 0; k < there.length; k++) {
            there[k] = Math.cos(step) * direction[k] + Math.sin(step) * tangent[k];
          }
          Directions.normalise(there);
          Slices.Slice slice = slices.along(there);
          risen = slice.value() > here.value();
          if (risen) {
            gain = slice.value() - here.value();
            here = slice;
            System.arraycopy(there, 0, direction, 0, there.length);
          } else {
            step /= 2;
          }
        }
        step = Math.min(1, 2 * step);
      }
      return here;
    }

    private Objective objective(Coupling plan, Slices.Slice largest, double[] direction) {
      Map<String, Double> terms = new LinkedHashMap<>();
      terms.put("objective", TransportCost.of(problem.requireGeometry(), plan));
      terms.put("SW", root(sum / count));
      terms.put("max_SW", root(largest.value()));
      for (int k = 0; k < Math.min(3, direction.length); k++) {
        terms.put("max_direction_" + k, direction[k]);
      }
      return new Objective(terms, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private String reason(boolean cancelled) {
      if (cancelled) {
        return "stopped by hand after %d of %d directions".formatted(count, directions.length);
      }
      if (mode == Mode.MAX) {
        return given.isPresent()
            ? "the largest of the %d directions given".formatted(count)
            : ("a local optimum, by %d steps of ascent from the largest of %d directions; more"
                    + " directions may find a better one")
                .formatted(searched, count);
      }
      double mean = sum / count;
      double variance = Math.max(0, squares / count - mean * mean);
      return String.format(
          Locale.ROOT,
          "the mean over %d directions; SW^p = %.6g with standard error %.2g",
          count,
          mean,
          Math.sqrt(variance / Math.max(1, count - 1)));
    }

    private double root(double power) {
      return Math.pow(power, 1 / p);
    }
  }
}
