package monge.solver.entropic;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import monge.numeric.Kernels;
import monge.numeric.Parallel;
import monge.numeric.Sweep;

/**
 * Sinkhorn's iteration {@code u = a ./ (K v), v = b ./ (K' u)} on a stored kernel. In the plain
 * domain {@code K = exp(-C/eps)}; in the stabilised one {@code K = exp((f0 + g0 - C)/eps)} is made
 * anew from the current potentials when a scaling leaves {@code [1e-50, 1e50]}. No exponentials
 * between; O(nm) memory.
 */
final class KernelSweep implements Sweep {

  private static final double LOG_LIMIT = 50 * Math.log(10);

  private final CostRows costs;
  private final double[] a;
  private final double[] b;
  private final boolean absorbs;
  private final Kernels kernels;
  private final int parts;
  private final double[][] kernel;
  private final double[] phi0;
  private final double[] psi0;
  private final double[] u;
  private final double[] v;
  private final double[][] partColumns;
  private final double[] rowSums;
  private final double[] columnSums;
  private double kernelScale = Double.NaN;

  KernelSweep(CostRows costs, double[] a, double[] b, boolean absorbs) {
    this.costs = costs;
    this.a = a.clone();
    this.b = b.clone();
    this.absorbs = absorbs;
    int n = a.length;
    int m = b.length;
    kernels = Kernels.forEntries((long) n * m);
    parts = Parallel.parts(n, 1 + 40_000 / m);
    kernel = new double[n][m];
    phi0 = new double[n];
    psi0 = new double[m];
    u = new double[n];
    v = new double[m];
    partColumns = new double[parts][m];
    rowSums = new double[n];
    columnSums = new double[m];
  }

  @Override
  public boolean step(
      double[] phi, double[] psi, double scale, double omega, BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      return false;
    }
    if (scale != kernelScale || (absorbs && (far(phi, phi0) || far(psi, psi0)))) {
      fill(phi, psi, scale);
    }
    int m = b.length;
    scalings(phi, phi0, u);
    scalings(psi, psi0, v);
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          Arrays.fill(partColumns[part], 0);
          for (int i = from; i < to; i++) {
            double sum = kernels.dot(kernel[i], v, m);
            rowSums[i] = u[i] * sum;
            u[i] *= Math.pow(a[i] / (u[i] * sum), omega);
            kernels.axpy(u[i], kernel[i], partColumns[part], m);
          }
        });
    Arrays.fill(columnSums, 0);
    for (double[] part : partColumns) {
      kernels.axpy(1, part, columnSums, m);
    }
    for (int j = 0; j < m; j++) {
      columnSums[j] *= v[j];
      if (columnSums[j] > 0) {
        psi[j] += omega * Math.log(b[j] / columnSums[j]);
      }
    }
    for (int i = 0; i < a.length; i++) {
      if (rowSums[i] > 0) {
        phi[i] += omega * Math.log(a[i] / rowSums[i]);
      }
    }
    return true;
  }

  private void fill(double[] phi, double[] psi, double scale) {
    if (absorbs) {
      System.arraycopy(phi, 0, phi0, 0, phi.length);
      System.arraycopy(psi, 0, psi0, 0, psi.length);
    }
    Parallel.ranges(
        a.length,
        parts,
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            costs.row(i, kernel[i]);
            kernels.scaledKernelRow(phi0[i], psi0, scale, kernel[i], kernel[i], b.length);
          }
        });
    kernelScale = scale;
  }

  private static boolean far(double[] potential, double[] absorbed) {
    for (int k = 0; k < potential.length; k++) {
      if (Math.abs(potential[k] - absorbed[k]) > LOG_LIMIT) {
        return true;
      }
    }
    return false;
  }

  private static void scalings(double[] potential, double[] absorbed, double[] out) {
    for (int k = 0; k < potential.length; k++) {
      out[k] = Math.exp(potential[k] - absorbed[k]);
    }
  }

  @Override
  public double[] rowSums() {
    return rowSums;
  }

  @Override
  public double[] columnSums() {
    return columnSums;
  }

  /** Not known: the costs are not looked at between absorptions. */
  @Override
  public double transportCost() {
    return Double.NaN;
  }

  @Override
  public double rowError() {
    return Sweep.distance(rowSums, a);
  }

  @Override
  public double columnError() {
    return Sweep.distance(columnSums, b);
  }
}
