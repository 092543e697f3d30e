package monge.diagnostics;

import monge.cost.Geometry;
import monge.plan.Coupling;

/** Refuses to compare what belongs to different problems. */
final class Shapes {

  private Shapes() {}

  static void require(Geometry cost, Coupling plan) {
    if (plan.rows() != cost.rows() || plan.columns() != cost.columns()) {
      throw new IllegalArgumentException(
          "the plan is %d×%d, the cost %d×%d: both must be of one problem"
              .formatted(plan.rows(), plan.columns(), cost.rows(), cost.columns()));
    }
  }

  /** Of values a point: potentials or weights. */
  static void require(Geometry cost, int n, int m) {
    if (n != cost.rows() || m != cost.columns()) {
      throw new IllegalArgumentException(
          "there are values of %d source and %d target points, the cost is %d×%d: all must agree"
              .formatted(n, m, cost.rows(), cost.columns()));
    }
  }
}
