package monge.cost;

import java.util.Arrays;
import java.util.List;
import monge.measure.DiscreteMeasure;

/**
 * Costs {@code C_ij = c(x_i, y_j)} between two point clouds, computed on the fly from coordinate
 * differences: a row takes O(m d), nothing but the coordinates is stored. All costs are finite.
 */
public final class PointCloudGeometry implements Geometry {

  private final DiscreteMeasure source;
  private final DiscreteMeasure target;
  private final CostFunction cost;
  private final double[][] sourceAxes;
  private final double[][] targetAxes;
  private volatile double largest = Double.NaN;

  /**
   * O((n + m) d), of a Mahalanobis cost O((n + m) d^2 + d^3).
   *
   * @throws IllegalArgumentException if the clouds have no coordinates or different dimensions, or
   *     lie so far apart that a cost is no longer a double
   */
  public PointCloudGeometry(DiscreteMeasure source, DiscreteMeasure target, CostFunction cost) {
    requireOneDimension(source, target);
    requireFinite(source, target, cost);
    this.source = source;
    this.target = target;
    this.cost = cost.fitted(source, target);
    sourceAxes = axes(source);
    targetAxes = axes(target);
  }

  /** Refuses clouds between which there is no cost of points. */
  static void requireOneDimension(DiscreteMeasure source, DiscreteMeasure target) {
    if (source.dimension() != target.dimension() || source.dimension() == 0) {
      throw new IllegalArgumentException(
          ("source points have %d coordinates, target points %d: a cost between points needs the "
                  + "same number >= 1, or give a cost matrix")
              .formatted(source.dimension(), target.dimension()));
    }
  }

