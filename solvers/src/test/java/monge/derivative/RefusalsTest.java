package monge.derivative;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.measure.DiscreteMeasure;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import org.junit.jupiter.api.Test;

/** What has no derivative says so in one sentence, instead of being NaN. */
final class RefusalsTest {

  private static final DiscreteMeasure CLOUD =
      DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 0}, {0, 1}});
  private static final LinearProblem PROBLEM =
      LinearProblem.between(CLOUD, CLOUD, new CostFunction.SquaredEuclidean());
  private static final Geometry COST = PROBLEM.requireGeometry();
  private static final double[] W = CLOUD.weights();
  private static final double[] ZERO = {0, 0.5, 0.5};
  private static final double[] SHORT = {1};

  @Test
  void strengthsThatAreNotPositive() {
    for (double eps : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refuses("eps", () -> UnrolledSinkhorn.of(COST, W, W, eps, 3));
      refuses("eps", () -> ImplicitPlan.of(COST, W, W, W, W, eps));
      refuses("eps", () -> EntropicGradient.of(PROBLEM, new Potentials(W, W), eps));
    }
  }

  @Test
  void weightsThatAreNotPositive() {
    refuses("weight 0.0", () -> UnrolledSinkhorn.of(COST, ZERO, W, 1, 3));
    refuses("weight 0.0", () -> ImplicitPlan.of(COST, W, W, W, ZERO, 1));
  }

  @Test
  void shapesThatDisagree() {
    refuses("weights", () -> UnrolledSinkhorn.of(COST, SHORT, W, 1, 3));
    refuses("weights", () -> ImplicitPlan.of(COST, SHORT, W, W, W, 1));
    refuses("potentials", () -> EntropicGradient.of(PROBLEM, new Potentials(SHORT, W), 1));
    refuses("3×3", () -> UnrolledSinkhorn.of(COST, W, W, 1, 3).pullback(new double[2][3]));
    refuses("3×3", () -> CostGradient.of(COST).targetPoints(new double[2][3]));
    refuses("3×3", () -> CostGradient.of(COST).sourcePoints(new double[3][2]));
  }

  private static void refuses(String what, Runnable asking) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, asking::run);
    assertTrue(String.valueOf(refused.getMessage()).contains(what), refused.toString());
  }
}
