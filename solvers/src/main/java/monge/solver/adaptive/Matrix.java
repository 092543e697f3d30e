package monge.solver.adaptive;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.numeric.RowSlices;

/** Large matrices, made in slices between which a solve can be stopped. */
final class Matrix {

  /** Entries between two looks at the stop signal. */
  static final long SLICE = 500_000;

  private Matrix() {}

  /**
   * A matrix of zeros (n×m).
   *
   * @throws CancellationException if stopped
   */
  static double[][] zeros(int n, int m, BooleanSupplier stop) {
    double[][] matrix = new double[n][];
    fill(
        matrix,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            matrix[i] = new double[m];
          }
        });
    return matrix;
  }

  /**
   * Runs {@code body} over the rows of a matrix of m columns.
   *
   * @throws CancellationException if stopped
   */
  static void fill(double[][] matrix, int m, BooleanSupplier stop, RowSlices.Rows body) {
    if (!RowSlices.each(matrix.length, m, SLICE, stop, body)) {
      throw new CancellationException("stopped while a matrix was made");
    }
  }
}
