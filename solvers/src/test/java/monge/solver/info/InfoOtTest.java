package monge.solver.info;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.numeric.NormalDraws;
import monge.parameter.ParameterException;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.problem.GaussianProblem;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;

class InfoOtTest {

  private static final CostFunction SQUARED = new CostFunction.SquaredEuclidean();

  private final SolverProvider plain = new InfoOtProvider();
  private final SolverProvider fused = new FusedInfoOtProvider();

  @Test
  void answersAreCouplingsWithTheirNumbers() {
    LinearProblem problem = clusters(24, 30, 1);
    PlanSolution s = solve(fused, problem, Map.of("lam", 5, "reg", .05));
    assertTrue(s.convergence().marginalError() < 1e-12);
    assertEquals(Status.CONVERGED, s.convergence().status());
    assertEquals(50, s.convergence().iterations());
    double[][] p = s.coupling().toDense();
    double cost = 0;
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < 30; j++) {
        cost +=
            p[i][j]
                * new CostFunction.Euclidean()
                    .between(problem.source().point(i), problem.target().point(j));
      }
    }
    assertEquals(cost, s.objective().value(), 1e-12);
    assertEquals(
        cost - 5 * s.objective().term("mutual_information"),
        s.objective().term("fused_objective"),
        1e-12);
  }

  @Test
  void withoutWeightOfTheInformationItIsEntropicTransport() {
    LinearProblem problem = clusters(9, 12, 3);
    PlanSolution s = solve(fused, problem, Map.of("lam", 0, "reg", .5));
    LinearProblem distances =
        LinearProblem.between(problem.source(), problem.target(), new CostFunction.Euclidean());
    SolverProvider sinkhorn = SolverRegistry.load().require("sinkhorn");
    PlanSolution entropic = solve(sinkhorn, distances, Map.of("reg", .5, "tolerance", 1e-13));
    assertEquals(entropic.objective().value(), s.objective().value(), 1e-11);
  }

  @Test
  void clustersStayTogether() {
    LinearProblem problem = clusters(30, 30, 4);
    double[][] p = solve(fused, problem, Map.of("lam", 5, "reg", .05)).coupling().toDense();
    double[][] between = new double[3][3];
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 30; j++) {
        between[i % 3][j % 3] += p[i][j];
      }
    }
    for (int c = 0; c < 3; c++) {
      double most = Math.max(between[c][0], Math.max(between[c][1], between[c][2]));
      assertTrue(most > .33, "cluster " + c + " is split: " + List.of(between[c][0], most));
    }
  }

  @Test
  void fixedPointsDoNotDependOnDamping() {
    LinearProblem problem = clusters(15, 18, 2);
    Map<String, Object> settings = Map.of("lam", 2, "reg", .3, "outer_iterations", 400);
    double[][] whole = solve(fused, problem, settings).coupling().toDense();
    ParameterValues damped = fused.defaults().withAll(settings).with("damping", .4);
    double[][] calm = ((PlanSolution) fused.create(damped).solve(problem)).coupling().toDense();
    for (int i = 0; i < 15; i++) {
      assertArrayEquals(whole[i], calm[i], 1e-9);
    }
  }

  @Test
  void toleranceStopsEarlyAndZeroNever() {
    LinearProblem problem = clusters(15, 18, 2);
    Map<String, Object> settings = Map.of("lam", 2, "reg", .3, "outer_iterations", 50);
    PlanSolution early =
        (PlanSolution)
            fused.create(fused.defaults().withAll(settings).with("tolerance", 1e-3)).solve(problem);
    assertTrue(early.convergence().iterations() < 50);
    assertTrue(early.objective().term("last_move") <= 1e-3);
    assertEquals(50, solve(fused, problem, settings).convergence().iterations());
  }

  /** Two squares without clusters: the plan slides for long, and comes to rest all the same. */
  @Test
  void withoutANumberOfStepsThePlanComesToRest() {
    LinearProblem problem = LinearProblem.between(square(70, 1, 0), square(80, 2, 1.5), SQUARED);
    for (SolverProvider provider : List.of(plain, fused)) {
      PlanSolution s = solve(provider, problem, Map.of());
      assertEquals(Status.CONVERGED, s.convergence().status(), s.convergence().reason());
      assertTrue(s.objective().term("last_move") <= 1e-6);
      assertTrue(s.convergence().iterations() >= (provider == plain ? 100 : 50));
    }
  }

  private static DiscreteMeasure square(int n, long seed, double shift) {
    NormalDraws random = new NormalDraws(seed);
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      points[i] = new double[] {shift + random.uniform(), random.uniform()};
    }
    return DiscreteMeasure.uniform(points);
  }

  @Test
  void limitIsToldWithACure() {
    PlanSolution s =
        solve(fused, clusters(15, 18, 2), Map.of("lam", 5, "reg", .05, "outer_iterations", 2));
    assertEquals(Status.ITERATION_LIMIT, s.convergence().status());
    Map<String, Object> cure = s.convergence().cure().orElseThrow().changes();
    assertEquals(0, cure.get("outer_iterations"));
  }

  /** Two clouds without clusters: the plan still slides after the published number of steps. */
  @Test
  void theCureOfAnUnsettledPlanIsEnough() {
    Random random = new Random(6);
    double[][] x = new double[60][];
    double[][] y = new double[60][];
    for (int i = 0; i < 60; i++) {
      x[i] = new double[] {random.nextGaussian(), random.nextGaussian()};
      y[i] = new double[] {2 + random.nextGaussian(), random.nextGaussian()};
    }
    LinearProblem problem =
        LinearProblem.between(DiscreteMeasure.uniform(x), DiscreteMeasure.uniform(y), SQUARED);
    PlanSolution first = solve(fused, problem, Map.of("outer_iterations", 20));
    assertEquals(Status.ITERATION_LIMIT, first.convergence().status());
    PlanSolution again = solve(fused, problem, first.convergence().cure().orElseThrow().changes());
    assertEquals(Status.CONVERGED, again.convergence().status(), again.convergence().reason());
    assertTrue(again.convergence().iterations() < 80);
  }

  @Test
  void extremeScoresStillGiveCouplings() {
    PlanSolution s =
        solve(fused, clusters(40, 40, 9), Map.of("lam", 1000, "reg", .3, "outer_iterations", 4));
    assertTrue(s.convergence().marginalError() < 1e-11, s.convergence().reason());
  }

  @Test
  void zeroWeightsTakeNoPart() {
    LinearProblem small = clusters(12, 15, 3);
    double[][] x = new double[14][];
    double[] a = new double[14];
    for (int i = 0; i < 12; i++) {
      x[i] = small.source().point(i);
      a[i] = 1.0 / 12;
    }
    x[12] = new double[] {100, 100};
    x[13] = new double[] {0, 0};
    PlanSolution s =
        solve(
            fused,
            LinearProblem.between(DiscreteMeasure.of(x, a), small.target(), SQUARED),
            Map.of("lam", 2, "reg", .3));
    assertTrue(s.convergence().marginalError() < 1e-12);
    double[] row = new double[15];
    s.coupling().row(12, row);
    assertArrayEquals(new double[15], row);
  }

  @Test
  void differentDimensionsNeedNoCost() {
    Random random = new Random(3);
    double[][] x = new double[12][1];
    double[][] y = new double[12][3];
    for (int i = 0; i < 12; i++) {
      x[i][0] = i * i;
      y[i] = new double[] {i * i, .01 * random.nextGaussian(), .01 * random.nextGaussian()};
    }
    LinearProblem problem =
        LinearProblem.between(DiscreteMeasure.uniform(x), DiscreteMeasure.uniform(y), SQUARED);
    PlanSolution s = solve(plain, problem, Map.of("reg", .05, "h", .3));
    double aligned = 0;
    for (int i = 0; i < 12; i++) {
      for (int j = Math.max(0, i - 4); j <= Math.min(11, i + 4); j++) {
        aligned += s.coupling().mass(i, j);
      }
    }
    assertTrue(aligned > .95, "mass near the diagonal " + aligned);
    assertTrue(fused.refusal(problem).orElseThrow().contains("infoot"));
  }

  @Test
  void evenlySpacedCirclesAreSaidToBeStuck() {
    double[][] circle = new double[12][];
    for (int k = 0; k < 12; k++) {
      circle[k] = new double[] {Math.cos(k * Math.PI / 6), Math.sin(k * Math.PI / 6)};
    }
    DiscreteMeasure ring = DiscreteMeasure.uniform(circle);
    PlanSolution s =
        solve(
            plain,
            LinearProblem.between(ring, clusters(9, 9, 1).target(), SQUARED),
            Map.of("outer_iterations", 3));
    assertTrue(s.convergence().reason().contains("already a fixed point"));
    assertEquals(0, s.objective().term("mutual_information"), 1e-12);
    PlanSolution beside =
        solve(plain, LinearProblem.between(ring, clusters(9, 9, 1).target(), SQUARED), Map.of());
    assertTrue(beside.convergence().status().isSuccess(), beside.convergence().reason());
    assertTrue(beside.objective().term("mutual_information") > 0.3);
  }

  @Test
  void labelsSeparateClasses() {
    LinearProblem problem = clusters(18, 18, 6);
    int[] labels = new int[18];
    for (int i = 0; i < 18; i++) {
      labels[i] = i % 3;
    }
    LinearProblem labelled =
        LinearProblem.between(problem.source().withLabels(labels), problem.target(), SQUARED);
    Map<String, Object> settings = Map.of("lam", 5, "reg", .1);
    double[][] ignored = solve(fused, labelled, settings).coupling().toDense();
    for (String mode : new String[] {"official", "separate"}) {
      ParameterValues values = fused.defaults().withAll(settings).with("labels", mode);
      PlanSolution s = (PlanSolution) fused.create(values).solve(labelled);
      assertTrue(s.convergence().marginalError() < 1e-12);
      assertNotEquals(ignored[0][0], s.coupling().mass(0, 0));
      assertThrows(IllegalArgumentException.class, () -> fused.create(values).solve(problem));
    }
    double[][] kernel =
        ClassKernel.of(labelled.source(), .5, ClassKernel.Mode.SEPARATE, 5000).matrix();
    assertEquals(0, kernel[0][1]);
    assertTrue(kernel[0][3] > 0);
  }

  @Test
  void problemsOwnCostIsOnRequest() {
    LinearProblem problem = clusters(12, 12, 8);
    PlanSolution own =
        (PlanSolution)
            fused
                .create(
                    fused.defaults().withAll(Map.of("lam", .01, "reg", .5)).with("cost", "problem"))
                .solve(problem);
    double cost = 0;
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        cost += own.coupling().mass(i, j) * problem.requireGeometry().cost(i, j);
      }
    }
    assertEquals(cost, own.objective().value(), 1e-12);
  }

  @Test
  void cancelKeepsTheLastPlanAndStartContinues() {
    LinearProblem problem = clusters(20, 20, 5);
    ParameterValues values = fused.defaults().withAll(Map.of("lam", 5, "reg", .05));
    List<TracePoint> seen = new ArrayList<>();
    SolveMonitor stopAfterThree =
        new SolveMonitor() {
          @Override
          public boolean isCancelled() {
            return seen.size() >= 3;
          }

          @Override
          public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
            assertEquals(1, snapshot.get().total(), 1e-12);
            seen.add(point);
          }
        };
    PlanSolution stopped =
        (PlanSolution) fused.create(values).solve(problem, Start.COLD, stopAfterThree);
    assertEquals(Status.CANCELLED, stopped.convergence().status());
    assertEquals(3, stopped.convergence().iterations());
    assertTrue(stopped.convergence().marginalError() < 1e-12);
    PlanSolution continued =
        (PlanSolution)
            fused
                .create(values.with("outer_iterations", 47))
                .solve(problem, Start.from(stopped), SolveMonitor.NONE);
    PlanSolution whole = (PlanSolution) fused.create(values).solve(problem);
    for (int i = 0; i < 20; i++) {
      assertArrayEquals(whole.coupling().toDense()[i], continued.coupling().toDense()[i], 1e-9);
    }
  }

  @Test
  void refusesWhatItCannotDo() {
    LinearProblem weights =
        LinearProblem.of(
            DiscreteMeasure.ofWeights(new double[] {.5, .5}),
            DiscreteMeasure.ofWeights(new double[] {.5, .5}),
            monge.cost.DenseGeometry.of(new double[][] {{0, 1}, {1, 0}}));
    GaussianMeasure g = new GaussianMeasure(new double[] {0}, new double[][] {{1}});
    for (SolverProvider provider : List.of(plain, fused)) {
      assertTrue(provider.refusal(weights).isPresent());
      assertTrue(provider.refusal(new GaussianProblem(g, g)).isPresent());
      assertTrue(provider.refusal(clusters(6, 6, 1)).isEmpty());
      assertThrows(ParameterException.class, () -> provider.defaults().with("h", 0));
    }
  }

  @Test
  void resultsHoldProjectionsByBandwidth() {
    ProblemDescription description =
        ProblemDescription.named("t")
            .source(clusters(9, 9, 1).source().points())
            .target(clusters(9, 9, 1).target().points())
            .param("hs", new double[] {.5, .25})
            .param("new_points", new double[][] {{0, 0}})
            .build();
    SolverProvider provider = SolverRegistry.load().require("infoot");
    Map<String, Object> values =
        provider.results(
            provider.create(provider.defaults()).solve(provider.problem(description)), description);
    Map<?, ?> news = (Map<?, ?>) values.get("conditional_new_training_sigma");
    assertEquals(java.util.Set.of("0.5", "0.25"), news == null ? null : news.keySet());
    assertTrue(SolverRegistry.load().findEvaluation("infoot-mi-eval").isPresent());
    assertTrue(SolverRegistry.load().findEvaluation("fused-infoot-labels").isPresent());
  }

  private static PlanSolution solve(
      SolverProvider provider, LinearProblem problem, Map<String, Object> settings) {
    return (PlanSolution) provider.create(provider.defaults().withAll(settings)).solve(problem);
  }

  /** Three clusters each; those of the target turned by a fifth of a circle. */
  private static LinearProblem clusters(int n, int m, long seed) {
    Random random = new Random(seed);
    return LinearProblem.between(
        DiscreteMeasure.uniform(cloud(random, n, 0)),
        DiscreteMeasure.uniform(cloud(random, m, .6)),
        SQUARED);
  }

  private static double[][] cloud(Random random, int n, double turn) {
    double[][] centres = {{0, 0}, {5, 0}, {2, 3}};
    double[][] points = new double[n][2];
    for (int i = 0; i < n; i++) {
      double x = centres[i % 3][0] + .3 * random.nextGaussian();
      double y = centres[i % 3][1] + .3 * random.nextGaussian();
      points[i][0] = Math.cos(turn) * x - Math.sin(turn) * y;
      points[i][1] = Math.sin(turn) * x + Math.cos(turn) * y;
    }
    return points;
  }
}
