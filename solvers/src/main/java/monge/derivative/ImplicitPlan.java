package monge.derivative;

import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.numeric.Kernels;
import monge.numeric.MatrixProduct;

/**
 * Derivatives through a converged entropic plan {@code P_ij = exp((f_i + g_j - C_ij)/eps)} by the
 * implicit function theorem (Cuturi and others 2020; Eisenberger and others 2022): for {@code G =
 * dL/dP} and {@code S = P .* G},
 *
 * <pre>  [diag(P1) P; P' diag(P'1)] (u; v) = (S1; S'1),   dL/dC = P .* (u + v' - G) / eps,
 *   dL/da = u,   dL/db = v.</pre>
 *
 * The side of u is eliminated and v found by conjugate gradients, preconditioned by the weights.
 * O(nm) memory and O(nm) time a step. Immutable.
 */
public final class ImplicitPlan {

  /** {@code |P1 - a| + |P'1 - b|} beyond which the formula no longer holds. */
  private static final double LARGEST_ERROR = 1e-10;

  private static final double RESIDUAL = 1e-13;

  private final double[][] plan;
  private final double[][] transposed;
  private final double[][] cost;
  private final double[] rows;
  private final double[] columns;
  private final double eps;

  private ImplicitPlan(double[][] plan, double[][] cost, double eps) {
    this.plan = plan;
    this.cost = cost;
    this.eps = eps;
    int n = plan.length;
    int m = plan[0].length;
    transposed = new double[m][n];
    rows = new double[n];
    columns = new double[m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        transposed[j][i] = plan[i][j];
        rows[i] += plan[i][j];
        columns[j] += plan[i][j];
      }
    }
  }

  /**
   * @param f absorbed potentials (n): the plan is {@code exp((f_i + g_j - C_ij)/eps)}
   * @param g likewise (m)
   * @param a positive weights that the rows of the plan sum to (n)
   * @param b likewise the columns (m)
   * @param eps regularisation strength, {@code > 0}, in the unit of the cost
   * @throws IllegalArgumentException if shapes disagree, eps is not finite and {@code > 0}, or the
   *     potentials are not converged to these weights: to 1e-10 of the mass
   */
  public static ImplicitPlan of(
      Geometry geometry, double[] f, double[] g, double[] a, double[] b, double eps) {
    Weighted.require(geometry, a, b, eps);
    if (f.length != a.length || g.length != b.length) {
      throw new IllegalArgumentException(
          "potentials of %d and %d points for %d and %d weights: give one a point"
              .formatted(f.length, g.length, a.length, b.length));
    }
    double[][] cost = geometry.toDense();
    double[][] plan = new double[f.length][g.length];
    for (int i = 0; i < f.length; i++) {
      for (int j = 0; j < g.length; j++) {
        plan[i][j] = Math.exp((f[i] + g[j] - cost[i][j]) / eps);
      }
    }
    ImplicitPlan implicit = new ImplicitPlan(plan, cost, eps);
    double error = 0;
    double mass = 0;
    for (int i = 0; i < a.length; i++) {
      requirePositive("source", i, implicit.rows[i]);
      error += Math.abs(implicit.rows[i] - a[i]);
      mass += a[i];
    }
    for (int j = 0; j < b.length; j++) {
      requirePositive("target", j, implicit.columns[j]);
      error += Math.abs(implicit.columns[j] - b[j]);
    }
    if (!(error <= LARGEST_ERROR * mass)) {
      throw new IllegalArgumentException(
          "the plan's marginal error is %s of mass %s, and derivatives need 1e-10 or less: solve"
                  .formatted(error, mass)
              + " with a smaller tolerance, or differentiate the iterations");
    }
    return implicit;
  }

  private static void requirePositive(String side, int point, double sum) {
    if (!(sum > 0)) {
      throw new IllegalArgumentException(
          "%s point %d receives mass %s: drop points of zero weight first"
              .formatted(side, point, sum));
    }
  }

  /** The plan (n×m), a copy. */
  public double[][] plan() {
    double[][] copy = new double[plan.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = plan[i].clone();
    }
    return copy;
  }

  /**
   * The derivatives of L from {@code G = dL/dP} (n×m). O(nm) a step of conjugate gradients.
   *
   * @param stop when true the derivatives are those of an unfinished solve
   * @throws IllegalArgumentException if G is of another shape than the plan
   */
  public PlanGradient pullback(double[][] g, BooleanSupplier stop) {
    Weighted.requireShape(g, plan.length, columns.length);
    int n = plan.length;
    int m = columns.length;
    double[] rowRight = new double[n];
    double[] columnRight = new double[m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double s = plan[i][j] * g[i][j];
        rowRight[i] += s;
        columnRight[j] += s;
      }
    }
    double[] scaled = new double[n];
    for (int i = 0; i < n; i++) {
      scaled[i] = rowRight[i] / rows[i];
    }
    double[] right = new double[m];
    MatrixProduct.multiply(transposed, scaled, right);
    for (int j = 0; j < m; j++) {
      right[j] = columnRight[j] - right[j];
    }
    double[] v = solve(right, stop);
    double[] u = new double[n];
    MatrixProduct.multiply(plan, v, u);
    for (int i = 0; i < n; i++) {
      u[i] = (rowRight[i] - u[i]) / rows[i];
    }
    double[][] dC = new double[n][m];
    double dEps = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        dC[i][j] = plan[i][j] * (u[i] + v[j] - g[i][j]) / eps;
        // Where P is 0 the cost may be infinite.
        dEps -= dC[i][j] == 0 ? 0 : dC[i][j] * cost[i][j] / eps;
      }
    }
    return new PlanGradient(dC, u, v, dEps);
  }

  /** {@code (diag(P'1) - P' diag(1/P1) P) v = right}, gauge {@code <P'1, v> = 0}. */
  private double[] solve(double[] right, BooleanSupplier stop) {
    int m = right.length;
    Kernels kernels = Kernels.forEntries((long) rows.length * m);
    double[] v = new double[m];
    double[] r = right.clone();
    double[] z = new double[m];
    double[] d = new double[m];
    double[] q = new double[m];
    double[] between = new double[rows.length];
    removeConstant(r);
    precondition(r, z);
    double rz = kernels.dot(r, z, m);
    double first = rz;
    System.arraycopy(z, 0, d, 0, m);
    for (int k = 0; k < 20 * m + 100 && !stop.getAsBoolean(); k++) {
      if (!(rz > RESIDUAL * RESIDUAL * first)) {
        break;
      }
      apply(d, between, q);
      double curvature = kernels.dot(d, q, m);
      if (!(curvature > 0)) {
        break; // Rounding is all that is left.
      }
      double alpha = rz / curvature;
      kernels.axpy(alpha, d, v, m);
      kernels.axpy(-alpha, q, r, m);
      precondition(r, z);
      double next = kernels.dot(r, z, m);
      double beta = next / rz;
      rz = next;
      for (int j = 0; j < m; j++) {
        d[j] = z[j] + beta * d[j];
      }
    }
    return v;
  }

  /** {@code z = r ./ P'1} without its constant part, so that rounding does not feed the kernel. */
  private void precondition(double[] r, double[] z) {
    double mean = 0;
    double mass = 0;
    for (int j = 0; j < z.length; j++) {
      z[j] = r[j] / columns[j];
      mean += r[j];
      mass += columns[j];
    }
    for (int j = 0; j < z.length; j++) {
      z[j] -= mean / mass;
    }
  }

  /** Makes the right side sum to 0, as it does but for rounding. */
  private void removeConstant(double[] r) {
    double sum = 0;
    double mass = 0;
    for (int j = 0; j < r.length; j++) {
      sum += r[j];
      mass += columns[j];
    }
    for (int j = 0; j < r.length; j++) {
      r[j] -= sum / mass * columns[j];
    }
  }

  private void apply(double[] v, double[] between, double[] out) {
    MatrixProduct.multiply(plan, v, between);
    for (int i = 0; i < between.length; i++) {
      between[i] /= rows[i];
    }
    MatrixProduct.multiply(transposed, between, out);
    for (int j = 0; j < out.length; j++) {
      out[j] = columns[j] * v[j] - out[j];
    }
  }
}
