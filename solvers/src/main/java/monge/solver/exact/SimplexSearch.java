package monge.solver.exact;

import java.util.function.BooleanSupplier;

/**
 * Pivots from a first basis to an optimal one: the first row with a negative reduced cost brings in
 * its most negative one, until no row has any.
 */
final class SimplexSearch {

  /** Reduced costs above minus this share of the largest cost count as 0. */
  private static final double TOLERANCE = 2e-15;

  /** How a search ended. */
  enum Outcome {
    OPTIMAL,
    /** Optimal, but for mass that has to use pairs that are forbidden. */
    INFEASIBLE,
    CANCELLED
  }

  /** Hears of every pivot. */
  @FunctionalInterface
  interface Listener {
    void pivoted(int pivots, long moved);
  }

  private final CostRows costs;
  private final TransportBasis basis;
  private final BooleanSupplier cancelled;
  private final Listener listener;
  private final int n;
  private final int m;
  private final double[] reduced;
  private double penalty;
  private int pivots;

  SimplexSearch(
      CostRows costs, TransportBasis basis, BooleanSupplier cancelled, Listener listener) {
    this.costs = costs;
    this.basis = basis;
    this.cancelled = cancelled;
    this.listener = listener;
    n = basis.sources;
    m = basis.nodes - n;
    reduced = new double[m];
  }

  int pivots() {
    return pivots;
  }

  /**
   * Pivots to the optimum. A forbidden pair is an arc so dear that no optimal basis uses it: dearer
   * than any exchange along a cycle. Small values spare digits and stay close to good first prices,
   * so the penalty is raised only as far as needed.
   *
   * @param firstPenalty the penalty to begin with, positive
   */
  Outcome run(double firstPenalty) {
    penalty = firstPenalty;
    double limit = 4 * Math.max(costs.scale(), penalty) * (n + m);
    while (true) {
      if (!pivotToOptimum()) {
        return Outcome.CANCELLED;
      }
      if (forbiddenFlow() == 0) {
        return Outcome.OPTIMAL;
      }
      if (penalty >= limit) {
        return Outcome.INFEASIBLE;
      }
      penalty *= 4;
    }
  }

  /** The flow on forbidden pairs. */
  long forbiddenFlow() {
    long sum = 0;
    for (int v = 0; v < basis.nodes; v++) {
      if (v != basis.root() && basis.cost(v) == Double.POSITIVE_INFINITY) {
        sum += basis.flow(v);
      }
    }
    return sum;
  }

  /** Runs pivots until no reduced cost is negative; false if cancelled. */
  private boolean pivotToOptimum() {
    double[] potential = basis.potential;
    double tolerance = TOLERANCE * costs.scale();
    double audible = 1e-12 * costs.scale();
    long noise = 0;
    int i = 0;
    int quiet = 0;
    boolean fresh = true;
    basis.computePotentials(penalty);
    while (true) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      if (costs.least(i, potential, n) < potential[i] - tolerance) {
        double gain = enter(i);
        quiet = 0;
        fresh = false;
        // Reduced costs of the size of rounding errors could be chased round for ever.
        noise = gain < audible ? noise + 1 : 0;
        if (noise > 2L * (n + m)) {
          tolerance *= 4;
          noise = 0;
        }
      } else {
        quiet++;
      }
      i = i + 1 == n ? 0 : i + 1;
      if (quiet >= n) {
        if (fresh) {
          return true;
        }
        // Many small updates have added up rounding errors: look again with clean potentials.
        basis.computePotentials(penalty);
        fresh = true;
        quiet = 0;
      }
    }
  }

  /** Lets the most negative reduced cost of row i enter, and returns how far below 0 it was. */
  private double enter(int i) {
    double[] d = costs.row(i);
    double least = costs.kernels().reduce(d, basis.potential, n, reduced, m);
    int k = costs.kernels().indexOf(least, reduced, 0, m);
    double change = least - basis.potential[i];
    long moved = basis.pivot(i, k, d[k], change);
    pivots++;
    listener.pivoted(pivots, moved);
    return -change;
  }
}
