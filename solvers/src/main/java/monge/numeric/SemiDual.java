package monge.numeric;

import java.util.function.BooleanSupplier;

/**
 * The entropic dual with its rows eliminated, {@code F(psi) = <b, psi> + <a, phi(psi)>}, in units
 * of eps up to a constant, where {@code phi_i = log a_i - log sum_j exp(psi_j - scale C_ij)} makes
 * the row sums of {@code P_ij = exp(phi_i + psi_j - scale C_ij)} exact. Concave; its gradient is
 * {@code b - P'1}, its Hessian {@code P' diag(1/a) P - diag(P'1)}. Used by one thread at a time.
 */
public interface SemiDual {

  /**
   * Evaluates at psi (m). Afterwards the other methods speak of this point.
   *
   * @param stop asked on the calling thread
   * @return false if stopped: the next evaluation must come before any other question
   */
  boolean evaluate(double[] psi, BooleanSupplier stop);

  /** {@code phi(psi)} (n). Not to be changed. */
  double[] rowPotentials();

  /** {@code P'1} (m). Not to be changed. */
  double[] columnSums();

  /** {@code F(psi)}. */
  double value();

  /** {@code <C,P>}. */
  double transportCost();

  /**
   * {@code out = P' diag(1/a) P v}: v averaged over the rows' partners, and back.
   *
   * @return false if stopped
   */
  boolean smooth(double[] v, double[] out, BooleanSupplier stop);
}
