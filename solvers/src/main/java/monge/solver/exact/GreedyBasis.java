package monge.solver.exact;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A first basis: source by source, mass goes to the cheapest targets that have room, by cost minus
 * the price of the target. Each step closes one source or one target and hangs it below the other;
 * a target is closed when both are due, so the tree is strongly feasible.
 */
final class GreedyBasis {

  private GreedyBasis() {}

  /**
   * Fills the basis. If costs are not prepared, or when cancelled on the way, the rest is filled
   * without looking at costs, in O(n + m); false then.
   *
   * @param prices a price for every target; empty to take the least cost of each column
   */
  static boolean build(
      TransportBasis basis,
      CostRows costs,
      IntegerWeights weights,
      Optional<double[]> prices,
      boolean prepared,
      BooleanSupplier cancelled) {
    long[] supply = weights.source();
    long[] room = weights.target().clone();
    int n = supply.length;
    int m = room.length;
    boolean looking = prepared;
    double[] price = new double[m];
    if (looking) {
      if (prices.isPresent()) {
        price = prices.get();
      } else {
        Arrays.fill(price, Double.POSITIVE_INFINITY);
        for (int i = 0; i < n && looking; i++) {
          looking = !cancelled.getAsBoolean();
          double[] d = costs.row(i);
          for (int k = 0; k < m; k++) {
            price[k] = Math.min(price[k], d[k]);
          }
        }
      }
    }
    // The targets with room, kept together at the front.
    int[] open = new int[m];
    Arrays.setAll(open, k -> k);
    int openCount = m;
    for (int i = 0; i < n; i++) {
      long left = supply[i];
      boolean last = i == n - 1;
      double[] d = price;
      if (looking) {
        looking = !cancelled.getAsBoolean();
        d = costs.row(i);
      }
      boolean closed = false;
      while (!closed && openCount > 0) {
        int at = looking ? cheapest(d, price, open, openCount) : 0;
        int k = open[at];
        double arcCost = looking ? d[k] : costs.original(i, k);
        if (left < room[k] && !last) {
          basis.hang(i, n + k, left, arcCost);
          room[k] -= left;
          closed = true;
        } else {
          basis.hang(n + k, i, room[k], arcCost);
          left -= room[k];
          open[at] = open[--openCount];
        }
      }
    }
    basis.seal();
    return looking;
  }

  private static int cheapest(double[] d, double[] price, int[] open, int count) {
    int at = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int q = 0; q < count; q++) {
      double x = d[open[q]] - price[open[q]];
      if (x < least) {
        least = x;
        at = q;
      }
    }
    return at;
  }
}
