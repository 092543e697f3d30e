package monge.numeric;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * {@code W = P' diag(1/a) P} below the diagonal, for a coupling P with row sums a in which few
 * entries count: {@code sum_i s_i^2} operations for s_i entries in row i, where {@link
 * MatrixProduct#addGram} takes {@code n m^2}.
 */
final class SparseGram {

  /** Shares of the mass of a row and of a column that are as good as none. */
  private static final double NEGLIGIBLE = 1e-20;

  /** Above this share of entries the dense product is faster. */
  private static final double WORTHWHILE = 0.2;

  /** Of so many rows one is looked at for that share. */
  private static final int SAMPLE = 16;

  /** Operations between two looks at the stop signal. */
  private static final long SLICE = 10_000_000L;

  private final int[][] columnsOfRow;
  private final double[][] valuesOfRow;
  private final int[][] rowsOfColumn;
  private final double[][] valuesOfColumn;

  private SparseGram(int[][] columnsOfRow, double[][] valuesOfRow, int m) {
    this.columnsOfRow = columnsOfRow;
    this.valuesOfRow = valuesOfRow;
    int[] sizes = new int[m];
    for (int[] columns : columnsOfRow) {
      for (int j : columns) {
        sizes[j]++;
      }
    }
    rowsOfColumn = new int[m][];
    valuesOfColumn = new double[m][];
    for (int j = 0; j < m; j++) {
      rowsOfColumn[j] = new int[sizes[j]];
      valuesOfColumn[j] = new double[sizes[j]];
    }
    Arrays.fill(sizes, 0);
    for (int i = 0; i < columnsOfRow.length; i++) {
      for (int k = 0; k < columnsOfRow[i].length; k++) {
        int j = columnsOfRow[i][k];
        rowsOfColumn[j][sizes[j]] = i;
        valuesOfColumn[j][sizes[j]++] = valuesOfRow[i][k];
      }
    }
  }

  /** Of the plan {@code P = diag(u) K diag(v)}; empty if many of its entries count. */
  static Optional<SparseGram> of(
      double[][] kernel, double[] u, double[] v, double[] a, double[] b) {
    int n = kernel.length;
    int m = v.length;
    int[] places = new int[m];
    int seen = 0;
    int counted = 0;
    for (int i = 0; i < n; i += SAMPLE) {
      counted += gather(kernel[i], u[i], v, a[i], b, places);
      seen += m;
    }
    if (counted > WORTHWHILE * seen) {
      return Optional.empty();
    }
    int[][] columns = new int[n][];
    double[][] values = new double[n][];
    int parts = Parallel.parts(n, 1 + 20_000 / m);
    Parallel.ranges(
        n,
        parts,
        (_, from, to) -> {
          int[] room = new int[m];
          for (int i = from; i < to; i++) {
            columns[i] = Arrays.copyOf(room, gather(kernel[i], u[i], v, a[i], b, room));
            values[i] = new double[columns[i].length];
            double share = u[i] / Math.sqrt(a[i]);
            for (int k = 0; k < columns[i].length; k++) {
              int j = columns[i][k];
              values[i][k] = share * kernel[i][j] * v[j];
            }
          }
        });
    return Optional.of(new SparseGram(columns, values, m));
  }

  private static int gather(
      double[] kernel, double u, double[] v, double a, double[] b, int[] places) {
    int count = 0;
    for (int j = 0; j < v.length; j++) {
      places[count] = j;
      count += u * kernel[j] * v[j] > NEGLIGIBLE * Math.min(a, b[j]) ? 1 : 0;
    }
    return count;
  }

  /**
   * Writes the part below the diagonal.
   *
   * @param stop asked on the calling thread; the matrix then is not complete
   */
  void write(double[][] out, BooleanSupplier stop) {
    int m = out.length;
    long work = 1;
    for (int[] columns : columnsOfRow) {
      work += (long) columns.length * columns.length;
    }
    RowSlices.each(
        m,
        m,
        Math.max(1, (long) ((double) m * m / work * SLICE)),
        stop,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            writeRow(j, out[j]);
          }
        });
  }

  private void writeRow(int j, double[] out) {
    Arrays.fill(out, 0, j, 0);
    int[] rows = rowsOfColumn[j];
    double[] values = valuesOfColumn[j];
    for (int r = 0; r < rows.length; r++) {
      int[] columns = columnsOfRow[rows[r]];
      double[] others = valuesOfRow[rows[r]];
      double share = values[r];
      for (int k = 0; columns[k] < j; k++) {
        out[columns[k]] += share * others[k];
      }
    }
  }
}
