package monge.views.picture;

import java.util.Arrays;

/**
 * Particles on straight lines in the plane, each with its mass: the entries of a plan on their way,
 * or points that a map carries.
 *
 * @param fromX where each starts
 * @param toX where each arrives
 * @param mass how much each carries
 * @param source the source point each comes from
 * @param target the target point each goes to; -1 where a map carries it to no point in particular
 */
public record Motion(
    double[] fromX,
    double[] fromY,
    double[] toX,
    double[] toY,
    double[] mass,
    int[] source,
    int[] target) {

  /** The drawn entries of a plan. */
  public static Motion of(PlaneClouds clouds, PlanEntries entries) {
    int n = entries.count();
    Motion motion = ofSize(n);
    for (int k = 0; k < n; k++) {
      int i = entries.row(k);
      int j = entries.column(k);
      motion.fromX[k] = clouds.sourceX(i);
      motion.fromY[k] = clouds.sourceY(i);
      motion.toX[k] = clouds.targetX(j);
      motion.toY[k] = clouds.targetY(j);
      motion.mass[k] = entries.mass(k);
      motion.source[k] = i;
      motion.target[k] = j;
    }
    return motion;
  }

  /** Source points carried to their images, first two coordinates each. */
  public static Motion of(PlaneClouds clouds, double[][] images) {
    int n = clouds.sources();
    Motion motion = ofSize(n);
    for (int i = 0; i < n; i++) {
      motion.fromX[i] = clouds.sourceX(i);
      motion.fromY[i] = clouds.sourceY(i);
      motion.toX[i] = images[i][0];
      motion.toY[i] = images[i].length > 1 ? images[i][1] : 0;
      motion.mass[i] = clouds.sourceMass(i);
      motion.source[i] = i;
      motion.target[i] = -1;
    }
    return motion;
  }

  private static Motion ofSize(int n) {
    return new Motion(
        new double[n],
        new double[n],
        new double[n],
        new double[n],
        new double[n],
        new int[n],
        new int[n]);
  }

  int size() {
    return mass.length;
  }

  double x(int k, double t) {
    return (1 - t) * fromX[k] + t * toX[k];
  }

  double y(int k, double t) {
    return (1 - t) * fromY[k] + t * toY[k];
  }

  double largestMass() {
    return Arrays.stream(mass).max().orElse(0);
  }

  boolean follows(int k, Selection selection) {
    return switch (selection) {
      case Selection.SourcePoint(int i) -> source[k] == i;
      case Selection.TargetPoint(int j) -> target[k] == j;
      case Selection.Entry(int i, int j) -> source[k] == i && target[k] == j;
      case Selection.Nothing() -> false;
    };
  }
}
