package monge.views.picture;

import java.util.Optional;

/**
 * A number a point of one cloud or both, and the scale it is drawn on: logarithmic where positive
 * numbers span more than a factor of 20. Immutable.
 */
public final class PointValues {

  private static final double WIDE = 20;

  private final String label;
  private final String unit;
  private final double[] source;
  private final double[] target;
  private final double least;
  private final double most;
  private final boolean logarithmic;

  private PointValues(String label, String unit, double[] source, double[] target) {
    this.label = label;
    this.unit = unit;
    this.source = source;
    this.target = target;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] side : new double[][] {source, target}) {
      for (double x : side) {
        if (Double.isFinite(x)) {
          low = Math.min(low, x);
          high = Math.max(high, x);
        }
      }
    }
    least = low <= high ? low : 0;
    most = low <= high ? high : 0;
    logarithmic = least > 0 && most > WIDE * least;
  }

  /**
   * @param source one value a source point, NaN where there is none; empty if the cloud has none
   * @param target the same of target points
   */
  public static PointValues of(
      String label, String unit, Optional<double[]> source, Optional<double[]> target) {
    return new PointValues(
        label,
        unit,
        source.map(double[]::clone).orElse(new double[0]),
        target.map(double[]::clone).orElse(new double[0]));
  }

  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  /** The value of a source point; NaN if it has none. */
  public double source(int i) {
    return i < source.length ? source[i] : Double.NaN;
  }

  /** The value of a target point; NaN if it has none. */
  public double target(int j) {
    return j < target.length ? target[j] : Double.NaN;
  }

  public double least() {
    return least;
  }

  public double most() {
    return most;
  }

  public boolean isLogarithmic() {
    return logarithmic;
  }

  /** Where on the scale a value lies, in [0,1]; 1 if all values are equal. */
  public double share(double value) {
    // A spread of rounding only is no spread.
    if (!(most - least > 1e-6 * Math.abs(most))) {
      return 1;
    }
    double share =
        logarithmic
            ? Math.log(value / least) / Math.log(most / least)
            : (value - least) / (most - least);
    return Math.clamp(share, 0, 1);
  }
}
