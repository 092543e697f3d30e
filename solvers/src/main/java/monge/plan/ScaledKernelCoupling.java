package monge.plan;

import java.util.Arrays;
import monge.cost.Geometry;
import monge.numeric.Kernels;
import monge.numeric.Parallel;

/**
 * The plan of entropic transport, {@code P_ij = exp((f_i + g_j - C_ij) / eps)}, kept as its
 * potentials and evaluated row by row; the potentials absorb the weights. {@code -inf} potentials
 * (points of zero weight) and {@code +inf} costs (forbidden pairs) give 0.
 */
public final class ScaledKernelCoupling implements Coupling {

  private final Geometry geometry;
  private final double eps;
  private final double[] phi;
  private final double[] psi;
  private final Kernels kernels;

  private ScaledKernelCoupling(Geometry geometry, double eps, double[] phi, double[] psi) {
    this.geometry = geometry;
    this.eps = eps;
    this.phi = phi;
    this.psi = psi;
    this.kernels = Kernels.forEntries((long) phi.length * psi.length);
  }

  /**
   * @param f potentials of the rows, in the unit of the cost; copied
   * @param g potentials of the columns; copied
   * @param eps regularisation strength, {@code > 0}, in the unit of the cost
   * @throws IllegalArgumentException if shapes disagree, eps is not positive or a potential is NaN
   *     or {@code +inf}
   */
  public static ScaledKernelCoupling of(Geometry geometry, double[] f, double[] g, double eps) {
    if (f.length != geometry.rows() || g.length != geometry.columns()) {
      throw new IllegalArgumentException(
          "potentials of %d and %d points for a %d×%d cost"
              .formatted(f.length, g.length, geometry.rows(), geometry.columns()));
    }
    if (!(eps > 0) || eps == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("eps = %s: must be finite and > 0".formatted(eps));
    }
    return new ScaledKernelCoupling(geometry, eps, scaled(f, eps), scaled(g, eps));
  }

  private static double[] scaled(double[] potentials, double eps) {
    double[] scaled = new double[potentials.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = potentials[i] / eps;
      if (!(scaled[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "potential %d is %s: must be finite or -inf".formatted(i, potentials[i]));
      }
    }
    return scaled;
  }

  /** The regularisation strength, in the unit of the cost. */
  public double eps() {
    return eps;
  }

  @Override
  public int rows() {
    return phi.length;
  }

  @Override
  public int columns() {
    return psi.length;
  }

  @Override
  public double mass(int i, int j) {
    double exponent = phi[i] + psi[j] - geometry.cost(i, j) / eps;
    return exponent < -708 ? 0 : Math.exp(exponent);
  }

  @Override
  public void row(int i, double[] out) {
    if (phi[i] == Double.NEGATIVE_INFINITY) {
      Arrays.fill(out, 0, psi.length, 0);
      return;
    }
    geometry.row(i, out);
    kernels.scaledKernelRow(phi[i], psi, 1 / eps, out, out, psi.length);
  }

  @Override
  public double[] rowMarginal() {
    double[] sums = new double[phi.length];
    Parallel.ranges(
        phi.length,
        Parallel.parts(phi.length, 1 + 20_000 / psi.length),
        (_, from, to) -> {
          double[] row = new double[psi.length];
          for (int i = from; i < to; i++) {
            row(i, row);
            sums[i] = kernels.sum(row, row.length);
          }
        });
    return sums;
  }

  @Override
  public double[] columnMarginal() {
    int parts = Parallel.parts(phi.length, 1 + 20_000 / psi.length);
    double[][] partial = new double[parts][psi.length];
    Parallel.ranges(
        phi.length,
        parts,
        (part, from, to) -> {
          double[] row = new double[psi.length];
          for (int i = from; i < to; i++) {
            row(i, row);
            kernels.axpy(1, row, partial[part], row.length);
          }
        });
    double[] sums = new double[psi.length];
    for (double[] part : partial) {
      kernels.axpy(1, part, sums, sums.length);
    }
    return sums;
  }

  @Override
  public long bytes() {
    return 8L * (phi.length + psi.length);
  }
}
