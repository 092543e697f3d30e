package monge.solver.info;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.MatrixProduct;
import monge.numeric.RowSlices;

/**
 * The kernel estimate of the mutual information of a plan and its gradient (InfoOT, Definition 1
 * and section 4.3):
 *
 * <pre>
 *   F = K_X P K_Y',   f_X = K_X a,   f_Y = K_Y b
 *   I(P) = sum_ij P_ij log( F_ij / (f_X(i) f_Y(j)) )
 *   dI/dP = log( F ./ (f_X f_Y') ) + K_X' (P ./ F) K_Y
 * </pre>
 *
 * Four dense matrix products for a value and its gradient: {@code 4 nm (n + m)} operations; or,
 * with smooth kernels of rank r as {@link KernelFactor}s, {@code 4 nm r + 8 n r^2}; entries of P
 * that are next to nothing are left out. This leaves an error of some 1e-14 in F; as {@code F_ij >=
 * P_ij}, that of the logarithm times the mass it bears on is no larger. Rows with densities below
 * {@value #LEAST_DENSITY} are formed again from the definition, a sum of positive terms with full
 * relative accuracy. Used by one thread at a time.
 */
final class KernelInformation {

  /** Stands for densities that underflow: far from every mass at a tiny bandwidth. */
  private static final double FLOOR = 1e-300;

  /** Densities below are not taken from factors of the kernels. */
  private static final double LEAST_DENSITY = 1e-8;

  /** The mass, or its quotient by the density, that products may leave out in all. */
  private static final double NEGLIGIBLE = 1e-15;

  private static final RowSlices.Rows IGNORE = (_, _) -> {};

  /** Clouds below this size take the definition. */
  private static final int SMALLEST = 200;

  /** Logarithms between two looks at the stop signal. */
  private static final long LOG_SLICE = 1_000_000L;

  private final double[][] sourceKernel;
  private final double[][] targetKernel;
  private final double[] a;
  private final double[] b;
  private final double[] sourceDensity;
  private final double[] targetDensity;
  private final double[] logTarget;
  private double[][] half = {};
  private final Optional<Smoothing> quick;

  /** F while it is formed, then P ./ F. */
  private double[][] joint = {};

  private double[][] logRatio = {};
  private final int[] allRows;
  private final double[] rowValues;
  private final double[] rowLeast;
  private final Kernels kernels;

  /**
   * @param sourceKernel K_X (n×n), symmetric
   * @param targetKernel K_Y (m×m), symmetric
   * @param a weights (n)
   * @param b weights (m)
   * @param stop asked on the calling thread
   * @throws CancellationException if stopped
   */
  KernelInformation(
      double[][] sourceKernel,
      double[][] targetKernel,
      double[] a,
      double[] b,
      BooleanSupplier stop) {
    this.sourceKernel = sourceKernel;
    this.targetKernel = targetKernel;
    this.a = a;
    this.b = b;
    int n = a.length;
    int m = b.length;
    sourceDensity = new double[n];
    targetDensity = new double[m];
    MatrixProduct.multiply(sourceKernel, a, sourceDensity);
    MatrixProduct.multiply(targetKernel, b, targetDensity);
    floor(sourceDensity);
    floor(targetDensity);
    logTarget = new double[m];
    for (int j = 0; j < m; j++) {
      logTarget[j] = Math.log(targetDensity[j]);
    }
    allRows = IntStream.range(0, n).toArray();
    rowValues = new double[n];
    rowLeast = new double[n];
    kernels = Kernels.forEntries((long) n * m);
    quick = quick(stop);
  }

  /** Empty where the definition takes no time. */
  private Optional<Smoothing> quick(BooleanSupplier stop) {
    if (a.length < SMALLEST || b.length < SMALLEST) {
      return Optional.empty();
    }
    Optional<Smoothing> factors =
        KernelFactor.of(sourceKernel, stop)
            .flatMap(x -> KernelFactor.of(targetKernel, stop).map(y -> factors(x, y, stop)));
    return factors.or(() -> Optional.of(halves(stop)));
  }

  /** {@code out = L_X (L_X' p L_Y) L_Y'}. */
  private Smoothing factors(KernelFactor source, KernelFactor target, BooleanSupplier halt) {
    double[][] tall = Matrix.zeros(a.length, target.rank(), halt);
    double[][] core = Matrix.zeros(source.rank(), target.rank(), halt);
    return (p, out, then, stop) ->
        MatrixProduct.multiplySparse(kernels, p, negligible(p), target.rows(), tall, stop)
            && MatrixProduct.multiply(kernels, source.columns(), tall, core, IGNORE, stop)
            && MatrixProduct.multiply(kernels, source.rows(), core, tall, IGNORE, stop)
            && MatrixProduct.multiply(kernels, tall, target.columns(), out, then, stop);
  }

  /** {@code out = K_X (p K_Y)}. */
  private Smoothing halves(BooleanSupplier halt) {
    half = Matrix.zeros(a.length, b.length, halt);
    return (p, out, then, stop) ->
        MatrixProduct.multiplySparse(kernels, p, negligible(p), targetKernel, half, stop)
            && MatrixProduct.multiply(kernels, sourceKernel, half, out, then, stop);
  }

  private static double negligible(double[][] p) {
    return NEGLIGIBLE / ((double) p.length * p[0].length);
  }

  private static void floor(double[] density) {
    for (int i = 0; i < density.length; i++) {
      density[i] = Math.max(density[i], FLOOR);
    }
  }

