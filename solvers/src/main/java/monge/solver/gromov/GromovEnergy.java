package monge.solver.gromov;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.MatrixProduct;
import monge.numeric.Parallel;
import monge.numeric.RowSlices;
import monge.plan.SparseCoupling;

/**
 * The square-loss Gromov-Wasserstein energy of a plan P for structures D (n×n) and D' (m×m),
 *
 * <pre>  E(P) = sum_ijkl (D_ik - D'_jl)^2 P_ij P_kl,</pre>
 *
 * without a factor 1/2 and without a root. It is a quadratic form: its gradient is linear in P,
 *
 * <pre>  G(P) = r 1' + 1 c' - 2 (D P D'^T + D^T P D'),  r = (D.^2 + D.^2^T) P1,
 *                                                   c = (D'.^2 + D'.^2^T) P'1,</pre>
 *
 * and {@code E(P) = <G(P), P> / 2} (Peyré, Cuturi and Solomon 2016, Proposition 1, both slots). D
 * and D' need not be symmetric. {@code O(n^2 m + n m^2)} time, twice that if one is not symmetric;
 * {@code O(r n m)} for a plan, or a difference of plans, that has entries in r rows only. Holds
 * scratch: for one thread at a time. Methods that can be stopped throw CancellationException; what
 * they write is then not to be used.
 */
final class GromovEnergy {

  /** Rows and columns of a tile that stays in the cache. */
  private static final int TILE = 32;

  private final double[][] source;
  private final double[][] target;
  private final boolean symmetric;
  private final double[][] sourceTransposed;
  private final double[][] targetTransposed;
  private final double[][] scratch;
  private final double scale;
  private double[] rowSums = {};
  private double[] columnSums = {};
  private final BooleanSupplier stop;
  private final Kernels kernels;

  /**
   * Square matrices of finite entries; not copied.
   *
   * @param stop asked on the calling thread
   * @throws CancellationException if stopped
   */
  GromovEnergy(double[][] source, double[][] target, BooleanSupplier stop) {
    this.source = source;
    this.target = target;
    this.stop = stop;
    kernels = Kernels.forEntries((long) source.length * target.length);
    symmetric = isSymmetric(source) && isSymmetric(target);
    sourceTransposed = symmetric ? source : transposed(source);
    targetTransposed = symmetric ? target : transposed(target);
    scratch = Matrix.zeros(source.length, target.length, stop);
    double d = largest(source);
    double e = largest(target);
    scale = d * d + e * e;
  }

  int rows() {
    return source.length;
  }

  int columns() {
    return target.length;
  }

  /** {@code max |D|^2 + max |D'|^2}: no entry of the loss is larger than twice this. */
  double scale() {
    return scale;
  }

