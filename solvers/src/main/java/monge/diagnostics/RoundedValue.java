package monge.diagnostics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.numeric.CallerStop;
import monge.numeric.Kernels;
import monge.numeric.Parallel;
import monge.plan.Coupling;

/**
 * What a plan costs after rounding to feasibility (Altschuler, Weed and Rigollet 2017, Algorithm
 * 2), without storing the rounded plan: rows that are too heavy are scaled down, then columns, and
 * the missing mass is added as a product. Two passes over the plan's rows, O(n + m) memory.
 *
 * @param cost {@code <C, F>} of the rounded plan F
 * @param entropy {@code sum F log F}
 */
public record RoundedValue(double cost, double entropy) {

  /**
   * The value of {@code plan} rounded to row sums {@code a} (n) and column sums {@code b} (m) of
   * one total. O(nm d) time on all processors.
   *
   * @param stop asked on the calling thread, row by row
   * @return empty if stopped
   * @throws IllegalArgumentException if plan, costs and weights are of different shapes
   */
  public static Optional<RoundedValue> of(
      Coupling plan, Geometry geometry, double[] a, double[] b, BooleanSupplier stop) {
    Shapes.require(geometry, plan);
    Shapes.require(geometry, a.length, b.length);
    CallerStop stopping = new CallerStop(stop);
    int n = a.length;
    int m = b.length;
    int parts = Parallel.parts(n, 1 + 20_000 / m);
    Kernels kernels = Kernels.forEntries((long) n * m);
    double[] x = new double[n];
    double[][] partial = new double[parts][m];
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          double[] row = new double[m];
          for (int i = from; i < to && !stopping.look(); i++) {
            plan.row(i, row);
            double sum = kernels.sum(row, m);
            x[i] = sum > a[i] ? a[i] / sum : 1;
            kernels.axpy(x[i], row, partial[part], m);
          }
        });
    double[] columns = new double[m];
    for (double[] part : partial) {
      kernels.axpy(1, part, columns, m);
    }
    double[] y = new double[m];
    double[] missingColumns = new double[m];
    for (int j = 0; j < m; j++) {
      y[j] = columns[j] > b[j] ? b[j] / columns[j] : 1;
      missingColumns[j] = columns[j] > b[j] ? 0 : b[j] - columns[j];
    }
    // As much is missing in the rows: both sides have the same mass.
    double missing = kernels.sum(missingColumns, m);
    double[] costs = new double[parts];
    double[] entropies = new double[parts];
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          double[] row = new double[m];
          double[] c = new double[m];
          for (int i = from; i < to && !stopping.look(); i++) {
            plan.row(i, row);
            for (int j = 0; j < m; j++) {
              row[j] *= x[i] * y[j];
            }
            double missingRow = Math.max(0, a[i] - kernels.sum(row, m));
            if (missing > 0) {
              kernels.axpy(missingRow / missing, missingColumns, row, m);
            }
            geometry.row(i, c);
            costs[part] += cost(kernels, c, row, m);
            for (int j = 0; j < m; j++) {
              c[j] = Math.max(row[j], Double.MIN_NORMAL);
            }
            kernels.log(c, m);
            entropies[part] += kernels.dot(c, row, m);
          }
        });
    return stopping.isStopped()
        ? Optional.empty()
        : Optional.of(new RoundedValue(Arrays.stream(costs).sum(), Arrays.stream(entropies).sum()));
  }

  private static double cost(Kernels kernels, double[] c, double[] mass, int m) {
    double sum = kernels.dot(c, mass, m);
    if (!Double.isNaN(sum)) {
      return sum;
    }
    sum = 0; // A forbidden pair without mass: inf times 0.
    for (int j = 0; j < m; j++) {
      if (mass[j] > 0) {
        sum += c[j] * mass[j];
      }
    }
    return sum;
  }
}
