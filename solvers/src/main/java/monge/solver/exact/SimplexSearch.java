package monge.solver.exact;

import java.util.function.BooleanSupplier;

/**
 * Pivots from a first basis to an optimal one. Pairs that are near each source by reduced cost are
 * looked at block by block until none is negative; then all pairs are, sources with a negative one
 * get new near pairs, and so on until no source has any.
 */
final class SimplexSearch {

  /** Reduced costs above minus this share of the largest cost count as 0. */
  private static final double TOLERANCE = 2e-15;

  /** Reduced costs of that share of the largest cost are not rounding errors. */
  private static final double AUDIBLE = 1e-12;

  /** Rows looked at before a pivot. */
  private static final int BLOCK = 4;

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
  private final NearPairs pairs;
  private final double[] least;
  private double penalty;
  private double tolerance;
  private long noise;
  private int pivots;

  SimplexSearch(
      CostRows costs, TransportBasis basis, BooleanSupplier cancelled, Listener listener) {
    this(
        costs,
        basis,
        new NearPairs(costs, basis.sources, basis.nodes - basis.sources),
        cancelled,
        listener);
  }

  SimplexSearch(
      CostRows costs,
      TransportBasis basis,
      NearPairs pairs,
      BooleanSupplier cancelled,
      Listener listener) {
    this.costs = costs;
    this.basis = basis;
    this.cancelled = cancelled;
    this.listener = listener;
    n = basis.sources;
    m = basis.nodes - n;
    this.pairs = pairs;
    least = new double[n];
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
    tolerance = TOLERANCE * costs.scale();
    noise = 0;
    basis.computePotentials(penalty);
    if (!pairs.isListed() && !pairs.listAll(basis.potential, n, cancelled)) {
      return false;
    }
    int before = -1;
    while (true) {
      if (!pivotAmongNear()) {
        return false;
      }
      if (pivots == before) {
        return true; // What the last look found is rounding.
      }
      before = pivots;
      // Many small updates have added up rounding errors: look at all pairs with clean potentials.
      basis.computePotentials(penalty);
      int renewed = renewLists();
      if (renewed <= 0) {
        return renewed == 0;
      }
    }
  }

  /**
   * Lists the near pairs of sources anew that have any of negative reduced cost. Returns how many
   * there are, -1 if cancelled.
   */
  private int renewLists() {
    double[] potential = basis.potential;
    if (!pairs.leastOfAll(potential, n, least, cancelled)) {
      return -1;
    }
    int renewed = 0;
    for (int i = 0; i < n; i++) {
      if (least[i] < potential[i] - tolerance) {
        if (cancelled.getAsBoolean()) {
          return -1;
        }
        pairs.list(i, potential, n);
        renewed++;
      }
    }
    return renewed;
  }

  /**
   * Pivots until no near pair has a negative reduced cost: the most negative one of a block of rows
   * enters, then that of the next block; false if cancelled.
   */
  private boolean pivotAmongNear() {
    double[] potential = basis.potential;
    int[] target = pairs.target;
    double[] cost = pairs.cost;
    int length = pairs.length;
    int i = 0;
    int quiet = 0;
    while (quiet < n) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      double least = -tolerance;
      int entering = -1;
      int source = -1;
      for (int looked = 0; looked < BLOCK && quiet < n; looked++) {
        double f = potential[i];
        for (int q = i * length; q < (i + 1) * length; q++) {
          double r = cost[q] - potential[n + target[q]] - f;
          if (r < least) {
            least = r;
            entering = q;
            source = i;
          }
        }
        quiet++;
        i = i + 1 == n ? 0 : i + 1;
      }
      if (entering >= 0) {
        enter(source, entering, least);
        quiet = 0;
      }
    }
    return true;
  }

  /** Lets a near pair of source i enter, whose reduced cost is negative. */
  private void enter(int i, int pair, double reducedCost) {
    long moved = basis.pivot(i, pairs.target[pair], pairs.cost[pair], reducedCost);
    pivots++;
    // Reduced costs of the size of rounding errors could be chased round for ever.
    noise = -reducedCost < AUDIBLE * costs.scale() ? noise + 1 : 0;
    if (noise > 2L * (n + m)) {
      tolerance *= 4;
      noise = 0;
    }
    listener.pivoted(pivots, moved);
  }
}
