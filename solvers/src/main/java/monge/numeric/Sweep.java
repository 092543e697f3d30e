package monge.numeric;

import java.util.function.BooleanSupplier;

/**
 * Iterative scaling of {@code P_ij = exp(phi_i + psi_j - scale C_ij)} to row sums a and column sums
 * b, one full step at a time. Quantities about a step are valid until the next one.
 */
public interface Sweep {

  /** Gives row {@code i} of the cost matrix; entries finite or {@code +inf}. Thread-safe. */
  @FunctionalInterface
  interface CostRows {
    /** Writes row {@code i} into {@code out[0..m)}. */
    void row(int i, double[] out);
  }

  /**
   * {@code phi_i += omega log(a_i / (P1)_i)}, then {@code psi_j += omega log(b_j / (P'1)_j)}.
   *
   * @param omega 1 for the plain step, up to 2 for over-relaxation
   * @param stop asked on the calling thread; when true the step ends at once
   * @return false if stopped: phi and psi are then as before
   */
  boolean step(double[] phi, double[] psi, double scale, double omega, BooleanSupplier stop);

  /** Row sums of P before the last step. Not to be changed. */
  double[] rowSums();

  /** Column sums of the last step after the rows were scaled. */
  double[] columnSums();

  /** {@code <C,P>} of the last step after the rows were scaled; NaN if it is not computed. */
  double transportCost();

  /** {@code |P1 - a|_1} for {@link #rowSums}. */
  double rowError();

  /** {@code |P'1 - b|_1} for {@link #columnSums}. */
  double columnError();

  /** {@code |x - y|_1} of two arrays of one length. */
  static double distance(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += Math.abs(x[k] - y[k]);
    }
    return sum;
  }
}
