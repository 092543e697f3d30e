package monge.solver.weak;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import monge.diagnostics.DualityGap;
import monge.diagnostics.MarginalError;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.FactoredCoupling;
import monge.plan.FeasibleRounding;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.problem.TransportProblem;
import monge.solver.Cure;
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
 * Barycentric weak transport {@code min sum_i a_i |x_i - T_i|^2, T_i = sum_j P_ij y_j / a_i}, over
 * couplings (Gozlan, Roberto, Samson and Tetali 2017): a quadratic over the polytope of plans,
 * solved by {@link InteriorPoint}. The means T are unique, plans with these means are not: the one
 * found lies amid them all.
 *
 * @param tolerance duality gap at the end, as a share of the spread of the points
 */
record WeakTransport(ParameterValues parameters, double tolerance, int maxIterations)
    implements Solver {

  /** Steps in which the gap does not halve, after which rounding is in the way. */
  private static final int PATIENCE = 25;

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem linear =
        LinearProblems.require(WeakTransportProvider.refusalOf(problem), problem);
    return new Run(linear, new Progress(monitor)).solve();
  }

  /** One solve. */
  private final class Run {

    private final LinearProblem whole;
    private final Progress progress;
    private final PositiveSupport support;
    private final double mass;
    private final double[] a;
    private final double[] b;
    private final double[][] x;
    private final double[][] y;

    /** The unit of length, and the squared distance of the means, which every plan pays. */
    private final double unit;

    private final double between;
    private int steps;

    Run(LinearProblem whole, Progress progress) {
      this.whole = whole;
      this.progress = progress;
      support = PositiveSupport.of(whole);
      DiscreteMeasure source = support.problem().source();
      DiscreteMeasure target = support.problem().target();
      mass = source.mass();
      a = shares(source);
      b = shares(target);
      int d = target.dimension();
      x = new double[d][];
      y = new double[d][];
      double apart = 0;
      double spread = 0;
      for (int k = 0; k < d; k++) {
        x[k] = source.axis(k);
        y[k] = target.axis(k);
        double shift = centre(x[k], a) - centre(y[k], b);
        apart += shift * shift;
        spread += squares(x[k], a) + squares(y[k], b);
      }
      between = apart;
      unit = spread > 0 ? Math.sqrt(spread) : 1;
      for (int k = 0; k < d; k++) {
        shrink(x[k]);
        shrink(y[k]);
      }
    }

    private static double[] shares(DiscreteMeasure measure) {
      double[] weights = measure.weights();
      double mass = measure.mass();
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= mass;
      }
      return weights;
    }

    /** Takes the mean away; what it was. */
    private static double centre(double[] values, double[] weights) {
      double mean = 0;
      for (int i = 0; i < values.length; i++) {
        mean += weights[i] * values[i];
      }
      for (int i = 0; i < values.length; i++) {
        values[i] -= mean;
      }
      return mean;
    }

    private static double squares(double[] values, double[] weights) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += weights[i] * values[i] * values[i];
      }
      return sum;
    }

    private void shrink(double[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] /= unit;
      }
    }

    PlanSolution solve() {
      InteriorPoint point;
      try {
        point = new InteriorPoint(x, y, a, b, progress::isCancelled);
      } catch (CancellationException _) {
        return stoppedBeforeTheFirstStep();
      }
      double least = Double.POSITIVE_INFINITY;
      int leastAt = 0;
      double gap = point.inaccuracy();
      while (gap > tolerance && steps < maxIterations && steps - leastAt < PATIENCE) {
        if (!point.step()) {
          break;
        }
        steps++;
        gap = point.inaccuracy();
        if (gap < 0.5 * least) {
          least = gap;
          leastAt = steps;
        }
        report(point, gap);
      }
      return progress.isCancelled() && gap > tolerance ? stopped(point) : finished(point);
    }

    private void report(InteriorPoint point, double gap) {
      double ahead = Math.log(Math.clamp(gap, tolerance, 1)) / Math.log(tolerance);
      progress.fraction(Math.clamp(ahead, 0, 1));
      progress.report(
          new TracePoint(
              steps,
              inUnits(point.value()),
              Double.NaN,
              mass * unit * unit * gap,
              mass * point.marginalError()),
          () -> expanded(DenseCoupling.of(point.plan())));
    }

    /** A value of the problem worked on, as one of the problem asked. */
    private double inUnits(double value) {
      return mass * (between + unit * unit * value);
    }

    /** The plan with the mass and the points of zero weight of the problem. */
    private Coupling expanded(Coupling plan) {
      int n = whole.rows();
      int m = whole.columns();
      if (mass == 1 && plan.rows() == n && plan.columns() == m) {
        return plan;
      }
      double[][] all = new double[n][m];
      double[] row = new double[plan.columns()];
      for (int i = 0; i < plan.rows(); i++) {
        plan.row(i, row);
        for (int j = 0; j < row.length; j++) {
          all[support.row(i)][support.column(j)] = mass * row[j];
        }
      }
      return DenseCoupling.owning(all);
    }

    private PlanSolution stoppedBeforeTheFirstStep() {
      double value = 0;
      for (double[] axis : x) {
        value += squares(axis, a);
      }
      double[][] q = {whole.source().weights()};
      double[][] r = {whole.target().weights()};
      return answer(
          FactoredCoupling.of(q, r, new double[] {mass}),
          Objective.of(inUnits(value)),
          Status.CANCELLED,
          "stopped by hand before the first step");
    }

    private PlanSolution stopped(InteriorPoint point) {
      return answer(
          expanded(DenseCoupling.owning(point.plan())),
          objective(point),
          Status.CANCELLED,
          "stopped by hand after %d steps".formatted(steps));
    }

    private PlanSolution finished(InteriorPoint point) {
      double[][] p = point.plan();
      Coupling rounded = FeasibleRounding.round(DenseCoupling.owning(p), a, b);
      // Row by row in place: a row of the rounded plan needs that row of the plan only.
      for (int i = 0; i < a.length; i++) {
        rounded.row(i, p[i]);
      }
      point.measure();
      double gap = point.value() - point.bound();
      Status status =
          gap <= tolerance
              ? Status.CONVERGED
              : steps >= maxIterations ? Status.ITERATION_LIMIT : Status.STALLED;
      return answer(
          expanded(DenseCoupling.owning(p)),
          objective(point),
          status,
          String.format(
              Locale.ROOT,
              "%s after %d steps, limit %.2g",
              DualityGap.saidAsShare(gap, "of the spread of the points"),
              steps,
              tolerance));
    }

    private Objective objective(InteriorPoint point) {
      double value = inUnits(point.value());
      double dual = inUnits(point.bound());
      return Objective.of(value).withDual(dual, value - dual);
    }

    private PlanSolution answer(Coupling plan, Objective objective, Status status, String reason) {
      MarginalError error = MarginalError.of(plan, whole);
      return new PlanSolution(
          whole,
          WeakTransportProvider.ID,
          parameters,
          plan,
          Optional.empty(),
          objective,
          progress.finish(
              status, steps, "steps", reason, error.source(), error.target(), cure(status)));
    }

    private Optional<Cure> cure(Status status) {
      return switch (status) {
        case ITERATION_LIMIT, STALLED ->
            Optional.of(
                new Cure(
                    "Take a larger gap, or allow more steps; some fifty are enough.",
                    "Take ten times the gap",
                    Map.of("tolerance", Math.min(1, 10 * tolerance))));
        default -> Optional.empty();
      };
    }
  }
}
