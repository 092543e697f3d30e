package monge.solver.weak;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.MatrixProduct;
import monge.numeric.Parallel;
import monge.numeric.RowSlices;
import monge.numeric.SemidefiniteFactor;

/**
 * The quadratic program {@code min sum_i a_i |x_i - T_i|^2, T_i = sum_j P_ij y_j / a_i}, over
 * couplings of a and b, by a primal-dual interior point method (Mehrotra's predictor and corrector,
 * then Gondzio's correctors, 1996, which cost next to nothing beside a factorisation).
 *
 * <p>With potentials u, v of the marginals the optimum is {@code -2 <x_i - T_i, y_j> - u_i - v_j =
 * Z_ij >= 0, P_ij Z_ij = 0}; on the way {@code P_ij Z_ij = mu a_i b_j}, so that mu is the gap. The
 * start ab' is feasible, and every step keeps what is.
 *
 * <p>In a Newton system a row has the Hessian {@code diag(Z/P) + (2/a_i) Y Y'}: it is eliminated by
 * a system of d unknowns, coordinates counting from the row's mean with weights P/Z. The normal
 * equations in v are {@code diag(sum_i P/Z)} less the Gram matrix of n(d+1) vectors: {@code O(n m^2
 * d + m^3)} a step, six matrices of memory.
 */
final class InteriorPoint {

  /** The share of the way to the boundary that a step goes. */
  private static final double TO_BOUNDARY = 0.995;

  /** The most of Gondzio's correctors in a step; each must lengthen it by this. */
  private static final int CORRECTORS = 6;

  private static final double WORTH_MORE = 1e-3;

  /** How much further a corrected step should go. */
  private static final double FURTHER = 0.3;

  /** Products within this factor of their aim are left alone. */
  private static final double NEAR = 10;

  /** The first potentials lie below the least slopes by this share of the slopes' range. */
  private static final double START = 0.1;

  /** Below, a step that leads to a larger inaccuracy says that rounding has taken over. */
  private static final double FINE = 1e-9;

  /** Vectors of the Gram matrix made at a time. */
  private static final int SLAB = 512;

  private final double[][] x;
  private final double[][] y;
  private final double[] a;
  private final double[] b;
  private final int n;
  private final int m;
  private final int d;
  private final BooleanSupplier stop;
  private final Kernels kernels;
  private final int parts;
  private final int ground;

  private final double[][] p;
  private final double[][] z;
  private final double[][] dp;
  private final double[][] dz;
  private final double[][] ep;
  private final double[][] ez;
  private final double[] u;
  private final double[] v;

  /** {@code x_i - T_i} (n×d). */
  private final double[][] residual;

  private final double[] rowSums;
  private final double[] columnSums;

  /** Of {@code P_i/Z_i}: sum, mean of y (n×d), Cholesky factor of the row's system (n×d×d). */
  private final double[] weight;

  private final double[][] mean;
  private final double[][] factor;
  private final double[][] schur;
  private final double[] diagonal;
  private final double[][] partSums;
  private double value;
  private double bound = Double.NEGATIVE_INFINITY;
  private double mu;

  /** A Newton step: towards what, and what it changes. */
  private record Step(double[][] p, double[][] z, double[] u, double[] v, boolean whole) {}

  private final Step main;
  private final Step correction;

  /**
   * @param x coordinates of the source (d×n), of magnitude about 1
   * @param y coordinates of the target (d×m)
   * @param a positive row sums (n) of sum 1
   * @param b positive column sums (m) of sum 1
   * @throws CancellationException if stopped
   */
  InteriorPoint(double[][] x, double[][] y, double[] a, double[] b, BooleanSupplier stop) {
    this.x = x;
    this.y = y;
    this.a = a;
    this.b = b;
    this.stop = stop;
    n = a.length;
    m = b.length;
    d = x.length;
    kernels = Kernels.forEntries((long) n * m);
    parts = Parallel.parts(n, 1 + 8_000 / m);
    ground = IntStream.range(0, m).reduce(0, (j, l) -> b[l] > b[j] ? l : j);
    p = Matrix.zeros(n, m, stop);
    z = Matrix.zeros(n, m, stop);
    dp = Matrix.zeros(n, m, stop);
    dz = Matrix.zeros(n, m, stop);
    ep = Matrix.zeros(n, m, stop);
    ez = Matrix.zeros(n, m, stop);
    schur = Matrix.zeros(m, m, stop);
    u = new double[n];
    v = new double[m];
    residual = new double[n][d];
    rowSums = new double[n];
    columnSums = new double[m];
    weight = new double[n];
    mean = new double[n][d];
    factor = new double[n][d * d];
    diagonal = new double[m];
    partSums = new double[parts][m];
    main = new Step(dp, dz, new double[n], new double[m], true);
    correction = new Step(ep, ez, new double[n], new double[m], false);
    begin();
  }

