package monge.numeric;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The step of {@link ScalingSweep} between sums that are not prescribed, on a stored kernel {@code
 * K_ij = exp(phi0_i + psi0_j - scale C_ij)}: two multiplications an entry and no exponential. The
 * kernel is made anew where a potential has left it by 50 decades. O(nm) time and memory; used by
 * one thread at a time, runs on all processors.
 */
public final class StoredScaling {

  private static final double FAR = 50 * Math.log(10);

  /** Below such sums, entries that underflowed may count. */
  private static final double TINY = 1e-150;

  private static final double HUGE = 1e150;

  private final Sweep.CostRows costs;
  private final Relaxation rows;
  private final Relaxation columns;
  private final Kernels kernels;
  private final int parts;
  private final double[][] kernel;
  private final double[] phi0;
  private final double[] psi0;
  private final double[] newPhi;
  private final double[] v;
  private final double[] columnSums;
  private final double[][] partColumns;
  private double kernelScale = Double.NaN;
  private boolean lost;

  /**
   * @param costs rows of the n×m cost matrix
   * @param stop asked on the calling thread
   * @throws java.util.concurrent.CancellationException if stopped
   */
  public StoredScaling(
      Sweep.CostRows costs,
      int n,
      int m,
      Relaxation rows,
      Relaxation columns,
      BooleanSupplier stop) {
    this.costs = costs;
    this.rows = rows;
    this.columns = columns;
    kernels = Kernels.forEntries((long) n * m);
    parts = Parallel.parts(n, 1 + 40_000 / m);
    kernel = Matrix.zeros(n, m, stop);
    phi0 = new double[n];
    psi0 = new double[m];
    newPhi = new double[n];
    v = new double[m];
    columnSums = new double[m];
    partColumns = new double[parts][m];
  }

  /**
   * One step of rows, then columns.
   *
   * @return false if stopped or {@link #isLost}: phi and psi are then as before
   */
  public boolean step(double[] phi, double[] psi, double scale, BooleanSupplier stop) {
    if (scale != kernelScale || far(phi, phi0) || far(psi, psi0)) {
      if (!fill(phi, psi, scale, stop)) {
        return false;
      }
    }
    int n = phi.length;
    int m = psi.length;
    for (int j = 0; j < m; j++) {
      v[j] = psi[j] - psi0[j];
    }
    kernels.exp(v, m);
    for (double[] part : partColumns) {
      Arrays.fill(part, 0);
    }
    boolean[] gone = new boolean[parts];
    if (!RowSlices.inParts(
        n,
        m,
        parts,
        stop,
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            double sum = kernels.dot(kernel[i], v, m);
            gone[part] |= !(sum > TINY && sum < HUGE);
            newPhi[i] = rows.potential(i, Math.log(sum) - phi0[i]);
            kernels.axpy(Math.exp(newPhi[i] - phi0[i]), kernel[i], partColumns[part], m);
          }
        })) {
      return false;
    }
    Arrays.fill(columnSums, 0);
    for (double[] part : partColumns) {
      kernels.axpy(1, part, columnSums, m);
    }
    for (boolean part : gone) {
      lost |= part;
    }
    for (double sum : columnSums) {
      lost |= !(sum > TINY && sum < HUGE);
    }
    if (lost) {
      return false;
    }
    kernels.log(columnSums, m);
    for (int j = 0; j < m; j++) {
      psi[j] = columns.potential(j, columnSums[j] - psi0[j]);
    }
    System.arraycopy(newPhi, 0, phi, 0, n);
    return true;
  }

  /** Whether a sum has left the range in which a stored kernel is exact: take logarithms. */
  public boolean isLost() {
    return lost;
  }

  private boolean fill(double[] phi, double[] psi, double scale, BooleanSupplier stop) {
    kernelScale = Double.NaN;
    System.arraycopy(phi, 0, phi0, 0, phi.length);
    System.arraycopy(psi, 0, psi0, 0, psi.length);
    if (!RowSlices.each(
        phi.length,
        psi.length,
        Matrix.SLICE,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            costs.row(i, kernel[i]);
            kernels.scaledKernelRow(phi0[i], psi0, scale, kernel[i], kernel[i], psi0.length);
          }
        })) {
      return false;
    }
    kernelScale = scale;
    return true;
  }

  private static boolean far(double[] potential, double[] absorbed) {
    for (int k = 0; k < potential.length; k++) {
      if (!(Math.abs(potential[k] - absorbed[k]) <= FAR)) {
        return true;
      }
    }
    return false;
  }
}
