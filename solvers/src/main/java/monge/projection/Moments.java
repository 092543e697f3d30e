package monge.projection;

import java.util.Arrays;
import monge.measure.DiscreteMeasure;
import monge.numeric.Kernels;
import monge.plan.Coupling;

/** Sums over the rows of a plan. */
final class Moments {

  private Moments() {}

  /** {@code sum_j P_ij v_cj} for every {@code c} and {@code i}; where P is not positive it is 0. */
  static double[][] of(Coupling plan, double[][] values) {
    int m = plan.columns();
    Kernels kernels = Kernels.forEntries((long) plan.rows() * m);
    double[][] sums = new double[values.length][plan.rows()];
    plan.forEachRow(
        (i, columns, masses, from, to) -> {
          boolean whole = from == 0 && to == m && kernels.min(masses, m) >= 0;
          for (int c = 0; c < values.length; c++) {
            sums[c][i] =
                whole
                    ? kernels.dot(masses, values[c], m)
                    : sum(columns, masses, values[c], from, to);
          }
        });
    return sums;
  }

  private static double sum(int[] columns, double[] masses, double[] values, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += masses[k] > 0 ? masses[k] * values[columns[k]] : 0;
    }
    return sum;
  }

  /** The coordinates of points by axis, and last a row of ones. */
  static double[][] axesAndOnes(DiscreteMeasure points) {
    int d = points.dimension();
    double[][] values = Arrays.copyOf(points.axes(), d + 1);
    values[d] = new double[points.size()];
    Arrays.fill(values[d], 1);
    return values;
  }
}
