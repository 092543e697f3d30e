package monge.derivative;

import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;

/**
 * Derivatives of {@code <C,W>} in the points that C is made of, for any weights W: {@code d/dx_i =
 * sum_j W_ij grad_1 c(x_i, y_j)}. Where a cost has a kink (equal points, ties of the largest
 * coordinate) a subgradient is taken, 0 for equal points.
 */
public final class CostGradient {

  private final PointCloudGeometry cloud;

  private CostGradient(PointCloudGeometry cloud) {
    this.cloud = cloud;
  }

  /**
   * @throws IllegalArgumentException if the costs are a matrix, which moves with no point, or no
   *     function of {@code x - y} alone
   */
  public static CostGradient of(Geometry geometry) {
    if (geometry instanceof PointCloudGeometry cloud) {
      return switch (cloud.costFunction()) {
        case CostFunction.Cosine _, CostFunction.Mahalanobis _ ->
            throw new IllegalArgumentException(
                ("cost %s: derivatives in points are known for costs of x - y alone; take"
                        + " sqeuclidean, euclidean, cityblock, chebyshev, minkowski or thresholded")
                    .formatted(cloud.costFunction().name()));
        default -> new CostGradient(cloud);
      };
    }
    throw new IllegalArgumentException(
        "the cost is a matrix, or geodesic:k: it has no derivative in points; give points and"
            + " another cost, such as sqeuclidean");
  }

  /**
   * {@code d<C,W>/dX} (n×d). O(nm d).
   *
   * @param weights W (n×m), of any sign
   * @throws IllegalArgumentException if W is of another shape than C
   */
  public double[][] sourcePoints(double[][] weights) {
    requireShape(weights);
    double[][] gradient = new double[cloud.rows()][cloud.source().dimension()];
    for (int i = 0; i < gradient.length; i++) {
      addRow(i, weights[i], gradient[i]);
    }
    return gradient;
  }

  /**
   * {@code d<C,P>/dX} (n×d), row by row. O(nm d).
   *
   * @throws IllegalArgumentException if P is of another shape than C
   */
  public double[][] sourcePoints(Coupling plan) {
    requireShape(plan.rows(), plan.columns());
    double[][] gradient = new double[cloud.rows()][cloud.source().dimension()];
    double[] row = new double[plan.columns()];
    for (int i = 0; i < gradient.length; i++) {
      plan.row(i, row);
      addRow(i, row, gradient[i]);
    }
    return gradient;
  }

  /**
   * {@code d<C,P>/dY} (m×d), row by row. O(nm d).
   *
   * @throws IllegalArgumentException if P is of another shape than C
   */
  public double[][] targetPoints(Coupling plan) {
    requireShape(plan.rows(), plan.columns());
    double[][] gradient = new double[cloud.columns()][cloud.target().dimension()];
    double[] row = new double[plan.columns()];
    for (int i = 0; i < plan.rows(); i++) {
      plan.row(i, row);
      addColumns(i, row, gradient);
    }
    return gradient;
  }

  /**
   * {@code d<C,W>/dY} (m×d). O(nm d).
   *
   * @param weights W (n×m), of any sign
   * @throws IllegalArgumentException if W is of another shape than C
   */
  public double[][] targetPoints(double[][] weights) {
    requireShape(weights);
    double[][] gradient = new double[cloud.columns()][cloud.target().dimension()];
    for (int i = 0; i < weights.length; i++) {
      addColumns(i, weights[i], gradient);
    }
    return gradient;
  }

  private void requireShape(double[][] weights) {
    requireShape(weights.length, cloud.columns());
    for (double[] row : weights) {
      requireShape(weights.length, row.length);
    }
  }

  private void requireShape(int rows, int columns) {
    if (rows != cloud.rows() || columns != cloud.columns()) {
      throw new IllegalArgumentException(
          "the weights are %d×%d, the cost %d×%d: both must be of one problem"
              .formatted(rows, columns, cloud.rows(), cloud.columns()));
    }
  }

  private void addRow(int i, double[] weights, double[] gradient) {
    double[] step = new double[gradient.length];
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] != 0) {
        first(i, j, step);
        for (int k = 0; k < step.length; k++) {
          gradient[k] += weights[j] * step[k];
        }
      }
    }
  }

  /** These costs depend on {@code x - y} alone: the derivative in y is minus that in x. */
  private void addColumns(int i, double[] weights, double[][] gradient) {
    double[] step = new double[cloud.source().dimension()];
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] != 0) {
        first(i, j, step);
        for (int k = 0; k < step.length; k++) {
          gradient[j][k] -= weights[j] * step[k];
        }
      }
    }
  }

  /** {@code grad_1 c(x_i, y_j)}. */
  private void first(int i, int j, double[] out) {
    DiscreteMeasure x = cloud.source();
    DiscreteMeasure y = cloud.target();
    for (int k = 0; k < out.length; k++) {
      out[k] = x.coordinate(i, k) - y.coordinate(j, k);
    }
    switch (cloud.costFunction()) {
      case CostFunction.SquaredEuclidean _ -> scale(out, 2);
      case CostFunction.Euclidean _ -> {
        double length = cloud.cost(i, j);
        scale(out, length > 0 ? 1 / length : 0);
      }
      case CostFunction.Thresholded(double limit) -> {
        double length = cloud.cost(i, j);
        scale(out, length > 0 && length < limit ? 1 / length : 0);
      }
      case CostFunction.CityBlock _ -> {
        for (int k = 0; k < out.length; k++) {
          out[k] = Math.signum(out[k]);
        }
      }
      case CostFunction.Chebyshev _ -> {
        int largest = 0;
        for (int k = 1; k < out.length; k++) {
          largest = Math.abs(out[k]) > Math.abs(out[largest]) ? k : largest;
        }
        double sign = Math.signum(out[largest]);
        scale(out, 0);
        out[largest] = sign;
      }
      case CostFunction.PNorm(double p) -> {
        double length = cloud.cost(i, j);
        for (int k = 0; k < out.length; k++) {
          out[k] =
              length > 0 ? Math.signum(out[k]) * Math.pow(Math.abs(out[k]) / length, p - 1) : 0;
        }
      }
      case CostFunction.Cosine _, CostFunction.Mahalanobis _ ->
          throw new IllegalStateException("refused before");
    }
  }

  private static void scale(double[] vector, double factor) {
    for (int k = 0; k < vector.length; k++) {
      vector[k] *= factor;
    }
  }
}
