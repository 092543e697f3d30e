package monge.measure;

import java.util.Arrays;

/**
 * The normal law N(m, S) with mean {@code m} (d) and covariance {@code S} (d×d), symmetric positive
 * semi-definite (singular allowed). Immutable; arrays are copied in and out.
 */
public final class GaussianMeasure implements Measure {

  private final double[] mean;
  private final double[][] covariance;

  /**
   * @throws IllegalArgumentException if shapes disagree, an entry is not finite, or the covariance
   *     is not symmetric to 1e-9 of its largest entry
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
        if (Math.abs(covariance[i][j] - covariance[j][i]) > 1e-9 * largest) {
          throw new IllegalArgumentException(
              "covariance is not symmetric: entry (%d,%d) is %s but (%d,%d) is %s"
                  .formatted(i, j, covariance[i][j], j, i, covariance[j][i]));
        }
      }
    }
  }

  @Override
  public int dimension() {
    return mean.length;
  }

  /** The mean, a copy. */
  public double[] mean() {
    return mean.clone();
  }

  /** The covariance, a copy. */
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
