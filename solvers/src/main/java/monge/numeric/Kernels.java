package monge.numeric;

/**
 * The inner loops that solvers spend their time in, over the first {@code n} entries of arrays. Two
 * versions exist, one for plain Java and one for vector units; they agree to a few units in the
 * last place. All methods are pure but for the arrays they say they write; what they allocate, if
 * anything, is one row.
 */
public interface Kernels {

  /** Problems with fewer entries than this finish in plain Java before vector code is compiled. */
  long VECTOR_WORTHWHILE = 100_000;

  /**
   * The version to use for loops over {@code entries} matrix entries in all. The choice depends on
   * the machine and on {@code entries} alone, so that a repeated solve gives the same bits.
   */
  static Kernels forEntries(long entries) {
    return entries < VECTOR_WORTHWHILE ? ScalarKernels.INSTANCE : KernelHolder.FASTEST;
  }

  /** The version for large problems. */
  static Kernels fastest() {
    return KernelHolder.FASTEST;
  }

  /** The largest of {@code x}; {@code -inf} if {@code n} is 0. Entries are not NaN. */
  default double max(double[] x, int n) {
    return max(x, 0, n);
  }

  /** The same of the entries {@code [from, to)}. */
  double max(double[] x, int from, int to);

  /** The sum of {@code x}. */
  double sum(double[] x, int n);

  /** {@code sum_k x_k y_k}. */
  default double dot(double[] x, double[] y, int n) {
    return dot(x, y, 0, n);
  }

  /** The same over the entries {@code [from, to)}. */
  double dot(double[] x, double[] y, int from, int to);

  /** {@code y += alpha x}. */
  default void axpy(double alpha, double[] x, double[] y, int n) {
    axpy(alpha, x, y, 0, n);
  }

  /** The same on the entries {@code [from, to)}. */
  void axpy(double alpha, double[] x, double[] y, int from, int to);

  /** {@code x_k = exp(x_k)}, relative error below 1e-15; 0 below -708. */
  void exp(double[] x, int n);

  /**
   * {@code x_k = log(x_k)} for finite x from {@link Double#MIN_NORMAL}, error below a unit in the
   * last place of the larger of the logarithm and 1.
   */
  void log(double[] x, int n);

  /**
   * One row of a scaled kernel: {@code out_j = exp(shift + g_j - scale c_j)}, and their sum. {@code
   * out} may be {@code c}. An infinite {@code c_j} gives 0.
   */
  default double scaledKernelRow(
      double shift, double[] g, double scale, double[] c, double[] out, int n) {
    return scaledKernelRow(shift, g, scale, c, out, 0, n);
  }

  /** The same for the entries {@code [from, to)}. */
  double scaledKernelRow(
      double shift, double[] g, double scale, double[] c, double[] out, int from, int to);

  /** {@code max_j (g_j - scale c_j)}. */
  default double maxShifted(double[] g, double scale, double[] c, int n) {
    return maxShifted(g, scale, c, 0, n);
  }

  /** The same over the entries {@code [from, to)}. */
  double maxShifted(double[] g, double scale, double[] c, int from, int to);

  /** {@code out_j = max(out_j, shift - scale c_j)}. */
  void maxInto(double shift, double scale, double[] c, double[] out, int n);

  /** The least of {@code x}; {@code inf} if {@code n} is 0. Entries are not NaN. */
  double min(double[] x, int n);

  /** The first index in {@code [from, n)} with {@code x_k = value}; -1 if there is none. */
  int indexOf(double value, double[] x, int from, int n);

  /** {@code min_j (c_j - g[from + j])}; {@code inf} if {@code n} is 0. */
  double leastReduced(double[] c, double[] g, int from, int n);

  /** Writes {@code out_j = c_j - g[from + j]} and returns the least. */
  double reduce(double[] c, double[] g, int from, double[] out, int n);

  /**
   * {@code min_j (sum_k (x_k - axes_k[j])^2 - g[from + j])}: the bits of {@link #squaredDistances}
   * followed by {@link #leastReduced}, but without a row in between.
   */
  double leastReducedSquared(double[] x, double[][] axes, double[] g, int from, int n);

  /** {@code max_j (f + g_j - c_j)}, added in this order; {@code -inf} if {@code n} is 0. */
  double mostViolated(double f, double[] g, double[] c, int n);

  /**
   * One step of Dijkstra's search over a dense row: where {@code shift + c_j - g_j} is less than
   * {@code key_j}, it becomes the key and {@code label} its origin. Returns the least key. A column
   * with {@code g_j = -inf} and {@code key_j = inf} takes no part.
   */
  double relax(
      double shift, double[] c, double[] g, double label, double[] key, double[] origin, int n);

  /** The same for the row of squared distances from the point {@code (x0, x1)}, bit for bit. */
  double relaxSquared(
      double shift,
      double x0,
      double x1,
      double[] y0,
      double[] y1,
      double[] g,
      double label,
      double[] key,
      double[] origin,
      int n);

  /** {@code out_j = sum_k (x_k - axes_k[j])^2} for the point x. */
  void squaredDistances(double[] x, double[][] axes, double[] out, int n);

  /**
   * The width of the tiles of {@link #multiplyTile}, or 0 if a product is faster row by row with
   * {@link #axpy}.
   */
  int tileColumns();

  /**
   * Adds a product to a tile of 4 rows and {@link #tileColumns} columns of a matrix: {@code
   * c_r[column + q] += sum_k a[aFrom + 4 k + r] b[bFrom + k width + q]}.
   */
  void multiplyTile(
      double[] a,
      int aFrom,
      double[] b,
      int bFrom,
      int depth,
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3,
      int column);

  /** What runs: for a status line, and for tests. */
  String description();
}
