package monge.numeric;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The semi-dual with the plan held between evaluations: an evaluation takes one exponential an
 * entry, a product none. O(nm) memory.
 */
public final class StoredSemiDual implements SemiDual {

  /** Sums outside are computed again with a shift. */
  private static final double TINY = 1e-150;

  private static final double HUGE = 1e150;

  /** Entries between two looks at the stop signal. */
  private static final int ENTRIES_PER_LOOK = 1 << 16;

  private final Sweep.CostRows costs;
  private final double[] a;
  private final double[] b;
  private final double scale;
  private final Kernels kernels;
  private final int parts;
  private final int rowsPerLook;
  private final double[][] kernel;
  private final double[] rowFactor;
  private final double[] phi;
  private final double[] columnSums;
  private final double[][] partColumns;
  private final double[][] partCosts;
  private final double[] partTransport;
  private double value;

  /**
   * @param costs rows of the n×m cost matrix
   * @param a positive row sums (n)
   * @param b positive column sums to reach (m)
   * @param scale 1/eps
   * @param phi a guess of the row potentials (n): within some hundred of what psi asks for it saves
   *     a pass
   */
  public StoredSemiDual(
      Sweep.CostRows costs, double[] a, double[] b, double scale, double[] phi, Kernels kernels) {
    this.kernels = kernels;
    this.costs = costs;
    this.a = a.clone();
    this.b = b.clone();
    this.scale = scale;
    this.phi = phi.clone();
    int n = a.length;
    int m = b.length;
    parts = Parallel.parts(n, 1 + 20_000 / m);
    rowsPerLook = Math.max(1, ENTRIES_PER_LOOK / m);
    kernel = new double[n][m];
    rowFactor = new double[n];
    columnSums = new double[m];
    partColumns = new double[parts][m];
    partCosts = new double[parts][m];
    partTransport = new double[parts];
  }

  @Override
  public boolean evaluate(double[] psi, BooleanSupplier stop) {
    int m = b.length;
    boolean done =
        gather(
            columnSums,
            stop,
            (part, i) -> {
              double[] c = partCosts[part];
              costs.row(i, c);
              double sum = kernels.scaledKernelRow(phi[i], psi, scale, c, kernel[i], m);
              if (!(sum > TINY && sum < HUGE)) {
                phi[i] = -kernels.maxShifted(psi, scale, c, m);
                sum = kernels.scaledKernelRow(phi[i], psi, scale, c, kernel[i], m);
              }
              phi[i] += Math.log(a[i] / sum);
              rowFactor[i] = a[i] / sum;
              kernels.axpy(rowFactor[i], kernel[i], partColumns[part], m);
              partTransport[part] += rowFactor[i] * kernels.dot(c, kernel[i], m);
            });
    value = kernels.dot(a, phi, a.length) + kernels.dot(b, psi, m);
    return done;
  }

  @Override
  public boolean smooth(double[] v, double[] out, BooleanSupplier stop) {
    int m = b.length;
    return gather(
        out,
        stop,
        (part, i) -> {
          double mean = rowFactor[i] * kernels.dot(kernel[i], v, m) / a[i];
          kernels.axpy(mean * rowFactor[i], kernel[i], partColumns[part], m);
        });
  }

  /** Adds to the columns of a part what row i brings. */
  private interface RowWork {
    void row(int part, int i);
  }

  private boolean gather(double[] columns, BooleanSupplier stop, RowWork work) {
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
            work.row(part, i);
          }
        });
    if (stopping.isStopped()) {
      return false;
    }
    Arrays.fill(columns, 0);
    for (double[] part : partColumns) {
      kernels.axpy(1, part, columns, columns.length);
    }
    return true;
  }

  @Override
  public double[] rowPotentials() {
    return phi;
  }

  @Override
  public double[] columnSums() {
    return columnSums;
  }

  @Override
  public double value() {
    return value;
  }

  @Override
  public double transportCost() {
    return Arrays.stream(partTransport).sum();
  }
}
