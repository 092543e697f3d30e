package monge.measure;

import java.util.Arrays;

/**
 * The normal law N(m, S) with mean {@code m} (d) and covariance {@code S} (d×d), symmetric positive
 * semi-definite (singular allowed). Immutable; arrays are copied in and out.
 */
public final class GaussianMeasure implements Measure {

  /** Differences below this share of the largest entry are rounding. */
  private static final double ROUNDING = 1e-9;

  private final double[] mean;
  private final double[][] covariance;

  /**
   * O(d^3): the covariance is factored to see that it is one.
   *
   * @throws IllegalArgumentException if shapes disagree, an entry is not finite, or the covariance
   *     is not symmetric, or not positive semi-definite, to 1e-9 of its largest entry
   */
  public GaussianMeasure(double[] mean, double[][] covariance) {
    int d = mean.length;
    if (d == 0 || covariance.length != d) {
      throw new IllegalArgumentException(
          "mean has %d entries, covariance %d rows: both need the dimension d >= 1"
              .formatted(d, covariance.length));
    }
    this.mean = mean.clone();
    this.covariance = new double[d][];
    double largest = 0;
    for (int i = 0; i < d; i++) {
      if (covariance[i].length != d) {
        throw new IllegalArgumentException(
            "covariance row %d has %d entries, expected %d".formatted(i, covariance[i].length, d));
      }
      this.covariance[i] = covariance[i].clone();
      if (!Double.isFinite(mean[i])) {
        throw new IllegalArgumentException(
            "mean entry %d is %s: must be finite".formatted(i, mean[i]));
      }
      for (double c : covariance[i]) {
        if (!Double.isFinite(c)) {
          throw new IllegalArgumentException(
              "covariance row %d holds %s: entries must be finite".formatted(i, c));
        }
        largest = Math.max(largest, Math.abs(c));
      }
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < i; j++) {
        if (Math.abs(covariance[i][j] - covariance[j][i]) > ROUNDING * largest) {
          throw new IllegalArgumentException(
              "covariance is not symmetric: entry (%d,%d) is %s but (%d,%d) is %s"
                  .formatted(i, j, covariance[i][j], j, i, covariance[j][i]));
        }
      }
    }
    requireSemidefinite(covariance(), ROUNDING * largest);
  }

  /**
   * Eliminates the largest variance that is left, again and again: what is left over is the
   * covariance given those coordinates, whose variances are not negative either.
   *
   * @param s overwritten
   */
  private static void requireSemidefinite(double[][] s, double rounding) {
    int d = s.length;
    boolean[] done = new boolean[d];
    for (int step = 0; step < d; step++) {
      int pivot = -1;
      for (int i = 0; i < d; i++) {
        if (!done[i] && (pivot < 0 || s[i][i] > s[pivot][pivot])) {
          pivot = i;
        }
      }
      done[pivot] = true;
      double variance = s[pivot][pivot];
      requireVariance(variance, rounding);
      for (int i = 0; i < d; i++) {
        if (!done[i]) {
          double middle = (variance + s[i][i]) / 2;
          requireVariance(middle - Math.hypot((variance - s[i][i]) / 2, s[i][pivot]), 2 * rounding);
        }
        for (int j = 0; j < d && variance > rounding && !done[i]; j++) {
          s[i][j] -= done[j] ? 0 : s[i][pivot] / variance * s[pivot][j];
        }
      }
    }
  }

  private static void requireVariance(double variance, double rounding) {
    if (variance < -rounding) {
      throw new IllegalArgumentException(
          ("the covariance is not positive semi-definite: in some direction the variance is %s;"
                  + " give a matrix whose eigenvalues are all >= 0")
              .formatted(variance));
    }
  }

  @Override
  public int dimension() {
    return mean.length;
  }

  /** The mean (d), a copy. */
  public double[] mean() {
    return mean.clone();
  }

  /** The covariance (d×d), a copy. */
  public double[][] covariance() {
    double[][] copy = new double[covariance.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = covariance[i].clone();
    }
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GaussianMeasure that
        && Arrays.equals(mean, that.mean)
        && Arrays.deepEquals(covariance, that.covariance);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.deepHashCode(covariance);
  }
}
