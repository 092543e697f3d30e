package monge.diagnostics;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.numeric.Kernels;
import monge.numeric.Parallel;
import monge.plan.Coupling;

/**
 * What a plan costs after rounding to feasibility (Altschuler, Weed and Rigollet 2017, Algorithm
 * 2), without storing the rounded plan: rows that are too heavy are scaled down, then columns, and
 * the missing mass is added as a product. Four passes over the plan's rows, O(n + m) memory.
 *
 * @param cost {@code <C, F>} of the rounded plan F
 * @param entropy {@code sum F log F}
 */
public record RoundedValue(double cost, double entropy) {

  /**
   * The value of {@code plan} rounded to row sums {@code a} and column sums {@code b}.
   *
   * @param stop asked on the calling thread, row by row
   * @return empty if stopped
   */
  public static Optional<RoundedValue> of(
      Coupling plan, Geometry geometry, double[] a, double[] b, BooleanSupplier stop) {
    Thread caller = Thread.currentThread();
    AtomicBoolean stopped = new AtomicBoolean();
    BooleanSupplier look =
        () -> {
          if (Thread.currentThread() == caller && stop.getAsBoolean()) {
            stopped.set(true);
          }
          return stopped.get();
        };
    int n = a.length;
    int m = b.length;
    int parts = Parallel.parts(n, 1 + 20_000 / m);
    Kernels kernels = Kernels.forEntries((long) n * m);
    double[] x = plan.rowMarginal();
    for (int i = 0; i < n; i++) {
      x[i] = x[i] > a[i] ? a[i] / x[i] : 1;
    }
    double[][] partial = new double[parts][m];
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          double[] row = new double[m];
          for (int i = from; i < to && !look.getAsBoolean(); i++) {
            plan.row(i, row);
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
    double[] missingRows = new double[n];
    Parallel.ranges(
        n,
        parts,
        (_, from, to) -> {
          double[] row = new double[m];
          for (int i = from; i < to && !look.getAsBoolean(); i++) {
            plan.row(i, row);
            missingRows[i] = Math.max(0, a[i] - x[i] * kernels.dot(row, y, m));
          }
        });
    double missing = kernels.sum(missingRows, n);
    double[] costs = new double[parts];
    double[] entropies = new double[parts];
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          double[] row = new double[m];
          double[] c = new double[m];
          for (int i = from; i < to && !look.getAsBoolean(); i++) {
            plan.row(i, row);
            geometry.row(i, c);
            double added = missing > 0 ? missingRows[i] / missing : 0;
            for (int j = 0; j < m; j++) {
              double mass = x[i] * row[j] * y[j] + added * missingColumns[j];
              if (mass > 0) {
                costs[part] += mass * c[j];
                entropies[part] += mass * Math.log(mass);
              }
            }
          }
        });
    return stopped.get()
        ? Optional.empty()
        : Optional.of(new RoundedValue(Arrays.stream(costs).sum(), Arrays.stream(entropies).sum()));
  }
}
