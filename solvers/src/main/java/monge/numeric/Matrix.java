package monge.numeric;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Large matrices, made and filled on all processors in slices between which a solve can be stopped:
 * the memory of a 4000×4000 matrix alone takes the system tens of milliseconds to hand out.
 */
public final class Matrix {

  /** Entries between two looks at the stop signal: a millisecond or two. */
  public static final long SLICE = 500_000;

  private Matrix() {}

  /**
   * A matrix of zeros (n×m).
   *
   * @param stop asked on the calling thread
   * @throws CancellationException if stopped
   */
  public static double[][] zeros(int n, int m, BooleanSupplier stop) {
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
   * @param stop asked on the calling thread
   * @throws CancellationException if stopped
   */
  public static void fill(double[][] matrix, int m, BooleanSupplier stop, RowSlices.Rows body) {
    if (!RowSlices.each(matrix.length, m, SLICE, stop, body)) {
      throw new CancellationException("stopped while a matrix was made");
    }
  }
}
