package monge.diagnostics;

import monge.cost.Geometry;
import monge.plan.Coupling;
import monge.plan.Potentials;

/**
 * The proof that a plan and potentials solve {@code min <C,P>} over couplings and its dual {@code
 * max <f,a> + <g,b>, f_i + g_j <= C_ij}: for a plan with the right marginals both numbers are 0
 * exactly at an optimum. In the unit of the cost.
 *
 * @param dualViolation {@code max_ij (f_i + g_j - C_ij)^+}
 * @param complementarySlackness {@code sum_ij P_ij (C_ij - f_i - g_j)}
 */
public record OptimalityCertificate(double dualViolation, double complementarySlackness) {

  /**
   * Looks at all n m pairs: O(nm d) time, O(n + m) memory.
   *
   * @throws IllegalArgumentException if cost, plan and potentials are of different shapes
   */
  public static OptimalityCertificate of(Geometry cost, Coupling plan, Potentials potentials) {
    Shapes.require(cost, plan);
    double[] f = potentials.f();
    double[] g = potentials.g();
    Shapes.require(cost, f.length, g.length);
    int m = cost.columns();
    double[] c = new double[m];
    double[] p = new double[m];
    double violation = 0;
    double slackness = 0;
    for (int i = 0; i < cost.rows(); i++) {
      cost.row(i, c);
      plan.row(i, p);
      double fi = f[i];
      for (int j = 0; j < m; j++) {
        double reduced = c[j] - fi - g[j];
        if (reduced < -violation) {
          violation = -reduced;
        }
        if (p[j] != 0) {
          slackness += p[j] * reduced;
        }
      }
    }
    return new OptimalityCertificate(violation, slackness);
  }
}
