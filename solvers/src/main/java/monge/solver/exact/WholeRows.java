package monge.solver.exact;

import java.util.Arrays;
import monge.numeric.Kernels;

/**
 * The columns that a search for shortest paths has reached but not scanned, as it looks at whole
 * rows: the vector unit passes over all columns sooner than a heap takes in those of them that
 * matter. O(m) a row.
 */
final class WholeRows {

  private final CostRows costs;
  private final Kernels kernels;
  private final double[] prices;
  private final double[] distance;
  private final double[] from;
  private double least;

  /**
   * @param m the number of columns
   */
  WholeRows(CostRows costs, int m) {
    this.costs = costs;
    kernels = costs.kernels();
    prices = new double[m];
    distance = new double[m];
    from = new double[m];
  }

  /** Begins a search at these prices of the columns: none is reached. */
  void begin(double[] v) {
    System.arraycopy(v, 0, prices, 0, prices.length);
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    least = Double.POSITIVE_INFINITY;
  }

  /** Column k is reached from row i. */
  void reach(int k, double at, int i) {
    distance[k] = at;
    from[k] = i;
  }

  /** Column k takes no part any more. */
  void close(int k) {
    distance[k] = Double.POSITIVE_INFINITY;
    prices[k] = Double.NEGATIVE_INFINITY;
  }

  /** Reaches columns from row i, over {@code shift + D_ik - v_k}. */
  void relax(int i, double shift) {
    least = costs.relax(i, shift, prices, distance, from);
  }

  /** The least distance of a column that is reached and not closed, at the last row's relaxing. */
  double least() {
    return least;
  }

  /** A column at the least distance. */
  int first() {
    return kernels.indexOf(least, distance, 0, distance.length);
  }

  /** The row that column k is reached from. */
  int reachedFrom(int k) {
    return (int) from[k];
  }
}
