package monge.numeric;

import java.util.function.BooleanSupplier;
import monge.measure.DiscreteMeasure;

/**
 * The Gaussian kernel {@code K(x,y) = exp(-|x - y|^2 / (2 w^2))} of width {@code w = h s}, without
 * a normalising constant: InfoOT (Chuang, Jegelka, Alvarez-Melis 2023, section 3) only uses ratios
 * from which it cancels.
 *
 * <p>{@code h} is the bandwidth that a person chooses, without unit; {@code s} is the spread of the
 * cloud, see {@link #spread}, in the unit of the coordinates. {@code w = 0} is the limit in which
 * only coinciding points see each other.
 */
public record GaussianKernel(double width) {

  private static final long EXP_SLICE = 1_000_000L;

  /**
   * @throws IllegalArgumentException if the width is negative or not finite
   */
  public GaussianKernel {
    if (!(width >= 0) || width == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "kernel width %s: must be finite and >= 0".formatted(width));
    }
  }

  /**
   * The kernel of bandwidth {@code h} for a cloud.
   *
   * @throws IllegalArgumentException if h is negative or not finite, or the points have no
   *     coordinates
   */
  public static GaussianKernel of(DiscreteMeasure cloud, double h) {
    if (!(h >= 0) || h == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("bandwidth h = %s: must be finite and >= 0".formatted(h));
    }
    return new GaussianKernel(h * spread(cloud));
  }

  /**
   * {@code s = (mean_ij |x_i - x_j|^2 / 2)^{1/2}} over all n^2 pairs, the zero diagonal included:
   * the root of the coordinates' summed (1/n) variances. Depends on positions alone, not on
   * weights; 0 if all points coincide. O(nd).
   */
  public static double spread(DiscreteMeasure cloud) {
    if (cloud.dimension() == 0) {
      throw new IllegalArgumentException(
          "the points have no coordinates: a kernel needs points, not only weights");
    }
    int n = cloud.size();
    double total = 0;
    for (int k = 0; k < cloud.dimension(); k++) {
      double[] axis = cloud.axis(k);
      double mean = 0;
      for (double x : axis) {
        mean += x / n;
      }
      for (double x : axis) {
        total += (x - mean) * (x - mean) / n;
      }
    }
    return Math.sqrt(total);
  }

  /** {@code K} at a squared distance. */
  public double at(double squaredDistance) {
    return exp(squaredDistance);
  }

  /**
   * The kernel between a point and those at {@code squared[0..count)} squared distances, relative
   * to its largest value: {@code exp(-(squared_k - min) / (2 w^2))}. One entry at least is 1,
   * however far the point and however small the width. Both arrays may be the same.
   */
  public void relative(double[] squared, int count, double[] out, Kernels kernels) {
    double least = kernels.min(squared, count);
    for (int k = 0; k < count; k++) {
      out[k] = squared[k] - least;
    }
    exp(out, count, kernels);
  }

  /**
   * The matrix {@code K(x_i, x_k)}, one row an array, symmetric to rounding, its diagonal 1. O(n^2
   * d) time on all processors, O(n^2) memory.
   */
  public double[][] matrix(DiscreteMeasure cloud) {
    return matrix(cloud, () -> false);
  }

  /** The same, but some rows are empty if stopped. */
  public double[][] matrix(DiscreteMeasure cloud, BooleanSupplier stop) {
    int n = cloud.size();
    double[][] axes = new double[cloud.dimension()][];
    for (int k = 0; k < axes.length; k++) {
      axes[k] = cloud.axis(k);
    }
    Kernels kernels = Kernels.forEntries((long) n * n);
    double[][] matrix = new double[n][0];
    RowSlices.each(
        n,
        n,
        EXP_SLICE,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            matrix[i] = new double[n];
            kernels.squaredDistances(cloud.point(i), axes, matrix[i], n);
            exp(matrix[i], n, kernels);
          }
        });
    return matrix;
  }

  /** Squared distances become kernel values. */
  private void exp(double[] squared, int n, Kernels kernels) {
    if (width == 0) {
      for (int k = 0; k < n; k++) {
        squared[k] = exp(squared[k]);
      }
      return;
    }
    double factor = -0.5 / width / width;
    if (factor > -Double.MAX_VALUE) {
      for (int k = 0; k < n; k++) {
        squared[k] *= factor;
      }
    } else {
      for (int k = 0; k < n; k++) {
        squared[k] = squared[k] == 0 ? 0 : -0.5 * (squared[k] / width) / width;
      }
    }
    kernels.exp(squared, n);
  }

  private double exp(double squared) {
    if (squared == 0) {
      return 1;
    }
    // Divided twice: the square of a tiny width would underflow.
    return width == 0 ? 0 : Math.exp(-0.5 * (squared / width) / width);
  }
}