  /**
   * Evaluates the plan: {@link #value} and {@link #logRatio} afterwards belong to it.
   *
   * @return false if stopped
   * @throws CancellationException if stopped in the first evaluation
   */
  boolean evaluate(double[][] plan, BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      return false;
    }
    if (joint.length == 0) {
      joint = Matrix.zeros(a.length, b.length, stop);
      logRatio = Matrix.zeros(a.length, b.length, stop);
    }
    if (quick.isEmpty()) {
      return smooth(allRows, plan, joint, stop) && logarithms(plan, allRows, stop);
    }
    if (!quick.get().smooth(plan, joint, (from, to) -> logarithms(plan, from, to), stop)) {
      return false;
    }
    int[] inexact = Arrays.stream(allRows).filter(i -> !(rowLeast[i] >= LEAST_DENSITY)).toArray();
    return smooth(inexact, plan, joint, stop) && logarithms(plan, inexact, stop);
  }

  private void logarithms(double[][] plan, int from, int to) {
    for (int i = from; i < to; i++) {
      logarithms(plan[i], i);
    }
  }

  private boolean logarithms(double[][] plan, int[] rows, BooleanSupplier stop) {
    return RowSlices.each(
        rows.length,
        b.length,
        LOG_SLICE,
        stop,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            logarithms(plan[rows[r]], rows[r]);
          }
        });
  }

  /** The logarithms of a row of F, which becomes the quotient of the plan's row p by it. */
  private void logarithms(double[] p, int i) {
    int m = b.length;
    double[] f = joint[i];
    double[] l = logRatio[i];
    double logSource = Math.log(sourceDensity[i]);
    rowLeast[i] = kernels.min(f, m);
    if (!(rowLeast[i] >= FLOOR)) {
      floor(f);
    }
    System.arraycopy(f, 0, l, 0, m);
    kernels.log(l, m);
    for (int j = 0; j < m; j++) {
      l[j] -= logSource + logTarget[j];
    }
    rowValues[i] = kernels.dot(p, l, m);
    for (int j = 0; j < m; j++) {
      f[j] = p[j] / f[j];
    }
  }

  /** {@code I(P)} of the plan evaluated last. */
  double value() {
    double sum = 0;
    for (double v : rowValues) {
      sum += v;
    }
    return sum;
  }

  /** {@code log( F_ij / (f_X(i) f_Y(j)) )} of the plan evaluated last. Not to be changed. */
  double[][] logRatio() {
    return logRatio;
  }

  /**
   * Writes {@code dI/dP} at the plan evaluated last into {@code out} (n×m).
   *
   * @return false if stopped
   */
  boolean gradient(double[][] out, BooleanSupplier stop) {
    return gradient(out, IGNORE, stop);
  }

  /**
   * The same.
   *
   * @param then receives the rows that are complete; on several processors at once
   */
  boolean gradient(double[][] out, RowSlices.Rows then, BooleanSupplier stop) {
    int m = b.length;
    RowSlices.Rows complete =
        (from, to) -> {
          for (int i = from; i < to; i++) {
            kernels.axpy(1, logRatio[i], out[i], m);
          }
          then.accept(from, to);
        };
    return quick.isPresent()
        ? quick.get().smooth(joint, out, complete, stop)
        : smooth(allRows, joint, out, stop)
            && RowSlices.each(a.length, m, LOG_SLICE, stop, complete);
  }

  /**
   * The gradient at the product plan ab', where the logarithm vanishes and the rest has rank one:
   * {@code K_X(a ./ f_X) (K_Y(b ./ f_Y))'}; the first factor (n).
   */
  double[] productSourceFactor() {
    return productFactor(sourceKernel, a, sourceDensity);
  }

  /** The second factor (m) of the gradient at the product plan. */
  double[] productTargetFactor() {
    return productFactor(targetKernel, b, targetDensity);
  }

  /**
   * Whether the gradient at the product plan is a sum of a row and a column vector, which no
   * coupling sees: then maximising information never leaves the product plan.
   */
  boolean isProductStationary() {
    return isConstant(productSourceFactor()) || isConstant(productTargetFactor());
  }

  private static boolean isConstant(double[] x) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double v : x) {
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    return max - min <= 1e-13 * max * Math.sqrt(x.length);
  }

  private static double[] productFactor(double[][] kernel, double[] weights, double[] density) {
    double[] quotient = new double[weights.length];
    for (int i = 0; i < quotient.length; i++) {
      quotient[i] = weights[i] == 0 ? 0 : weights[i] / density[i];
    }
    double[] factor = new double[weights.length];
    MatrixProduct.multiply(kernel, quotient, factor);
    return factor;
  }

  /** These rows of {@code out = K_X p K_Y'} by the definition; out may be p if they are all. */
  private boolean smooth(int[] rows, double[][] p, double[][] out, BooleanSupplier stop) {
    if (rows.length == 0) {
      return true;
    }
    if (half.length < rows.length) {
      half = new double[rows.length][b.length];
    }
    double[][] some = Arrays.copyOf(half, rows.length);
    return MatrixProduct.multiply(pick(sourceKernel, rows), p, some, stop)
        && MatrixProduct.multiply(some, targetKernel, pick(out, rows), stop);
  }

  private static double[][] pick(double[][] x, int[] rows) {
    return Arrays.stream(rows).mapToObj(i -> x[i]).toArray(double[][]::new);
  }

  /** {@code out = K_X p K_Y'} for {@code p >= 0}, to some 1e-14; out is another array. */
  @FunctionalInterface
  private interface Smoothing {
    /** {@code then} receives the rows that are complete. False if stopped. */
    boolean smooth(double[][] p, double[][] out, RowSlices.Rows then, BooleanSupplier stop);
  }
}
