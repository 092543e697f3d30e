package monge.numeric;

/** {@code log sum_k exp(x_k)} with the largest entry taken out first; never overflows. */
public final class LogSumExp {

  private LogSumExp() {}

  /**
   * {@code log sum_{k < n} exp(x_k)}. {@code -inf} when all entries are {@code -inf} or there are
   * none.
   */
  public static double of(double[] x, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      max = Math.max(max, x[k]);
    }
    if (Double.isInfinite(max)) {
      return max;
    }
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += Math.exp(x[k] - max);
    }
    return max + Math.log(sum);
  }

  /** {@code log sum_k exp(x_k)} over the whole array. */
  public static double of(double[] x) {
    return of(x, x.length);
  }

  /**
   * Replaces {@code x} by {@code exp(x - LSE(x))}, weights that sum to 1.
   *
   * @throws ArithmeticException if no entry is above {@code -inf}, or one is {@code +inf}
   */
  public static void softmax(double[] x) {
    double max = Double.NEGATIVE_INFINITY;
    for (double v : x) {
      max = Math.max(max, v);
    }
    if (Double.isInfinite(max)) {
      throw new ArithmeticException(
          "softmax of entries that are all %s: at least one must be finite".formatted(max));
    }
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      x[k] = Math.exp(x[k] - max);
      sum += x[k];
    }
    for (int k = 0; k < x.length; k++) {
      x[k] /= sum;
    }
  }
}
