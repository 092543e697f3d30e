package monge.solver.exact;

import java.util.Arrays;

/**
 * A first basis near given prices: mass goes along the pairs of least reduced cost, a few of each
 * source, the cheapest first. Each step closes one source or one target and hangs it below the
 * other; a target is closed when both are due, so the tree is strongly feasible. What is then left
 * goes along pairs that are marked as not to be used, whose cost is a penalty above the prices: the
 * simplex method drives the mass off them while all other prices stay near the given ones.
 */
final class PricedBasis {

  private final TransportBasis basis;
  private final CostRows costs;
  private final int n;
  private final int m;
  private final int near;
  private final int[] target;
  private final double[] value;
  private final long[] left;
  private final long[] room;
  private final boolean[] sourceClosed;
  private final boolean[] targetClosed;
  private int openTargets;

  private PricedBasis(
      TransportBasis basis, CostRows costs, IntegerWeights weights, NearPairs pairs) {
    this.basis = basis;
    this.costs = costs;
    left = weights.source().clone();
    room = weights.target().clone();
    n = left.length;
    m = room.length;
    near = pairs.length;
    target = pairs.target;
    value = pairs.reduced.clone();
    for (int q = 0; q < value.length; q++) {
      value[q] -= pairs.reduced[q - q % near];
    }
    sourceClosed = new boolean[n];
    targetClosed = new boolean[m];
    openTargets = m;
  }

  /**
   * Fills the basis.
   *
   * @param g finite prices of the targets
   * @param pairs the pairs near these prices
   * @return the penalty to begin with
   */
  static double build(
      TransportBasis basis, CostRows costs, IntegerWeights weights, double[] g, NearPairs pairs) {
    PricedBasis build = new PricedBasis(basis, costs, weights, pairs);
    build.fillNearest();
    build.fillRest();
    for (int i = 0; i < build.n; i++) {
      basis.reference[i] = pairs.reduced[i * pairs.length];
    }
    System.arraycopy(g, 0, basis.reference, build.n, build.m);
    return build.penalty();
  }

  private void fillNearest() {
    for (int pair : order()) {
      int i = pair / near;
      int k = target[pair];
      if (sourceClosed[i] || targetClosed[k] || value[pair] == Double.POSITIVE_INFINITY) {
        continue;
      }
      double cost = costs.at(i, k);
      if (left[i] < room[k]) {
        closeSource(i, k, cost);
      } else if (openTargets > 1) { // The last target waits, for a source without mass may be left.
        closeTarget(i, k, cost);
      }
    }
  }

  /** The pairs by reduced cost to about 7 digits, then by number. */
  private int[] order() {
    long[] keys = new long[value.length];
    for (int q = 0; q < keys.length; q++) {
      keys[q] = ((long) Float.floatToIntBits((float) value[q]) << 32) | q;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    Arrays.setAll(order, q -> (int) keys[q]);
    return order;
  }

  private void closeSource(int i, int k, double cost) {
    basis.hang(i, n + k, left[i], cost);
    room[k] -= left[i];
    left[i] = 0;
    sourceClosed[i] = true;
  }

  private void closeTarget(int i, int k, double cost) {
    basis.hang(n + k, i, room[k], cost);
    left[i] -= room[k];
    targetClosed[k] = true;
    openTargets--;
  }

  /** Joins all that is open; sources without mass come first, for any target can take them. */
  private void fillRest() {
    int[] open = new int[n];
    int count = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < n; i++) {
        if (!sourceClosed[i] && left[i] > 0 == (pass == 1)) {
          open[count++] = i;
        }
      }
    }
    int k = 0;
    for (int q = 0; q < count; q++) {
      int i = open[q];
      while (!sourceClosed[i]) {
        while (k < m && targetClosed[k]) {
          k++;
        }
        if (k == m) {
          break; // The last source, and the root.
        }
        if (left[i] < room[k] && q < count - 1) {
          closeSource(i, k, Double.POSITIVE_INFINITY);
        } else {
          closeTarget(i, k, Double.POSITIVE_INFINITY);
        }
      }
    }
    basis.seal();
  }

  /** A few times the reduced costs of the pairs looked at; some positive number if all are 0. */
  private double penalty() {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < n; i++) {
      double v = value[i * near + near - 1];
      if (v < Double.POSITIVE_INFINITY) {
        sum += v;
        count++;
      }
    }
    double typical = count > 0 ? 8 * sum / count : 0;
    double least = 1e-4 * costs.scale();
    return Math.max(typical, least > 0 ? least : 1);
  }
}
