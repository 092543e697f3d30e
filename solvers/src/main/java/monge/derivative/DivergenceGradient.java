package monge.derivative;

import monge.plan.Potentials;
import monge.problem.LinearProblem;

/**
 * Derivatives of the Sinkhorn divergence {@code S(a,b) = OT(a,b) - OT(a,a)/2 - OT(b,b)/2} (Feydy
 * and others 2019), {@code OT = min <C,P> + eps KL(P | ab')}, in the source: its weights and
 * points, by the envelope theorem. The target's are those of the problem exchanged. Immutable.
 */
public final class DivergenceGradient {

  private final EntropicGradient across;
  private final EntropicGradient within;

  private DivergenceGradient(EntropicGradient across, EntropicGradient within) {
    this.across = across;
    this.within = within;
  }

  /**
   * @param across the transport from a to b, with its absorbed potentials
   * @param within that from a to a, with equal potentials on both sides
   * @param eps the strength of both, {@code > 0}, in the unit of the cost
   * @throws IllegalArgumentException as {@link EntropicGradient#of}, or if the sources differ in
   *     size
   */
  public static DivergenceGradient of(
      LinearProblem across,
      Potentials acrossPotentials,
      LinearProblem within,
      Potentials withinPotentials,
      double eps) {
    if (within.rows() != across.rows()) {
      throw new IllegalArgumentException(
          "transport within moves %d points, transport across %d: both must move the same source"
              .formatted(within.rows(), across.rows()));
    }
    return new DivergenceGradient(
        EntropicGradient.of(across, acrossPotentials, eps),
        EntropicGradient.of(within, withinPotentials, eps));
  }

  /** In a (n), mean 0: both sides of OT(a,a) move with a, which undoes the half. */
  public double[] inSourceWeights() {
    double[] gradient = across.klInSourceWeights();
    double[] self = within.klInSourceWeights();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] -= self[i];
    }
    return gradient;
  }

  /**
   * In X (n×d). O(nm d + n^2 d).
   *
   * @throws IllegalArgumentException as {@link CostGradient#of}
   */
  public double[][] inSourcePoints() {
    double[][] gradient = across.inSourcePoints();
    double[][] first = within.inSourcePoints();
    double[][] second = within.inTargetPoints();
    for (int i = 0; i < gradient.length; i++) {
      for (int k = 0; k < gradient[i].length; k++) {
        gradient[i][k] -= (first[i][k] + second[i][k]) / 2;
      }
    }
    return gradient;
  }
}
