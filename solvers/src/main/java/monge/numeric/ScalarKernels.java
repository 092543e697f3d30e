package monge.numeric;

import java.util.Arrays;

/** The kernels in plain Java, for small problems and for machines without vector units. */
final class ScalarKernels implements Kernels {

  static final ScalarKernels INSTANCE = new ScalarKernels();

  private ScalarKernels() {}

  @Override
  public double max(double[] x, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      max = Math.max(max, x[k]);
    }
    return max;
  }

  @Override
  public double sum(double[] x, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += x[k];
    }
    return sum;
  }

  @Override
  public double dot(double[] x, double[] y, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k <= n - 4; k += 4) {
      s0 += x[k] * y[k];
      s1 += x[k + 1] * y[k + 1];
      s2 += x[k + 2] * y[k + 2];
      s3 += x[k + 3] * y[k + 3];
    }
    for (; k < n; k++) {
      s0 += x[k] * y[k];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void axpy(double alpha, double[] x, double[] y, int n) {
    for (int k = 0; k < n; k++) {
      y[k] += alpha * x[k];
    }
  }

  @Override
  public void exp(double[] x, int n) {
    for (int k = 0; k < n; k++) {
      x[k] = exp(x[k]);
    }
  }

  @Override
  public void log(double[] x, int n) {
    for (int k = 0; k < n; k++) {
      x[k] = Math.log(x[k]);
    }
  }

  private static double exp(double x) {
    // The same cut as the vector version: no subnormal results.
    return x < -708 ? 0 : Math.exp(x);
  }

  @Override
  public double scaledKernelRow(
      double shift, double[] g, double scale, double[] c, double[] out, int n) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      double p = exp(shift + g[j] - scale * c[j]);
      out[j] = p;
      sum += p;
    }
    return sum;
  }

  @Override
  public double maxShifted(double[] g, double scale, double[] c, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j++) {
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
    java.util.Arrays.fill(out, 0, n, 0);
    for (int k = 0; k < axes.length; k++) {
      double at = x[k];
      double[] y = axes[k];
      for (int j = 0; j < n; j++) {
        double d = at - y[j];
        out[j] += d * d;
      }
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
  public int stripColumns() {
    return 16;
  }

  @Override
  public void combineRows(double[] x, int[] from, int count, double[] b, double[] out, int column) {
    Arrays.fill(out, column, column + 16, 0);
    for (int k = 0; k < count; k++) {
      for (int q = 0; q < 16; q++) {
        out[column + q] += x[k] * b[from[k] + q];
      }
    }
  }

  @Override
  public String description() {
    return "plain Java";
  }
}
