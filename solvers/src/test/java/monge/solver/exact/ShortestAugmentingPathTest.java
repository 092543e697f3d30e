package monge.solver.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.solver.InfeasibleProblemException;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.SolverProvider;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;

class ShortestAugmentingPathTest {

  private static final SolverProvider PROVIDER = new ShortestAugmentingPathProvider();
  private static final Solver LEAST = PROVIDER.create(PROVIDER.defaults());
  private static final Solver MOST = PROVIDER.create(PROVIDER.defaults().with("maximize", true));

  @Test
  void smallMatrixBothWays() {
    LinearProblem problem =
        Problems.uniformMatrix(new double[][] {{4, 1, 3}, {2, 0, 5}, {3, 2, 2}});
    assertEquals(5, ((PlanSolution) LEAST.solve(problem)).objective().value());
    PlanSolution most = (PlanSolution) MOST.solve(problem);
    assertEquals(11, most.objective().value());
    assertEquals(11, most.objective().dual().orElseThrow());
    assertEquals(11 / 3.0, most.objective().term("mean_cost"));
  }

  @Test
  void bruteForceAgrees() {
    Random random = new Random(21);
    for (int trial = 0; trial < 200; trial++) {
      int n = 1 + random.nextInt(6);
      int m = 1 + random.nextInt(6);
      double[][] cost = new double[n][m];
      for (double[] row : cost) {
        for (int j = 0; j < m; j++) {
          row[j] =
              trial % 3 == 0
                  ? random.nextInt(3)
                  : random.nextInt(4) == 0 ? Problems.INF : random.nextGaussian();
        }
      }
      boolean maximize = trial % 2 == 1;
      double best = bruteForce(cost, maximize);
      LinearProblem problem = Problems.uniformMatrix(cost);
      Solver solver = maximize ? MOST : LEAST;
      if (Double.isInfinite(best)) {
        assertThrows(InfeasibleProblemException.class, () -> solver.solve(problem));
      } else {
        PlanSolution solution = (PlanSolution) solver.solve(problem);
        assertEquals(best, solution.objective().value(), 1e-14);
        assertEquals(Math.min(n, m), solution.coupling().nonzeros());
        assertEquals(0, solution.objective().gap().orElseThrow(), 1e-14);
      }
    }
  }

  @Test
  void pricesProveLargerMatchings() {
    Random random = new Random(22);
    for (int[] size : new int[][] {{80, 80}, {40, 90}, {90, 40}}) {
      LinearProblem problem =
          LinearProblem.between(
              Problems.gaussianCloud(random, size[0], true),
              Problems.gaussianCloud(random, size[1], true),
              new CostFunction.SquaredEuclidean());
      PlanSolution solution = (PlanSolution) LEAST.solve(problem);
      Potentials prices = solution.potentials().orElseThrow();
      double[] f = prices.f();
      double[] g = prices.g();
      double dual = 0;
      for (int i = 0; i < size[0]; i++) {
        dual += f[i];
        for (int j = 0; j < size[1]; j++) {
          assertTrue(f[i] + g[j] <= problem.requireGeometry().cost(i, j) + 1e-13);
        }
      }
      for (double x : g) {
        dual += x;
      }
      // Points of the larger side may stay unmatched, so their prices must not be positive.
      double[] larger = size[0] > size[1] ? f : g;
      for (double x : larger) {
        assertTrue(size[0] == size[1] || x <= 0);
      }
      assertEquals(solution.objective().value(), dual, 1e-11);
    }
  }

  @Test
  void agreesWithTheNetworkSimplexOnUniformSquares() {
    Random random = new Random(23);
    LinearProblem problem =
        LinearProblem.between(
            Problems.gaussianCloud(random, 100, true),
            Problems.gaussianCloud(random, 100, true),
            new CostFunction.Euclidean());
    SolverProvider emd = new NetworkSimplexProvider();
    assertEquals(
        emd.create(emd.defaults()).solve(problem).objective().value(),
        LEAST.solve(problem).objective().term("mean_cost"),
        1e-14);
  }

  @Test
  void resultsListThePairs() {
    ProblemDescription description =
        ProblemDescription.named("t")
            .costMatrix(new double[][] {{5, 1}, {1, 5}, {0.25, 0.5}})
            .build();
    PlanSolution solution = (PlanSolution) LEAST.solve(PROVIDER.problem(description));
    Map<String, Object> values = PROVIDER.results(solution, description);
    assertArrayEquals(new int[] {0, 2}, (int[]) values.get("rows"));
    assertArrayEquals(new int[] {1, 0}, (int[]) values.get("cols"));
    assertEquals(1.25, values.get("objective"));
    assertTrue(solution.convergence().reason().endsWith("1 source points stay unmatched."));
    assertEquals(2 / 3.0, solution.convergence().sourceError(), 1e-15);
  }

  @Test
  void unequalWeightsAreRefused() {
    LinearProblem problem =
        Problems.matrix(
            new double[] {0.4, 0.6}, new double[] {0.5, 0.5}, new double[][] {{1, 2}, {2, 1}});
    assertEquals(
        "assignment matches whole points and needs equal weights, but source weights run from 0.4"
            + " to 0.6: take emd, which splits mass",
        PROVIDER.refusal(problem).orElseThrow());
  }

  @Test
  void cancelLeavesAMatching() {
    Random random = new Random(24);
    LinearProblem problem =
        LinearProblem.between(
            Problems.gaussianCloud(random, 50, true),
            Problems.gaussianCloud(random, 50, true),
            new CostFunction.Euclidean());
    for (int polls : new int[] {0, 20, 51, 80, 150, 200}) {
      int[] left = {polls};
      PlanSolution solution =
          (PlanSolution)
              LEAST.solve(
                  problem,
                  Start.COLD,
                  new SolveMonitor() {
                    @Override
                    public boolean isCancelled() {
                      return left[0]-- <= 0;
                    }

                    @Override
                    public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
                  });
      assertEquals(Status.CANCELLED, solution.convergence().status());
      assertEquals(50, solution.coupling().nonzeros());
    }
  }

  private static double bruteForce(double[][] cost, boolean maximize) {
    int n = cost.length;
    int m = cost[0].length;
    double worst = maximize ? Double.NEGATIVE_INFINITY : Problems.INF;
    return n <= m
        ? search(cost, 0, new boolean[m], maximize, worst)
        : search(transposed(cost), 0, new boolean[n], maximize, worst);
  }

  private static double search(
      double[][] cost, int i, boolean[] used, boolean maximize, double worst) {
    if (i == cost.length) {
      return 0;
    }
    double best = worst;
    for (int j = 0; j < used.length; j++) {
      if (!used[j] && cost[i][j] != Problems.INF) {
        used[j] = true;
        double value = cost[i][j] + search(cost, i + 1, used, maximize, worst);
        best = maximize ? Math.max(best, value) : Math.min(best, value);
        used[j] = false;
      }
    }
    return best;
  }

  private static double[][] transposed(double[][] x) {
    double[][] t = new double[x[0].length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[0].length; j++) {
        t[j][i] = x[i][j];
      }
    }
    return t;
  }
}
