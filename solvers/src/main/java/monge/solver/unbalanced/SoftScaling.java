package monge.solver.unbalanced;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.numeric.Relaxation;
import monge.numeric.ScalingSweep;
import monge.numeric.StoredScaling;
import monge.plan.Potentials;
import monge.plan.ScaledKernelCoupling;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;

/**
 * Alternating scaling with soft marginals on the points of positive weight: on a stored kernel as
 * long as that is exact and fits, else in logarithms.
 */
final class SoftScaling {

  /** Larger kernels are not stored. */
  private static final long STORED_ENTRIES = 16_000_000;

  private final LinearProblem whole;
  private final PositiveSupport support;
  private final Geometry geometry;
  private final Relaxation rows;
  private final Relaxation columns;
  private final ScalingSweep logarithms;
  private Optional<StoredScaling> stored = Optional.empty();
  private boolean storable;

  /** Positive weights and their logarithms. */
  final double[] a;

  final double[] b;
  final double[] logA;
  final double[] logB;

  SoftScaling(LinearProblem whole, Relaxation rows, Relaxation columns) {
    this.whole = whole;
    this.rows = rows;
    this.columns = columns;
    support = PositiveSupport.of(whole);
    geometry = support.problem().requireGeometry().forManyPasses();
    a = support.problem().source().weights();
    b = support.problem().target().weights();
    logA = logs(a);
    logB = logs(b);
    logarithms = new ScalingSweep(geometry::row, a, b, rows, columns);
    storable = (long) a.length * b.length <= STORED_ENTRIES;
  }

  private static double[] logs(double[] weights) {
    return Arrays.stream(weights).map(Math::log).toArray();
  }

  /** Costs and kernel where they are stored; columns gathered in 16 parts, six mixed steps. */
  static long memoryBytes(long n, long m) {
    return 8 * 80 * (n + m) + (n * m <= STORED_ENTRIES ? 16 * n * m : 0);
  }

  PositiveSupport support() {
    return support;
  }

  double largestCost() {
    return geometry.largestMagnitude();
  }

  /** Potentials in units of eps, rows from columns, then columns; false if stopped. */
  boolean step(double[] phi, double[] psi, double eps, BooleanSupplier stop) {
    if (storable) {
      if (stored.isEmpty()) {
        try {
          stored =
              Optional.of(
                  new StoredScaling(geometry::row, a.length, b.length, rows, columns, stop));
        } catch (CancellationException _) {
          return false;
        }
      }
      StoredScaling kernel = stored.get();
      if (kernel.step(phi, psi, 1 / eps, stop)) {
        return true;
      }
      if (!kernel.isLost()) {
        return false;
      }
      storable = false;
      stored = Optional.empty();
    }
    return logarithms.step(phi, psi, 1 / eps, 1, stop);
  }

  /** The sums and the cost of the plan of these potentials, in the unit of the cost. */
  ScalingSweep measured(double[] f, double[] g, double eps) {
    logarithms.measure(divided(f, eps), divided(g, eps), 1 / eps, () -> false);
    return logarithms;
  }

  static double[] divided(double[] potentials, double eps) {
    double[] exponents = new double[potentials.length];
    for (int k = 0; k < exponents.length; k++) {
      exponents[k] = potentials[k] / eps;
    }
    return exponents;
  }

  /** {@code exp((f + g - C)/eps)}, with nothing at points of zero weight. */
  ScaledKernelCoupling plan(double[] f, double[] g, double eps) {
    Potentials all = potentials(f, g);
    return ScaledKernelCoupling.of(whole.requireGeometry(), all.f(), all.g(), eps);
  }

  /** The potentials on all points, {@code -inf} at those of zero weight. */
  Potentials potentials(double[] f, double[] g) {
    return new Potentials(
        support.expandRows(f, Double.NEGATIVE_INFINITY),
        support.expandColumns(g, Double.NEGATIVE_INFINITY));
  }

  MassBalance balance(ScalingSweep sums) {
    return MassBalance.of(
        support.expandRows(sums.rowSums(), 0), support.expandColumns(sums.columnSums(), 0), whole);
  }
}
