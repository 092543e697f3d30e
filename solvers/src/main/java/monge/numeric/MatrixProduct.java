package monge.numeric;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Dense matrix products, matrices as arrays of rows. Blocked and packed for the cache, on all
 * processors; every entry is summed in one fixed order. {@code 2 n m k} operations.
 */
public final class MatrixProduct {

  /** Columns of A (rows of B) taken at a time: a panel of B and a strip of A stay in the cache. */
  private static final int DEPTH = 256;

  private static final int TILE_ROWS = 4;
  private static final int BLOCK_ROWS = 64;

  /** The same where there are few rows: each processor is to have some. */
  private static final int LEAST_ROWS = 16;

  /** Columns of A that are looked at together for whether anything in them counts. */
  private static final int LOOK_COLUMNS = 32;

  /** Above this share of entries that count, nothing is left out. */
  private static final double WORTHWHILE = 0.4;

  /** Of so many rows one is looked at for that share. */
  private static final int SAMPLE = 16;

  private static final RowSlices.Rows IGNORE = (_, _) -> {};

  /** Stands for a product that leaves nothing out. */
  private static final double NOTHING = Double.NEGATIVE_INFINITY;

  /** Multiplications of a Gram matrix between two looks at the stop signal. */
  private static final long GRAM_SLICE = 500_000_000L;

  /** Multiplications of any other product between two looks, some milliseconds. */
  private static final long SLICE = 150_000_000L;

  private MatrixProduct() {}

  /**
   * {@code out = A B} for A (n×k), B (k×m), out (n×m); {@code out} is another array than A and B.
   */
  public static void multiply(double[][] a, double[][] b, double[][] out) {
    multiply(a, b, out, () -> false);
  }

  /**
   * {@code out = A B} for A (n×k), B (k×m), out (n×m); {@code out} is another array than A and B.
   *
   * @param stop asked on the calling thread
   * @return false if stopped; {@code out} is then not to be used
   */
  public static boolean multiply(double[][] a, double[][] b, double[][] out, BooleanSupplier stop) {
    int depth = b.length;
    int m = depth == 0 ? 0 : b[0].length;
    check(a, depth, out, m);
    Left left = new Left(a, false, 1, NOTHING);
    return product(kernels(out, m, depth), left, b, false, false, out, depth, m, IGNORE, stop);
  }

  /**
   * {@code out = A B} for A (n×k), B (k×m), out (n×m), one of many products, with the kernels that
   * are right for all of them.
   *
   * @param then receives the rows of out that are complete, on the processor that made them; on
   *     several at once
   * @param stop asked on the calling thread
   * @return false if stopped; {@code out} is then not to be used
   */
  public static boolean multiply(
      Kernels kernels,
      double[][] a,
      double[][] b,
      double[][] out,
      RowSlices.Rows then,
      BooleanSupplier stop) {
    int depth = b.length;
    int m = depth == 0 ? 0 : b[0].length;
    check(a, depth, out, m);
    Left left = new Left(a, false, 1, NOTHING);
    return product(kernels, left, b, false, false, out, depth, m, then, stop);
  }

  /**
   * {@code out = A B} for A >= 0 in which much is next to nothing, such as a plan between points in
   * {@link SpatialOrder}: pieces of {@value #TILE_ROWS} rows and {@value #LOOK_COLUMNS} columns in
   * which no entry is above {@code negligible} take part as zeros. The time is that of the pieces
   * that count.
   *
   * @param kernels those that are right for all products, if this is one of many
   * @param a entries >= 0 (n×k)
   * @param out another array (n×m)
   * @param stop asked on the calling thread
   * @return false if stopped; {@code out} is then not to be used
   */
  public static boolean multiplySparse(
      Kernels kernels,
      double[][] a,
      double negligible,
      double[][] b,
      double[][] out,
      BooleanSupplier stop) {
    int depth = b.length;
    int m = depth == 0 ? 0 : b[0].length;
    check(a, depth, out, m);
    Left left = new Left(a, false, 1, isSparse(a, negligible) ? negligible : NOTHING);
    return product(kernels, left, b, false, false, out, depth, m, IGNORE, stop);
  }

