package monge.solver.gromov;

import monge.numeric.Kernels;
import monge.numeric.Parallel;

/**
 * The residuals {@code T(x) - x} of a fixed-point iteration {@code x <- T(x)} on matrices, the last
 * compared with the one before: those that grow in one direction leave a saddle. One matrix of
 * memory. For one thread at a time.
 */
final class Residuals {

  private final double[][] last;
  private final int columns;
  private final int parts;
  private final Kernels kernels;
  private double size = Double.NaN;
  private double growth = Double.NaN;
  private double cosine = Double.NaN;

  /** For points x (rows×columns). */
  Residuals(int rows, int columns) {
    last = new double[rows][columns];
    this.columns = columns;
    parts = Parallel.parts(rows, 1 + 20_000 / columns);
    kernels = Kernels.forEntries((long) rows * columns);
  }

  /** Forgets the last residual. */
  void reset() {
    size = Double.NaN;
  }

  /** Takes in x and {@code T(x)}. */
  void next(double[][] x, double[][] image) {
    double[][] sums = new double[parts][2];
    Parallel.ranges(
        last.length,
        parts,
        (part, from, to) -> {
          double[] row = new double[columns];
          for (int i = from; i < to; i++) {
            System.arraycopy(image[i], 0, row, 0, columns);
            kernels.axpy(-1, x[i], row, columns);
            sums[part][0] += kernels.dot(row, row, columns);
            sums[part][1] += kernels.dot(row, last[i], columns);
            System.arraycopy(row, 0, last[i], 0, columns);
          }
        });
    double square = 0;
    double product = 0;
    for (double[] sum : sums) {
      square += sum[0];
      product += sum[1];
    }
    double before = size;
    size = Math.sqrt(square);
    growth = size / before;
    cosine = product / (size * before);
  }

  /** The length of the last residual as a share of that before; NaN if there is none before. */
  double growth() {
    return growth;
  }

  /** The cosine of the angle between the two; NaN if there is none before. */
  double cosine() {
    return cosine;
  }

  /** {@code x += factor (T(x) - x)} with the last residual. */
  void addTo(double[][] x, double factor) {
    Parallel.ranges(
        last.length,
        parts,
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            kernels.axpy(factor, last[i], x[i], columns);
          }
        });
  }
}
