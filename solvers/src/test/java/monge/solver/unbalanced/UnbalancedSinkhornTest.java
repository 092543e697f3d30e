package monge.solver.unbalanced;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import monge.solver.InfeasibleProblemException;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Start;
import monge.solver.Status;
import org.junit.jupiter.api.Test;

final class UnbalancedSinkhornTest {

  private static final UnbalancedSinkhornProvider PROVIDER = new UnbalancedSinkhornProvider();

  private static PlanSolution solve(LinearProblem problem, Map<String, ?> settings) {
    return (PlanSolution) PROVIDER.create(PROVIDER.defaults().withAll(settings)).solve(problem);
  }

  private static LinearProblem onePair(double a, double b, double cost) {
    return LinearProblem.of(
        DiscreteMeasure.ofWeights(new double[] {a}),
        DiscreteMeasure.ofWeights(new double[] {b}),
        DenseGeometry.of(new double[][] {{cost}}));
  }

  static LinearProblem clouds(int n, int m, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[n][2];
    double[][] y = new double[m][2];
    for (double[] p : x) {
      p[0] = random.nextGaussian();
      p[1] = random.nextGaussian();
    }
    for (double[] p : y) {
      p[0] = random.nextGaussian() + 1;
      p[1] = random.nextGaussian();
    }
    return LinearProblem.between(
        DiscreteMeasure.uniform(x),
        DiscreteMeasure.uniform(y),
        new CostFunction.SquaredEuclidean());
  }

  /** One pair: the derivative in its mass p is 0, a formula for p. */
  @Test
  void onePairHasAClosedForm() {
    double a = 0.7;
    double b = 2.0;
    double c = 1.3;
    double eps = 0.2;
    double rho1 = 0.5;
    double rho2 = 3;
    PlanSolution s = solve(onePair(a, b, c), Map.of("reg", eps, "reg_m1", rho1, "reg_m2", rho2));
    double log =
        (eps * Math.log(a * b) + rho1 * Math.log(a) + rho2 * Math.log(b) - c) / (eps + rho1 + rho2);
    assertEquals(Math.exp(log), s.objective().term("mass"), 1e-10);
    s =
        solve(
            onePair(a, b, c),
            Map.of("reg", eps, "reg_m1", rho1, "reg_m2", rho2, "reg_type", "entropy"));
    log = (rho1 * Math.log(a) + rho2 * Math.log(b) - c) / (eps + rho1 + rho2);
    assertEquals(Math.exp(log), s.objective().term("mass"), 1e-10);
  }

  /** Up to 2 rho it pays to move a unit; beyond, mass falls off by the entropy alone. */
  @Test
  void totalVariationMovesAllOrGivesUp() {
    Map<String, Object> settings =
        Map.of("reg", 0.1, "reg_m1", 0.5, "reg_m2", 0.5, "divergence", "tv");
    PlanSolution near = solve(onePair(1, 1, 0.9), settings);
    assertEquals(1, near.objective().term("mass"), 1e-10);
    assertEquals(0, near.objective().gap().orElseThrow(), 1e-10);
    PlanSolution far = solve(onePair(1, 1, 1.3), settings);
    assertEquals(Math.exp(-3), far.objective().term("mass"), 1e-10);
    assertEquals(1 - Math.exp(-3), far.objective().term("destroyed_source"), 1e-10);
  }

  /** Large rho over eps, where the plain iteration takes a thousand steps to settle the mass. */
  @Test
  void theGapClosesAndFewIterationsDo() {
    LinearProblem problem = clouds(40, 30, 3);
    for (String divergence : new String[] {"kl", "tv"}) {
      PlanSolution s =
          solve(problem, Map.of("reg", 0.05, "reg_m1", 10, "reg_m2", 4, "divergence", divergence));
      assertEquals(Status.CONVERGED, s.convergence().status());
      // Total variation has a kink: the gap is first order in the error, not second.
      assertEquals(0, s.objective().gap().orElseThrow(), 1e-8);
      assertTrue(s.convergence().iterations() < 400, s.convergence().reason());
    }
  }

  @Test
  void anInfinitePenaltyKeepsTheMarginal() {
    LinearProblem problem = clouds(20, 25, 4);
    PlanSolution s = solve(problem, Map.of("reg_m1", "inf", "reg_m2", 0.3));
    assertArrayEquals(problem.source().weights(), s.coupling().rowMarginal(), 1e-10);
    assertTrue(s.objective().term("destroyed_target") > 0.01);
    assertTrue(Double.isNaN(s.convergence().targetError()));
    InfeasibleProblemException e =
        assertThrows(
            InfeasibleProblemException.class,
            () -> solve(onePair(1, 2, 1), Map.of("reg_m1", "inf", "reg_m2", "inf")));
    assertTrue(String.valueOf(e.getMessage()).contains("inf"), e.getMessage());
  }

  /** Far beyond where exp(-C/eps) is 0 in double precision. */
  @Test
  void nothingUnderflows() {
    PlanSolution s =
        solve(onePair(1, 1, 5000), Map.of("reg", 0.01, "reg_m1", 1000, "reg_m2", 1000));
    assertEquals(Math.exp(-5000 / 2000.01), s.objective().term("mass"), 1e-9);
  }

  @Test
  void aWarmStartIsShorterAndAStoppedSolveAnswers() {
    LinearProblem problem = clouds(30, 30, 5);
    PlanSolution cold = solve(problem, Map.of());
    PlanSolution warm =
        (PlanSolution)
            PROVIDER
                .create(PROVIDER.defaults())
                .solve(problem, Start.from(cold), SolveMonitor.NONE);
    assertTrue(warm.convergence().iterations() < cold.convergence().iterations() / 2);
    assertEquals(cold.objective().value(), warm.objective().value(), 1e-10);
    PlanSolution one = solve(problem, Map.of("max_iterations", 1));
    assertEquals(Status.ITERATION_LIMIT, one.convergence().status());
    assertTrue(one.convergence().cure().isPresent());
  }
}
