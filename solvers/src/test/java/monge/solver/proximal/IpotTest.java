package monge.solver.proximal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.Status;
import org.junit.jupiter.api.Test;

final class IpotTest {

  private static final double OPTIMUM = 0.07222452546871533;

  /** Two densities on 25 cells; the exact plan has 49 positive entries and leaves a gap 2/24². */
  private static LinearProblem grid() {
    double[] a = new double[25];
    double[] b = new double[25];
    double[][] c = new double[25][25];
    for (int i = 0; i < 25; i++) {
      a[i] = Math.exp(-(i - 7.0) * (i - 7) / 18) + 0.02;
      b[i] =
          Math.exp(-(i - 12.0) * (i - 12) / 32) + 0.6 * Math.exp(-(i - 19.0) * (i - 19) / 8) + 0.02;
      for (int j = 0; j < 25; j++) {
        c[i][j] = (i - j) * (i - j) / 576.0;
      }
    }
    return LinearProblem.of(
        DiscreteMeasure.ofWeights(a).normalised(),
        DiscreteMeasure.ofWeights(b).normalised(),
        DenseGeometry.of(c));
  }

  /** The error falls by the factor {@code exp(-D / beta)} a step, D the gap of the exact duals. */
  @Test
  void convergesAtTheRateOfTheFormula() {
    check(1, 1, 14_000);
    check(1, 5, 14_000);
    check(0.1, 5, 4_000);
    check(0.1, 10, 4_000);
  }

  private static void check(double beta, int inner, int most) {
    LinearProblem problem = grid();
    ProximalSteps steps = new ProximalSteps(problem, beta, inner);
    double n = 0;
    double sumT = 0;
    double sumY = 0;
    double sumTt = 0;
    double sumTy = 0;
    for (int t = 1; t <= most; t++) {
      steps.next(() -> false);
      steps.measure();
      double error = Math.abs(steps.transportCost() - OPTIMUM);
      if (error < 1e-3 * OPTIMUM && error > 1e-11) {
        n++;
        sumT += t;
        sumY += Math.log(error);
        sumTt += (double) t * t;
        sumTy += t * Math.log(error);
      }
    }
    double slope = (n * sumTy - sumT * sumY) / (n * sumTt - sumT * sumT);
    double expected = 1 - Math.exp(-2.0 / 576 / beta);
    assertEquals(expected, 1 - Math.exp(slope), 0.02 * expected);
    assertEquals(0, distanceToMonotone(problem, steps.plan()), 1e-10);
  }

  /** The l1 distance to the north-west corner plan, the exact one on the line. */
  private static double distanceToMonotone(LinearProblem problem, Coupling plan) {
    double[] a = problem.source().weights();
    double[] b = problem.target().weights();
    double[][] exact = new double[a.length][b.length];
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      double moved = Math.min(a[i], b[j]);
      exact[i][j] = moved;
      a[i] -= moved;
      b[j] -= moved;
      if (a[i] <= b[j]) {
        i++;
      } else {
        j++;
      }
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        sum += Math.abs(plan.mass(i, j) - exact[i][j]);
      }
    }
    return sum;
  }

  @Test
  void theCertificateBoundsTheOptimumFromBothSides() {
    PlanSolution solution = solve(Map.of("beta", 0.1, "max_iterations", 20_000, "tolerance", 1e-5));
    assertEquals(Status.CONVERGED, solution.convergence().status());
    double dual = solution.objective().dual().orElseThrow();
    double gap = solution.objective().gap().orElseThrow();
    assertTrue(dual <= OPTIMUM + 1e-14);
    assertTrue(dual + gap >= OPTIMUM - 1e-14);
    assertTrue(gap <= 1e-5);
    Potentials duals = solution.potentials().orElseThrow();
    for (int i = 0; i < 25; i++) {
      for (int j = 0; j < 25; j++) {
        double slack = solution.problem().requireGeometry().cost(i, j);
        assertTrue(duals.f()[i] + duals.g()[j] <= slack + 1e-14);
      }
    }
  }

  @Test
  void fewStepsLeaveABlurredPlan() {
    PlanSolution one = solve(Map.of("beta", 0.1, "max_iterations", 5));
    assertEquals(Status.ITERATION_LIMIT, one.convergence().status());
    assertTrue(one.objective().value() > 1.1 * OPTIMUM);
    // With exact inner steps T steps of beta are one step of beta / T.
    double many =
        solve(Map.of("beta", 1.0, "max_iterations", 40, "inner_iterations", 500))
            .objective()
            .value();
    double few =
        solve(Map.of("beta", 0.1, "max_iterations", 4, "inner_iterations", 500))
            .objective()
            .value();
    assertEquals(few, many, 1e-9);
  }

  @Test
  void zeroWeightsGetFeasiblePotentials() {
    LinearProblem problem =
        LinearProblem.of(
            DiscreteMeasure.ofWeights(new double[] {0.5, 0, 0.5}),
            DiscreteMeasure.ofWeights(new double[] {0, 0.4, 0.6}),
            DenseGeometry.of(new double[][] {{1, 3, 2}, {0, 1, 5}, {2, 1, 4}}));
    IpotProvider provider = new IpotProvider();
    PlanSolution solution = (PlanSolution) provider.create(provider.defaults()).solve(problem);
    assertEquals(0, solution.coupling().mass(1, 1));
    assertEquals(0, solution.coupling().mass(0, 0));
    // All of point 0 and 0.1 of point 2 go to target 2, the rest to target 1.
    assertEquals(0.5 * 2 + 0.1 * 4 + 0.4 * 1, solution.objective().value(), 1e-3);
    Potentials duals = solution.potentials().orElseThrow();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertTrue(duals.f()[i] + duals.g()[j] <= problem.requireGeometry().cost(i, j) + 1e-12);
      }
    }
  }

  private static PlanSolution solve(Map<String, ?> settings) {
    IpotProvider provider = new IpotProvider();
    return (PlanSolution) provider.create(provider.defaults().withAll(settings)).solve(grid());
  }
}
