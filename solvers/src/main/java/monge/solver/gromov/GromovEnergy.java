package monge.solver.gromov;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import monge.numeric.Kernels;
import monge.numeric.MatrixProduct;
import monge.numeric.Parallel;

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
 * and D' need not be symmetric. {@code O(n^2 m + n m^2)} time, twice that if one is not symmetric.
 * Holds scratch: for one thread at a time.
 */
final class GromovEnergy {

  /** Multiplications between two looks at the stop sign, some milliseconds. */
  private static final long SLICE = 30_000_000;

  /** Plans with up to this many entries a point are multiplied entry by entry. */
  private static final int SPARSE = 4;

  /** Rows and columns of a tile that stays in the cache. */
  private static final int TILE = 32;

  private final double[][] source;
  private final double[][] target;
  private final boolean symmetric;
  private final double[][] sourceTransposed;
  private final double[][] scratch;
  private final double[][] adjoint;

  /** Square matrices of finite entries; not copied. */
  GromovEnergy(double[][] source, double[][] target) {
    this.source = source;
    this.target = target;
    symmetric = isSymmetric(source) && isSymmetric(target);
    sourceTransposed = symmetric ? source : transposed(source);
    scratch = new double[source.length][target.length];
    adjoint = new double[symmetric ? 0 : source.length][target.length];
  }

  int rows() {
    return source.length;
  }

  int columns() {
    return target.length;
  }

  /** {@code max |D|^2 + max |D'|^2}: no entry of the loss is larger than twice this. */
  double scale() {
    double d = largest(source);
    double e = largest(target);
    return d * d + e * e;
  }

  /**
   * Writes G(P), for any P with sums of its own, into {@code out}.
   *
   * @return false if stopped; {@code out} is then not to be used
   */
  boolean gradient(double[][] plan, double[][] out, BooleanSupplier stop) {
    if (!cross(plan, out, stop)) {
      return false;
    }
    double[] p = new double[rows()];
    double[] q = new double[columns()];
    for (int i = 0; i < p.length; i++) {
      double[] row = plan[i];
      for (int j = 0; j < q.length; j++) {
        p[i] += row[j];
        q[j] += row[j];
      }
    }
    addSums(p, q, out);
    return true;
  }

