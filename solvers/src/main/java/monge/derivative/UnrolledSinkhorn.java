package monge.derivative;

import java.util.Arrays;
import monge.cost.Geometry;
import monge.numeric.LogSumExp;

/**
 * The plan after L steps of Sinkhorn's iteration from {@code g = 0}, and its derivatives by going
 * back over the steps (reverse mode): right for any L, and for large L the same as {@link
 * ImplicitPlan}. O(L nm) time, O(nm + L (n + m)) memory. Immutable.
 */
public final class UnrolledSinkhorn {

  private final double[][] scaledCost;
  private final double[] a;
  private final double[] b;
  private final double eps;
  private final double[][] phi;
  private final double[][] psi;

  private UnrolledSinkhorn(Geometry geometry, double[] a, double[] b, double eps, int steps) {
    this.a = a.clone();
    this.b = b.clone();
    this.eps = eps;
    scaledCost = geometry.toDense();
    for (double[] row : scaledCost) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= eps;
      }
    }
    phi = new double[steps + 1][a.length];
    psi = new double[steps + 1][b.length];
    for (int l = 1; l <= steps; l++) {
      step(l);
    }
  }

  /**
   * @param a positive weights (n)
   * @param b positive weights (m)
   * @param eps regularisation strength, {@code > 0}, in the unit of the cost
   * @param steps L, at least 1
   * @throws IllegalArgumentException if shapes disagree, or weights, eps or steps are out of range
   */
  public static UnrolledSinkhorn of(
      Geometry geometry, double[] a, double[] b, double eps, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps = %d: there must be at least one".formatted(steps));
    }
    Weighted.require(geometry, a, b, eps);
    return new UnrolledSinkhorn(geometry, a, b, eps, steps);
  }

  private void step(int l) {
    int n = a.length;
    int m = b.length;
    double[] exponents = new double[Math.max(n, m)];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        exponents[j] = psi[l - 1][j] - scaledCost[i][j];
      }
      phi[l][i] = Math.log(a[i]) - LogSumExp.of(exponents, m);
    }
    for (int j = 0; j < m; j++) {
      for (int i = 0; i < n; i++) {
        exponents[i] = phi[l][i] - scaledCost[i][j];
      }
      psi[l][j] = Math.log(b[j]) - LogSumExp.of(exponents, n);
    }
  }

  /** The plan after the last step (n×m), a new array: columns sum to b, rows nearly to a. */
  public double[][] plan() {
    int last = phi.length - 1;
    double[][] plan = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        plan[i][j] = Math.exp(phi[last][i] + psi[last][j] - scaledCost[i][j]);
      }
    }
    return plan;
  }

  /**
   * The derivatives of L from {@code dL/dP} (n×m). O(L nm).
   *
   * @throws IllegalArgumentException if it is of another shape than the plan
   */
  public PlanGradient pullback(double[][] g) {
    Weighted.requireShape(g, a.length, b.length);
    int n = a.length;
    int m = b.length;
    double[][] plan = plan();
    double[][] costBar = new double[n][m];
    double[] phiBar = new double[n];
    double[] psiBar = new double[m];
    double[] logABar = new double[n];
    double[] logBBar = new double[m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double s = plan[i][j] * g[i][j];
        phiBar[i] += s;
        psiBar[j] += s;
        costBar[i][j] = -s;
      }
    }
    for (int l = phi.length - 1; l >= 1; l--) {
      backOverColumns(l, phiBar, psiBar, logBBar, costBar);
      backOverRows(l, phiBar, psiBar, logABar, costBar);
    }
    double dEps = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        dEps -= costBar[i][j] == 0 ? 0 : costBar[i][j] * scaledCost[i][j] / eps;
        costBar[i][j] /= eps;
      }
      logABar[i] /= a[i];
    }
    for (int j = 0; j < m; j++) {
      logBBar[j] /= b[j];
    }
    return new PlanGradient(costBar, logABar, logBBar, dEps);
  }

  /** {@code psi_j = log b_j - LSE_i(phi_i - C_ij/eps)}: its weights are the columns over b. */
  private void backOverColumns(
      int l, double[] phiBar, double[] psiBar, double[] logBBar, double[][] costBar) {
    for (int j = 0; j < b.length; j++) {
      logBBar[j] += psiBar[j];
      for (int i = 0; i < a.length; i++) {
        double share = Math.exp(phi[l][i] + psi[l][j] - scaledCost[i][j]) / b[j];
        phiBar[i] -= share * psiBar[j];
        costBar[i][j] += share * psiBar[j];
      }
    }
  }

  /** {@code phi_i = log a_i - LSE_j(psi_j - C_ij/eps)} with the psi of the step before. */
  private void backOverRows(
      int l, double[] phiBar, double[] psiBar, double[] logABar, double[][] costBar) {
    Arrays.fill(psiBar, 0);
    for (int i = 0; i < a.length; i++) {
      logABar[i] += phiBar[i];
      for (int j = 0; j < b.length; j++) {
        double share = Math.exp(phi[l][i] + psi[l - 1][j] - scaledCost[i][j]) / a[i];
        psiBar[j] -= share * phiBar[i];
        costBar[i][j] += share * phiBar[i];
      }
    }
    Arrays.fill(phiBar, 0);
  }
}
