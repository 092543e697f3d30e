package monge.numeric;

import java.util.function.BooleanSupplier;

/**
 * Newton's method on the entropic dual {@code D = <a, phi> + <b, psi> - sum P}, {@code P =
 * exp(phi_i + psi_j - scale C_ij)}. The step solves
 *
 * <pre>  [diag(P1) P; P' diag(P'1)] (du; dv) = (a - P1; b - P'1).</pre>
 *
 * Eliminating the longer side leaves a graph Laplacian with weights {@code W = P' diag(1/P1) P},
 * see {@link LaplacianFactor}. O(nm min(n,m)) a step, O(nm) memory. Used by one thread.
 */
public final class DualNewton {

  /** Exponents that move by more than this are beyond what the quadratic model can say. */
  private static final double LONGEST = 20;

  private final Sweep.CostRows costs;
  private final double[] a;
  private final double[] b;
  private final double scale;
  private final BooleanSupplier stop;
  private final Kernels kernels;
  private final double[][] plan;
  private final double[] rowSums;
  private final double[] columnSums;
  private double dual;
  private double error;

  /**
   * @param costs rows of the n×m cost matrix
   * @param a positive row sums to reach (n)
   * @param b positive column sums to reach (m)
   * @param scale 1/eps
   * @param stop asked on the calling thread
   */
  public DualNewton(
      Sweep.CostRows costs, double[] a, double[] b, double scale, BooleanSupplier stop) {
    this.costs = costs;
    this.a = a.clone();
    this.b = b.clone();
    this.scale = scale;
    this.stop = stop;
    kernels = Kernels.forEntries((long) a.length * b.length);
    plan = new double[a.length][b.length];
    rowSums = new double[a.length];
    columnSums = new double[b.length];
  }

  /** Evaluates the plan of these potentials; false if stopped. */
  public boolean evaluate(double[] phi, double[] psi) {
    int n = a.length;
    int m = b.length;
    if (stop.getAsBoolean()) {
      return false;
    }
    int parts = Parallel.parts(n, 1 + 20_000 / m);
    double[][] partial = new double[parts][m];
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            costs.row(i, plan[i]);
            rowSums[i] = kernels.scaledKernelRow(phi[i], psi, scale, plan[i], plan[i], m);
            kernels.axpy(1, plan[i], partial[part], m);
          }
        });
    java.util.Arrays.fill(columnSums, 0);
    for (double[] part : partial) {
      kernels.axpy(1, part, columnSums, m);
    }
    dual = 0;
    error = 0;
    for (int i = 0; i < n; i++) {
      dual += a[i] * phi[i] - rowSums[i];
      error += Math.abs(a[i] - rowSums[i]);
    }
    for (int j = 0; j < m; j++) {
      dual += b[j] * psi[j];
      error += Math.abs(b[j] - columnSums[j]);
    }
    return true;
  }

  /** {@code |P1 - a|_1 + |P'1 - b|_1} of the plan last evaluated. */
  public double error() {
    return error;
  }

  /** The dual value of the potentials last evaluated, in units of eps, up to a constant. */
  public double dual() {
    return dual;
  }

  /**
   * One step from the plan last evaluated, halved until the dual rises or the error falls; the plan
   * of the new potentials is then evaluated.
   *
   * @return false if stopped or if no step length helps; the potentials are then unchanged
   */
  public boolean step(double[] phi, double[] psi) {
    int n = a.length;
    int m = b.length;
    double[] du = new double[n];
    double[] dv = new double[m];
    if (!direction(du, dv)) {
      return false;
    }
    double longest = Math.max(largest(du), largest(dv));
    if (!(longest < Double.POSITIVE_INFINITY)) {
      return false;
    }
    double before = dual;
    double errorBefore = error;
    double noise = 1e-13 * (Math.abs(dual) + 1);
    double[] oldPhi = phi.clone();
    double[] oldPsi = psi.clone();
    double t = Math.min(1, 3 * LONGEST / Math.max(longest, 1e-300));
    for (int halvings = 0; halvings < 30; halvings++) {
      for (int i = 0; i < n; i++) {
        phi[i] = oldPhi[i] + t * du[i];
      }
      for (int j = 0; j < m; j++) {
        psi[j] = oldPsi[j] + t * dv[j];
      }
      if (!evaluate(phi, psi)) {
        break;
      }
      if (dual > before + noise || (dual >= before - noise && error < errorBefore)) {
        return true;
      }
      t /= 2;
    }
    System.arraycopy(oldPhi, 0, phi, 0, n);
    System.arraycopy(oldPsi, 0, psi, 0, m);
    return false;
  }

  private static double largest(double[] x) {
    double max = 0;
    for (double v : x) {
      max = Math.abs(v) <= max ? max : Math.abs(v); // NaN and inf get through.
    }
    return max;
  }

  private boolean direction(double[] du, double[] dv) {
    // The rows of q are the points of the shorter side: eliminate the longer one.
    boolean columnsStay = b.length <= a.length;
    double[][] q = columnsStay ? transposed(plan) : plan;
    double[] stay = columnsStay ? b : a;
    double[] gone = columnsStay ? a : b;
    double[] staySums = columnsStay ? columnSums : rowSums;
    double[] goneSums = columnsStay ? rowSums : columnSums;
    double[] stayStep = columnsStay ? dv : du;
    double[] goneStep = columnsStay ? du : dv;
    int k = stay.length;
    int l = gone.length;
    double[] residual = new double[l];
    double[][] weighted = new double[k][l];
    for (int i = 0; i < l; i++) {
      if (!(goneSums[i] > 0)) {
        return false;
      }
      residual[i] = (gone[i] - goneSums[i]) / goneSums[i];
    }
    double[] right = new double[k];
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < l; i++) {
        weighted[j][i] = q[j][i] / goneSums[i];
      }
      right[j] = stay[j] - staySums[j] - kernels.dot(q[j], residual, l);
    }
    double[][] w = new double[k][k];
    MatrixProduct.multiplyTransposed(q, weighted, w);
    LaplacianFactor factor = LaplacianFactor.of(w, stop);
    if (stop.getAsBoolean()) {
      return false;
    }
    factor.solve(right, stayStep, LONGEST);
    double[] carried = new double[l];
    for (int j = 0; j < k; j++) {
      kernels.axpy(stayStep[j], weighted[j], carried, l);
    }
    for (int i = 0; i < l; i++) {
      goneStep[i] = residual[i] - carried[i];
    }
    return true;
  }

  private static double[][] transposed(double[][] p) {
    double[][] t = new double[p[0].length][p.length];
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < t.length; j++) {
        t[j][i] = p[i][j];
      }
    }
    return t;
  }
}
