package monge.solver.gromov;

import monge.cost.DenseGeometry;
import monge.cost.Geometry;
import monge.numeric.Kernels;

/**
 * The linearised objective {@code alpha G + (1 - alpha) M} as a cost, its rows made when they are
 * asked for: a look at matrices that are still at work, for the length of one linear problem.
 */
final class LinearCosts implements Geometry {

  private final double alpha;
  private final double[][] gradient;
  private final double[][] costs;
  private final Kernels kernels;

  /**
   * @param gradient G (n×m)
   * @param costs M (n×m), or no rows if alpha is 1
   */
  LinearCosts(double alpha, double[][] gradient, double[][] costs) {
    this.alpha = alpha;
    this.gradient = gradient;
    this.costs = costs;
    kernels = Kernels.forEntries((long) gradient.length * gradient[0].length);
  }

  @Override
  public int rows() {
    return gradient.length;
  }

  @Override
  public int columns() {
    return gradient[0].length;
  }

  @Override
  public double cost(int i, int j) {
    return costs.length == 0 ? gradient[i][j] : alpha * gradient[i][j] + (1 - alpha) * costs[i][j];
  }

  @Override
  public void row(int i, double[] out) {
    int m = columns();
    if (costs.length == 0) {
      System.arraycopy(gradient[i], 0, out, 0, m);
      return;
    }
    for (int j = 0; j < m; j++) {
      out[j] = alpha * gradient[i][j] + (1 - alpha) * costs[i][j];
    }
  }

  @Override
  public double largestMagnitude() {
    double[] row = new double[columns()];
    double largest = 0;
    for (int i = 0; i < rows(); i++) {
      row(i, row);
      largest = Math.max(largest, kernels.max(row, row.length));
      largest = Math.max(largest, -kernels.min(row, row.length));
    }
    return largest;
  }

  @Override
  public boolean hasForbiddenPairs() {
    return false;
  }

  @Override
  public Geometry transposed() {
    return DenseGeometry.of(toDense()).transposed();
  }

  @Override
  public Geometry forManyPasses() {
    return this;
  }
}