  /** Writes G(P), for any P with sums of its own, into {@code out}. */
  void gradient(double[][] plan, double[][] out) {
    int m = columns();
    double[] p = new double[rows()];
    double[][] parts = new double[Parallel.parts(rows(), 1 + 50_000 / m)][m];
    Parallel.ranges(
        p.length,
        parts.length,
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            p[i] = kernels.sum(plan[i], m);
            kernels.axpy(1, plan[i], parts[part], m);
          }
        });
    double[] q = parts[0];
    for (int k = 1; k < parts.length; k++) {
      kernels.axpy(1, parts[k], q, m);
    }
    rowSums = p;
    columnSums = q;
    if (symmetric) {
      // Twice the product: both terms are the same.
      check(MatrixProduct.multiply(plan, target, scratch, stop));
      writeSums(p, q, Optional.empty(), out);
      check(MatrixProduct.addLeftTransposed(-4, source, scratch, out, stop));
      return;
    }
    check(MatrixProduct.multiply(plan, targetTransposed, scratch, stop));
    writeSums(p, q, Optional.empty(), out);
    check(MatrixProduct.addLeftTransposed(-2, sourceTransposed, scratch, out, stop));
    check(MatrixProduct.multiply(plan, target, scratch, stop));
    check(MatrixProduct.addLeftTransposed(-2, source, scratch, out, stop));
  }

  /**
   * Writes {@code base + G(P)} for a plan or a difference of plans with few entries.
   *
   * @param base 0 if empty; may be {@code out}
   */
  void gradient(SparsePlan plan, Optional<double[][]> base, double[][] out) {
    int[] occupied = plan.occupiedRows();
    writeSums(plan.rowSums(), plan.columnSums(), base, out);
    double[][] few = Arrays.copyOf(scratch, occupied.length);
    if (symmetric) {
      plan.multiply(target, occupied, few);
      check(MatrixProduct.addLeftTransposed(-4, some(source, occupied), few, out, stop));
      return;
    }
    plan.multiply(targetTransposed, occupied, few);
    check(MatrixProduct.addLeftTransposed(-2, some(sourceTransposed, occupied), few, out, stop));
    plan.multiply(target, occupied, few);
    check(MatrixProduct.addLeftTransposed(-2, some(source, occupied), few, out, stop));
  }

  /** {@code P1} of the plan, stored entry by entry, whose gradient was written last. */
  double[] rowSums() {
    return rowSums;
  }

  /** {@code P'1} of the same plan. */
  double[] columnSums() {
    return columnSums;
  }

  private static double[][] some(double[][] matrix, int[] rows) {
    double[][] some = new double[rows.length][];
    Arrays.setAll(some, k -> matrix[rows[k]]);
    return some;
  }

  /** Writes {@code G(ab')}: {@code O(n^2 + m^2 + nm)}. */
  void productGradient(double[] a, double[] b, double[][] out) {
    double[] x = times(source, a);
    double[] y = times(target, b);
    double[] xt = symmetric ? x : times(sourceTransposed, a);
    double[] yt = symmetric ? y : times(targetTransposed, b);
    writeSums(a, b, Optional.empty(), out);
    Matrix.fill(
        out,
        columns(),
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            kernels.axpy(-2 * x[i], y, out[i], y.length);
            kernels.axpy(-2 * xt[i], yt, out[i], y.length);
          }
        });
  }

  /**
   * The coupling of a and b that is cheapest for {@code G(ab')} if D and D' are symmetric: there
   * the gradient is {@code r_i + c_j - 4 (Da)_i (D'b)_j}, transport on the line, solved by sorting.
   */
  SparsePlan monotone(double[] a, double[] b) {
    int[] rows = increasing(times(source, a));
    int[] columns = increasing(times(target, b));
    int[] rowOf = new int[a.length + b.length];
    int[] columnOf = new int[rowOf.length];
    double[] mass = new double[rowOf.length];
    int count = 0;
    int i = 0;
    int j = 0;
    double left = a[rows[0]];
    double room = b[columns[0]];
    while (i < rows.length && j < columns.length) {
      rowOf[count] = rows[i];
      columnOf[count] = columns[j];
      mass[count] = Math.min(left, room);
      left -= mass[count];
      room -= mass[count++];
      boolean rowDone = left <= 0;
      if (room <= 0 && ++j < columns.length) {
        room = b[columns[j]];
      }
      if (rowDone && ++i < rows.length) {
        left = a[rows[i]];
      }
    }
    return SparsePlan.of(SparseCoupling.of(a.length, b.length, rowOf, columnOf, mass, count));
  }

  /** Points of either side that are likely to correspond. O(n^2 + m^2). */
  Landmarks landmarks(double[] a, double[] b) {
    return Landmarks.of(source, target, times(source, a), times(target, b));
  }

  private static int[] increasing(double[] x) {
    return IntStream.range(0, x.length)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> x[k]))
        .mapToInt(k -> k)
        .toArray();
  }

  /** {@code E(P)} of a plan whose gradient is known. */
  static double value(double[][] plan, double[][] gradient) {
    return 0.5 * dot(plan, gradient);
  }

  /**
   * {@code E(P)} summed over pairs of positive entries: no cancellation, so that the energy of an
   * isometry is 0 to rounding. Quadratic in the number of entries.
   */
  double sparseValue(SparsePlan plan) {
    int count = plan.entries();
    int[] rowOf = new int[count];
    int[] columnOf = new int[count];
    double[] mass = new double[count];
    int[] at = {0};
    plan.forEach(
        (i, j, p) -> {
          rowOf[at[0]] = i;
          columnOf[at[0]] = j;
          mass[at[0]++] = p;
        });
    double[] parts = new double[count];
    check(
        RowSlices.each(
            count,
            count,
            Matrix.SLICE,
            stop,
            (from, to) -> {
              for (int s = from; s < to; s++) {
                double[] d = source[rowOf[s]];
                double[] e = target[columnOf[s]];
                double part = 0;
                for (int t = 0; t < count; t++) {
                  double off = d[rowOf[t]] - e[columnOf[t]];
                  part += off * off * mass[t];
                }
                parts[s] = mass[s] * part;
              }
            }));
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  /** {@code x <- factor x}. */
  void scale(double[][] x, double factor) {
    Matrix.fill(
        x,
        columns(),
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < x[i].length; j++) {
              x[i][j] *= factor;
            }
          }
        });
  }

  /** {@code x <- x + t (y - x)}. */
  void approach(double[][] x, double t, double[][] y) {
    Matrix.fill(
        x,
        columns(),
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < x[i].length; j++) {
              x[i][j] += t * (y[i][j] - x[i][j]);
            }
          }
        });
  }

  /** {@code <x, y>}. */
  static double dot(double[][] x, double[][] y) {
    int m = y[0].length;
    Kernels kernels = Kernels.forEntries((long) x.length * m);
    double[] rows = new double[x.length];
    Parallel.ranges(
        x.length,
        Parallel.parts(x.length, 1 + 50_000 / m),
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            rows[i] = kernels.dot(x[i], y[i], m);
          }
        });
    return kernels.sum(rows, rows.length);
  }

  /** {@code <x, ab'>}. */
  static double dot(double[][] x, double[] a, double[] b) {
    double[] rows = new double[a.length];
    MatrixProduct.multiply(x, b, rows);
    return Kernels.forEntries(rows.length).dot(rows, a, rows.length);
  }

  /** {@code out = base + r 1' + 1 c'}. */
  private void writeSums(double[] p, double[] q, Optional<double[][]> base, double[][] out) {
    double[] r = squaredSums(source, sourceTransposed, p);
    double[] c = squaredSums(target, targetTransposed, q);
    int m = columns();
    Matrix.fill(
        out,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            double[] row = out[i];
            if (base.isEmpty()) {
              Arrays.fill(row, r[i]);
            } else {
              double[] under = base.get()[i];
              for (int j = 0; j < m; j++) {
                row[j] = under[j] + r[i];
              }
            }
            kernels.axpy(1, c, row, m);
          }
        });
  }

  /** {@code (X.^2 + X.^2^T) w}. */
  private double[] squaredSums(double[][] x, double[][] transposed, double[] w) {
    double[] sums = new double[w.length];
    Matrix.fill(
        x,
        w.length,
        stop,
        (from, to) -> {
          double[] squares = new double[w.length];
          for (int i = from; i < to; i++) {
            for (int k = 0; k < w.length; k++) {
              squares[k] = x[i][k] * x[i][k] + transposed[i][k] * transposed[i][k];
            }
            sums[i] = kernels.dot(squares, w, w.length);
          }
        });
    return sums;
  }

  private double[] times(double[][] x, double[] w) {
    double[] image = new double[w.length];
    Matrix.fill(
        x,
        w.length,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            image[i] = kernels.dot(x[i], w, w.length);
          }
        });
    return image;
  }

  /** In tiles: whole columns would miss the cache at every entry. */
  private boolean isSymmetric(double[][] x) {
    for (int rows = 0; rows < x.length; rows += TILE) {
      check(!stop.getAsBoolean());
      for (int columns = 0; columns <= rows; columns += TILE) {
        if (!isSymmetric(x, rows, columns)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isSymmetric(double[][] x, int rows, int columns) {
    for (int i = rows; i < Math.min(rows + TILE, x.length); i++) {
      for (int k = columns; k < Math.min(columns + TILE, i); k++) {
        if (x[i][k] != x[k][i]) {
          return false;
        }
      }
    }
    return true;
  }

  private double[][] transposed(double[][] x) {
    double[][] t = Matrix.zeros(x.length, x.length, stop);
    for (int rows = 0; rows < x.length; rows += TILE) {
      check(!stop.getAsBoolean());
      for (int i = 0; i < x.length; i++) {
        for (int k = rows; k < Math.min(rows + TILE, x.length); k++) {
          t[i][k] = x[k][i];
        }
      }
    }
    return t;
  }

  private double largest(double[][] x) {
    double[] rows = new double[x.length];
    Matrix.fill(
        x,
        x.length,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            rows[i] = Math.max(kernels.max(x[i], x.length), -kernels.min(x[i], x.length));
          }
        });
    return kernels.max(rows, rows.length);
  }

  private static void check(boolean goOn) {
    if (!goOn) {
      throw new CancellationException("stopped in the energy of a plan");
    }
  }
}
