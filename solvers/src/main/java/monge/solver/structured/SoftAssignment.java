package monge.solver.structured;

import java.util.Arrays;
import monge.numeric.Kernels;

/**
 * One factor of a plan of low rank: {@code Q_ki = a_i exp(L_ki + h_k) / sum_l exp(L_li + h_l)}, the
 * division of each point's mass among r hubs; one row a hub.
 */
final class SoftAssignment {

  private final double[] a;
  private final Kernels kernels;
  private final double[][] logs;
  private final double[][] mass;
  private final double[] largest;
  private final double[] sums;
  private final double[] logSums;
  private final double[] logWeights;
  private final double[] inverse;
  private final double[] spare;
  private final double[] hubs;

  SoftAssignment(double[] a, int hubs, Kernels kernels) {
    this.a = a;
    this.kernels = kernels;
    logs = new double[hubs][a.length];
    mass = new double[hubs][a.length];
    largest = new double[a.length];
    sums = new double[a.length];
    logSums = new double[a.length];
    logWeights = Arrays.stream(a).map(Math::log).toArray();
    inverse = Arrays.stream(a).map(x -> 1 / x).toArray();
    spare = new double[a.length];
    this.hubs = new double[hubs];
  }

  /** L, to be changed by the owner before {@link #evaluate}. */
  double[][] logs() {
    return logs;
  }

  /** Q at the last {@link #evaluate}. */
  double[][] mass() {
    return mass;
  }

  /** {@code Q 1}, the mass of each hub at the last {@link #evaluate}. */
  double[] hubs() {
    return hubs;
  }

  /** Divides the mass for the shifts h and returns {@code sum_i a_i LSE_k(L_ki + h_k)}. */
  double evaluate(double[] h, int from) {
    int n = a.length;
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < logs.length; k++) {
      kernels.maxInto(h[from + k], -1, logs[k], largest, n);
    }
    Arrays.fill(sums, 0);
    for (int k = 0; k < logs.length; k++) {
      kernels.scaledKernelRow(h[from + k], logs[k], 1, largest, mass[k], n);
      kernels.axpy(1, mass[k], sums, n);
    }
    System.arraycopy(sums, 0, logSums, 0, n);
    kernels.log(logSums, n);
    kernels.axpy(1, largest, logSums, n);
    for (int i = 0; i < n; i++) {
      sums[i] = a[i] / sums[i];
    }
    for (int k = 0; k < logs.length; k++) {
      double[] row = mass[k];
      for (int i = 0; i < n; i++) {
        row[i] *= sums[i];
      }
      hubs[k] = kernels.sum(row, n);
    }
    return kernels.dot(a, logSums, n);
  }

  /** Adds {@code diag(Q1) - Q diag(1/a) Q'}, the curvature of the value in h, to a block. */
  void addCurvature(double[][] matrix, int at) {
    int n = a.length;
    for (int k = 0; k < mass.length; k++) {
      double[] row = mass[k];
      for (int i = 0; i < n; i++) {
        spare[i] = row[i] * inverse[i];
      }
      for (int l = 0; l <= k; l++) {
        double product = kernels.dot(spare, mass[l], n);
        matrix[at + k][at + l] -= product;
        if (l == k) {
          matrix[at + k][at + k] += hubs[k];
        }
      }
    }
  }

  /**
   * Takes Q for the new {@code exp L}, h being 0 then; {@link #evaluate} has been called with h.
   */
  void absorb(double[] h, int from) {
    for (int k = 0; k < logs.length; k++) {
      double[] row = logs[k];
      for (int i = 0; i < a.length; i++) {
        row[i] += h[from + k] - logSums[i] + logWeights[i];
      }
    }
  }
}
