package monge.views.picture;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A number a point of one cloud or both, and the scale it is drawn on: symmetric about 0 where some
 * are negative, logarithmic where positive numbers span more than a factor of 20. Immutable.
 */
public final class PointValues {

  private static final double WIDE = 20;

  /** Negative numbers this small beside the largest are rounding. */
  private static final double ROUNDING = 1e-9;

  /** The share of the sizes that a scale of both signs covers; the rest is drawn at its ends. */
  private static final double COVERED = 0.99;

  private final String label;
  private final String unit;
  private final double[] source;
  private final double[] target;
  private final double least;
  private final double most;
  private final boolean logarithmic;
  private final double limit;

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
    limit = least < -ROUNDING * Math.max(most, -least) ? limit() : 0;
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

  /** Whether no point has a value. */
  public boolean isEmpty() {
    return source.length + target.length == 0;
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

  /** Whether the values have both signs, so that their scale is symmetric about 0. */
  public boolean isSigned() {
    return limit > 0;
  }

  /** The end of a scale of both signs: the 99 % quantile of the sizes. */
  public double limitOfSize() {
    return limit;
  }

  private double limit() {
    double[] sizes =
        DoubleStream.concat(DoubleStream.of(source), DoubleStream.of(target))
            .filter(Double::isFinite)
            .map(Math::abs)
            .sorted()
            .toArray();
    return sizes[(int) Math.ceil(COVERED * sizes.length) - 1];
  }

  /** How large a value is beside the others, in [0,1]. */
  public double size(double value) {
    return isSigned() ? Math.clamp(Math.abs(value) / limit, 0, 1) : share(value);
  }

  /**
   * Where on the scale a value lies, in [0,1]; 1/2 at 0 of a signed one, 1 if all values are equal.
   */
  public double share(double value) {
    if (isSigned()) {
      return Math.clamp((1 + value / limit) / 2, 0, 1);
    }
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
