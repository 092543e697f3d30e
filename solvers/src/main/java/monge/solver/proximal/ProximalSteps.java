package monge.solver.proximal;

import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.numeric.ScalingSweep;
import monge.plan.ScaledKernelCoupling;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;

/**
 * The recursion of IPOT in logarithms: {@code P^t = exp(F_i + G_j - t C_ij / beta)}, so that a step
 * is L scalings of the kernel {@code exp(-t C / beta)}, started from {@code G + log b'} where b' is
 * the last step's column scaling. No entry ever underflows for good.
 */
final class ProximalSteps {

  private final PositiveSupport support;
  private final LinearProblem whole;
  private final double beta;
  private final int inner;
  private final ScalingSweep sweep;
  private final double[] phi;
  private final double[] psi;
  private final double[] columnScaling;
  private int steps;

  ProximalSteps(LinearProblem whole, double beta, int inner) {
    this.whole = whole;
    this.beta = beta;
    this.inner = inner;
    support = PositiveSupport.of(whole);
    LinearProblem problem = support.problem();
    Geometry geometry = problem.requireGeometry().forManyPasses();
    sweep = new ScalingSweep(geometry::row, problem.source().weights(), problem.target().weights());
    phi = new double[problem.rows()];
    psi = new double[problem.columns()];
    columnScaling = new double[problem.columns()];
    java.util.Arrays.fill(columnScaling, -Math.log(problem.columns()));
  }

  /** The next step; false if stopped, the plan is then the last step's. */
  boolean next(BooleanSupplier stop) {
    int t = steps + 1;
    double[] oldPhi = phi.clone();
    double[] before = psi.clone();
    for (int j = 0; j < psi.length; j++) {
      psi[j] += columnScaling[j];
    }
    for (int l = 0; l < inner; l++) {
      if (!sweep.step(phi, psi, t / beta, 1, stop)) {
        System.arraycopy(oldPhi, 0, phi, 0, phi.length);
        System.arraycopy(before, 0, psi, 0, psi.length);
        return false;
      }
    }
    for (int j = 0; j < psi.length; j++) {
      columnScaling[j] = psi[j] - before[j];
    }
    steps = t;
    return true;
  }

  int steps() {
    return steps;
  }

  /** {@code |P'1 - b|_1} before the columns of the last step were scaled. */
  double error() {
    return sweep.columnError();
  }

  /** {@code <C,P>} before the columns of the last step were scaled. */
  double transportCost() {
    return sweep.transportCost();
  }

  /** Measures the plan: then {@link #rowError}, {@link #error} and the cost are the plan's own. */
  void measure() {
    sweep.measure(phi, psi, steps / beta, () -> false);
  }

  /** {@code |P1 - a|_1} of the plan measured. */
  double rowError() {
    return sweep.rowError();
  }

  /** The plan of the last step, with {@code eps = beta / t}. */
  ScaledKernelCoupling plan() {
    double eps = beta / Math.max(1, steps);
    return ScaledKernelCoupling.of(
        whole.requireGeometry(),
        support.expandRows(times(phi, eps), Double.NEGATIVE_INFINITY),
        support.expandColumns(times(psi, eps), Double.NEGATIVE_INFINITY),
        eps);
  }

  /** {@code f = beta F / t}, a source point of positive weight each. */
  double[] sourcePotential() {
    return times(phi, beta / Math.max(1, steps));
  }

  PositiveSupport support() {
    return support;
  }

  private static double[] times(double[] x, double factor) {
    double[] y = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      y[k] = x[k] * factor;
    }
    return y;
  }
}