  /** {@code out = A B'} for A (n×k), B (m×k), out (n×m). */
  public static void multiplyTransposed(double[][] a, double[][] b, double[][] out) {
    multiplyTransposed(a, b, out, () -> false);
  }

  /**
   * {@code out = A B'} for A (n×k), B (m×k), out (n×m).
   *
   * @param stop asked on the calling thread
   * @return false if stopped; {@code out} is then not to be used
   */
  public static boolean multiplyTransposed(
      double[][] a, double[][] b, double[][] out, BooleanSupplier stop) {
    int m = b.length;
    int depth = m == 0 ? 0 : b[0].length;
    check(a, depth, out, m);
    Left left = new Left(a, false, 1, NOTHING);
    return product(kernels(out, m, depth), left, b, true, false, out, depth, m, IGNORE, stop);
  }

  /**
   * {@code out += factor A' B} for A (k×n), B (k×m), out (n×m). A's rows may be some of the rows of
   * a larger matrix: nothing is copied.
   *
   * @param stop asked on the calling thread
   * @return false if stopped; {@code out} is then not to be used
   */
  public static boolean addLeftTransposed(
      double factor, double[][] a, double[][] b, double[][] out, BooleanSupplier stop) {
    int depth = a.length;
    int n = out.length;
    int m = n == 0 ? 0 : out[0].length;
    if (depth != b.length || (depth > 0 && (a[0].length != n || b[0].length != m))) {
      throw new IllegalArgumentException(
          "%d rows against %d, for a product of %d×%d: the shapes do not fit"
              .formatted(depth, b.length, n, m));
    }
    Left left = new Left(a, true, factor, NOTHING);
    return depth == 0
        || product(kernels(out, m, depth), left, b, false, true, out, depth, m, IGNORE, stop);
  }

  /**
   * Adds {@code P' diag(w) P} to the part of {@code out} (at least m×m) on and below the diagonal;
   * some entries above it change too. {@code n m^2} operations.
   *
   * @param p the first m columns of these rows (n)
   * @param w weights of the rows (n)
   */
  static void addGram(Kernels kernels, double[][] p, double[] w, double[][] out, int m) {
    addGram(kernels, p, w, out, m, () -> false);
  }

  /**
   * Adds {@code P' diag(w) P} to the part of {@code out} (m×m) on and below the diagonal; some
   * entries above it change too. {@code n m^2} operations.
   *
   * @param p the first m columns of these rows (n)
   * @param w weights of the rows (n)
   * @param stop asked on the calling thread; the sum then is not complete
   */
  public static void addGram(
      Kernels kernels, double[][] p, double[] w, double[][] out, int m, BooleanSupplier stop) {
    int width = kernels.tileColumns();
    if (width == 0) {
      gramByRows(kernels, p, w, out, m);
      return;
    }
    int panels = (m + width - 1) / width;
    double[] packed = new double[panels * width * Math.min(p.length, DEPTH)];
    int blocks = (m + BLOCK_ROWS - 1) / BLOCK_ROWS;
    for (int k0 = 0; k0 < p.length && !stop.getAsBoolean(); k0 += DEPTH) {
      int first = k0;
      int deep = Math.min(DEPTH, p.length - k0);
      packAll(p, false, first, deep, m, width, packed);
      // The longest blocks first: both processors then end together.
      forEachUntil(
          stop,
          blocks,
          (int) Math.clamp(GRAM_SLICE / ((long) BLOCK_ROWS * deep * m), 2, blocks + 2),
          back -> {
            int from = (blocks - 1 - back) * BLOCK_ROWS;
            int to = Math.min(m, from + BLOCK_ROWS);
            double[] strip = new double[BLOCK_ROWS * deep];
            for (int k = 0; k < deep; k++) {
              double[] row = p[first + k];
              for (int i = from; i < to; i++) {
                strip[stripStart(i - from, deep) + TILE_ROWS * k] = w[first + k] * row[i];
              }
            }
            int[][] runs = new int[BLOCK_ROWS / TILE_ROWS][];
            Arrays.fill(runs, new int[] {0, deep});
            multiplyStrip(kernels, strip, runs, packed, out, deep, m, from, to, to);
          });
    }
  }

