package monge.solver.info;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.numeric.Kernels;
import monge.numeric.MatrixProduct;
import monge.numeric.Parallel;

/**
 * A symmetric kernel matrix as {@code K = L L'} with L (n×r), r far below n: smooth kernels in few
 * dimensions have tens of directions above rounding. Pivoted Cholesky (Harbrecht, Peters and
 * Schneider 2012), O(n r^2); then every entry is compared.
 *
 * @param rows L (n×r)
 * @param columns L' (r×n)
 */
record KernelFactor(double[][] rows, double[][] columns) {

  /** No entry of L L' is farther from K, whose largest is 1. */
  static final double ERROR = 4e-12;

  /**
   * Sums over a plan average the errors of single entries: the gradient is off by some 1e-13 where
   * there is mass, at three quarters of the rank that 1e-14 takes.
   */
  private static final double LAST_PIVOT = 1e-12;

  /**
   * Products with factors of more columns than this share of n save too little: of rank r they take
   * {@code n^2 r + n r^2} where the kernel itself takes {@code n^3}.
   */
  private static final double WORTHWHILE = 0.55;

  /** Multiplications between two looks at the stop signal. */
  private static final long PRODUCT_SLICE = 300_000_000L;

  /** Empty if no factor is both narrow and exact to {@link #ERROR}, or if stopped. */
  static Optional<KernelFactor> of(double[][] kernel, BooleanSupplier stop) {
    int n = kernel.length;
    if (stop.getAsBoolean()) {
      return Optional.empty();
    }
    Kernels kernels = Kernels.forEntries((long) n * n);
    double[][] columns = new double[(int) (WORTHWHILE * n)][];
    double[] left = new double[n];
    for (int i = 0; i < n; i++) {
      left[i] = kernel[i][i];
    }
    int rank = 0;
    int pivot = largest(left);
    while (left[pivot] > LAST_PIVOT) {
      if (rank == columns.length || stop.getAsBoolean()) {
        return Optional.empty();
      }
      double[] column = kernel[pivot].clone();
      for (int k = 0; k < rank; k++) {
        kernels.axpy(-columns[k][pivot], columns[k], column, n);
      }
      double root = Math.sqrt(left[pivot]);
      for (int i = 0; i < n; i++) {
        column[i] /= root;
        left[i] -= column[i] * column[i];
      }
      left[pivot] = 0;
      columns[rank++] = column;
      pivot = largest(left);
    }
    columns = Arrays.copyOf(columns, rank);
    KernelFactor factor = new KernelFactor(transposed(columns, n), columns);
    return factor.isExact(kernel, stop) ? Optional.of(factor) : Optional.empty();
  }

  private static double[][] transposed(double[][] columns, int n) {
    double[][] rows = new double[n][columns.length];
    Parallel.ranges(
        n,
        Parallel.parts(n, 1 + 100_000 / columns.length),
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            for (int k = 0; k < columns.length; k++) {
              rows[i][k] = columns[k][i];
            }
          }
        });
    return rows;
  }

  /** {@code r}. */
  int rank() {
    return columns.length;
  }

  private static int largest(double[] x) {
    int at = 0;
    for (int i = 1; i < x.length; i++) {
      if (x[i] > x[at]) {
        at = i;
      }
    }
    return at;
  }

  private boolean isExact(double[][] kernel, BooleanSupplier stop) {
    int n = kernel.length;
    int slice = (int) Math.clamp(PRODUCT_SLICE / ((long) n * rank()), 1, n);
    double[][] product = new double[slice][n];
    double[] worst = new double[slice];
    for (int from = 0; from < n; from += slice) {
      if (stop.getAsBoolean()) {
        return false;
      }
      int first = from;
      int count = Math.min(slice, n - from);
      double[][] part = count == slice ? product : Arrays.copyOf(product, count);
      if (!MatrixProduct.multiply(
          Arrays.copyOfRange(rows, from, from + count), columns, part, stop)) {
        return false;
      }
      Parallel.ranges(
          count,
          Parallel.parts(count, 1 + 100_000 / n),
          (_, low, high) -> {
            for (int i = low; i < high; i++) {
              double[] k = kernel[first + i];
              double[] p = part[i];
              double most = 0;
              for (int j = 0; j < n; j++) {
                most = Math.max(most, Math.abs(k[j] - p[j]));
              }
              worst[i] = most;
            }
          });
      for (int i = 0; i < count; i++) {
        if (!(worst[i] <= ERROR)) {
          return false;
        }
      }
    }
    return true;
  }
}
