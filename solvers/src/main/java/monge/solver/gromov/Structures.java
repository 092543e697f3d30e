package monge.solver.gromov;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.Parallel;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.FactoredCoupling;
import monge.plan.SparseCoupling;
import monge.problem.GaussianProblem;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.problem.TransportProblem;
import monge.solver.LinearProblems;

/**
 * The distances within each of two measures, on their points of positive weight: those the measure
 * brings along, else the Euclidean ones of its points.
 */
final class Structures {

  private final LinearProblem whole;
  private final PositiveSupport support;

  private Structures(LinearProblem whole) {
    this.whole = whole;
    support = PositiveSupport.of(whole);
  }

  static Structures of(LinearProblem problem) {
    return new Structures(problem);
  }

  /** Target points of zero weight take part too: for problems in which target weights are free. */
  static Structures withAllTargets(LinearProblem problem) {
    return new Structures(evenly(problem, problem.source()));
  }

  /** All points take part, whatever their weights. */
  static Structures withAllPoints(LinearProblem problem) {
    DiscreteMeasure source = problem.source();
    return new Structures(
        evenly(problem, source.withWeights(DiscreteMeasure.uniformWeights(source.size()))));
  }

  private static LinearProblem evenly(LinearProblem problem, DiscreteMeasure source) {
    DiscreteMeasure target = problem.target();
    DiscreteMeasure even = target.withWeights(DiscreteMeasure.uniformWeights(target.size()));
    return problem
        .geometry()
        .map(g -> LinearProblem.of(source, even, g))
        .orElseGet(() -> LinearProblem.between(source, even, new CostFunction.SquaredEuclidean()));
  }

  /** Refuses Gaussians and points without distances between them. */
  static Optional<String> refusal(String solver, TransportProblem problem) {
    return switch (problem) {
      case GaussianProblem _ ->
          Optional.of(
              solver
                  + " compares distances between weighted points, and this problem is between two"
                  + " Gaussians: sample points from them");
      case LinearProblem p ->
          refusal(solver, "source", p.source()).or(() -> refusal(solver, "target", p.target()));
    };
  }

  /** The same, and unequal masses. */
  static Optional<String> balancedRefusal(String solver, TransportProblem problem) {
    return refusal(solver, problem).or(() -> LinearProblems.refusalOfUnbalanced(solver, problem));
  }

  private static Optional<String> refusal(String solver, String side, DiscreteMeasure measure) {
    return measure.dimension() > 0 || measure.hasDistances()
        ? Optional.empty()
        : Optional.of(
            "%s needs distances within each cloud, and the %s has weights only: give points, a matrix or edges"
                .formatted(solver, side));
  }

  private static RowWriter rows(DiscreteMeasure measure) {
    if (measure.hasDistances()) {
      return measure::distances;
    }
    int n = measure.size();
    double[][] axes = axes(measure);
    Kernels kernels = Kernels.forEntries((long) n * n);
    return (i, out) -> {
      kernels.squaredDistances(measure.point(i), axes, out, n);
      for (int k = 0; k < n; k++) {
        out[k] = Math.sqrt(out[k]);
      }
    };
  }

  private static double[][] axes(DiscreteMeasure measure) {
    double[][] axes = new double[measure.dimension()][];
    for (int k = 0; k < axes.length; k++) {
      axes[k] = measure.axis(k);
    }
    return axes;
  }

  @FunctionalInterface
  private interface RowWriter {
    void write(int i, double[] out);
  }

