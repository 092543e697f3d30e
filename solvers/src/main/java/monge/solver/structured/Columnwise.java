package monge.solver.structured;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.numeric.Matrix;
import monge.numeric.Parallel;

/** Sums over the columns of a large matrix: processors share the columns, slices of rows follow. */
final class Columnwise {

  /** Receives columns {@code [from, to)} of row i; rows come in order. */
  @FunctionalInterface
  interface Row {
    void add(int i, int from, int to);
  }

  private Columnwise() {}

  /**
   * Runs {@code body} on every row of an n×m matrix.
   *
   * @param stop asked on the calling thread
   * @throws CancellationException if stopped
   */
  static void each(int n, int m, BooleanSupplier stop, Row body) {
    int slice = (int) Math.clamp(Matrix.SLICE / m, 1, n);
    for (int start = 0; start < n; start += slice) {
      if (stop.getAsBoolean()) {
        throw new CancellationException("stopped in sums over columns");
      }
      int first = start;
      int end = Math.min(n, start + slice);
      Parallel.ranges(
          m,
          Parallel.parts(m, 1 + 20_000 / (end - first)),
          (_, from, to) -> {
            for (int i = first; i < end; i++) {
              body.add(i, from, to);
            }
          });
    }
  }
}
