package monge.views.picture;

/** Finds the point under the pointer. */
final class PointPicking {

  /** A small point is caught from this far, so that it need not be hit exactly. */
  private static final double REACH = 7;

  private PointPicking() {}

  /** The nearest point whose mark, or a small margin around it, is under the place. */
  static Selection nearest(PlaneClouds clouds, Viewport area, double factor, double x, double y) {
    Selection found = Selection.NONE;
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < clouds.sources(); i++) {
      double d =
          Math.hypot(area.screenX(clouds.sourceX(i)) - x, area.screenY(clouds.sourceY(i)) - y);
      if (d < best && d <= reach(factor, clouds.sourceMass(i))) {
        best = d;
        found = new Selection.SourcePoint(i);
      }
    }
    for (int j = 0; j < clouds.targets(); j++) {
      double d =
          Math.hypot(area.screenX(clouds.targetX(j)) - x, area.screenY(clouds.targetY(j)) - y);
      if (d < best && d <= reach(factor, clouds.targetMass(j))) {
        best = d;
        found = new Selection.TargetPoint(j);
      }
    }
    return found;
  }

  private static double reach(double factor, double mass) {
    return Math.max(REACH, Marks.radius(factor, mass) + 2);
  }
}
