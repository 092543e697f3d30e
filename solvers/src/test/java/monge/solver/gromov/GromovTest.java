package monge.solver.gromov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.numeric.EntropicProjection;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Convergence;
import monge.solver.LocalMinimum;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;

class GromovTest {

  private static final SolverProvider GROMOV = new GromovProvider();
  private static final CostFunction SQUARED = new CostFunction.SquaredEuclidean();

  private static double[][] points(int n, int d, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][d];
    for (double[] p : points) {
      for (int k = 0; k < d; k++) {
        p[k] = random.nextGaussian() * (k + 1);
      }
    }
    return points;
  }

  private static double[][] matrix(int n, long seed, boolean symmetric) {
    double[][] x = points(n, n, seed);
    for (int i = 0; symmetric && i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i][k] = x[k][i];
      }
    }
    return x;
  }

  private static PlanSolution solve(
      SolverProvider provider, LinearProblem problem, Map<String, ?> parameters) {
    return (PlanSolution) provider.create(provider.defaults().withAll(parameters)).solve(problem);
  }

  /** The cloud turned by 1 radian in its first two coordinates, shifted, lifted, reordered. */
  private static double[][] moved(double[][] points, int[] to, int dimension) {
    double[][] image = new double[points.length][dimension];
    for (int i = 0; i < points.length; i++) {
      double[] p = points[i];
      image[to[i]][0] = Math.cos(1) * p[0] - Math.sin(1) * p[1] + 3;
      image[to[i]][1] = Math.sin(1) * p[0] + Math.cos(1) * p[1] - 2;
    }
    return image;
  }

  @Test
  void aTurnedCopyInSpaceIsRecognised() {
    int[] to = {3, 0, 6, 1, 7, 4, 2, 5, 9, 8};
    double[][] x = points(10, 2, 5);
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(x), DiscreteMeasure.uniform(moved(x, to, 3)), SQUARED);
    assertTrue(problem.geometry().isEmpty());
    PlanSolution s = solve(GROMOV, problem, Map.of());
    assertEquals(0, s.objective().value(), 1e-25);
    assertArrayEquals(to, GromovFiles.permutation(s.coupling()).orElseThrow());
    assertEquals(Status.CONVERGED, s.convergence().status());
  }

  /** All points of a regular figure are alike: the product plan is stationary, and the dearest. */
  @Test
  void aRegularFigureIsNotLeftAtTheProductPlan() {
    double[][] triangle = {{0, 0}, {2, 0}, {1, Math.sqrt(3)}};
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(triangle),
            DiscreteMeasure.uniform(moved(triangle, new int[] {2, 0, 1}, 2)),
            SQUARED);
    PlanSolution s = solve(GROMOV, problem, Map.of());
    assertEquals(0, s.objective().value(), 1e-12);
    assertEquals(Status.CONVERGED, s.convergence().status());
  }

  /** Of every symmetric figure some points look alike to the gradient at the product plan. */
  @Test
  void symmetricFiguresAreFoundWholeInAnyOrder() {
    SolverProvider semiRelaxed = new GromovSemirelaxedProvider();
    for (double[][] figure : List.of(polygon(4), polygon(12), grid(5, 1), grid(3, 3), cube())) {
      for (long seed = 0; seed < 4; seed++) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, figure.length).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int[] to = order.stream().mapToInt(Integer::intValue).toArray();
        LinearProblem problem =
            LinearProblem.between(
                DiscreteMeasure.uniform(figure),
                DiscreteMeasure.uniform(figure[0].length == 2 ? moved(figure, to, 2) : figure),
                SQUARED);
        for (SolverProvider provider : List.of(GROMOV, semiRelaxed)) {
          PlanSolution s = solve(provider, problem, Map.of());
          assertEquals(0, s.objective().value(), 1e-12, figure.length + " points, seed " + seed);
          assertEquals(Status.CONVERGED, s.convergence().status());
        }
      }
    }
  }

  private static double[][] polygon(int n) {
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      points[i] = new double[] {Math.cos(2 * Math.PI * i / n), Math.sin(2 * Math.PI * i / n)};
    }
    return points;
  }

  private static double[][] grid(int width, int height) {
    double[][] points = new double[width * height][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {i % width, i / width};
    }
    return points;
  }

  private static double[][] cube() {
    double[][] points = new double[8][];
    for (int i = 0; i < 8; i++) {
      points[i] = new double[] {i & 1, i >> 1 & 1, i >> 2};
    }
    return points;
  }

  @Test
  void theGradientOfAsymmetricStructuresIsThatOfTheQuadrupleSum() {
    double[][] d = matrix(4, 1, false);
    double[][] e = matrix(3, 2, false);
    double[][] p = points(4, 3, 3);
    double value = 0;
    double[][] expected = new double[4][3];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          for (int l = 0; l < 3; l++) {
            double forth = (d[i][k] - e[j][l]) * (d[i][k] - e[j][l]);
            double back = (d[k][i] - e[l][j]) * (d[k][i] - e[l][j]);
            value += forth * p[i][j] * p[k][l];
            expected[i][j] += (forth + back) * p[k][l];
          }
        }
      }
    }
    double[][] gradient = new double[4][3];
    GromovEnergy energy = new GromovEnergy(d, e, () -> false);
    energy.gradient(p, gradient);
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(expected[i], gradient[i], 1e-10);
    }
    assertEquals(value, GromovEnergy.value(p, gradient), 1e-10);
  }

  @Test
  void theGradientOfTheProductPlanIsQuickAndTheSame() {
    double[][] d = matrix(5, 4, false);
    double[][] e = matrix(4, 5, true);
    double[] a = {0.1, 0.2, 0.3, 0.2, 0.2};
    double[] b = {0.4, 0.3, 0.2, 0.1};
    double[][] plan = new double[5][4];
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 4; j++) {
        plan[i][j] = a[i] * b[j];
      }
    }
    double[][] quick = new double[5][4];
    double[][] slow = new double[5][4];
    GromovEnergy energy = new GromovEnergy(d, e, () -> false);
    energy.productGradient(a, b, quick);
    energy.gradient(plan, slow);
    for (int i = 0; i < 5; i++) {
      assertArrayEquals(slow[i], quick[i], 1e-12);
    }
    SparsePlan entries = SparsePlan.of(DenseCoupling.of(plan));
    assertEquals(energy.sparseValue(entries), GromovEnergy.value(plan, slow), 1e-12);
  }

  @Test
  void theGradientGoesAlongWithADifferenceOfPlans() {
    GromovEnergy energy = new GromovEnergy(matrix(6, 4, true), matrix(6, 5, false), () -> false);
    double[] sixth = DiscreteMeasure.uniformWeights(6);
    SparsePlan p = SparsePlan.ofRows(new int[] {0, 1, 2, 3, 4, 5}, sixth, 6);
    SparsePlan q = SparsePlan.ofRows(new int[] {0, 2, 1, 3, 4, 5}, sixth, 6);
    SparsePlan difference = q.combined(1, -1, p);
    assertArrayEquals(new int[] {1, 2}, difference.occupiedRows());
    double[][] gradient = new double[6][6];
    double[][] direct = new double[6][6];
    energy.gradient(p, Optional.empty(), gradient);
    energy.gradient(difference, Optional.of(gradient), gradient);
    energy.gradient(q.coupling(i -> i, j -> j, 6, 6).toDense(), direct);
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(direct[i], gradient[i], 1e-13);
    }
  }

  /** Matrices that are no distances make the problem neither convex nor concave. */
  @Test
  void everyStepDescendsWhateverTheStructures() {
    for (boolean symmetric : new boolean[] {true, false}) {
      LinearProblem problem =
          LinearProblem.between(
              DiscreteMeasure.uniform(points(9, 2, 1)).withDistances(matrix(9, 7, symmetric)),
              DiscreteMeasure.uniform(points(7, 2, 2)).withDistances(matrix(7, 8, symmetric)),
              SQUARED);
      for (SolverProvider p :
          new SolverProvider[] {
            GROMOV, new FusedGromovProvider(), new GromovSemirelaxedProvider()
          }) {
        double[][] even = new double[9][7];
        for (double[] row : even) {
          Arrays.fill(row, 1.0 / 63);
        }
        Start product = new Start(Optional.of(DenseCoupling.of(even)), Optional.empty());
        Convergence c =
            p.create(p.defaults()).solve(problem, product, SolveMonitor.NONE).convergence();
        double last = Double.POSITIVE_INFINITY;
        for (TracePoint point : c.trace()) {
          assertTrue(point.objective() <= last + 1e-9, p.descriptor().id());
          last = point.objective();
        }
        assertEquals(Status.CONVERGED, c.status(), c.reason());
      }
    }
  }

  @Test
  void severalStartsKeepTheBestAndListTheMinima() {
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(points(14, 2, 1)),
            DiscreteMeasure.uniform(points(14, 2, 2)),
            SQUARED);
    PlanSolution one = solve(GROMOV, problem, Map.of());
    PlanSolution many = solve(GROMOV, problem, Map.of(Parameters.STARTS, 30));
    assertTrue(one.minima().isEmpty());
    double[] values = many.minima().stream().mapToDouble(LocalMinimum::value).toArray();
    assertTrue(values.length > 3, "minima: " + values.length);
    for (int k = 1; k < values.length; k++) {
      assertTrue(values[k] > values[k - 1]);
    }
    assertEquals(values[0], many.objective().value(), 0);
    assertTrue(values[0] <= one.objective().value());
    assertTrue(
        GromovFiles.results(many).get("local_minima") instanceof Map<?, ?> listed
            && listed.size() == values.length);
    assertFalse(GromovFiles.results(one).containsKey("local_minima"));
    assertTrue(
        many.minima().stream().anyMatch(m -> Math.abs(m.value() - one.objective().value()) < 1e-8),
        "the product plan is among the starts");
  }

  @Test
  void pointsOfZeroWeightTakeNoPart() {
    double[][] x = points(6, 2, 3);
    double[][] y = points(5, 3, 4);
    double[] a = {0.2, 0.2, 0, 0.3, 0.3, 0};
    DiscreteMeasure target = DiscreteMeasure.uniform(y);
    DiscreteMeasure all = DiscreteMeasure.of(x, a);
    DiscreteMeasure some = all.restrictedTo(new int[] {0, 1, 3, 4});
    PlanSolution whole = solve(GROMOV, LinearProblem.between(all, target, SQUARED), Map.of());
    PlanSolution part = solve(GROMOV, LinearProblem.between(some, target, SQUARED), Map.of());
    assertEquals(part.objective().value(), whole.objective().value(), 1e-13);
    assertArrayEquals(a, whole.coupling().rowMarginal(), 1e-12);
  }

  @Test
  void fusedIsExactTransportAtZeroAndGromovAtOne() {
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(points(12, 2, 1)),
            DiscreteMeasure.uniform(points(9, 2, 2)),
            SQUARED);
    SolverProvider fused = new FusedGromovProvider();
    SolverProvider emd = SolverRegistry.load().require("emd");
    assertEquals(
        solve(emd, problem, Map.of()).objective().value(),
        solve(fused, problem, Map.of(Parameters.ALPHA, 0)).objective().value(),
        1e-12);
    PlanSolution structure = solve(fused, problem, Map.of(Parameters.ALPHA, 1));
    assertEquals(
        solve(GROMOV, problem, Map.of()).objective().value(), structure.objective().value(), 1e-12);
    assertEquals(structure.objective().value(), structure.objective().term("gromov"), 1e-12);
  }

  @Test
  void theSemiRelaxedPlanFindsAShapeWithinAnother() {
    double[][] x = points(7, 2, 11);
    int[] to = {4, 2, 0, 6, 5, 1, 3};
    double[][] y = java.util.Arrays.copyOf(moved(x, to, 2), 9);
    y[7] = new double[] {8, 8};
    y[8] = new double[] {-9, 4};
    PlanSolution s =
        solve(
            new GromovSemirelaxedProvider(),
            LinearProblem.between(DiscreteMeasure.uniform(x), DiscreteMeasure.uniform(y), SQUARED),
            Map.of(Parameters.STARTS, 60));
    assertEquals(0, s.objective().value(), 1e-20);
    assertArrayEquals(s.problem().source().weights(), s.coupling().rowMarginal(), 1e-15);
    assertEquals(0, s.coupling().columnMarginal()[8], 0);
  }

  @Test
  void theEntropicPlanIsStationary() {
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(points(12, 2, 1)),
            DiscreteMeasure.uniform(points(9, 3, 2)),
            SQUARED);
    double eps = 0.8;
    PlanSolution s = solve(new GromovEntropicProvider(), problem, Map.of(Parameters.EPSILON, eps));
    assertEquals(Status.CONVERGED, s.convergence().status());
    double[][] plan = s.coupling().toDense();
    double[][] gradient = new double[12][9];
    Structures.of(problem).energy(() -> false).gradient(plan, gradient);
    // log P + G/eps is a sum of a row's and a column's number.
    for (int i = 1; i < 12; i++) {
      for (int j = 1; j < 9; j++) {
        double cross =
            reduced(plan, gradient, eps, i, j)
                - reduced(plan, gradient, eps, i, 0)
                - reduced(plan, gradient, eps, 0, j)
                + reduced(plan, gradient, eps, 0, 0);
        assertEquals(0, cross, 1e-6);
      }
    }
  }

  /**
   * Past saddles at which the plain iteration hardly moves; 40 points of the plane and of space.
   */
  @Test
  void lengthenedAndMixedStepsReachThePlanOfPlainOnesInFewer() {
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(points(40, 2, 3)),
            DiscreteMeasure.uniform(points(40, 3, 4)),
            new CostFunction.Euclidean());
    double eps = 1;
    PlanSolution s = solve(new GromovEntropicProvider(), problem, Map.of(Parameters.EPSILON, eps));
    GromovEnergy energy = Structures.of(problem).energy(() -> false);
    double[] weights = problem.source().weights();
    EntropicProjection projection = new EntropicProjection(weights, weights);
    double[][] plan = new double[40][40];
    double[][] gradient = new double[40][40];
    energy.productGradient(weights, weights, gradient);
    int steps = 0;
    for (double moved = 1; moved > 1e-11 && steps < 2000; steps++) {
      double[][] before = Arrays.stream(plan).map(double[]::clone).toArray(double[][]::new);
      energy.scale(gradient, -1 / eps);
      projection.solve(gradient, plan, () -> false);
      energy.gradient(plan, gradient);
      moved = distance(before, plan);
    }
    assertEquals(0, distance(s.coupling().toDense(), plan), 1e-8);
    assertTrue(3 * s.convergence().iterations() < 2 * steps, "of " + steps);
  }

  private static double distance(double[][] x, double[][] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        sum += Math.abs(x[i][j] - y[i][j]);
      }
    }
    return sum;
  }

  private static double reduced(double[][] plan, double[][] gradient, double eps, int i, int j) {
    return Math.log(plan[i][j]) + gradient[i][j] / eps;
  }

  @Test
  void aCancelledSolveKeepsTheBestPlanSoFar() {
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(points(20, 2, 1)),
            DiscreteMeasure.uniform(points(20, 2, 2)),
            SQUARED);
    AtomicInteger seen = new AtomicInteger();
    SolveMonitor afterThree =
        new SolveMonitor() {
          @Override
          public boolean isCancelled() {
            return seen.get() >= 3;
          }

          @Override
          public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
            seen.incrementAndGet();
          }
        };
    PlanSolution s =
        (PlanSolution)
            GROMOV
                .create(GROMOV.defaults().with(Parameters.STARTS, 50))
                .solve(problem, Start.COLD, afterThree);
    assertEquals(Status.CANCELLED, s.convergence().status());
    assertArrayEquals(problem.target().weights(), s.coupling().columnMarginal(), 1e-12);
  }

  @Test
  void problemFilesGiveMatricesOrEdges() {
    double[][] path = {{0, 1}, {1, 2}, {2, 3, 2}};
    double[][] same = {{0, 1, 4}, {1, 0, 1}, {3, 2, 1}, {0, 2, 2}};
    ProblemDescription edges =
        ProblemDescription.named("graphs")
            .sourceWeights(DiscreteMeasure.uniformWeights(4))
            .targetWeights(DiscreteMeasure.uniformWeights(4))
            .param("source_edges", java.util.List.of(path[0], path[1], path[2]))
            .param("target_edges", same)
            .build();
    LinearProblem problem = (LinearProblem) GROMOV.problem(edges);
    assertEquals(4, problem.source().distances().orElseThrow()[3][0]);
    double energy = solve(GROMOV, problem, Map.of(Parameters.STARTS, 20)).objective().value();
    assertTrue(energy < 0.6, "energy " + energy);
    ProblemDescription matrices =
        ProblemDescription.named("matrices")
            .param("C1", matrix(4, 1, true))
            .param("C2", matrix(3, 1, true))
            .build();
    assertEquals(3, ((LinearProblem) GROMOV.problem(matrices)).columns());
    ProblemDescription nothing =
        ProblemDescription.named("nothing")
            .sourceWeights(new double[] {1})
            .targetWeights(new double[] {1})
            .build();
    String refusal = GROMOV.refusal(GROMOV.problem(nothing)).orElseThrow();
    assertTrue(refusal.contains("source"), refusal);
    ProblemDescription apart =
        ProblemDescription.named("apart")
            .sourceWeights(DiscreteMeasure.uniformWeights(4))
            .targetWeights(DiscreteMeasure.uniformWeights(4))
            .param("source_edges", new double[][] {{0, 1}, {2, 3}})
            .build();
    assertThrows(IllegalArgumentException.class, () -> GROMOV.problem(apart));
  }

  private static ProblemDescription.Builder clouds() {
    return ProblemDescription.named("clouds").source(points(6, 2, 1)).target(points(6, 3, 2));
  }

  private static PlanSolution solve(SolverProvider provider, ProblemDescription description) {
    TransportProblem problem = provider.problem(description);
    return (PlanSolution)
        provider
            .create(provider.defaults())
            .solve(problem, provider.start(description, problem), SolveMonitor.NONE);
  }

  @Test
  void aDescentBeginsAtThePlanOfTheProblemFile() {
    int[] to = {5, 3, 1, 0, 2, 4};
    double[][] plan = new double[6][6];
    for (int i = 0; i < 6; i++) {
      plan[i][to[i]] = 1.0 / 6;
    }
    double fromProduct = solve(GROMOV, clouds().build()).objective().value();
    PlanSolution best = solve(GROMOV, clouds().param("init", "outer(a, b)").build());
    assertEquals(fromProduct, best.objective().value(), 0);
    PlanSolution given = solve(GROMOV, clouds().param("init", plan).build());
    assertTrue(Math.abs(given.objective().value() - fromProduct) > 1e-3);
    // Where a descent from there has ended, the next ends at once.
    double[][] end = given.coupling().toDense();
    for (SolverProvider p : new SolverProvider[] {GROMOV, new GromovSemirelaxedProvider()}) {
      PlanSolution first = solve(p, clouds().param("init", end).build());
      PlanSolution again = solve(p, clouds().param("init", first.coupling().toDense()).build());
      assertEquals(0, again.convergence().iterations(), p.descriptor().id());
      assertEquals(first.objective().value(), again.objective().value(), 1e-15);
    }
    plan[0][0] = 0.1;
    ProblemDescription heavy = clouds().param("init", plan).build();
    String refused =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> solve(GROMOV, heavy)).getMessage());
    assertTrue(refused.contains("params.init"), refused);
    ProblemDescription narrow = clouds().param("init", new double[6][5]).build();
    assertThrows(IllegalArgumentException.class, () -> solve(GROMOV, narrow));
  }
}
