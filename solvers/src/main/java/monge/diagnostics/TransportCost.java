package monge.diagnostics;

import monge.cost.Geometry;
import monge.plan.Coupling;
import monge.plan.SparseCoupling;

/** The transport cost {@code <C,P>} of a plan, entropy and penalties left out. */
public final class TransportCost {

  private TransportCost() {}

  /**
   * O(nonzeros d) for a sparse plan, O(nm d) for any other; infinite if P uses a forbidden pair.
   *
   * @throws IllegalArgumentException if cost and plan are of different shapes
   */
  public static double of(Geometry cost, Coupling plan) {
    Shapes.require(cost, plan);
    if (plan instanceof SparseCoupling) {
      double[] sum = {0};
      plan.forEach((i, j, mass) -> sum[0] += mass * cost.cost(i, j));
      return sum[0];
    }
    int m = plan.columns();
    double[] c = new double[m];
    double[] p = new double[m];
    double sum = 0;
    for (int i = 0; i < plan.rows(); i++) {
      cost.row(i, c);
      plan.row(i, p);
      double rowSum = 0;
      for (int j = 0; j < m; j++) {
        if (p[j] != 0) {
          rowSum += p[j] * c[j];
        }
      }
      sum += rowSum;
    }
    return sum;
  }
}