  /** Runs {@code body} on every number in groups, between which it can be stopped: then false. */
  private static boolean forEachUntil(
      BooleanSupplier stop, int count, int group, IntConsumer body) {
    for (int from = 0; from < count; from += group) {
      if (from > 0 && stop.getAsBoolean()) {
        return false;
      }
      int first = from;
      Parallel.forEach(Math.min(group, count - from), k -> body.accept(first + k));
    }
    return true;
  }

  private static void gramByRows(Kernels kernels, double[][] p, double[] w, double[][] out, int m) {
    Parallel.ranges(
        m,
        Parallel.parts(m, 1 + 100_000 / Math.max(1, p.length * m)),
        (_, from, to) -> {
          for (int k = 0; k < p.length; k++) {
            for (int i = from; i < to; i++) {
              double share = w[k] * p[k][i];
              if (share != 0) {
                kernels.axpy(share, p[k], out[i], i + 1);
              }
            }
          }
        });
  }

  /** {@code out = A x} for A (n×k), x (k), out (n). */
  public static void multiply(double[][] a, double[] x, double[] out) {
    Kernels kernels = Kernels.forEntries((long) a.length * x.length);
    int parts = Parallel.parts(a.length, 1 + 100_000 / Math.max(1, x.length));
    Parallel.ranges(
        a.length,
        parts,
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            out[i] = kernels.dot(a[i], x, x.length);
          }
        });
  }

  /** Whether few enough of some rows' entries count for looking at all of them. */
  private static boolean isSparse(double[][] a, double negligible) {
    long seen = 0;
    long counted = 0;
    for (int i = 0; i < a.length; i += SAMPLE) {
      for (double x : a[i]) {
        counted += x > negligible ? 1 : 0;
      }
      seen += a[i].length;
    }
    return counted <= WORTHWHILE * seen;
  }

  /** The kernels for a single product. */
  private static Kernels kernels(double[][] out, int m, int depth) {
    return Kernels.forEntries((long) out.length * m * depth / 100);
  }

  private static void check(double[][] a, int depth, double[][] out, int m) {
    if (out.length != a.length || (a.length > 0 && (a[0].length != depth || out[0].length != m))) {
      throw new IllegalArgumentException(
          "product of %d×%d and %d×%d into %d×%d: the shapes do not fit"
              .formatted(
                  a.length,
                  a.length == 0 ? 0 : a[0].length,
                  depth,
                  m,
                  out.length,
                  out.length == 0 ? 0 : out[0].length));
    }
  }

  private static void clear(double[][] out, int from, int to) {
    for (int i = from; i < to; i++) {
      Arrays.fill(out[i], 0);
    }
  }

  /** The left factor: a matrix, or its transpose, times a number. */
  private static final class Left {
    private final double[][] rows;
    private final boolean transposed;
    private final double factor;

    /** Entries not above may be taken for zeros. */
    private final double negligible;

    Left(double[][] rows, boolean transposed, double factor, double negligible) {
      this.rows = rows;
      this.transposed = transposed;
      this.factor = factor;
      this.negligible = negligible;
    }

    double at(int i, int k) {
      return factor * (transposed ? rows[k][i] : rows[i][k]);
    }

    /**
     * Writes rows {@code [from, to)}, columns from {@code first} on, as a strip of tiles.
     *
     * @return for each tile the runs of columns in it: their starts, from {@code first}, and
     *     lengths
     */
    int[][] pack(Kernels kernels, int from, int to, int first, int deep, double[] strip) {
      int[][] runs = new int[(to - from + TILE_ROWS - 1) / TILE_ROWS][];
      if (negligible > NOTHING) {
        for (int t = 0; t < runs.length; t++) {
          int top = from + t * TILE_ROWS;
          int bottom = Math.min(to, top + TILE_ROWS);
          runs[t] = runs(kernels, top, bottom, first, deep);
          for (int i = top; i < bottom; i++) {
            int at = stripStart(i - from, deep);
            for (int r = 0; r < runs[t].length; r += 2) {
              int start = first + runs[t][r];
              for (int k = start; k < start + runs[t][r + 1]; k++) {
                strip[at] = rows[i][k];
                at += TILE_ROWS;
              }
            }
          }
        }
        return runs;
      }
      Arrays.fill(runs, new int[] {0, deep});
      packAll(from, to, first, deep, strip);
      return runs;
    }

    /** The runs of columns in which these rows hold anything that counts. */
    private int[] runs(Kernels kernels, int top, int bottom, int first, int deep) {
      int[] found = new int[2 + deep / LOOK_COLUMNS * 2];
      int count = 0;
      int end = -1;
      for (int k = 0; k < deep; k += LOOK_COLUMNS) {
        int length = Math.min(LOOK_COLUMNS, deep - k);
        boolean counts = rows[top][first + k + length / 2] > negligible;
        for (int i = top; i < bottom && !counts; i++) {
          counts = kernels.max(rows[i], first + k, first + k + length) > negligible;
        }
        if (counts) {
          if (end == k) {
            found[count - 1] += length;
          } else {
            found[count++] = k;
            found[count++] = length;
          }
          end = k + length;
        }
      }
      return Arrays.copyOf(found, count);
    }

    private void packAll(int from, int to, int first, int deep, double[] strip) {
      if (transposed) {
        for (int k = 0; k < deep; k++) {
          double[] row = rows[first + k];
          for (int i = from; i < to; i++) {
            strip[stripStart(i - from, deep) + TILE_ROWS * k] = factor * row[i];
          }
        }
        return;
      }
      for (int i = from; i < to; i++) {
        int at = stripStart(i - from, deep);
        double[] row = rows[i];
        for (int k = 0; k < deep; k++) {
          strip[at + TILE_ROWS * k] = factor * row[first + k];
        }
      }
    }
  }

  /**
   * Writes the product to {@code out}, or adds it; false if stopped. Rows are cleared by who first
   * adds to them, and so are in his cache.
   */
  private static boolean product(
      Kernels kernels,
      Left a,
      double[][] b,
      boolean transposed,
      boolean added,
      double[][] out,
      int depth,
      int m,
      RowSlices.Rows then,
      BooleanSupplier stop) {
    int n = out.length;
    if (kernels.tileColumns() == 0 || depth == 0) {
      byRows(kernels, a, transposed ? transpose(b, depth) : b, added, out, depth, m);
      then.accept(0, n);
      return !stop.getAsBoolean();
    }
    int width = kernels.tileColumns();
    int panels = (m + width - 1) / width;
    double[] packed = new double[panels * width * Math.min(depth, DEPTH)];
    int height =
        n >= 8 * BLOCK_ROWS ? BLOCK_ROWS : n >= 4 * BLOCK_ROWS ? BLOCK_ROWS / 2 : LEAST_ROWS;
    int blocks = (n + height - 1) / height;
    for (int k0 = 0; k0 < depth; k0 += DEPTH) {
      if (stop.getAsBoolean()) {
        return false;
      }
      int first = k0;
      int deep = Math.min(DEPTH, depth - k0);
      packAll(b, transposed, first, deep, m, width, packed);
      // An even number of blocks keeps two processors busy to the end.
      int group = (int) Math.clamp(SLICE / ((long) height * deep * m) / 2 * 2, 2, blocks + 2);
      if (!forEachUntil(
          stop,
          blocks,
          group,
          block -> {
            int from = block * height;
            int to = Math.min(n, from + height);
            if (first == 0 && !added) {
              clear(out, from, to);
            }
            double[] strip = new double[height * deep];
            int[][] runs = a.pack(kernels, from, to, first, deep, strip);
            multiplyStrip(kernels, strip, runs, packed, out, deep, m, from, to, m);
            if (first + deep == depth) {
              then.accept(from, to);
            }
          })) {
        return false;
      }
    }
    return true;
  }

  private static void packAll(
      double[][] b, boolean transposed, int first, int deep, int m, int width, double[] packed) {
    int panels = (m + width - 1) / width;
    Parallel.ranges(
        panels,
        Parallel.parts(panels, 4),
        (_, from, to) -> {
          for (int p = from; p < to; p++) {
            pack(b, transposed, first, deep, p * width, m, width, packed, p * width * deep);
          }
        });
  }

  /** Writes columns {@code [column, column + width)} of B, padded with zeros, row after row. */
  private static void pack(
      double[][] b,
      boolean transposed,
      int first,
      int deep,
      int column,
      int m,
      int width,
      double[] packed,
      int at) {
    int real = Math.min(width, m - column);
    if (transposed) {
      for (int q = 0; q < real; q++) {
        double[] row = b[column + q];
        for (int k = 0; k < deep; k++) {
          packed[at + k * width + q] = row[first + k];
        }
      }
    } else {
      for (int k = 0; k < deep; k++) {
        System.arraycopy(b[first + k], column, packed, at + k * width, real);
      }
    }
    if (real < width) {
      for (int k = 0; k < deep; k++) {
        Arrays.fill(packed, at + k * width + real, at + (k + 1) * width, 0);
      }
    }
  }

  /** Where row i of a block begins in its strip: {@value #TILE_ROWS} rows lie interleaved. */
  private static int stripStart(int i, int deep) {
    return i / TILE_ROWS * TILE_ROWS * deep + i % TILE_ROWS;
  }

  /** Rows {@code [from, to)} of the product, the tiles that begin left of column {@code end}. */
  private static void multiplyStrip(
      Kernels kernels,
      double[] strip,
      int[][] runs,
      double[] packed,
      double[][] out,
      int deep,
      int m,
      int from,
      int to,
      int end) {
    int width = kernels.tileColumns();
    double[] spare = new double[m];
    double[][] edge = new double[TILE_ROWS][width];
    for (int column = 0; column < end; column += width) {
      int panel = column * deep;
      boolean whole = column + width <= m;
      for (int i = from; i < to; i += TILE_ROWS) {
        int strips = (i - from) * deep;
        if (whole) {
          // Rows below the last one of the matrix are zeros in the strip and go to a spare row.
          multiplyRuns(
              kernels,
              strip,
              strips,
              runs[(i - from) / TILE_ROWS],
              packed,
              panel,
              out[i],
              i + 1 < to ? out[i + 1] : spare,
              i + 2 < to ? out[i + 2] : spare,
              i + 3 < to ? out[i + 3] : spare,
              column);
        } else {
          for (double[] row : edge) {
            Arrays.fill(row, 0);
          }
          multiplyRuns(
              kernels,
              strip,
              strips,
              runs[(i - from) / TILE_ROWS],
              packed,
              panel,
              edge[0],
              edge[1],
              edge[2],
              edge[3],
              0);
          for (int r = 0; r < TILE_ROWS && i + r < to; r++) {
            for (int j = column; j < m; j++) {
              out[i + r][j] += edge[r][j - column];
            }
          }
        }
      }
    }
  }

  /** One tile of the product: what the runs of columns of its rows bring. */
  private static void multiplyRuns(
      Kernels kernels,
      double[] strip,
      int at,
      int[] runs,
      double[] packed,
      int panel,
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3,
      int column) {
    int width = kernels.tileColumns();
    int from = at;
    for (int r = 0; r < runs.length; r += 2) {
      int length = runs[r + 1];
      kernels.multiplyTile(
          strip, from, packed, panel + width * runs[r], length, c0, c1, c2, c3, column);
      from += TILE_ROWS * length;
    }
  }

  private static void byRows(
      Kernels kernels, Left a, double[][] b, boolean added, double[][] out, int depth, int m) {
    int parts = Parallel.parts(out.length, 1 + 100_000 / Math.max(1, depth * m));
    Parallel.ranges(
        out.length,
        parts,
        (_, from, to) -> {
          if (!added) {
            clear(out, from, to);
          }
          for (int i = from; i < to; i++) {
            for (int k = 0; k < depth; k++) {
              double factor = a.at(i, k);
              if (factor != 0 && factor > a.negligible) {
                kernels.axpy(factor, b[k], out[i], m);
              }
            }
          }
        });
  }

  private static double[][] transpose(double[][] b, int depth) {
    double[][] t = new double[depth][b.length];
    for (int i = 0; i < b.length; i++) {
      for (int k = 0; k < depth; k++) {
        t[k][i] = b[i][k];
      }
    }
    return t;
  }
}
