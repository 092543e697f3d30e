package monge.solver.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import monge.diagnostics.MarginalError;
import monge.diagnostics.OptimalityCertificate;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.Solver;
import monge.solver.SolverProvider;
import monge.solver.Status;
import org.junit.jupiter.api.Test;

class QuantileMatchingTest {

  private static final SolverProvider PROVIDER = new QuantileMatchingProvider();
  private static final double[] X = {0, 1, 3, 6, 10};
  private static final double[] A = {.1, .3, .2, .25, .15};
  private static final double[] Y = {2, 4, 5, 9};
  private static final double[] B = {.4, .2, .1, .3};

  private static PlanSolution solve(LinearProblem problem, double p) {
    Solver solver = PROVIDER.create(PROVIDER.defaults().with("p", p));
    return (PlanSolution) solver.solve(problem);
  }

  @Test
  void quantilesOfTheCourse() {
    LinearProblem problem = Problems.line(X, A, Y, B);
    assertEquals(1.4, solve(problem, 1).objective().value(), 1e-15);
    assertEquals(2.5, solve(problem, 2).objective().value(), 1e-15);
    assertEquals(5.6, solve(problem, 3).objective().value(), 1e-14);
    assertEquals(Math.cbrt(5.6), solve(problem, 3).objective().term("W_p"), 1e-14);
    double[][] plan = solve(problem, 2).coupling().toDense();
    assertArrayEquals(new double[] {.1, 0, 0, 0}, plan[0], 1e-15);
    assertArrayEquals(new double[] {.3, 0, 0, 0}, plan[1], 1e-15);
    assertArrayEquals(new double[] {0, .2, 0, 0}, plan[2], 1e-15);
    assertArrayEquals(new double[] {0, 0, .1, .15}, plan[3], 1e-15);
    assertArrayEquals(new double[] {0, 0, 0, .15}, plan[4], 1e-15);
  }

  @Test
  void stairPricesProveTheOptimum() {
    Random random = new Random(31);
    for (int trial = 0; trial < 60; trial++) {
      int n = 1 + random.nextInt(30);
      int m = 1 + random.nextInt(30);
      double[] x = new double[n];
      double[] y = new double[m];
      double[] a = trial % 3 == 0 ? uniform(n) : Problems.weights(random, n);
      double[] b = trial % 3 == 0 ? uniform(m) : Problems.weights(random, m);
      for (int i = 0; i < n; i++) {
        x[i] = trial % 2 == 0 ? random.nextGaussian() : random.nextInt(5);
      }
      for (int j = 0; j < m; j++) {
        y[j] = trial % 2 == 0 ? random.nextGaussian() : random.nextInt(5);
      }
      double p = 1 + trial % 4 * 0.75;
      PlanSolution solution = solve(Problems.line(x, a, y, b), p);
      double scale = solution.problem().requireGeometry().largestMagnitude();
      OptimalityCertificate proof =
          OptimalityCertificate.of(
              solution.problem().requireGeometry(),
              solution.coupling(),
              solution.potentials().orElseThrow());
      assertEquals(Status.OPTIMAL, solution.convergence().status());
      assertTrue(proof.dualViolation() <= 1e-14 * scale, proof::toString);
      assertEquals(0, proof.complementarySlackness(), 1e-13 * scale);
      assertTrue(MarginalError.of(solution.coupling(), solution.problem()).total() < 1e-14);
    }
  }

  @Test
  void agreesWithTheNetworkSimplexIncludingZeroWeights() {
    Random random = new Random(32);
    double[] x = random.doubles(40).toArray();
    double[] y = random.doubles(35).toArray();
    double[] a = Problems.weights(random, 40);
    double[] b = Problems.weights(random, 35);
    a[1] += a[0];
    a[0] = 0;
    b[34] += b[7];
    b[7] = 0;
    LinearProblem problem = Problems.line(x, a, y, b);
    SolverProvider emd = new NetworkSimplexProvider();
    PlanSolution simplex = (PlanSolution) emd.create(emd.defaults()).solve(problem);
    PlanSolution sorted = solve(problem, 2);
    assertEquals(simplex.objective().value(), sorted.objective().value(), 1e-15);
    for (int i = 0; i < 40; i++) {
      assertArrayEquals(simplex.coupling().toDense()[i], sorted.coupling().toDense()[i], 1e-15);
    }
    assertEquals(0, sorted.objective().gap().orElseThrow(), 1e-15);
  }

  @Test
  void concavePowersAndPlanesAreRefused() {
    LinearProblem problem = Problems.line(X, A, Y, B);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> solve(problem, 0.5));
    assertTrue(
        e.toString().contains("parameter p: found 0.5, expected a number >= 1"), e::toString);
    LinearProblem plane =
        LinearProblem.between(
            Problems.gaussianCloud(new Random(1), 3, true),
            Problems.gaussianCloud(new Random(2), 3, true),
            new monge.cost.CostFunction.Euclidean());
    assertTrue(PROVIDER.refusal(plane).orElseThrow().contains("2 coordinates"));
  }

  private static double[] uniform(int n) {
    double[] w = new double[n];
    java.util.Arrays.fill(w, 1.0 / n);
    return w;
  }
}
