package monge.solver.adaptive;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import monge.cost.Geometry;
import monge.numeric.Kernels;
import monge.numeric.Parallel;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.FactoredCoupling;
import monge.problem.LinearProblem;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.Status;

/**
 * Answers of solves that were stopped: the best plan so far and its cost, and nothing that needs
 * another pass over the costs, as certificates do; values a point where the plan is small.
 */
final class Stopped {

  /** The values a point of so many entries take a few milliseconds. */
  private static final int MEASURED_ENTRIES = 200_000;

  private final LinearProblem whole;
  private final String id;
  private final ParameterValues parameters;
  private final Progress progress;

  Stopped(LinearProblem whole, String id, ParameterValues parameters, Progress progress) {
    this.whole = whole;
    this.id = id;
    this.parameters = parameters;
    this.progress = progress;
  }

  /** The product of the weights, where every solve begins. */
  PlanSolution beforeTheFirstStep() {
    double[] a = whole.source().weights();
    double[] b = whole.target().weights();
    double mass = Arrays.stream(a).sum();
    Coupling plan =
        FactoredCoupling.of(new double[][] {a}, new double[][] {b}, new double[] {mass});
    Geometry geometry = whole.requireGeometry();
    Kernels kernels = Kernels.forEntries((long) a.length * b.length);
    int parts = Parallel.parts(a.length, 1 + 20_000 / b.length);
    double[] costs = new double[parts];
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          double[] row = new double[b.length];
          for (int i = from; i < to; i++) {
            geometry.row(i, row);
            costs[part] += a[i] / mass * kernels.dot(row, b, b.length);
          }
        });
    return answer(plan, kernels.sum(costs, parts), 0, 0, 0, "steps");
  }

  /**
   * The iterate p, which the solver does not change any more.
   *
   * @param c the scaled costs and
   * @param p the plan, both one row a source point, or a target point if {@code exchanged}
   */
  PlanSolution at(
      ScaledProblem scaled,
      double[][] c,
      double[][] p,
      boolean exchanged,
      int iterations,
      String unit) {
    int m = p[0].length;
    Kernels kernels = Kernels.forEntries((long) p.length * m);
    int parts = Parallel.parts(p.length, 1 + 20_000 / m);
    double[] costs = new double[parts];
    double[] rows = new double[p.length];
    double[][] sums = new double[parts][m];
    Parallel.ranges(
        p.length,
        parts,
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            costs[part] += kernels.dot(c[i], p[i], m);
            rows[i] = kernels.sum(p[i], m);
            kernels.axpy(1, p[i], sums[part], m);
          }
        });
    double[] columns = new double[m];
    for (double[] sum : sums) {
      kernels.axpy(1, sum, columns, m);
    }
    double value = scaled.unscaled(kernels.sum(costs, parts), DoubleStream.of(rows).sum());
    double ofRows = distance(rows, exchanged ? scaled.b : scaled.a);
    double ofColumns = distance(columns, exchanged ? scaled.a : scaled.b);
    return answer(
        scaled.stopped(p, exchanged),
        value,
        exchanged ? ofColumns : ofRows,
        exchanged ? ofRows : ofColumns,
        iterations,
        unit);
  }

  /** Whether there is time for perplexities and temperatures too. */
  static boolean isMeasured(double[][] p) {
    return (long) p.length * p[0].length <= MEASURED_ENTRIES;
  }

  private static double distance(double[] found, double[] wanted) {
    double sum = 0;
    for (int k = 0; k < found.length; k++) {
      sum += Math.abs(found[k] - wanted[k]);
    }
    return sum;
  }

  private PlanSolution answer(
      Coupling plan, double cost, double source, double target, int iterations, String unit) {
    return new PlanSolution(
        whole,
        id,
        parameters,
        plan,
        Optional.empty(),
        Objective.of(cost),
        progress.finish(
            Status.CANCELLED,
            iterations,
            unit,
            "stopped by hand after " + iterations + " " + unit,
            source,
            target,
            Optional.empty()));
  }
}
