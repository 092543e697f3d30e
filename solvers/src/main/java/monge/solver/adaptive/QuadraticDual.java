package monge.solver.adaptive;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import monge.numeric.Kernels;
import monge.numeric.LaplacianFactor;
import monge.numeric.Matrix;
import monge.numeric.MatrixProduct;
import monge.numeric.Parallel;
import monge.numeric.RowSlices;

/**
 * Quadratically regularised transport {@code min <C,P> + tau/2 |P|^2} by its semi-dual in g: rows
 * are exact, {@code P_ij = (f_i + g_j - C_ij)^+ / tau} with f_i the root of {@code P_i: 1 = a_i},
 * and a semismooth Newton method makes the columns exact. The Hessian is the Laplacian of the graph
 * of the columns that share rows; the plan is piecewise linear in g, so the last step is exact.
 */
final class QuadraticDual {

  private static final int MOST_STEPS = 80;

  /** Up to this share of all pairs, columns that share rows are tied pair by pair. */
  private static final double SPARSE = 0.03;

  private static final int ROWS_PER_LOOK = 32;

  private final double[][] c;
  private final double[] a;
  private final double[] b;
  private final double[] f;
  private final double[] g;
  private final double[][] p;
  private final double[] columns;
  private final int[] counts;
  private final Kernels kernels;
  private final int parts;

  /** Which columns share a row (n×(m+1)), and how much (m+1 square), column 0 being the ground. */
  private double[][] shares = {};

  private double[][] graph = {};
  private double tau;
  private double value;
  private double error;

  /**
   * @throws java.util.concurrent.CancellationException if stopped
   */
  QuadraticDual(double[][] c, double[] a, double[] b, BooleanSupplier stop) {
    this.c = c;
    this.a = a;
    this.b = b;
    f = new double[a.length];
    g = new double[b.length];
    p = Matrix.zeros(a.length, b.length, stop);
    columns = new double[b.length];
    counts = new int[a.length];
    kernels = Kernels.forEntries((long) a.length * b.length);
    parts = Parallel.parts(a.length, 1 + 20_000 / b.length);
  }

  /** The error that rounding allows: entries are differences of potentials over tau. */
  static double goal(ScaledProblem problem, double tau) {
    double rounding = 1e-15 * (problem.a.length + problem.b.length) / tau;
    return Math.max(1e-13 * problem.mass(), Math.min(rounding, 1e-10 * problem.mass()));
  }

  double[] f() {
    return f;
  }

  double[] g() {
    return g;
  }

  double[][] plan() {
    return p;
  }

  /** {@code <f,a> + <g,b> - tau/2 |P|^2}. */
  double value() {
    return value;
  }

  /** {@code |P'1 - b|_1}; rows are exact to rounding. */
  double error() {
    return error;
  }

  /** Solves from these column potentials, to the error; true if it is reached. */
  boolean solve(double temperature, double[] from, double goal, BooleanSupplier stop) {
    tau = temperature;
    System.arraycopy(from, 0, g, 0, g.length);
    evaluate(stop);
    double damping = 1e-8;
    for (int k = 0; k < MOST_STEPS && error > goal && !stop.getAsBoolean(); k++) {
      double[] step = direction(damping, stop);
      if (stop.getAsBoolean()) {
        break;
      }
      if (advance(step, stop)) {
        damping = Math.max(1e-12, damping / 10);
      } else if (damping < 1) {
        damping *= 100;
      } else {
        break;
      }
    }
    return error <= goal;
  }

  private boolean advance(double[] step, BooleanSupplier stop) {
    double[] before = g.clone();
    double oldValue = value;
    double oldError = error;
    double noise = 1e-14 * (Math.abs(value) + 1e-3);
    for (double t = 1; t > 1e-3; t /= 4) {
      for (int j = 0; j < g.length; j++) {
        g[j] = before[j] + t * step[j];
      }
      evaluate(stop);
      if (stop.getAsBoolean()) {
        return false;
      }
      if (value > oldValue + noise || (value >= oldValue - noise && error < oldError)) {
        return true;
      }
    }
    System.arraycopy(before, 0, g, 0, g.length);
    evaluate(stop);
    return false;
  }