  /**
   * Refuses costs that overflow: no pair of points costs more than opposite corners of the box
   * around both clouds.
   */
  static void requireFinite(DiscreteMeasure source, DiscreteMeasure target, CostFunction cost) {
    if (cost instanceof CostFunction.Cosine || cost instanceof CostFunction.Mahalanobis) {
      return; // Directions and whitened points have no size.
    }
    double[] low = new double[source.dimension()];
    double[] high = new double[low.length];
    double widest = 0;
    for (int k = 0; k < low.length; k++) {
      low[k] = Double.POSITIVE_INFINITY;
      high[k] = Double.NEGATIVE_INFINITY;
      for (DiscreteMeasure cloud : List.of(source, target)) {
        for (int i = 0; i < cloud.size(); i++) {
          low[k] = Math.min(low[k], cloud.coordinate(i, k));
          high[k] = Math.max(high[k], cloud.coordinate(i, k));
        }
      }
      widest = Math.max(widest, high[k] - low[k]);
    }
    if (cost.between(low, high) == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          ("the points span %s along an axis: cost %s between them exceeds what a double can hold;"
                  + " divide the coordinates by a common number")
              .formatted(widest, cost.name()));
    }
  }

  /** The coordinates that the cost compares one by one. */
  private double[][] axes(DiscreteMeasure cloud) {
    double[][] axes =
        new double[cloud.dimension() + (cost instanceof CostFunction.Cosine ? 1 : 0)][cloud.size()];
    for (int i = 0; i < cloud.size(); i++) {
      double[] point =
          switch (cost) {
            case CostFunction.Cosine _ -> CostFunction.Cosine.direction(cloud.point(i));
            case CostFunction.Mahalanobis m -> m.whitened(cloud.point(i));
            default -> cloud.point(i);
          };
      for (int k = 0; k < axes.length; k++) {
        axes[k][i] = point[k];
      }
    }
    return axes;
  }

  /** The cost, a Mahalanobis cost with the covariance of these clouds. */
  public CostFunction costFunction() {
    return cost;
  }

  public DiscreteMeasure source() {
    return source;
  }

  public DiscreteMeasure target() {
    return target;
  }

  @Override
  public int rows() {
    return source.size();
  }

  @Override
  public int columns() {
    return target.size();
  }

  @Override
  public double cost(int i, int j) {
    double accumulated = 0;
    for (int k = 0; k < targetAxes.length; k++) {
      double d = Math.abs(sourceAxes[k][i] - targetAxes[k][j]);
      accumulated =
          switch (cost) {
            case CostFunction.SquaredEuclidean _,
                CostFunction.Euclidean _,
                CostFunction.Cosine _,
                CostFunction.Mahalanobis _,
                CostFunction.Thresholded _ ->
                accumulated + d * d;
            case CostFunction.CityBlock _ -> accumulated + d;
            case CostFunction.Chebyshev _ -> Math.max(accumulated, d);
            case CostFunction.PNorm(double p) -> accumulated + Math.pow(d, p);
          };
    }
    return finish(accumulated);
  }

  @Override
  public void row(int i, double[] out) {
    int m = columns();
    boolean squares = cost instanceof CostFunction.SquaredEuclidean && targetAxes.length > 1;
    if (squares) {
      firstTwoSquares(i, out, m);
    } else {
      Arrays.fill(out, 0, m, 0);
    }
    for (int k = squares ? 2 : 0; k < targetAxes.length; k++) {
      double x = sourceAxes[k][i];
      double[] y = targetAxes[k];
      switch (cost) {
        case CostFunction.SquaredEuclidean _,
            CostFunction.Euclidean _,
            CostFunction.Cosine _,
            CostFunction.Mahalanobis _,
            CostFunction.Thresholded _ -> {
          for (int j = 0; j < m; j++) {
            double d = x - y[j];
            out[j] += d * d;
          }
        }
        case CostFunction.CityBlock _ -> {
          for (int j = 0; j < m; j++) {
            out[j] += Math.abs(x - y[j]);
          }
        }
        case CostFunction.Chebyshev _ -> {
          for (int j = 0; j < m; j++) {
            out[j] = Math.max(out[j], Math.abs(x - y[j]));
          }
        }
        case CostFunction.PNorm(double p) -> {
          for (int j = 0; j < m; j++) {
            out[j] += Math.pow(Math.abs(x - y[j]), p);
          }
        }
      }
    }
    switch (cost) {
      case CostFunction.SquaredEuclidean _, CostFunction.CityBlock _, CostFunction.Chebyshev _ -> {}
      default -> {
        for (int j = 0; j < m; j++) {
          out[j] = finish(out[j]);
        }
      }
    }
  }

  /** Two axes in one pass over the row: the bits of one after the other. */
  private void firstTwoSquares(int i, double[] out, int m) {
    double x0 = sourceAxes[0][i];
    double x1 = sourceAxes[1][i];
    double[] y0 = targetAxes[0];
    double[] y1 = targetAxes[1];
    for (int j = 0; j < m; j++) {
      double d0 = x0 - y0[j];
      double d1 = x1 - y1[j];
      out[j] = d0 * d0 + d1 * d1;
    }
  }

  private double finish(double accumulated) {
    return switch (cost) {
      case CostFunction.Euclidean _, CostFunction.Mahalanobis _ -> Math.sqrt(accumulated);
      case CostFunction.Cosine _ -> accumulated / 2;
      case CostFunction.Thresholded(double limit) -> Math.min(limit, Math.sqrt(accumulated));
      case CostFunction.PNorm(double p) -> Math.pow(accumulated, 1 / p);
      default -> accumulated;
    };
  }

  @Override
  public double largestMagnitude() {
    if (Double.isNaN(largest)) {
      double[] row = new double[columns()];
      double max = 0;
      for (int i = 0; i < rows(); i++) {
        row(i, row);
        for (double c : row) {
          max = Math.max(max, c);
        }
      }
      largest = max;
    }
    return largest;
  }

  @Override
  public boolean hasForbiddenPairs() {
    return false;
  }

  @Override
  public Geometry transposed() {
    return new PointCloudGeometry(target, source, cost);
  }
}
