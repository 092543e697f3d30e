package monge.numeric;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One full step of iterative scaling on {@code P_ij = exp(phi_i + psi_j - scale C_ij)}, in the log
 * domain, with one exponential per entry: the row sums are taken with the old potentials as the
 * shift, the rows are scaled to {@code a}, and the column sums of the scaled rows are gathered in
 * the same pass. Where a sum leaves the range of doubles, the row or column is done again with its
 * largest exponent taken out, so nothing under- or overflows whatever the scale. O(nm) time, O(n +
 * m) memory; costs are asked for row by row. Used by one thread at a time; runs on all processors.
 */
public final class ScalingSweep implements Sweep {

  /** Sums outside are computed again with a shift: half the exponent range of doubles is left. */
  private static final double TINY = 1e-150;

  private static final double HUGE = 1e150;

  /** Entries between two looks at the stop signal: some tens of microseconds. */
  private static final int ENTRIES_PER_LOOK = 1 << 16;

  private final CostRows costs;
  private final double[] a;
  private final double[] b;
  private final double[] logA;
  private final double[] logB;
  private final Optional<Relaxation> relaxedRows;
  private final Optional<Relaxation> relaxedColumns;
  private final Kernels kernels;
  private final int parts;
  private final int rowsPerLook;
  private final double[] rowSums;
  private final double[] columnSums;
  private final double[][] partColumns;
  private final double[][] partCosts;
  private final double[][] partKernel;
  private final double[] partTransport;

  /**
   * @param costs rows of the n×m cost matrix
   * @param a positive row sums to reach (n)
   * @param b positive column sums to reach (m)
   */
  public ScalingSweep(CostRows costs, double[] a, double[] b) {
    this(costs, a, b, Kernels.forEntries((long) a.length * b.length));
  }

  /** The same with kernels chosen by the caller, as for a small part of a large problem. */
  public ScalingSweep(CostRows costs, double[] a, double[] b, Kernels kernels) {
    this(costs, a, b, Optional.empty(), Optional.empty(), kernels);
  }

  /**
   * Scaling to sums that are not prescribed: each side's rule gives the potential that maximises a
   * dual, the other side held. Over-relaxation does not apply.
   */
  public ScalingSweep(
      CostRows costs, double[] a, double[] b, Relaxation relaxedRows, Relaxation relaxedColumns) {
    this(
        costs,
        a,
        b,
        Optional.of(relaxedRows),
        Optional.of(relaxedColumns),
        Kernels.forEntries((long) a.length * b.length));
  }

  private ScalingSweep(
      CostRows costs,
      double[] a,
      double[] b,
      Optional<Relaxation> relaxedRows,
      Optional<Relaxation> relaxedColumns,
      Kernels kernels) {
    this.kernels = kernels;
    this.relaxedRows = relaxedRows;
    this.relaxedColumns = relaxedColumns;
    this.costs = costs;
    this.a = a.clone();
    this.b = b.clone();
    logA = logs(a);
    logB = logs(b);
    int n = a.length;
    int m = b.length;
    parts = Parallel.parts(n, 1 + 20_000 / m);
    rowsPerLook = Math.max(1, ENTRIES_PER_LOOK / m);
    rowSums = new double[n];
    columnSums = new double[m];
    partColumns = new double[parts][m];
    partCosts = new double[parts][m];
    partKernel = new double[parts][m];
    partTransport = new double[parts];
  }

  private static double[] logs(double[] weights) {
    double[] logs = new double[weights.length];
    for (int i = 0; i < logs.length; i++) {
      if (!(weights[i] > 0)) {
        throw new IllegalArgumentException(
            "weight %d is %s: drop points of zero weight first".formatted(i, weights[i]));
      }
      logs[i] = Math.log(weights[i]);
    }
    return logs;
  }

  @Override
  public double[] rowSums() {
    return rowSums;
  }

  @Override
  public double[] columnSums() {
    return columnSums;
  }

  @Override
  public double transportCost() {
    double sum = 0;
    for (double t : partTransport) {
      sum += t;
    }
    return sum;
  }

  @Override
  public double rowError() {
    return Sweep.distance(rowSums, a);
  }

  @Override
  public double columnError() {
    return Sweep.distance(columnSums, b);
  }

