package monge.solver.structured;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;

final class GroupLassoTest {

  private static final SolverProvider CONVEX = new GroupLassoL1L2Provider();
  private static final SolverProvider CONCAVE = new GroupLassoLpL1Provider();

  private static LinearProblem problem(int n, int m, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[n][2];
    double[][] y = new double[m][2];
    int[] labels = new int[n];
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      labels[i] = 7 * (i % 3);
      a[i] = 0.2 + random.nextDouble();
      x[i] = new double[] {labels[i] * 0.1 + random.nextGaussian() / 2, random.nextGaussian() / 2};
    }
    for (int j = 0; j < m; j++) {
      y[j] = new double[] {j % 3 * 0.7 + random.nextGaussian() / 2, random.nextGaussian() / 2};
    }
    return LinearProblem.between(
        DiscreteMeasure.of(x, a).withLabels(labels).normalised(),
        DiscreteMeasure.uniform(y),
        new CostFunction.SquaredEuclidean());
  }

  private static PlanSolution solve(
      SolverProvider provider, LinearProblem problem, Map<String, ?> settings) {
    return (PlanSolution) provider.create(provider.defaults().withAll(settings)).solve(problem);
  }

  /** C + eta grad Omega + eps log P must be f_i + g_j. */
  @Test
  void theOptimalityConditionsHold() {
    LinearProblem problem = problem(21, 17, 1);
    double eps = 0.05;
    double eta = 0.3;
    PlanSolution s = solve(CONVEX, problem, Map.of("reg", eps, "eta", eta));
    double[][] p = s.coupling().toDense();
    double[][] gradient = new double[21][17];
    int[] labels = problem.source().labels().orElseThrow();
    for (int i = 0; i < 21; i++) {
      for (int j = 0; j < 17; j++) {
        double squares = 0;
        for (int k = 0; k < 21; k++) {
          squares += labels[k] == labels[i] ? p[k][j] * p[k][j] : 0;
        }
        gradient[i][j] =
            problem.requireGeometry().cost(i, j)
                + eta * p[i][j] / Math.sqrt(squares)
                + eps * Math.log(p[i][j]);
      }
    }
    for (int i = 1; i < 21; i++) {
      for (int j = 1; j < 17; j++) {
        double additive = gradient[i][0] + gradient[0][j] - gradient[0][0];
        assertEquals(additive, gradient[i][j], 1e-6, "row " + i + ", column " + j);
      }
    }
    assertEquals(Status.CONVERGED, s.convergence().status());
    assertTrue(s.convergence().marginalError() < 1e-11);
    assertEquals(0, s.objective().gap().orElseThrow(), 1e-11);
  }

  /** Where plain steps would undo a thousandth of the rest each, mixed ones undo far more. */
  @Test
  void muchPenaltyBesideLittleEntropyIsSolvedToo() {
    PlanSolution s = solve(CONVEX, problem(20, 20, 1), Map.of("reg", 0.001, "eta", 1));
    assertEquals(Status.CONVERGED, s.convergence().status(), s.convergence().reason());
    assertTrue(s.convergence().marginalError() < 1e-11);
    PlanSolution mild = solve(CONVEX, problem(40, 30, 2), Map.of("reg", 0.01, "eta", 1));
    assertEquals(Status.CONVERGED, mild.convergence().status(), mild.convergence().reason());
    assertTrue(mild.convergence().iterations() < 1000, mild.convergence().reason());
    assertEquals(0, mild.objective().gap().orElseThrow(), 1e-10);
  }

  @Test
  void withoutPenaltyBothAreSinkhorn() {
    LinearProblem problem = problem(15, 19, 2);
    SolverProvider sinkhorn = SolverRegistry.load().require("sinkhorn");
    double[][] expected = solve(sinkhorn, problem, Map.of("reg", 0.1)).coupling().toDense();
    for (SolverProvider provider : new SolverProvider[] {CONVEX, CONCAVE}) {
      double[][] found =
          solve(provider, problem, Map.of("reg", 0.1, "eta", 0)).coupling().toDense();
      for (int i = 0; i < 15; i++) {
        assertArrayEquals(expected[i], found[i], 1e-9);
      }
    }
  }

  /** Much penalty at little entropy: every target point is fed by one class. */
  @Test
  void theConcavePenaltyKeepsClassesApart() {
    LinearProblem problem = problem(30, 30, 3);
    PlanSolution plain = solve(CONCAVE, problem, Map.of("reg", 0.02, "eta", 0));
    PlanSolution kept = solve(CONCAVE, problem, Map.of("reg", 0.02, "eta", 0.5));
    assertTrue(purity(kept) > 0.95 && purity(plain) < 0.87, purity(plain) + " " + purity(kept));
    assertTrue(kept.objective().value() > plain.objective().value());
  }

  /** The share of mass that comes from the main class of its target. */
  private static double purity(PlanSolution s) {
    int[] labels = s.problem().source().labels().orElseThrow();
    double pure = 0;
    double[][] p = s.coupling().toDense();
    for (int j = 0; j < p[0].length; j++) {
      double[] sums = new double[15];
      for (int i = 0; i < p.length; i++) {
        sums[labels[i]] += p[i][j];
      }
      pure += java.util.Arrays.stream(sums).max().orElseThrow();
    }
    return pure;
  }

  @Test
  void takesExactlyTheStepsAskedFor() {
    PlanSolution s = solve(CONCAVE, problem(12, 10, 4), Map.of("outer_iterations", 7));
    assertEquals(7, s.convergence().iterations());
  }

  @Test
  void pointsWithoutMassHaveNoPart() {
    LinearProblem problem = problem(9, 8, 5);
    double[] a = problem.source().weights();
    a[4] = 0;
    LinearProblem lighter =
        LinearProblem.between(
            problem.source().withWeights(a).normalised(),
            problem.target(),
            new CostFunction.SquaredEuclidean());
    for (SolverProvider provider : new SolverProvider[] {CONVEX, CONCAVE}) {
      PlanSolution s = solve(provider, lighter, Map.of());
      assertArrayEquals(new double[8], s.coupling().toDense()[4]);
      assertTrue(s.convergence().marginalError() < 1e-11);
    }
  }

  /** Groups that are far too expensive underflow; the plan has no NaN. */
  @Test
  void smallEntropyStaysFinite() {
    LinearProblem problem = problem(20, 20, 6);
    PlanSolution s = solve(CONVEX, problem, Map.of("reg", 2e-3, "eta", 0.02));
    assertEquals(Status.CONVERGED, s.convergence().status());
    assertTrue(Double.isFinite(s.objective().term("objective_total")));
    assertEquals(0, s.objective().gap().orElseThrow(), 1e-9);
  }

  @Test
  void refusesPointsWithoutLabels() {
    LinearProblem problem = problem(5, 6, 7);
    LinearProblem bare =
        LinearProblem.between(
            DiscreteMeasure.uniform(problem.source().points()),
            problem.target(),
            new CostFunction.SquaredEuclidean());
    for (SolverProvider provider : new SolverProvider[] {CONVEX, CONCAVE}) {
      String sentence = provider.refusal(bare).orElseThrow();
      assertTrue(sentence.contains("load a label column"), sentence);
    }
  }

  @Test
  void aStopKeepsTheBestPlan() {
    for (SolverProvider provider : new SolverProvider[] {CONVEX, CONCAVE}) {
      AtomicInteger steps = new AtomicInteger();
      SolveMonitor afterThree =
          new SolveMonitor() {
            @Override
            public boolean isCancelled() {
              return steps.get() >= 3;
            }

            @Override
            public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
              steps.incrementAndGet();
            }
          };
      PlanSolution s =
          (PlanSolution)
              provider
                  .create(provider.defaults())
                  .solve(problem(40, 40, 8), Start.COLD, afterThree);
      assertEquals(Status.CANCELLED, s.convergence().status());
      assertEquals(3, s.convergence().iterations());
      assertTrue(s.convergence().marginalError() < 1e-11);
    }
  }
}
