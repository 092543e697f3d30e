package monge.numeric;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Products {@code A B} of many matrices A, in which most entries may be next to nothing, with one
 * matrix B (k×m). {@code 2 m} operations for every entry of A that counts; matrices that are full
 * go to {@link MatrixProduct}. Sums are in one fixed order. Used by one thread at a time.
 */
public final class SparseProduct {

  /** Above this share of entries that count, a dense product is faster. */
  private static final double WORTHWHILE = 0.4;

  /** Of so many rows one is looked at for that share. */
  private static final int SAMPLE = 16;

  /** Rows that take a strip of B from the cache before the next one. */
  private static final int BLOCK_ROWS = 16;

  /** Multiplications between two looks at the stop signal. */
  private static final long SLICE = 150_000_000L;

  private final double[][] b;
  private final Kernels kernels;
  private final int width;
  private final double[][] strips;
  private final Block[] blocks = new Block[16];

  /**
   * B (k×m) is kept, not copied, and packed once.
   *
   * @param stop asked on the calling thread
   * @throws CancellationException if stopped
   */
  public SparseProduct(double[][] b, BooleanSupplier stop) {
    this.b = b;
    int m = b[0].length;
    kernels = Kernels.forEntries((long) b.length * m);
    width = kernels.stripColumns();
    strips = new double[(m + width - 1) / width][];
    Matrix.fill(
        strips,
        width * b.length,
        stop,
        (from, to) -> {
          for (int s = from; s < to; s++) {
            strips[s] = pack(s * width);
          }
        });
  }

  /** Columns {@code [column, column + width)}, padded with zeros, row after row. */
  private double[] pack(int column) {
    double[] strip = new double[width * b.length];
    int real = Math.min(width, b[0].length - column);
    for (int k = 0; k < b.length; k++) {
      System.arraycopy(b[k], column, strip, k * width, real);
    }
    return strip;
  }

  /**
   * Writes {@code out = A B}, entries of A not above {@code negligible} taken for 0.
   *
   * @param a entries >= 0 (n×k)
   * @param out another array (n×m)
   * @param stop asked on the calling thread
   * @return false if stopped
   */
  public boolean multiply(double[][] a, double negligible, double[][] out, BooleanSupplier stop) {
    if (share(a, negligible) > WORTHWHILE) {
      return MatrixProduct.multiply(a, b, out, stop);
    }
    long perRow = (long) b.length * b[0].length;
    int slice = (int) Math.clamp(SLICE / perRow, 64, Integer.MAX_VALUE);
    for (int from = 0; from < a.length; from += slice) {
      if (stop.getAsBoolean()) {
        return false;
      }
      multiplySparse(a, negligible, out, from, (int) Math.min((long) from + slice, a.length));
    }
    return true;
  }

  private static double share(double[][] a, double negligible) {
    long seen = 0;
    long counted = 0;
    for (int i = 0; i < a.length; i += SAMPLE) {
      for (double x : a[i]) {
        counted += x > negligible ? 1 : 0;
      }
      seen += a[i].length;
    }
    return counted / (double) seen;
  }

  private void multiplySparse(double[][] a, double negligible, double[][] out, int start, int end) {
    Parallel.ranges(
        end - start,
        Parallel.parts(end - start, BLOCK_ROWS),
        (part, from, to) -> {
          if (blocks[part] == null) {
            blocks[part] = new Block();
          }
          int last = start + to;
          for (int first = start + from; first < last; first += BLOCK_ROWS) {
            blocks[part].multiply(a, negligible, out, first, Math.min(last, first + BLOCK_ROWS));
          }
        });
  }

  /** The entries that count of some rows, and room for their products. */
  private final class Block {
    private final double[][] values = new double[BLOCK_ROWS][b.length + 1];
    private final int[][] places = new int[BLOCK_ROWS][b.length + 1];
    private final int[] counts = new int[BLOCK_ROWS];
    private final double[] spare = new double[width];

    void multiply(double[][] a, double negligible, double[][] out, int from, int to) {
      for (int i = from; i < to; i++) {
        counts[i - from] = gather(a[i], negligible, values[i - from], places[i - from]);
      }
      int m = b[0].length;
      for (int s = 0; s < strips.length; s++) {
        int column = s * width;
        boolean whole = column + width <= m;
        for (int i = from; i < to; i++) {
          int[] at = places[i - from];
          int count = counts[i - from];
          if (whole) {
            kernels.combineRows(values[i - from], at, count, strips[s], out[i], column);
          } else {
            kernels.combineRows(values[i - from], at, count, strips[s], spare, 0);
            System.arraycopy(spare, 0, out[i], column, m - column);
          }
        }
      }
    }

    /** Without a branch: which entries count is hard to guess. */
    private int gather(double[] row, double negligible, double[] value, int[] place) {
      int count = 0;
      for (int k = 0; k < row.length; k++) {
        value[count] = row[k];
        place[count] = k * width;
        count += row[k] > negligible ? 1 : 0;
      }
      return count;
    }
  }
}
