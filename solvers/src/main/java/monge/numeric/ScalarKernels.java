package monge.numeric;

import java.util.Arrays;

/** The kernels in plain Java, for small problems and for machines without vector units. */
final class ScalarKernels implements Kernels {

  static final ScalarKernels INSTANCE = new ScalarKernels();

  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HIGH = 0x1.62e42fee00000p-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /** Adding it and taking it away again rounds to a whole number. */
  private static final double ROUND = 0x1.8p52;

  /** Below is 0, as in the vector version: no subnormal results. */
  private static final double LEAST = -708;

  private static final double MOST = 709.7;

  /** The bits of the root of 1/2. */
  private static final long ROOT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));

  /** Fewer entries are not worth three loops. */
  private static final int SHORT = 16;

  private ScalarKernels() {}

  @Override
  public double max(double[] x, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      max = Math.max(max, x[k]);
    }
    return max;
  }

  @Override
  public double sum(double[] x, int n) {
    return sum(x, 0, n);
  }

  private static double sum(double[] x, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = from;
    for (; k <= to - 4; k += 4) {
      s0 += x[k];
      s1 += x[k + 1];
      s2 += x[k + 2];
      s3 += x[k + 3];
    }
    for (; k < to; k++) {
      s0 += x[k];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public double dot(double[] x, double[] y, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = from;
    for (; k <= to - 4; k += 4) {
      s0 += x[k] * y[k];
      s1 += x[k + 1] * y[k + 1];
      s2 += x[k + 2] * y[k + 2];
      s3 += x[k + 3] * y[k + 3];
    }
    for (; k < to; k++) {
      s0 += x[k] * y[k];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void axpy(double alpha, double[] x, double[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] += alpha * x[k];
    }
  }

  @Override
  public void exp(double[] x, int n) {
    exp(Arrays.copyOf(x, n), x, n);
  }

  /**
   * {@code out_k = exp(x_k)} by the formula of the vector version, in loops of which the compiler
   * makes vector code by itself: bits are looked at in a loop of their own, and no multiply-add is
   * fused, which a processor without the instruction would do by a slow call.
   */
  private static void exp(double[] x, double[] out, int n) {
    if (n < SHORT) {
      for (int k = 0; k < n; k++) {
        out[k] = x[k] < LEAST ? 0 : Math.exp(x[k]);
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      out[k] = fraction(x[k]);
    }
    for (int k = 0; k < n; k++) {
      out[k] = scaled(out[k], x[k]);
    }
  }

  /** {@code exp(x)} without its power of 2. */
  private static double fraction(double x) {
    double whole = (x * LOG2_E + ROUND) - ROUND;
    return polynomial(x - whole * LN2_HIGH - whole * LN2_LOW);
  }

  /** {@code exp(x)}, from the fraction. */
  private static double scaled(double fraction, double x) {
    // The last bits of the sum are the whole number.
    long whole = Double.doubleToRawLongBits(x * LOG2_E + ROUND);
    double value = fraction * Double.longBitsToDouble((whole + 1023) << 52);
    return x < LEAST ? 0 : x > MOST ? Double.POSITIVE_INFINITY : value;
  }

  /**
   * The polynomial of degree 11 nearest to {@code exp(r)} for {@code |r| <= ln(2)/2}, within 4e-18
   * of it, relatively.
   */
  private static double polynomial(double r) {
    double p = 2.5110049204818659793e-8;
    p = p * r + 2.763265472252779189e-7;
    p = p * r + 2.7557240887229868596e-6;
    p = p * r + 2.4801485441561312966e-5;
    p = p * r + 1.9841269890076402824e-4;
    p = p * r + 1.3888888952352862866e-3;
    p = p * r + 8.3333333333195896163e-3;
    p = p * r + 4.166666666648795252e-2;
    p = p * r + 0.1666666666666668082;
    p = p * r + 0.50000000000000184039;
    p = p * r + 1.0;
    return p * r + 1.0;
  }

  /** The formula of the vector version, again in loops without choices. */
  @Override
  public void log(double[] x, int n) {
    if (n < SHORT) {
      for (int k = 0; k < n; k++) {
        x[k] = Math.log(x[k]);
      }
      return;
    }
    long[] bits = new long[n];
    for (int k = 0; k < n; k++) {
      bits[k] = Double.doubleToRawLongBits(x[k]);
    }
    double[] whole = new double[n];
    for (int k = 0; k < n; k++) {
      whole[k] = (bits[k] - ROOT_HALF_BITS) >> 52;
    }
    for (int k = 0; k < n; k++) {
      bits[k] -= ((bits[k] - ROOT_HALF_BITS) >> 52) << 52;
    }
    for (int k = 0; k < n; k++) {
      x[k] = Double.longBitsToDouble(bits[k]);
    }
    for (int k = 0; k < n; k++) {
      double f = x[k] - 1;
      double s = f / (f + 2);
      double half = f * f * 0.5;
      double low = s * (half + logSeries(s * s)) + whole[k] * LN2_LOW;
      x[k] = whole[k] * LN2_HIGH - (half - low - f);
    }
  }

  private static double logSeries(double z) {
    double r = 2.0 / 21;
    r = r * z + 2.0 / 19;
    r = r * z + 2.0 / 17;
    r = r * z + 2.0 / 15;
    r = r * z + 2.0 / 13;
    r = r * z + 2.0 / 11;
    r = r * z + 2.0 / 9;
    r = r * z + 2.0 / 7;
    r = r * z + 2.0 / 5;
    r = r * z + 2.0 / 3;
    return r * z;
  }

  @Override
  public double scaledKernelRow(
      double shift, double[] g, double scale, double[] c, double[] out, int from, int to) {
    if (to - from < SHORT) {
      for (int j = from; j < to; j++) {
        double x = shift + g[j] - scale * c[j];
        out[j] = x < LEAST ? 0 : Math.exp(x);
      }
      return sum(out, from, to);
    }
    // To form the exponents twice is quicker than to keep them.
    double[] costs = out == c ? Arrays.copyOf(c, to) : c;
    for (int j = from; j < to; j++) {
      out[j] = fraction(shift + g[j] - scale * costs[j]);
    }
    for (int j = from; j < to; j++) {
      out[j] = scaled(out[j], shift + g[j] - scale * costs[j]);
    }
    return sum(out, from, to);
  }

  @Override
  public double maxShifted(double[] g, double scale, double[] c, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = from; j < to; j++) {
      max = Math.max(max, g[j] - scale * c[j]);
    }
    return max;
  }

  @Override
  public void maxInto(double shift, double scale, double[] c, double[] out, int n) {
    for (int j = 0; j < n; j++) {
      out[j] = Math.max(out[j], shift - scale * c[j]);
    }
  }

  @Override
  public double min(double[] x, int n) {
    double min = Double.POSITIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      min = x[k] < min ? x[k] : min;
    }
    return min;
  }

  @Override
  public int indexOf(double value, double[] x, int from, int n) {
    for (int k = from; k < n; k++) {
      if (x[k] == value) {
        return k;
      }
    }
    return -1;
  }

  @Override
  public double leastReduced(double[] c, double[] g, int from, int n) {
    double min = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double r = c[j] - g[from + j];
      min = r < min ? r : min;
    }
    return min;
  }

  @Override
  public double reduce(double[] c, double[] g, int from, double[] out, int n) {
    double min = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double r = c[j] - g[from + j];
      out[j] = r;
      min = r < min ? r : min;
    }
    return min;
  }

  @Override
  public double leastReducedSquared(double[] x, double[][] axes, double[] g, int from, int n) {
    if (axes.length == 2) {
      return leastReducedSquared(x[0], x[1], axes[0], axes[1], g, from, n);
    }
    double min = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int k = 0; k < axes.length; k++) {
        double d = x[k] - axes[k][j];
        sum += d * d;
      }
      double r = sum - g[from + j];
      min = r < min ? r : min;
    }
    return min;
  }

  private static double leastReducedSquared(
      double x0, double x1, double[] y0, double[] y1, double[] g, int from, int n) {
    double min = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double d0 = x0 - y0[j];
      double d1 = x1 - y1[j];
      double r = (d0 * d0 + d1 * d1) - g[from + j];
      min = r < min ? r : min;
    }
    return min;
  }

  @Override
  public double mostViolated(double f, double[] g, double[] c, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double v = f + g[j] - c[j];
      max = v > max ? v : max;
    }
    return max;
  }

  @Override
  public double relax(
      double shift, double[] c, double[] g, double label, double[] key, double[] origin, int n) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double x = shift + c[j] - g[j];
      if (x < key[j]) {
        key[j] = x;
        origin[j] = label;
      }
      least = key[j] < least ? key[j] : least;
    }
    return least;
  }

  @Override
  public double relaxSquared(
      double shift,
      double x0,
      double x1,
      double[] y0,
      double[] y1,
      double[] g,
      double label,
      double[] key,
      double[] origin,
      int n) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double d0 = x0 - y0[j];
      double d1 = x1 - y1[j];
      double x = shift + (d0 * d0 + d1 * d1) - g[j];
      if (x < key[j]) {
        key[j] = x;
        origin[j] = label;
      }
      least = key[j] < least ? key[j] : least;
    }
    return least;
  }

  @Override
  public void squaredDistances(double[] x, double[][] axes, double[] out, int n) {
    if (axes.length == 2) {
      squaredDistances(x[0], x[1], axes[0], axes[1], out, n);
      return;
    }
    Arrays.fill(out, 0, n, 0);
    for (int k = 0; k < axes.length; k++) {
      double at = x[k];
      double[] y = axes[k];
      for (int j = 0; j < n; j++) {
        double d = at - y[j];
        out[j] += d * d;
      }
    }
  }

  private static void squaredDistances(
      double x0, double x1, double[] y0, double[] y1, double[] out, int n) {
    for (int j = 0; j < n; j++) {
      double d0 = x0 - y0[j];
      double d1 = x1 - y1[j];
      out[j] = d0 * d0 + d1 * d1;
    }
  }

  @Override
  public int tileColumns() {
    return 0;
  }

  @Override
  public void multiplyTile(
      double[] a,
      int aFrom,
      double[] b,
      int bFrom,
      int depth,
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3,
      int column) {
    throw new UnsupportedOperationException("no tiles in plain Java: multiply row by row");
  }

  @Override
  public String description() {
    return "plain Java";
  }
}
