package monge.derivative;

import monge.cost.Geometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.LogSumExp;
import monge.plan.Potentials;
import monge.plan.ScaledKernelCoupling;
import monge.problem.LinearProblem;

/**
 * Derivatives of the values of entropic transport, by the envelope theorem: at the optimum only the
 * explicit dependence counts (Peyré and Cuturi 2019, section 9.1). {@code <C,P>} alone is no such
 * value: take {@link ImplicitPlan} for it. Derivatives in weights hold along changes of equal mass
 * and have mean 0. Errors are of first order in the marginal error. Immutable.
 */
public final class EntropicGradient {

  private final LinearProblem problem;
  private final double[] f;
  private final double[] g;
  private final double eps;
  private final ScaledKernelCoupling plan;

  private EntropicGradient(
      LinearProblem problem, double[] f, double[] g, double eps, ScaledKernelCoupling plan) {
    this.problem = problem;
    this.f = f;
    this.g = g;
    this.eps = eps;
    this.plan = plan;
  }

  /**
   * @param problem with a cost between the points; derivatives in points ask for one that {@link
   *     CostGradient} knows
   * @param potentials absorbed, f (n) and g (m), {@code -inf} at points of zero weight, as
   *     Sinkhorn's solver gives
   * @param eps regularisation strength, {@code > 0}, in the unit of the cost
   * @throws IllegalArgumentException if shapes disagree, there is no cost, eps is not finite and
   *     {@code > 0}, or a potential is NaN or {@code +inf}
   */
  public static EntropicGradient of(LinearProblem problem, Potentials potentials, double eps) {
    double[] f = potentials.f();
    double[] g = potentials.g();
    // The plan of these potentials refuses what is no plan.
    ScaledKernelCoupling plan = ScaledKernelCoupling.of(problem.requireGeometry(), f, g, eps);
    return new EntropicGradient(problem, f, g, eps, plan);
  }

  /** Of {@code <C,P> + eps sum P log P} in a (n): {@code -inf} where a is 0. */
  public double[] entropicInSourceWeights() {
    return PlanGradient.centred(f);
  }

  /** Of {@code <C,P> + eps sum P log P} in b (m). */
  public double[] entropicInTargetWeights() {
    return PlanGradient.centred(g);
  }

  /** Of {@code <C,P> + eps KL(P | ab')} in a (n). */
  public double[] klInSourceWeights() {
    return PlanGradient.centred(relative(problem.requireGeometry(), problem.source(), f, g));
  }

  /** Of {@code <C,P> + eps KL(P | ab')} in b (m). */
  public double[] klInTargetWeights() {
    return PlanGradient.centred(
        relative(problem.requireGeometry().transposed(), problem.target(), g, f));
  }

  /**
   * Of either value in the source points (n×d). O(nm d).
   *
   * @throws IllegalArgumentException as {@link CostGradient#of}
   */
  public double[][] inSourcePoints() {
    return CostGradient.of(problem.requireGeometry()).sourcePoints(plan);
  }

  /**
   * Of either value in the target points (m×d). O(nm d).
   *
   * @throws IllegalArgumentException as {@link CostGradient#of}
   */
  public double[][] inTargetPoints() {
    return CostGradient.of(problem.requireGeometry()).targetPoints(plan);
  }

  /** {@code f - eps log a}; where a is 0 the limit {@code -eps LSE_j((g_j - C_ij)/eps)}. */
  private double[] relative(Geometry geometry, DiscreteMeasure side, double[] own, double[] other) {
    double[] relative = new double[own.length];
    double[] row = new double[other.length];
    for (int i = 0; i < relative.length; i++) {
      if (side.weight(i) > 0) {
        relative[i] = own[i] - eps * Math.log(side.weight(i));
        continue;
      }
      geometry.row(i, row);
      for (int j = 0; j < row.length; j++) {
        row[j] = (other[j] - row[j]) / eps;
      }
      relative[i] = -eps * LogSumExp.of(row);
    }
    return relative;
  }
}
