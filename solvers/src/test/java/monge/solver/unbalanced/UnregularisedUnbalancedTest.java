package monge.solver.unbalanced;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import org.junit.jupiter.api.Test;

final class UnregularisedUnbalancedTest {

  private static PlanSolution solve(LinearProblem problem, Map<String, ?> settings) {
    UnregularisedUnbalancedProvider provider = new UnregularisedUnbalancedProvider();
    return (PlanSolution) provider.create(provider.defaults().withAll(settings)).solve(problem);
  }

  private static LinearProblem onePair(double a, double b, double cost) {
    return LinearProblem.of(
        DiscreteMeasure.ofWeights(new double[] {a}),
        DiscreteMeasure.ofWeights(new double[] {b}),
        DenseGeometry.of(new double[][] {{cost}}));
  }

  /** {@code p = sqrt(ab) exp(-c / 2 rho)}, and {@code p = ((a + b)/2 - c / 2 rho)^+}. */
  @Test
  void onePairHasAClosedForm() {
    LinearProblem pair = onePair(0.5, 2, 0.8);
    assertEquals(
        Math.exp(-0.8 / 2), solve(pair, Map.of("reg_m", 1)).objective().term("mass"), 1e-5);
    Map<String, Object> squares = Map.of("reg_m", 1, "divergence", "l2");
    assertEquals(1.25 - 0.4, solve(pair, squares).objective().term("mass"), 1e-4);
    assertEquals(0, solve(onePair(0.5, 2, 3), squares).objective().term("mass"), 1e-8);
  }

  @Test
  void theCertificateIsFeasibleAndTight() {
    LinearProblem problem = UnbalancedSinkhornTest.clouds(12, 15, 9);
    for (String divergence : new String[] {"kl", "l2"}) {
      PlanSolution s = solve(problem, Map.of("reg_m", 2, "divergence", divergence));
      assertTrue(s.convergence().status().isSuccess(), s.convergence().reason());
      double gap = s.objective().gap().orElseThrow();
      assertTrue(gap >= -1e-14 && gap <= 1e-8, "gap " + gap);
      Potentials duals = s.potentials().orElseThrow();
      for (int i = 0; i < 12; i++) {
        for (int j = 0; j < 15; j++) {
          assertTrue(duals.f()[i] + duals.g()[j] <= problem.requireGeometry().cost(i, j) + 1e-12);
        }
      }
    }
  }

  /**
   * Nothing needs to move: that the optimum is 0 is known to more digits than a share of the mass.
   */
  @Test
  void betweenEqualCloudsTheValueIsNextToNothing() {
    DiscreteMeasure cloud = UnbalancedSinkhornTest.clouds(13, 1, 3).source();
    LinearProblem same = LinearProblem.between(cloud, cloud, new CostFunction.SquaredEuclidean());
    PlanSolution s = solve(same, Map.of("reg_m", 9));
    assertTrue(s.convergence().status().isSuccess(), s.convergence().reason());
    assertEquals(0, s.objective().term("objective_total"), 1e-10);
  }

  /** A common shift of the potentials is found at once, not crept up to. */
  @Test
  void firmPenaltiesTakeNoMoreSteps() {
    LinearProblem firm =
        LinearProblem.between(
            DiscreteMeasure.of(new double[][] {{0.3, 1}, {3, 3}}, new double[] {0.9, 0.1}),
            DiscreteMeasure.of(new double[][] {{2, -1}}, new double[] {1}),
            new CostFunction.CityBlock());
    for (String divergence : new String[] {"kl", "l2"}) {
      PlanSolution s =
          solve(firm, Map.of("reg_m", 15, "divergence", divergence, "max_iterations", 2000));
      assertTrue(s.convergence().status().isSuccess(), s.convergence().reason());
    }
  }

  /** The firmer the penalty the slower the marginals settle, if beta is small beside it. */
  @Test
  void firmPenaltiesBetweenManyPointsComeToAnEnd() {
    for (long seed = 0; seed < 6; seed++) {
      PlanSolution s =
          solve(
              UnbalancedSinkhornTest.clouds(51, 50, seed),
              Map.of("reg_m", 17.0 * (1 + seed), "max_iterations", 12000));
      assertTrue(s.convergence().status().isSuccess(), seed + ": " + s.convergence().reason());
    }
  }

  @Test
  void wrightsOmegaSolvesItsEquation() {
    for (double z : new double[] {-600, -20, -1, 0, 1, 2, 50, 1e6}) {
      double w = Divergence.Squares.omega(z);
      assertEquals(z, w + Math.log(w), 1e-12 * Math.max(1, Math.abs(z)));
    }
  }
}
