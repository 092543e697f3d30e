package monge.numeric;

/**
 * What replaces the scaling of a row or column to a prescribed sum: the potential that maximises a
 * dual in which deviations from the sum are penalised. Called on several threads at once, for
 * different points.
 */
@FunctionalInterface
public interface Relaxation {

  /**
   * The new potential of point {@code k}, in units of eps.
   *
   * @param logSum {@code log sum_j exp(psi_j - scale C_kj)}, so that the point's mass becomes
   *     {@code exp(potential + logSum)}
   */
  double potential(int k, double logSum);
}
