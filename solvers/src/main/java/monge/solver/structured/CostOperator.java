package monge.solver.structured;

import java.util.Arrays;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.Kernels;
import monge.numeric.MatrixProduct;

/** Products of the cost matrix with a few vectors, vectors as rows of arrays. */
interface CostOperator {

  /** {@code out_k = C x_k}: vectors of m entries to vectors of n. */
  void apply(double[][] x, double[][] out);

  /** {@code out_k = C' x_k}: vectors of n entries to vectors of m. */
  void applyTransposed(double[][] x, double[][] out);

  /** At least the largest magnitude of a cost, and not many times that. */
  double largest();

  /** Factored for squared Euclidean costs of few dimensions, else stored. */
  static CostOperator of(Geometry geometry) {
    return isFactored(geometry) && geometry instanceof PointCloudGeometry cloud
        ? Factored.of(cloud.source(), cloud.target())
        : new Stored(
            geometry.toDense(), geometry.transposed().toDense(), geometry.largestMagnitude());
  }

  static boolean isFactored(Geometry geometry) {
    return geometry instanceof PointCloudGeometry cloud
        && cloud.costFunction() instanceof CostFunction.SquaredEuclidean
        && 2 * (cloud.source().dimension() + 2) < Math.min(cloud.rows(), cloud.columns());
  }

  /**
   * {@code C = U V'} of rank d + 2: {@code |x - y|^2 = |x|^2 + |y|^2 - 2 <x,y>}, with the origin
   * amid the points so that little is lost to cancellation. O((n + m) d) a vector.
   */
  record Factored(double[][] u, double[][] v, double largest, Kernels kernels)
      implements CostOperator {

    static Factored of(DiscreteMeasure source, DiscreteMeasure target) {
      int d = source.dimension();
      double[][] u = new double[d + 2][source.size()];
      double[][] v = new double[d + 2][target.size()];
      double diagonal = 0;
      for (int k = 0; k < d; k++) {
        double[] x = source.axis(k);
        double[] y = target.axis(k);
        double middle = 0.5 * (mean(x) + mean(y));
        double reach = Math.max(max(x) - min(y), max(y) - min(x));
        diagonal += reach * reach;
        for (int i = 0; i < x.length; i++) {
          double c = x[i] - middle;
          u[k][i] = -2 * c;
          u[d][i] += c * c;
          u[d + 1][i] = 1;
        }
        for (int j = 0; j < y.length; j++) {
          double c = y[j] - middle;
          v[k][j] = c;
          v[d][j] = 1;
          v[d + 1][j] += c * c;
        }
      }
      return new Factored(
          u, v, diagonal, Kernels.forEntries((long) (d + 2) * (source.size() + target.size())));
    }

    private static double max(double[] values) {
      return Arrays.stream(values).max().orElse(0);
    }

    private static double min(double[] values) {
      return Arrays.stream(values).min().orElse(0);
    }

    private static double mean(double[] values) {
      return Arrays.stream(values).average().orElse(0);
    }

    @Override
    public void apply(double[][] x, double[][] out) {
      product(v, u, x, out);
    }

    @Override
    public void applyTransposed(double[][] x, double[][] out) {
      product(u, v, x, out);
    }

    private void product(double[][] inner, double[][] outer, double[][] x, double[][] out) {
      for (int k = 0; k < x.length; k++) {
        Arrays.fill(out[k], 0);
        for (int t = 0; t < inner.length; t++) {
          double weight = kernels.dot(inner[t], x[k], x[k].length);
          kernels.axpy(weight, outer[t], out[k], out[k].length);
        }
      }
    }
  }

  /** The matrix and its transpose. O(nm) a vector. */
  record Stored(double[][] cost, double[][] transposed, double largest) implements CostOperator {

    @Override
    public void apply(double[][] x, double[][] out) {
      MatrixProduct.multiply(x, transposed, out);
    }

    @Override
    public void applyTransposed(double[][] x, double[][] out) {
      MatrixProduct.multiply(x, cost, out);
    }
  }
}
