package monge.solver.unbalanced;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.solver.InfeasibleProblemException;
import monge.solver.PlanSolution;
import monge.solver.SolverProvider;
import org.junit.jupiter.api.Test;

final class PartialTransportTest {

  private static PlanSolution solve(
      SolverProvider provider, LinearProblem problem, Map<String, ?> settings) {
    return (PlanSolution) provider.create(provider.defaults().withAll(settings)).solve(problem);
  }

  private static final LinearProblem NEGATIVE =
      LinearProblem.of(
          DiscreteMeasure.ofWeights(new double[] {0.5, 0, 0.7}),
          DiscreteMeasure.ofWeights(new double[] {0.4, 0.6}),
          DenseGeometry.of(new double[][] {{-3, 1}, {-9, -9}, {0.5, 2}}));

  /** Cheap routes fill first, negative costs included, and no mass leaks through the dummy. */
  @Test
  void cheapRoutesFillFirst() {
    PlanSolution s = solve(new PartialTransportProvider(), NEGATIVE, Map.of("mass", 0.8));
    assertEquals(0.8, s.objective().term("mass"), 1e-14);
    // 0.4 at -3 and 0.1 at 1 from point 0, then 0.3 at 2 from point 2.
    assertEquals(-1.2 + 0.1 + 0.6, s.objective().value(), 1e-14);
    assertEquals(0.4, s.objective().term("destroyed_source"), 1e-14);
    assertEquals(0.2, s.objective().term("destroyed_target"), 1e-14);
    assertEquals(0, s.objective().gap().orElseThrow(), 1e-13);
    Potentials duals = s.potentials().orElseThrow();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        assertTrue(duals.f()[i] + duals.g()[j] <= NEGATIVE.requireGeometry().cost(i, j) + 1e-13);
      }
    }
  }

  /** The dummy's cost is in the unit of the others: in small units as exact as in large ones. */
  @Test
  void theUnitOfTheCostDoesNotMatter() {
    double[][] costs = new double[6][7];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 7; j++) {
        costs[i][j] = Math.pow(10, (i * 5 + j * 3) % 11 - 17.);
      }
    }
    LinearProblem tiny =
        LinearProblem.of(
            DiscreteMeasure.ofWeights(DiscreteMeasure.uniformWeights(6)),
            DiscreteMeasure.ofWeights(DiscreteMeasure.uniformWeights(7)),
            DenseGeometry.of(costs));
    double cheapest = Arrays.stream(costs).flatMapToDouble(Arrays::stream).min().orElseThrow();
    PlanSolution s = solve(new PartialTransportProvider(), tiny, Map.of("mass", 0.1));
    assertEquals(0.1 * cheapest, s.objective().value(), 1e-10 * cheapest);
  }

  @Test
  void moreThanASideHoldsIsInfeasible() {
    for (SolverProvider provider :
        new SolverProvider[] {new PartialTransportProvider(), new PartialEntropicProvider()}) {
      InfeasibleProblemException e =
          assertThrows(
              InfeasibleProblemException.class,
              () -> solve(provider, NEGATIVE, Map.of("mass", 1.1)));
      assertTrue(String.valueOf(e.getMessage()).contains("at most 1.0"), e.getMessage());
    }
  }

  @Test
  void theEntropicPlanTendsToTheExactOneAndItsGapCloses() {
    LinearProblem problem = UnbalancedSinkhornTest.clouds(15, 20, 8);
    double exact =
        solve(new PartialTransportProvider(), problem, Map.of("mass", 0.6)).objective().value();
    double before = Double.POSITIVE_INFINITY;
    for (double eps : new double[] {0.1, 0.03, 0.01}) {
      PlanSolution s =
          solve(new PartialEntropicProvider(), problem, Map.of("mass", 0.6, "reg", eps));
      assertTrue(s.convergence().status().isSuccess(), s.convergence().reason());
      assertEquals(0, s.objective().gap().orElseThrow(), 1e-8);
      assertEquals(0.6, s.objective().term("mass"), 1e-10);
      assertEquals(0, s.objective().term("created_source"), 1e-9);
      assertEquals(0, s.objective().term("created_target"), 1e-9);
      assertTrue(s.objective().value() >= exact - 1e-9);
      assertTrue(s.objective().value() < before);
      before = s.objective().value();
    }
    assertEquals(exact, before, 0.01);
  }
}
