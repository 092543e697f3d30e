package monge.image;

import java.util.Arrays;
import monge.measure.DiscreteMeasure;
import monge.numeric.Parallel;
import monge.plan.Coupling;
import monge.solver.PlanSolution;

/**
 * {@code T(x) = T(x_nn) + x - x_nn} with x_nn the nearest palette colour and {@code T(x_nn)} its
 * barycentric image (Ferradans, Papadakis, Peyré, Aujol 2014).
 */
final class NearestColorMap implements ColorMap {

  /** Entries of the plan in one part of a loop over them. */
  private static final int ENTRIES_AT_LEAST = 20_000;

  private final NearestColors nearest;
  private final double[] displacements;

  NearestColorMap(PlanSolution solution, double[][] box) {
    Coupling plan = solution.coupling();
    int n = plan.rows();
    double[][] moments = new double[n][4];
    Parallel.ranges(
        n,
        Parallel.parts(n, 1 + ENTRIES_AT_LEAST / plan.columns()),
        (_, begin, end) -> {
          for (int i = begin; i < end; i++) {
            addRow(plan, i, solution.problem().target(), moments[i]);
          }
        });
    double[] from = new double[3 * n];
    double[] move = new double[3 * n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      double[] moment = moments[i];
      if (!(moment[3] > 0)) {
        continue; // a colour without weight has no image
      }
      for (int k = 0; k < 3; k++) {
        double x = solution.problem().source().coordinate(i, k);
        from[3 * count + k] = x;
        move[3 * count + k] = moment[k] / moment[3] - x;
      }
      count++;
    }
    nearest = new NearestColors(Arrays.copyOf(from, 3 * count), box);
    displacements = Arrays.copyOf(move, 3 * count);
  }

  /** Adds {@code sum_j P_ij (y_j, 1)}. */
  private static void addRow(Coupling plan, int i, DiscreteMeasure target, double[] moment) {
    plan.forEachInRow(
        i,
        (_, j, mass) -> {
          for (int k = 0; k < 3; k++) {
            moment[k] += mass * target.coordinate(j, k);
          }
          moment[3] += mass;
        });
  }

  @Override
  public void apply(double[] colours, int count) {
    for (int at = 0; at < 3 * count; at += 3) {
      int p = 3 * nearest.nearest(colours[at], colours[at + 1], colours[at + 2]);
      colours[at] += displacements[p];
      colours[at + 1] += displacements[p + 1];
      colours[at + 2] += displacements[p + 2];
    }
  }

  @Override
  public boolean smooth() {
    return false;
  }
}