  @Override
  public boolean step(
      double[] phi, double[] psi, double scale, double omega, BooleanSupplier stop) {
    double[] newPhi = new double[phi.length];
    CallerStop stopping = new CallerStop(stop);
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          Arrays.fill(partColumns[part], 0);
          partTransport[part] = 0;
          for (int i = from; i < to; i++) {
            if ((i - from) % rowsPerLook == 0 && stopping.look()) {
              return;
            }
            row(part, i, phi, newPhi, psi, scale, omega);
          }
        });
    if (stopping.isStopped()) {
      return false;
    }
    Arrays.fill(columnSums, 0);
    for (double[] part : partColumns) {
      kernels.axpy(1, part, columnSums, columnSums.length);
    }
    boolean lost = false;
    for (double c : columnSums) {
      lost |= !(c > TINY && c < HUGE);
    }
    double[] logColumns = lost ? columnsWithShift(newPhi, psi, scale, stopping) : columnSums;
    if (stopping.isStopped()) {
      return false;
    }
    for (int j = 0; j < psi.length; j++) {
      double log = lost ? logColumns[j] : Math.log(columnSums[j]);
      // A column without any admissible partner keeps its potential; its error stays visible.
      if (log != Double.NEGATIVE_INFINITY) {
        psi[j] =
            relaxedColumns.isPresent()
                ? relaxedColumns.get().potential(j, log - psi[j])
                : psi[j] + omega * (logB[j] - log);
      }
    }
    System.arraycopy(newPhi, 0, phi, 0, phi.length);
    return true;
  }

  private void row(
      int part, int i, double[] phi, double[] newPhi, double[] psi, double scale, double omega) {
    int m = psi.length;
    double[] c = partCosts[part];
    double[] p = partKernel[part];
    costs.row(i, c);
    double shift = phi[i];
    double sum = kernels.scaledKernelRow(shift, psi, scale, c, p, m);
    double log;
    if (sum > TINY && sum < HUGE) {
      rowSums[i] = sum;
      log = Math.log(sum);
    } else {
      double max = kernels.maxShifted(psi, scale, c, m);
      if (max == Double.NEGATIVE_INFINITY) {
        rowSums[i] = 0;
        newPhi[i] = phi[i];
        return;
      }
      double rest = kernels.scaledKernelRow(-max, psi, scale, c, p, m);
      log = shift + max + Math.log(rest);
      rowSums[i] = Math.min(Math.exp(log), Double.MAX_VALUE);
      shift = -max;
      sum = rest;
    }
    newPhi[i] =
        relaxedRows.isPresent()
            ? relaxedRows.get().potential(i, log - phi[i])
            : phi[i] + omega * (logA[i] - log);
    // The row of the updated potential is the computed one times exp(newPhi - shift).
    double factor = omega == 1 && relaxedRows.isEmpty() ? a[i] / sum : Math.exp(newPhi[i] - shift);
    kernels.axpy(factor, p, partColumns[part], m);
    partTransport[part] += factor * transport(c, p, m);
  }

  private double transport(double[] c, double[] p, int m) {
    double sum = kernels.dot(c, p, m);
    if (!Double.isNaN(sum)) {
      return sum;
    }
    sum = 0; // A forbidden pair: inf times 0.
    for (int j = 0; j < m; j++) {
      if (p[j] > 0) {
        sum += c[j] * p[j];
      }
    }
    return sum;
  }

  /** Logarithms of the column sums, by two passes: the largest exponents, then the sums. */
  private double[] columnsWithShift(double[] phi, double[] psi, double scale, CallerStop stopping) {
    int n = a.length;
    int m = b.length;
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          double[] max = partColumns[part];
          Arrays.fill(max, Double.NEGATIVE_INFINITY);
          double[] c = partCosts[part];
          for (int i = from; i < to; i++) {
            if ((i - from) % rowsPerLook == 0 && stopping.look()) {
              return;
            }
            costs.row(i, c);
            kernels.maxInto(phi[i], scale, c, max, m);
          }
        });
    double[] max = new double[m];
    double[] minusMax = new double[m];
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (double[] part : partColumns) {
      for (int j = 0; j < m; j++) {
        max[j] = Math.max(max[j], part[j]);
      }
    }
    for (int j = 0; j < m; j++) {
      minusMax[j] = Double.isInfinite(max[j]) ? 0 : -max[j];
    }
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          double[] sums = partColumns[part];
          Arrays.fill(sums, 0);
          double[] c = partCosts[part];
          double[] p = partKernel[part];
          for (int i = from; i < to; i++) {
            if ((i - from) % rowsPerLook == 0 && stopping.look()) {
              return;
            }
            costs.row(i, c);
            kernels.scaledKernelRow(phi[i], minusMax, scale, c, p, m);
            kernels.axpy(1, p, sums, m);
          }
        });
    double[] logs = new double[m];
    for (int j = 0; j < m; j++) {
      double sum = 0;
      for (double[] part : partColumns) {
        sum += part[j];
      }
      logs[j] = sum == 0 ? Double.NEGATIVE_INFINITY : psi[j] + max[j] + Math.log(sum);
      columnSums[j] = Math.min(Math.exp(logs[j]), Double.MAX_VALUE);
    }
    return logs;
  }

  /**
   * Row sums, column sums and {@code <C,P>} of the plan itself, without changing the potentials.
   *
   * @return false if stopped
   */
  public boolean measure(double[] phi, double[] psi, double scale, BooleanSupplier stop) {
    int m = b.length;
    CallerStop stopping = new CallerStop(stop);
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          Arrays.fill(partColumns[part], 0);
          partTransport[part] = 0;
          double[] c = partCosts[part];
          double[] p = partKernel[part];
          for (int i = from; i < to; i++) {
            if ((i - from) % rowsPerLook == 0 && stopping.look()) {
              return;
            }
            costs.row(i, c);
            rowSums[i] = kernels.scaledKernelRow(phi[i], psi, scale, c, p, m);
            kernels.axpy(1, p, partColumns[part], m);
            partTransport[part] += transport(c, p, m);
          }
        });
    if (stopping.isStopped()) {
      return false;
    }
    Arrays.fill(columnSums, 0);
    for (double[] part : partColumns) {
      kernels.axpy(1, part, columnSums, m);
    }
    return true;
  }
}
