package monge.solver.structured;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.diagnostics.TransportCost;
import monge.measure.DiscreteMeasure;
import monge.plan.FactoredCoupling;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Status;
import org.junit.jupiter.api.Test;

final class LowRankSinkhornTest {

  private static final SolverProvider LOW_RANK = new LowRankSinkhornProvider();

  private static DiscreteMeasure cloud(int n, long seed, double shift) {
    Random random = new Random(seed);
    double[][] points = new double[n][2];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      points[i] = new double[] {random.nextGaussian() + shift, random.nextGaussian()};
      weights[i] = 0.3 + random.nextDouble();
    }
    return DiscreteMeasure.of(points, weights).normalised();
  }

  private static LinearProblem problem(int n, int m) {
    return LinearProblem.between(
        cloud(n, 1, 0), cloud(m, 2, 1), new CostFunction.SquaredEuclidean());
  }

  private static PlanSolution solve(LinearProblem problem, Map<String, ?> settings) {
    return (PlanSolution) LOW_RANK.create(LOW_RANK.defaults().withAll(settings)).solve(problem);
  }

  @Test
  void theValueIsThatOfThePlanAndThePlanHasTheMarginals() {
    LinearProblem problem = problem(40, 30);
    PlanSolution s = solve(problem, Map.of("rank", 5));
    assertEquals(Status.CONVERGED, s.convergence().status());
    double[][] plan = s.coupling().toDense();
    double cost = 0;
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 30; j++) {
        cost += plan[i][j] * problem.requireGeometry().cost(i, j);
      }
    }
    assertEquals(cost, s.objective().value(), 1e-12);
    assertTrue(s.convergence().marginalError() < 1e-11);
    assertEquals(5, assertInstanceOf(FactoredCoupling.class, s.coupling()).rank());
  }

  @Test
  void moreHubsCostLessAndNeverLessThanTheExactPlan() {
    LinearProblem problem = problem(40, 40);
    double exact =
        ((PlanSolution)
                SolverRegistry.load()
                    .require("emd")
                    .create(SolverRegistry.load().require("emd").defaults())
                    .solve(problem))
            .objective()
            .value();
    double three = solve(problem, Map.of("rank", 3)).objective().value();
    PlanSolution many = solve(problem, Map.of("rank", 12, "starts", 1));
    double twelve = many.objective().value();
    assertTrue(many.convergence().marginalError() < 1e-9);
    assertTrue(exact < twelve && twelve < three, exact + " " + twelve + " " + three);
    assertTrue(twelve < 1.15 * exact, twelve + " against " + exact);
  }

  @Test
  void oneHubGivesTheProductPlan() {
    LinearProblem problem = problem(9, 7);
    PlanSolution s = solve(problem, Map.of("rank", 1));
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 7; j++) {
        assertEquals(
            problem.source().weight(i) * problem.target().weight(j),
            s.coupling().mass(i, j),
            1e-15);
      }
    }
  }

  /** Three far clusters, each onto its own: a plan of rank 3 that the descent must find. */
  @Test
  void clustersAreMatchedExactly() {
    double[][] x = new double[30][2];
    double[][] y = new double[30][2];
    Random random = new Random(5);
    double value = 0;
    for (int i = 0; i < 30; i++) {
      x[i] = new double[] {20 * (i % 3), 0};
      y[i] = new double[] {20 * (i % 3) + random.nextGaussian(), random.nextGaussian()};
      value += ((y[i][0] - x[i][0]) * (y[i][0] - x[i][0]) + y[i][1] * y[i][1]) / 30;
    }
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(x),
            DiscreteMeasure.uniform(y),
            new CostFunction.SquaredEuclidean());
    PlanSolution s = solve(problem, Map.of("rank", 3, "starts", 4));
    assertEquals(value, s.objective().value(), 1e-3 * value);
  }

  /** Costs from a matrix take another path to the same slopes. */
  @Test
  void factoredAndStoredCostsAgree() {
    LinearProblem problem = problem(25, 20);
    LinearProblem stored =
        LinearProblem.of(
            problem.source(),
            problem.target(),
            DenseGeometry.of(problem.requireGeometry().toDense()));
    double[][] vector = {new Random(3).doubles(20).toArray()};
    double[][] factoredImage = new double[1][25];
    double[][] storedImage = new double[1][25];
    CostOperator.of(problem.requireGeometry()).apply(vector, factoredImage);
    CostOperator.of(stored.requireGeometry()).apply(vector, storedImage);
    assertArrayEquals(storedImage[0], factoredImage[0], 1e-12);
    assertEquals(
        solve(problem, Map.of()).objective().value(),
        solve(stored, Map.of()).objective().value(),
        1e-5);
  }

  @Test
  void minimaAreListedBestFirst() {
    PlanSolution s = solve(problem(30, 30), Map.of("rank", 4, "starts", 3, "seed", 5));
    assertEquals(3, s.minima().size());
    for (int k = 1; k < 3; k++) {
      assertTrue(s.minima().get(k - 1).value() <= s.minima().get(k).value());
    }
    assertEquals(s.objective().value(), s.minima().getFirst().value(), 1e-12);
  }

  @Test
  void entropyBlursAndIsReported() {
    LinearProblem problem = problem(20, 20);
    PlanSolution sharp = solve(problem, Map.of("rank", 4));
    PlanSolution blurred = solve(problem, Map.of("rank", 4, "reg", 0.5));
    assertTrue(blurred.objective().value() > sharp.objective().value());
    assertTrue(Double.isFinite(blurred.objective().term("objective_regularised")));
    assertEquals(Status.CONVERGED, blurred.convergence().status());
  }

  @Test
  void pointsWithoutMassHaveNoPart() {
    DiscreteMeasure source =
        DiscreteMeasure.of(
            new double[][] {{0, 0}, {1, 0}, {9, 9}, {2, 1}}, new double[] {0.5, 0.3, 0, 0.2});
    LinearProblem problem =
        LinearProblem.between(source, cloud(6, 4, 0), new CostFunction.SquaredEuclidean());
    PlanSolution s = solve(problem, Map.of("rank", 3));
    assertEquals(0, s.coupling().rowMarginal()[2]);
    assertEquals(
        TransportCost.of(problem.requireGeometry(), s.coupling()), s.objective().value(), 1e-12);
  }
}
