package monge.solver.adaptive;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import monge.numeric.LaplacianFactor;
import monge.numeric.MatrixProduct;
import monge.numeric.Parallel;

/**
 * Quadratically regularised transport {@code min <C,P> + tau/2 |P|^2} by its semi-dual in g: rows
 * are exact, {@code P_ij = (f_i + g_j - C_ij)^+ / tau} with f_i the root of {@code P_i: 1 = a_i},
 * and a semismooth Newton method makes the columns exact. The Hessian is the Laplacian of the graph
 * of the columns that share rows; the plan is piecewise linear in g, so the last step is exact.
 */
final class QuadraticDual {

  private static final int MOST_STEPS = 80;

  private final double[][] c;
  private final double[] a;
  private final double[] b;
  private final double[] f;
  private final double[] g;
  private final double[][] p;
  private final double[] columns;
  private final int parts;
  private double tau;
  private double value;
  private double error;

  QuadraticDual(double[][] c, double[] a, double[] b) {
    this.c = c;
    this.a = a;
    this.b = b;
    f = new double[a.length];
    g = new double[b.length];
    p = new double[a.length][b.length];
    columns = new double[b.length];
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
    evaluate();
    double damping = 1e-8;
    for (int k = 0; k < MOST_STEPS && error > goal && !stop.getAsBoolean(); k++) {
      double[] step = direction(damping, stop);
      if (stop.getAsBoolean()) {
        break;
      }
      if (advance(step)) {
        damping = Math.max(1e-12, damping / 10);
      } else if (damping < 1) {
        damping *= 100;
      } else {
        break;
      }
    }
    return error <= goal;
  }

  private boolean advance(double[] step) {
    double[] before = g.clone();
    double oldValue = value;
    double oldError = error;
    double noise = 1e-14 * (Math.abs(value) + 1e-3);
    for (double t = 1; t > 1e-3; t /= 4) {
      for (int j = 0; j < g.length; j++) {
        g[j] = before[j] + t * step[j];
      }
      evaluate();
      if (value > oldValue + noise || (value >= oldValue - noise && error < oldError)) {
        return true;
      }
    }
    System.arraycopy(before, 0, g, 0, g.length);
    evaluate();
    return false;
  }

  private void evaluate() {
    int m = b.length;
    double[][] sums = new double[parts][m];
    double[] values = new double[parts];
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            f[i] = root(i);
            double squares = 0;
            for (int j = 0; j < m; j++) {
              double x = Math.max(0, f[i] + g[j] - c[i][j]) / tau;
              p[i][j] = x;
              sums[part][j] += x;
              squares += x * x;
            }
            values[part] += a[i] * f[i] - tau / 2 * squares;
          }
        });
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

  /**
   * {@code sum_j (f + g_j - C_ij)^+ = tau a_i}: Newton's method from the right, which is finite.
   */
  private double root(int i) {
    int m = b.length;
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < m; j++) {
      most = Math.max(most, g[j] - c[i][j]);
    }
    double x = tau * a[i] - most;
    for (int k = 0; k < 200; k++) {
      double sum = 0;
      int count = 0;
      for (int j = 0; j < m; j++) {
        double y = x + g[j] - c[i][j];
        if (y > 0) {
          sum += y;
          count++;
        }
      }
      double next = count == 0 ? x : x - (sum - tau * a[i]) / count;
      if (!(next < x)) {
        break;
      }
      x = next;
    }
    return x;
  }

  /** The Newton step; point 0 of the graph is the ground, to which every column hangs a little. */
  private double[] direction(double damping, BooleanSupplier stop) {
    int n = a.length;
    int m = b.length;
    double[][] shares = new double[m][n];
    for (int i = 0; i < n; i++) {
      int count = 0;
      for (int j = 0; j < m; j++) {
        count += p[i][j] > 0 ? 1 : 0;
      }
      for (int j = 0; j < m; j++) {
        shares[j][i] = p[i][j] > 0 ? 1 / Math.sqrt(count) : 0;
      }
    }
    double[][] shared = new double[m][m];
    MatrixProduct.multiplyTransposed(shares, shares, shared);
    double[][] graph = new double[m + 1][m + 1];
    double[] right = new double[m + 1];
    for (int j = 0; j < m; j++) {
      System.arraycopy(shared[j], 0, graph[j + 1], 1, m);
      graph[j + 1][0] = damping;
      right[j + 1] = tau * (b[j] - columns[j]);
    }
    LaplacianFactor factor = LaplacianFactor.of(graph, stop);
    double[] x = new double[m + 1];
    factor.solve(right, x, 1);
    return Arrays.copyOfRange(x, 1, m + 1);
  }
}
