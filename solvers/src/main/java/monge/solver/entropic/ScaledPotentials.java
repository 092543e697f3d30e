package monge.solver.entropic;

import java.util.Arrays;
import monge.plan.Potentials;
import monge.problem.LinearProblem;

/**
 * The state of a solve: potentials in units of eps, {@code P_ij = exp(phi_i + psi_j - C_ij / eps)}.
 * They absorb the weights, which are positive.
 */
final class ScaledPotentials {

  final double[] a;
  final double[] b;
  final double mass;
  final double[] phi;
  final double[] psi;
  private double eps;

  /** The product of the weights, as for an eps beyond all costs. */
  ScaledPotentials(LinearProblem problem, double eps) {
    a = problem.source().weights();
    b = problem.target().weights();
    mass = Arrays.stream(a).sum();
    phi = logs(a);
    psi = logs(b);
    this.eps = eps;
  }

  double eps() {
    return eps;
  }

  /** 1/eps. */
  double scale() {
    return 1 / eps;
  }

  /** Takes over potentials in the unit of the cost; a value that is not finite becomes 0. */
  void set(double[] f, double[] g) {
    for (int i = 0; i < phi.length; i++) {
      phi[i] = Double.isFinite(f[i]) ? f[i] / eps : 0;
    }
    for (int j = 0; j < psi.length; j++) {
      psi[j] = Double.isFinite(g[j]) ? g[j] / eps : 0;
    }
  }

  /** Goes over to another eps without looking at the potentials. */
  void restartAt(double to) {
    eps = to;
  }

  /** Goes over to another eps, keeping f and g relative to the weights. */
  void rescale(double to) {
    keepRelative(phi, a, eps / to);
    keepRelative(psi, b, eps / to);
    eps = to;
  }

  private static void keepRelative(double[] potential, double[] weights, double ratio) {
    for (int k = 0; k < potential.length; k++) {
      double weight = Math.log(weights[k]);
      potential[k] = (potential[k] - weight) * ratio + weight;
    }
  }

  /** Shares the free constant so that {@code <a,f> = <b,g>}. */
  void centre() {
    double shift = (inner(a, phi) - inner(b, psi)) / (2 * mass);
    for (int i = 0; i < phi.length; i++) {
      phi[i] -= shift;
    }
    for (int j = 0; j < psi.length; j++) {
      psi[j] += shift;
    }
  }

  /** {@code <f,a> + <g,b>}: the dual value when the columns or the rows are exact. */
  double dualValue() {
    return (inner(a, phi) + inner(b, psi)) * eps;
  }

  /** {@code <f,r> + <g,c>}: what the entropic objective is for a plan of these sums. */
  double pairing(double[] r, double[] c) {
    return (inner(r, phi) + inner(c, psi)) * eps;
  }

  /** {@code <r, log a> + <c, log b>}. */
  double weightEntropy(double[] r, double[] c) {
    return inner(r, logs(a)) + inner(c, logs(b));
  }

  /** The potentials in the unit of the cost. */
  Potentials inUnitOfCost() {
    return new Potentials(times(phi), times(psi));
  }

  private double[] times(double[] x) {
    double[] y = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      y[k] = x[k] * eps;
    }
    return y;
  }

  private static double[] logs(double[] x) {
    double[] y = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      y[k] = Math.log(x[k]);
    }
    return y;
  }

  private static double inner(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }
}