  /** Writes {@code G(ab')}: {@code O(n^2 + m^2 + nm)}. */
  void productGradient(double[] a, double[] b, double[][] out) {
    double[] x = new double[rows()];
    double[] y = new double[columns()];
    double[] xt = new double[rows()];
    double[] yt = new double[columns()];
    apply(source, a, x, xt);
    apply(target, b, y, yt);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        out[i][j] = x[i] * y[j] + xt[i] * yt[j];
      }
    }
    addSums(a, b, out);
  }

  /** {@code E(P)} of a plan whose gradient is known. */
  static double value(double[][] plan, double[][] gradient) {
    return 0.5 * dot(plan, gradient);
  }

  /**
   * {@code E(P)} summed over pairs of positive entries: no cancellation, so that the energy of an
   * isometry is 0 to rounding. Quadratic in the number of positive entries.
   */
  double sparseValue(double[][] plan) {
    int count = nonzeros(plan);
    int[] rowOf = new int[count];
    int[] columnOf = new int[count];
    double[] mass = new double[count];
    int at = 0;
    for (int i = 0; i < plan.length; i++) {
      for (int j = 0; j < plan[i].length; j++) {
        if (plan[i][j] > 0) {
          rowOf[at] = i;
          columnOf[at] = j;
          mass[at++] = plan[i][j];
        }
      }
    }
    double sum = 0;
    for (int s = 0; s < count; s++) {
      double[] d = source[rowOf[s]];
      double[] e = target[columnOf[s]];
      double part = 0;
      for (int t = 0; t < count; t++) {
        double off = d[rowOf[t]] - e[columnOf[t]];
        part += off * off * mass[t];
      }
      sum += mass[s] * part;
    }
    return sum;
  }

  /** The number of positive entries. */
  static int nonzeros(double[][] plan) {
    int count = 0;
    for (double[] row : plan) {
      for (double x : row) {
        count += x > 0 ? 1 : 0;
      }
    }
    return count;
  }

  static double dot(double[][] x, double[][] y) {
    double[] rows = new double[x.length];
    Parallel.ranges(
        x.length,
        Parallel.parts(x.length, 1 + 50_000 / Math.max(1, y[0].length)),
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < x[i].length; j++) {
              rows[i] += x[i][j] * y[i][j];
            }
          }
        });
    double sum = 0;
    for (double row : rows) {
      sum += row;
    }
    return sum;
  }

  /** {@code out = D P D'^T + D^T P D'}. */
  private boolean cross(double[][] plan, double[][] out, BooleanSupplier stop) {
    boolean sparse = nonzeros(plan) <= SPARSE * (rows() + columns());
    if (symmetric) {
      // Twice the product: both terms are the same.
      return (sparse ? sparse(plan) : sliced(plan, target, false, scratch, stop))
          && sliced(source, scratch, false, out, stop)
          && add(out, out, out);
    }
    return sliced(plan, target, true, scratch, stop)
        && sliced(source, scratch, false, out, stop)
        && sliced(plan, target, false, scratch, stop)
        && sliced(sourceTransposed, scratch, false, adjoint, stop)
        && add(out, adjoint, out);
  }

  /** {@code P D'} of a plan with few entries into the scratch. */
  private boolean sparse(double[][] plan) {
    Kernels kernels = Kernels.forEntries((long) rows() * columns());
    for (int i = 0; i < plan.length; i++) {
      Arrays.fill(scratch[i], 0);
      for (int j = 0; j < plan[i].length; j++) {
        if (plan[i][j] != 0) {
          kernels.axpy(plan[i][j], target[j], scratch[i], target.length);
        }
      }
    }
    return true;
  }

  private static boolean add(double[][] x, double[][] y, double[][] out) {
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < out[i].length; j++) {
        out[i][j] = x[i][j] + y[i][j];
      }
    }
    return true;
  }

  /** {@code out = A B} or {@code A B'}, some rows at a time. */
  private static boolean sliced(
      double[][] a, double[][] b, boolean transposed, double[][] out, BooleanSupplier stop) {
    long row = (long) b.length * b[0].length;
    int step = (int) Math.clamp(SLICE / row, 64, Integer.MAX_VALUE);
    for (int from = 0; from < a.length; from += step) {
      if (stop.getAsBoolean()) {
        return false;
      }
      int to = Math.min(a.length, from + step);
      double[][] some = Arrays.copyOfRange(a, from, to);
      double[][] part = Arrays.copyOfRange(out, from, to);
      if (transposed) {
        MatrixProduct.multiplyTransposed(some, b, part);
      } else {
        MatrixProduct.multiply(some, b, part);
      }
    }
    return true;
  }

  /** {@code out = r 1' + 1 c' - 2 out}. */
  private void addSums(double[] p, double[] q, double[][] out) {
    double[] r = squaredSums(source, p);
    double[] c = squaredSums(target, q);
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < c.length; j++) {
        out[i][j] = r[i] + c[j] - 2 * out[i][j];
      }
    }
  }

  /** {@code (X.^2 + X.^2^T) w}. */
  private static double[] squaredSums(double[][] x, double[] w) {
    double[] sums = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      double sum = 0;
      for (int k = 0; k < w.length; k++) {
        double square = x[i][k] * x[i][k];
        sum += square * w[k];
        sums[k] += square * w[i];
      }
      sums[i] += sum;
    }
    return sums;
  }

  /** {@code forward = X w}, {@code backward = X^T w}. */
  private static void apply(double[][] x, double[] w, double[] forward, double[] backward) {
    for (int i = 0; i < w.length; i++) {
      double sum = 0;
      for (int k = 0; k < w.length; k++) {
        sum += x[i][k] * w[k];
        backward[k] += x[i][k] * w[i];
      }
      forward[i] = sum;
    }
  }

  /** In tiles: whole columns would miss the cache at every entry. */
  private static boolean isSymmetric(double[][] x) {
    for (int rows = 0; rows < x.length; rows += TILE) {
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

  private static double[][] transposed(double[][] x) {
    double[][] t = new double[x.length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < x.length; k++) {
        t[k][i] = x[i][k];
      }
    }
    return t;
  }

  private static double largest(double[][] x) {
    double largest = 0;
    for (double[] row : x) {
      for (double v : row) {
        largest = Math.max(largest, Math.abs(v));
      }
    }
    return largest;
  }
}
