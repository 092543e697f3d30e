package monge.plan;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import monge.numeric.Kernels;

/**
 * A plan of low rank, {@code P = Q diag(1/g) R'} with {@code Q'1 = R'1 = g}: mass flows from each
 * source point to r hubs of weights g, and from the hubs to the target points. Kept as its factors,
 * O((n + m) r) memory; a row costs O(m r).
 */
public final class FactoredCoupling implements Coupling {

  private final double[][] left;
  private final double[][] right;
  private final Kernels kernels;

  private FactoredCoupling(double[][] left, double[][] right) {
    this.left = left;
    this.right = right;
    kernels = Kernels.forEntries((long) left[0].length * right[0].length);
  }

  /**
   * @param q mass from source points to hubs (r×n: one row a hub, the transpose of Q); copied
   * @param r mass from hubs to target points (r×m); copied
   * @param g weights of the hubs (r); those of weight 0 or less carry nothing
   * @throws IllegalArgumentException if there is no hub, their numbers disagree, or a factor is
   *     ragged
   */
  public static FactoredCoupling of(double[][] q, double[][] r, double[] g) {
    if (g.length == 0 || q.length != g.length || r.length != g.length) {
      throw new IllegalArgumentException(
          "factors of %d and %d hubs for %d weights: give at least one, the same number of each"
              .formatted(q.length, r.length, g.length));
    }
    double[][] left = new double[g.length][];
    double[][] right = new double[g.length][];
    for (int k = 0; k < g.length; k++) {
      left[k] = q[k].clone();
      right[k] = r[k].clone();
      if (left[k].length != q[0].length || right[k].length != r[0].length) {
        throw new IllegalArgumentException(
            "hub %d joins %d source and %d target points, the first %d and %d: all must agree"
                .formatted(k, q[k].length, r[k].length, q[0].length, r[0].length));
      }
      for (int i = 0; i < left[k].length; i++) {
        left[k][i] = g[k] > 0 ? left[k][i] / g[k] : 0;
      }
    }
    return new FactoredCoupling(left, right);
  }

  /**
   * The same plan amid more points that carry nothing.
   *
   * @param rowOf the new index of each row, in {@code [0, rows)}, no index twice
   * @param columnOf the new index of each column, in {@code [0, columns)}, likewise
   */
  public FactoredCoupling expanded(
      IntUnaryOperator rowOf, IntUnaryOperator columnOf, int rows, int columns) {
    return new FactoredCoupling(spread(left, rowOf, rows), spread(right, columnOf, columns));
  }

  private static double[][] spread(double[][] factors, IntUnaryOperator indexOf, int size) {
    double[][] all = new double[factors.length][size];
    for (int k = 0; k < factors.length; k++) {
      for (int i = 0; i < factors[k].length; i++) {
        all[k][indexOf.applyAsInt(i)] = factors[k][i];
      }
    }
    return all;
  }

  /** The number of hubs, an upper bound on the rank of the plan. */
  public int rank() {
    return left.length;
  }

  @Override
  public int rows() {
    return left[0].length;
  }

  @Override
  public int columns() {
    return right[0].length;
  }

  @Override
  public double mass(int i, int j) {
    double sum = 0;
    for (int k = 0; k < left.length; k++) {
      sum += left[k][i] * right[k][j];
    }
    return sum;
  }

  @Override
  public void row(int i, double[] out) {
    Arrays.fill(out, 0, columns(), 0);
    for (int k = 0; k < left.length; k++) {
      kernels.axpy(left[k][i], right[k], out, columns());
    }
  }

  @Override
  public double[] rowMarginal() {
    return weightedSum(left, right);
  }

  @Override
  public double[] columnMarginal() {
    return weightedSum(right, left);
  }

  /** {@code sum_k |weights_k|_1 factors_k}. */
  private double[] weightedSum(double[][] factors, double[][] weights) {
    double[] sums = new double[factors[0].length];
    for (int k = 0; k < factors.length; k++) {
      double weight = kernels.sum(weights[k], weights[k].length);
      kernels.axpy(weight, factors[k], sums, sums.length);
    }
    return sums;
  }

  @Override
  public long bytes() {
    return 8L * left.length * (rows() + columns());
  }
}