  private void begin() {
    Matrix.fill(
        p,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            kernels.axpy(a[i], b, p[i], m);
          }
        });
    if (!measure()) {
      throw new CancellationException("stopped before the first step");
    }
    double[] least = new double[n];
    double[] most = new double[n];
    Matrix.fill(
        z,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            addSlopes(i, -1, z[i]);
            least[i] = kernels.min(z[i], m);
            most[i] = kernels.max(z[i], m);
          }
        });
    double below = START * (kernels.max(most, n) - kernels.min(least, n)) + 1e-3;
    Matrix.fill(
        z,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            u[i] = least[i] - below;
            for (int j = 0; j < m; j++) {
              z[i][j] -= u[i];
            }
          }
        });
    if (!measure()) {
      throw new CancellationException("stopped before the first step");
    }
  }

  /** Adds {@code sign 2 <x_i - T_i, y_j>}. */
  private void addSlopes(int i, double sign, double[] out) {
    for (int k = 0; k < d; k++) {
      kernels.axpy(2 * sign * residual[i][k], y[k], out, m);
    }
  }

  private boolean sweep(Parallel.Range body) {
    return RowSlices.inParts(n, m, parts, stop, body);
  }

  /** The value, a bound from below, mu and the marginals of the iterate; false if stopped. */
  boolean measure() {
    clearPartSums();
    double[] values = new double[parts];
    double[] bounds = new double[parts];
    double[] products = new double[parts];
    if (!sweep(
        (part, from, to) -> {
          double[] slopes = new double[m];
          for (int i = from; i < to; i++) {
            rowSums[i] = kernels.sum(p[i], m);
            kernels.axpy(1, p[i], partSums[part], m);
            products[part] += kernels.dot(p[i], z[i], m);
            double square = 0;
            double linear = 0;
            for (int k = 0; k < d; k++) {
              double r = x[k][i] - kernels.dot(p[i], y[k], m) / a[i];
              residual[i][k] = r;
              square += r * r;
              linear += r * x[k][i];
            }
            // |x - T|^2 = max_s 2 <s, x - T> - |s|^2: any s and v give a bound.
            for (int j = 0; j < m; j++) {
              slopes[j] = -v[j];
            }
            addSlopes(i, -1, slopes);
            values[part] += a[i] * square;
            bounds[part] += a[i] * (2 * linear - square + kernels.min(slopes, m));
          }
        })) {
      return false;
    }
    sumParts(columnSums);
    value = kernels.sum(values, parts);
    bound = Math.max(bound, kernels.sum(bounds, parts) + kernels.dot(b, v, m));
    mu = kernels.sum(products, parts);
    return true;
  }

  /** {@code sum_i a_i |x_i - T_i|^2}. */
  double value() {
    return value;
  }

  /** The best bound of the optimum from below yet. */
  double bound() {
    return bound;
  }

  /** The gap, and what restoring the marginals may cost. */
  double inaccuracy() {
    return Math.max(0, value - bound) + marginalError();
  }

  /** {@code |P1 - a|_1 + |P'1 - b|_1}. */
  double marginalError() {
    double error = 0;
    for (int i = 0; i < n; i++) {
      error += Math.abs(rowSums[i] - a[i]);
    }
    for (int j = 0; j < m; j++) {
      error += Math.abs(columnSums[j] - b[j]);
    }
    return error;
  }

  /** The matrix at work. */
  double[][] plan() {
    return p;
  }

  /**
   * One predictor and its correctors; false if stopped or if no step leads on. The plan of a
   * stopped step is that before it or that after it.
   */
  boolean step() {
    if (!eliminateRows()) {
      return false;
    }
    SemidefiniteFactor columns = SemidefiniteFactor.of(schur, diagonal, ground, stop);
    if (!clear(dz)) {
      return false;
    }
    double affine = solve(columns, main);
    double share = Math.clamp(productsAfter(affine) / mu, 0, 1);
    double centre = mu * share * share * share;
    if (!aimAt(centre)) {
      return false;
    }
    double longest = solve(columns, main);
    for (int k = 0; k < CORRECTORS && longest < 1; k++) {
      if (!correct(Math.min(1, (1 + FURTHER) * longest + FURTHER), centre)) {
        return false;
      }
      double further = solve(columns, correction);
      if (stop.getAsBoolean() || further < longest + WORTH_MORE) {
        break;
      }
      longest = further;
      if (!add(1, correction, main)) {
        return false;
      }
    }
    double length = Math.min(1, TO_BOUNDARY * longest);
    double before = inaccuracy();
    if (!(length > 1e-8) || stop.getAsBoolean() || !move(length)) {
      return false;
    }
    if (before < FINE && inaccuracy() > before) {
      move(-length);
      return false;
    }
    return true;
  }

  /** Moves along the last step, or back if {@code length < 0}; false if stopped. */
  private boolean move(double length) {
    // Not to be stopped half way.
    RowSlices.inParts(
        n,
        m,
        parts,
        () -> false,
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            kernels.axpy(length, dp[i], p[i], m);
          }
        });
    kernels.axpy(length, main.u, u, n);
    kernels.axpy(length, main.v, v, m);
    return sweep(
            (_, from, to) -> {
              for (int i = from; i < to; i++) {
                kernels.axpy(length, dz[i], z[i], m);
              }
            })
        && measure();
  }

  private boolean add(double length, Step from, Step to) {
    kernels.axpy(length, from.u, to.u, n);
    kernels.axpy(length, from.v, to.v, m);
    return sweep(
        (_, first, end) -> {
          for (int i = first; i < end; i++) {
            kernels.axpy(length, from.p[i], to.p[i], m);
            kernels.axpy(length, from.z[i], to.z[i], m);
          }
        });
  }

  private boolean clear(double[][] matrix) {
    return sweep(
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            Arrays.fill(matrix[i], 0);
          }
        });
  }

  /** Eliminates every row and makes the normal equations of the columns; false if stopped. */
  private boolean eliminateRows() {
    if (!RowSlices.each(m, m, 4 * Matrix.SLICE, stop, this::clearSchur)) {
      return false;
    }
    int slab = Math.clamp(SLAB / (d + 1), 1, n);
    double[][] vectors = new double[slab * (d + 1)][m];
    double[] minusOnes = new double[vectors.length];
    clearPartSums();
    for (int start = 0; start < n; start += slab) {
      int base = start;
      int count = Math.min(slab, n - start);
      boolean whole =
          RowSlices.inParts(
              count,
              m,
              Math.min(parts, count),
              stop,
              (part, from, to) -> {
                double[] spare = new double[m];
                for (int r = from; r < to; r++) {
                  eliminateRow(base + r, vectors, r * (d + 1), partSums[part], spare);
                }
              });
      if (!whole) {
        return false;
      }
      Arrays.fill(minusOnes, 0, count * (d + 1), -1);
      Arrays.fill(minusOnes, count * (d + 1), minusOnes.length, 0);
      MatrixProduct.addGram(kernels, vectors, minusOnes, schur, m, stop);
    }
    sumParts(diagonal);
    for (int j = 0; j < m; j++) {
      schur[j][j] += diagonal[j];
    }
    return !stop.getAsBoolean();
  }

  private void clearSchur(int from, int to) {
    for (int j = from; j < to; j++) {
      Arrays.fill(schur[j], 0);
    }
  }

  /**
   * Writes d + 1 vectors {@code e / sqrt(sum e)} and {@code L^{-1} e (y - mean)}, {@code e = P/Z},
   * {@code L L' = sum e (y - mean)(y - mean)' + a/2}.
   */
  private void eliminateRow(int i, double[][] vectors, int at, double[] sums, double[] spare) {
    double[] e = vectors[at];
    ratio(i, e);
    kernels.axpy(1, e, sums, m);
    weight[i] = kernels.sum(e, m);
    double[] l = factor[i];
    for (int k = 0; k < d; k++) {
      double middle = kernels.dot(e, y[k], m) / weight[i];
      mean[i][k] = middle;
      double[] centred = vectors[at + 1 + k];
      for (int j = 0; j < m; j++) {
        centred[j] = e[j] * (y[k][j] - middle);
      }
      for (int q = 0; q <= k; q++) {
        l[k * d + q] = centredDot(centred, y[q], mean[i][q], spare) + (q == k ? a[i] / 2 : 0);
      }
    }
    cholesky(l, a[i] / 2);
    for (int k = 0; k < d; k++) {
      double[] vector = vectors[at + 1 + k];
      for (int q = 0; q < k; q++) {
        kernels.axpy(-l[k * d + q], vectors[at + 1 + q], vector, m);
      }
      scale(vector, 1 / l[k * d + k]);
    }
    scale(e, 1 / Math.sqrt(weight[i]));
  }

  /** {@code sum w (y - centre)}: large weights where y is nearly the centre keep their digits. */
  private double centredDot(double[] weights, double[] values, double centre, double[] spare) {
    for (int j = 0; j < m; j++) {
      spare[j] = weights[j] * (values[j] - centre);
    }
    return kernels.sum(spare, m);
  }

  private void scale(double[] vector, double by) {
    for (int j = 0; j < m; j++) {
      vector[j] *= by;
    }
  }

  private void ratio(int i, double[] out) {
    double[] pi = p[i];
    double[] zi = z[i];
    for (int j = 0; j < m; j++) {
      out[j] = pi[j] / zi[j];
    }
  }

  /** In place below the diagonal; pivots are at least {@code least}, as without rounding. */
  private void cholesky(double[] l, double least) {
    for (int k = 0; k < d; k++) {
      for (int q = 0; q <= k; q++) {
        double sum = l[k * d + q];
        for (int t = 0; t < q; t++) {
          sum -= l[k * d + t] * l[q * d + t];
        }
        l[k * d + q] = q == k ? Math.sqrt(Math.max(sum, least)) : sum / l[q * d + q];
      }
    }
  }

  /** {@code (L L')^{-1} q} in place. */
  private void solveRow(int i, double[] q) {
    double[] l = factor[i];
    for (int k = 0; k < d; k++) {
      for (int t = 0; t < k; t++) {
        q[k] -= l[k * d + t] * q[t];
      }
      q[k] /= l[k * d + k];
    }
    for (int k = d - 1; k >= 0; k--) {
      for (int t = k + 1; t < d; t++) {
        q[k] -= l[t * d + k] * q[t];
      }
      q[k] /= l[k * d + k];
    }
  }

  /**
   * Solves for the step whose field z holds the products to reach over P; a correction adds to the
   * main step.
   *
   * @return how far the main step, with the correction, can go, 1 at most; 0 if stopped
   */
  private double solve(SemidefiniteFactor columns, Step step) {
    clearPartSums();
    if (!sweep(
        (part, from, to) -> {
          Scratch s = new Scratch(m, d);
          for (int i = from; i < to; i++) {
            solveRow(i, step, false, s);
            kernels.axpy(1, s.move, partSums[part], m);
          }
        })) {
      return 0;
    }
    sumParts(step.v);
    for (int j = 0; j < m; j++) {
      step.v[j] = (step.whole ? b[j] - columnSums[j] : 0) - step.v[j];
    }
    columns.solve(step.v);
    double[] steepest = new double[parts];
    if (!sweep(
        (part, from, to) -> {
          Scratch s = new Scratch(m, d);
          for (int i = from; i < to; i++) {
            solveRow(i, step, true, s);
            steepest[part] = Math.max(steepest[part], finishRow(i, step, s));
          }
        })) {
      return 0;
    }
    return 1 / Math.max(1, kernels.max(steepest, parts));
  }

  private static final class Scratch {
    final double[] right;
    final double[] e;
    final double[] move;
    final double[] spare;
    final double[] q;

    Scratch(int m, int d) {
      spare = new double[m];
      right = new double[m];
      e = new double[m];
      move = new double[m];
      q = new double[d];
    }
  }

  /** The move of row i for the columns' potentials held, or moved as {@code step.v} says. */
  private void solveRow(int i, Step step, boolean moved, Scratch s) {
    double[] right = s.right;
    System.arraycopy(step.z[i], 0, right, 0, m);
    if (step.whole) {
      addSlopes(i, 1, right);
      for (int j = 0; j < m; j++) {
        right[j] += u[i] + v[j];
      }
    }
    if (moved) {
      kernels.axpy(1, step.v, right, m);
    }
    double[] e = s.e;
    ratio(i, e);
    double[] move = s.move;
    for (int j = 0; j < m; j++) {
      move[j] = e[j] * right[j];
    }
    double missing = step.whole ? a[i] - rowSums[i] : 0;
    double shift = (missing - kernels.sum(move, m)) / weight[i];
    double own = shift;
    double[] q = s.q;
    for (int k = 0; k < d; k++) {
      q[k] = -missing * mean[i][k] - centredDot(move, y[k], mean[i][k], s.spare);
    }
    solveRow(i, q);
    for (int j = 0; j < m; j++) {
      right[j] += shift;
    }
    for (int k = 0; k < d; k++) {
      double slope = q[k];
      double middle = mean[i][k];
      double[] axis = y[k];
      own -= slope * middle;
      for (int j = 0; j < m; j++) {
        right[j] += slope * (axis[j] - middle);
      }
    }
    for (int j = 0; j < m; j++) {
      move[j] = e[j] * right[j];
    }
    step.u[i] = own;
  }

  /** Keeps the move of row i; the inverse of the step's length at which P or Z would vanish. */
  private double finishRow(int i, Step step, Scratch s) {
    double[] pi = p[i];
    double[] zi = z[i];
    double[] moveP = step.p[i];
    double[] moveZ = step.z[i];
    double[] move = s.move;
    double[] e = s.e;
    System.arraycopy(move, 0, moveP, 0, m);
    for (int j = 0; j < m; j++) {
      moveZ[j] -= (step.whole ? zi[j] : 0) + move[j] / e[j];
    }
    double[] mainP = dp[i];
    double[] mainZ = dz[i];
    double share = step.whole ? 0 : 1;
    double[] fall = s.right;
    for (int j = 0; j < m; j++) {
      double fallP = (moveP[j] + share * mainP[j]) / pi[j];
      double fallZ = (moveZ[j] + share * mainZ[j]) / zi[j];
      fall[j] = Math.max(-fallP, -fallZ);
    }
    return kernels.max(fall, m);
  }

  /** {@code sum (P + t dP)(Z + t dZ)}. */
  private double productsAfter(double length) {
    double[] products = new double[parts];
    sweep(
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            double first = kernels.dot(p[i], dz[i], m) + kernels.dot(z[i], dp[i], m);
            double second = kernels.dot(dp[i], dz[i], m);
            products[part] += length * (first + length * second);
          }
        });
    return mu + kernels.sum(products, parts);
  }

  /** Mehrotra's corrector: products {@code centre a_i b_j} less those of the predictor's moves. */
  private boolean aimAt(double centre) {
    return sweep(
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            double aim = centre * a[i];
            double[] pi = p[i];
            double[] moveP = dp[i];
            double[] moveZ = dz[i];
            for (int j = 0; j < m; j++) {
              moveZ[j] = (aim * b[j] - moveP[j] * moveZ[j]) / pi[j];
            }
          }
        });
  }

  /** Gondzio's corrector: brings products at that length back to near their aim. */
  private boolean correct(double length, double centre) {
    return sweep(
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            double aim = Math.max(centre, Double.MIN_NORMAL) * a[i];
            double[] pi = p[i];
            double[] zi = z[i];
            double[] moveP = dp[i];
            double[] moveZ = dz[i];
            double[] out = ez[i];
            for (int j = 0; j < m; j++) {
              double product = (pi[j] + length * moveP[j]) * (zi[j] + length * moveZ[j]);
              double least = aim * b[j] / NEAR;
              double most = aim * b[j] * NEAR;
              double wanted = Math.min(Math.max(product, least), most);
              out[j] = Math.max(wanted - product, -most) / pi[j];
            }
          }
        });
  }

  private void clearPartSums() {
    for (double[] sums : partSums) {
      Arrays.fill(sums, 0);
    }
  }

  private void sumParts(double[] out) {
    Arrays.fill(out, 0);
    for (double[] sums : partSums) {
      kernels.axpy(1, sums, out, out.length);
    }
  }
}
