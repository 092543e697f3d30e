package monge.solver.exact;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A first basis near given prices: mass goes along the pairs of least reduced cost, a few of each
 * source, the cheapest first. Each step closes one source or one target and hangs it below the
 * other; a target is closed when both are due, so the tree is strongly feasible. What is then left
 * goes along pairs that are marked as not to be used, whose cost is a penalty above the prices: the
 * simplex method drives the mass off them while all other prices stay near the given ones.
 */
final class PricedBasis {

  /** Pairs looked at a source. */
  private static final int NEAREST = 12;

  private final TransportBasis basis;
  private final CostRows costs;
  private final double[] f;
  private final double[] g;
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

  private PricedBasis(TransportBasis basis, CostRows costs, IntegerWeights weights, double[] g) {
    this.basis = basis;
    this.costs = costs;
    this.g = g;
    left = weights.source().clone();
    room = weights.target().clone();
    n = left.length;
    m = room.length;
    f = new double[n];
    near = Math.min(NEAREST, m);
    target = new int[n * near];
    value = new double[n * near];
    sourceClosed = new boolean[n];
    targetClosed = new boolean[m];
    openTargets = m;
  }

  /**
   * Fills the basis.
   *
   * @param g finite prices of the targets
   * @return the penalty to begin with, or NaN if cancelled: the basis is feasible all the same
   */
  static double build(
      TransportBasis basis,
      CostRows costs,
      IntegerWeights weights,
      double[] g,
      BooleanSupplier cancelled) {
    PricedBasis build = new PricedBasis(basis, costs, weights, g);
    boolean looked = build.findNearest(cancelled);
    if (looked) {
      build.fillNearest();
    }
    build.fillRest();
    System.arraycopy(build.f, 0, basis.reference, 0, build.n);
    System.arraycopy(g, 0, basis.reference, build.n, build.m);
    return looked ? build.penalty() : Double.NaN;
  }

  /** The pairs of least reduced cost of every source, each row's in increasing order. */
  private boolean findNearest(BooleanSupplier cancelled) {
    double[] reduced = new double[m];
    for (int i = 0; i < n; i++) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      f[i] = costs.kernels().reduce(costs.row(i), g, 0, reduced, m);
      nearest(i, reduced);
    }
    return true;
  }

  private void nearest(int i, double[] reduced) {
    int from = i * near;
    int last = from + near - 1;
    Arrays.fill(value, from, last + 1, Double.POSITIVE_INFINITY);
    double bound = Double.POSITIVE_INFINITY;
    for (int k = 0; k < m; k++) {
      double r = reduced[k];
      if (r < bound) {
        int at = last;
        while (at > from && value[at - 1] > r) {
          value[at] = value[at - 1];
          target[at] = target[at - 1];
          at--;
        }
        value[at] = r;
        target[at] = k;
        bound = value[last];
      }
    }
    for (int q = from; q <= last; q++) {
      value[q] -= f[i];
    }
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