  /** The plan of g, its value and error; the error is infinite if stopped. */
  private void evaluate(BooleanSupplier stop) {
    int n = a.length;
    int m = b.length;
    double[][] sums = new double[parts][m];
    double[] values = new double[parts];
    boolean whole =
        RowSlices.inParts(
            n,
            m,
            parts,
            stop,
            (part, from, to) -> {
              double[] levels = new double[m];
              for (int i = from; i < to; i++) {
                values[part] += planRow(i, sums[part], levels);
              }
            });
    if (!whole) {
      error = Double.POSITIVE_INFINITY;
      return;
    }
    Arrays.fill(columns, 0);
    value = 0;
    for (int part = 0; part < parts; part++) {
      value += values[part];
      for (int j = 0; j < m; j++) {
        columns[j] += sums[part][j];
      }
    }
    error = 0;
    for (int j = 0; j < m; j++) {
      value += b[j] * g[j];
      error += Math.abs(columns[j] - b[j]);
    }
  }

  /** Makes row i, adds it to {@code sums} and returns its part of the value. */
  private double planRow(int i, double[] sums, double[] levels) {
    int m = b.length;
    double[] ci = c[i];
    for (int j = 0; j < m; j++) {
      levels[j] = g[j] - ci[j];
    }
    double root = root(levels, tau * a[i]);
    f[i] = root;
    double[] row = p[i];
    double squares = 0;
    int count = 0;
    for (int j = 0; j < m; j++) {
      double x = Math.max(0, root + g[j] - ci[j]) / tau;
      row[j] = x;
      if (x > 0) {
        sums[j] += x;
        squares += x * x;
        count++;
      }
    }
    counts[i] = count;
    return a[i] * root - tau / 2 * squares;
  }

  /**
   * {@code sum_j (f + level_j)^+ = mass}: Newton's method from the right, which is finite, on the
   * levels that the root may lift above 0.
   */
  private double root(double[] levels, double mass) {
    double most = kernels.max(levels, levels.length);
    double x = mass - most;
    int near = 0;
    for (double level : levels) {
      if (level > -x) {
        levels[near++] = level;
      }
    }
    for (int k = 0; k < 200; k++) {
      double sum = 0;
      int count = 0;
      for (int j = 0; j < near; j++) {
        double y = x + levels[j];
        if (y > 0) {
          sum += y;
          count++;
        }
      }
      double next = count == 0 ? x : x - (sum - mass) / count;
      if (!(next < x)) {
        break;
      }
      x = next;
    }
    return x;
  }

  /** The Newton step; point 0 of the graph is the ground, to which every column hangs a little. */
  private double[] direction(double damping, BooleanSupplier stop) {
    int m = b.length;
    double[] x = new double[m + 1];
    if (graph.length == 0) {
      graph = Matrix.zeros(m + 1, m + 1, stop);
    }
    for (double[] row : graph) {
      Arrays.fill(row, 0);
    }
    double pairs = 0;
    for (int count : counts) {
      pairs += (double) count * count;
    }
    if (pairs < SPARSE * counts.length * m * m) {
      addShares(stop);
    } else {
      addDenseShares(stop);
    }
    double[] right = new double[m + 1];
    for (int j = 0; j < m; j++) {
      graph[j + 1][0] = damping;
      right[j + 1] = tau * (b[j] - columns[j]);
    }
    LaplacianFactor factor = LaplacianFactor.of(graph, stop);
    factor.solve(right, x, 1);
    return Arrays.copyOfRange(x, 1, m + 1);
  }

  /** A row ties each two of its columns by 1 over their number. */
  private void addShares(BooleanSupplier stop) {
    int[] tied = new int[b.length];
    for (int i = 0; i < a.length; i++) {
      if (i % ROWS_PER_LOOK == 0 && stop.getAsBoolean()) {
        return;
      }
      double share = 1.0 / Math.max(1, counts[i]);
      int count = 0;
      for (int j = 0; j < b.length; j++) {
        if (p[i][j] > 0) {
          tied[count++] = j + 1;
          double[] row = graph[j + 1];
          for (int k = 0; k < count; k++) {
            row[tied[k]] += share;
          }
        }
      }
    }
  }

  /** The same as a product of matrices. */
  private void addDenseShares(BooleanSupplier stop) {
    int n = a.length;
    int m = b.length;
    if (shares.length == 0) {
      shares = Matrix.zeros(n, m + 1, stop);
    }
    double[] weights = new double[n];
    Matrix.fill(
        shares,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < m; j++) {
              shares[i][j + 1] = p[i][j] > 0 ? 1 : 0;
            }
            weights[i] = 1.0 / Math.max(1, counts[i]);
          }
        });
    MatrixProduct.addGram(kernels, shares, weights, graph, m + 1, stop);
  }
}