  private static double[][] distances(DiscreteMeasure measure, BooleanSupplier stop) {
    int n = measure.size();
    RowWriter rows = rows(measure);
    double[][] d = Matrix.zeros(n, n, stop);
    Matrix.fill(
        d,
        n,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            rows.write(i, d[i]);
          }
        });
    return d;
  }

  /**
   * The energy of plans between the two.
   *
   * @param stop asked on the calling thread
   * @throws CancellationException if stopped
   */
  GromovEnergy energy(BooleanSupplier stop) {
    return new GromovEnergy(
        distances(support.problem().source(), stop),
        distances(support.problem().target(), stop),
        stop);
  }

  /**
   * {@code E(ab')} without a matrix in memory: {@code O(n^2 + m^2)}.
   *
   * @param b target weights
   */
  double productEnergy(double[] b) {
    double[] a = sourceWeights();
    double[] d = moments(support.problem().source(), a);
    double[] e = moments(support.problem().target(), b);
    double massOfA = Arrays.stream(a).sum();
    double massOfB = Arrays.stream(b).sum();
    return Math.max(0, massOfB * massOfB * d[1] + massOfA * massOfA * e[1] - 2 * d[0] * e[0]);
  }

  /** {@code w'Dw} and {@code w'(D.^2)w}. */
  private static double[] moments(DiscreteMeasure measure, double[] w) {
    return measure.hasDistances() ? givenMoments(measure, w) : euclideanMoments(measure, w);
  }

  /** Each pair once. */
  private static double[] euclideanMoments(DiscreteMeasure measure, double[] w) {
    int n = w.length;
    double[][] axes = axes(measure);
    double[] first = new double[n];
    double[] second = new double[n];
    Kernels kernels = Kernels.forEntries((long) n * n);
    Parallel.ranges(
        n,
        Parallel.parts(n, 1 + 20_000 / n),
        (_, from, to) -> {
          double[] row = new double[n];
          for (int i = from; i < to; i++) {
            kernels.squaredDistances(measure.point(i), axes, row, i);
            second[i] = 2 * w[i] * kernels.dot(row, w, i);
            for (int k = 0; k < i; k++) {
              row[k] = Math.sqrt(row[k]);
            }
            first[i] = 2 * w[i] * kernels.dot(row, w, i);
          }
        });
    return new double[] {kernels.sum(first, n), kernels.sum(second, n)};
  }

  private static double[] givenMoments(DiscreteMeasure measure, double[] w) {
    int n = w.length;
    double[][] parts = new double[Parallel.parts(n, 1 + 20_000 / n)][2];
    Kernels kernels = Kernels.forEntries((long) n * n);
    Parallel.ranges(
        n,
        parts.length,
        (part, from, to) -> {
          double[] row = new double[n];
          for (int i = from; i < to; i++) {
            measure.distances(i, row);
            parts[part][0] += w[i] * kernels.dot(row, w, n);
            for (int k = 0; k < n; k++) {
              row[k] *= row[k];
            }
            parts[part][1] += w[i] * kernels.dot(row, w, n);
          }
        });
    double[] sums = new double[2];
    for (double[] part : parts) {
      sums[0] += part[0];
      sums[1] += part[1];
    }
    return sums;
  }

  int rows() {
    return support.problem().rows();
  }

  int columns() {
    return support.problem().columns();
  }

  /** The weights of the source points of positive weight. */
  double[] sourceWeights() {
    return support.problem().source().weights();
  }

  /** The weights of the target points of positive weight. */
  double[] targetWeights() {
    return support.problem().target().weights();
  }

  /** The same divided by their sum: b of the coupling {@code ab'}. */
  double[] unitTargetWeights() {
    double[] b = targetWeights();
    double mass = Arrays.stream(b).sum();
    // Sums of weights that are 1 but for rounding change nothing.
    return Math.abs(mass - 1) < 1e-12 ? b : Arrays.stream(b).map(x -> x / mass).toArray();
  }

  /** The problem without points of zero weight. */
  LinearProblem problem() {
    return support.problem();
  }

  /** A plan of the whole problem, restricted to the points that take part. */
  Optional<Coupling> restricted(Optional<Coupling> plan) {
    return plan.filter(p -> p.rows() == whole.rows() && p.columns() == whole.columns())
        .map(this::restricted)
        .filter(p -> p.total() > 0);
  }

  private Coupling restricted(Coupling plan) {
    if (isWhole()) {
      return plan;
    }
    double[][] some = new double[rows()][];
    double[] row = new double[whole.columns()];
    for (int i = 0; i < some.length; i++) {
      plan.row(support.row(i), row);
      some[i] = support.restrictColumns(row);
    }
    return DenseCoupling.owning(some);
  }

  private boolean isWhole() {
    return rows() == whole.rows() && columns() == whole.columns();
  }

  /** A plan on the points that take part as one of the whole problem. */
  Coupling coupling(Coupling plan) {
    if (isWhole()) {
      return plan;
    }
    if (plan instanceof SparseCoupling) {
      return SparsePlan.of(plan)
          .coupling(support::row, support::column, whole.rows(), whole.columns());
    }
    if (plan instanceof FactoredCoupling product) {
      return product.expanded(support::row, support::column, whole.rows(), whole.columns());
    }
    double[][] all = new double[whole.rows()][whole.columns()];
    double[] row = new double[columns()];
    for (int i = 0; i < rows(); i++) {
      plan.row(i, row);
      all[support.row(i)] = support.expandColumns(row, 0);
    }
    return DenseCoupling.owning(all);
  }
}
