package monge.solver.divergence;

import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.numeric.Kernels;
import monge.numeric.LogSumExp;
import monge.numeric.Parallel;

/**
 * Entropic transport of a measure onto itself, {@code P_ij = exp(phi_i + phi_j - C_ij/eps)} with
 * one potential, by the averaged iteration {@code phi_i <- phi_i + (log a_i - log (P1)_i) / 2}
 * (Feydy and others 2019). For positive definite kernels every step at least halves the error near
 * the solution, whatever eps. O(n²) time a step, O(n) memory. Used by one thread at a time; runs on
 * all processors.
 */
final class SelfTransport {

  private static final double TINY = 1e-250;

  private final Geometry geometry;
  private final double[] a;
  private final double[] logA;
  private final double eps;
  private final Kernels kernels;
  private final int parts;
  private final double[] phi;
  private final double[] logSums;
  private final double[][] costs;
  private final double[][] entries;
  private final double[] partTransport;
  private double error = Double.POSITIVE_INFINITY;
  private double transport = Double.NaN;
  private double dual = Double.NaN;

  /**
   * @param geometry n×n, symmetric
   * @param a positive weights (n)
   */
  SelfTransport(Geometry geometry, double[] a, double eps) {
    this.geometry = geometry;
    this.a = a.clone();
    this.eps = eps;
    int n = a.length;
    kernels = Kernels.forEntries((long) n * n);
    parts = Parallel.parts(n, 1 + 20_000 / n);
    logA = new double[n];
    for (int i = 0; i < n; i++) {
      logA[i] = Math.log(a[i]);
    }
    // Sums start at or below a and the potential rises: nothing overflows on the way.
    phi = logA.clone();
    logSums = new double[n];
    costs = new double[parts][n];
    entries = new double[parts][n];
    partTransport = new double[parts];
  }

  /**
   * Iterates until {@code |P1 - a|_1} is well below the limit or stops falling, at most {@code
   * most} steps.
   *
   * @return the number of steps, or -1 if stopped
   */
  int solve(double limit, int most, BooleanSupplier stop) {
    double best = Double.POSITIVE_INFINITY;
    int bestAt = 0;
    double previous = Double.POSITIVE_INFINITY;
    for (int k = 1; ; k++) {
      if (stop.getAsBoolean()) {
        measure();
        return -1;
      }
      measure();
      if (error < 0.9 * best) {
        best = error;
        bestAt = k;
      }
      // Below the limit a few more steps, each a halving, cost little and make the values exact.
      boolean done = error <= limit && (error <= 1e-3 * limit || error > 0.7 * previous);
      if (done || k > most || k - bestAt > 200) {
        return k;
      }
      previous = error;
      for (int i = 0; i < phi.length; i++) {
        phi[i] += (logA[i] - logSums[i]) / 2;
      }
    }
  }

  /** The sums, the cost and the dual value of the plan of the present potential. */
  private void measure() {
    int n = a.length;
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += row(i, costs[part], entries[part]);
          }
          partTransport[part] = sum;
        });
    transport = 0;
    for (double t : partTransport) {
      transport += t;
    }
    error = 0;
    dual = 0;
    double mass = 0;
    double total = 0;
    for (int i = 0; i < n; i++) {
      double r = Math.exp(logSums[i]);
      error += Math.abs(r - a[i]);
      dual += 2 * a[i] * (phi[i] - logA[i]);
      mass += a[i];
      total += r;
    }
    dual = eps * (dual - total + mass);
  }

  /** {@code sum_j C_ij P_ij}; leaves the logarithm of the row sum behind. */
  private double row(int i, double[] c, double[] p) {
    int n = a.length;
    geometry.row(i, c);
    double sum = kernels.scaledKernelRow(phi[i], phi, 1 / eps, c, p, n);
    if (sum > TINY) {
      logSums[i] = Math.log(sum);
    } else {
      for (int j = 0; j < n; j++) {
        p[j] = phi[i] + phi[j] - c[j] / eps;
      }
      logSums[i] = LogSumExp.of(p, n);
      kernels.exp(p, n);
    }
    return kernels.dot(c, p, n);
  }

  /** {@code |P1 - a|_1}. */
  double error() {
    return error;
  }

  /** {@code <C,P>}. */
  double transport() {
    return transport;
  }

  /** The dual value of {@code min <C,P> + eps KL(P | aa')}; exact to second order in the error. */
  double value() {
    return dual;
  }

  /** The potential in the convention of KL, {@code eps (phi - log a)}. */
  double[] potential() {
    double[] f = new double[phi.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = eps * (phi[i] - logA[i]);
    }
    return f;
  }

  /** {@code phi}: the plan is {@code exp(phi_i + phi_j - C_ij / eps)}. */
  double[] logScaling() {
    return phi.clone();
  }
}
