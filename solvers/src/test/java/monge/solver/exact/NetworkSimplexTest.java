package monge.solver.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.diagnostics.DualityGap;
import monge.diagnostics.MarginalError;
import monge.diagnostics.OptimalityCertificate;
import monge.diagnostics.TransportCost;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.solver.InfeasibleProblemException;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.SolverProvider;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;

class NetworkSimplexTest {

  private static final SolverProvider PROVIDER = new NetworkSimplexProvider();
  private static final Solver SOLVER = PROVIDER.create(PROVIDER.defaults());

  private static PlanSolution solve(LinearProblem problem) {
    return (PlanSolution) SOLVER.solve(problem);
  }

  /** Optimal by an independent look at all pairs, to rounding of the costs and weights. */
  private static PlanSolution proven(LinearProblem problem) {
    PlanSolution solution = solve(problem);
    Geometry cost = problem.requireGeometry();
    double scale = Math.max(cost.largestMagnitude(), Double.MIN_NORMAL);
    Potentials potentials = solution.potentials().orElseThrow();
    OptimalityCertificate proof = OptimalityCertificate.of(cost, solution.coupling(), potentials);
    double mass = problem.source().mass();
    assertEquals(Status.OPTIMAL, solution.convergence().status());
    assertTrue(proof.dualViolation() <= 1e-15 * scale, proof::toString);
    assertTrue(Math.abs(proof.complementarySlackness()) <= 1e-14 * scale * mass, proof::toString);
    assertTrue(MarginalError.of(solution.coupling(), problem).total() <= 1e-14 * mass);
    assertTrue(solution.coupling().nonzeros() <= problem.rows() + problem.columns() - 1);
    assertEquals(
        TransportCost.of(cost, solution.coupling()),
        solution.objective().value(),
        1e-14 * scale * mass);
    double dual =
        DualityGap.dual(potentials, problem.source().weights(), problem.target().weights());
    assertEquals(solution.objective().value(), dual, 1e-13 * scale * mass);
    return solution;
  }

  @Test
  void massMustSplit() {
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(new double[][] {{0, 0}, {0, 1}, {0, 2}}),
            DiscreteMeasure.uniform(new double[][] {{1, 0.3}, {1, 1.7}}),
            new CostFunction.SquaredEuclidean());
    PlanSolution solution = proven(problem);
    assertEquals(3.67 / 3, solution.objective().value(), 1e-15);
    assertEquals(Math.sqrt(3.67 / 3), solution.objective().term("W2"), 1e-15);
    double[][] plan = solution.coupling().toDense();
    assertArrayEquals(new double[] {1 / 3.0, 0}, plan[0], 1e-16);
    assertArrayEquals(new double[] {1 / 6.0, 1 / 6.0}, plan[1], 1e-16);
    assertArrayEquals(new double[] {0, 1 / 3.0}, plan[2], 1e-16);
  }

  /** Pairs at a huge cost are as good as forbidden where others are enough. */
  @Test
  void hugeCostsTakeNoDigitsFromSmallOnes() {
    Random random = new Random(3);
    for (int n : new int[] {30, 220}) {
      for (double huge : new double[] {1e6, 1e12, 1e15}) {
        double[][] cost = new double[n][n];
        double[][] forbidden = new double[n][n];
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            boolean allowed = i == j || (7 * i + j) % 5 < 2;
            cost[i][j] = allowed ? random.nextDouble() : huge * (1 + random.nextDouble());
            forbidden[i][j] = allowed ? cost[i][j] : Problems.INF;
          }
        }
        double[] a = n == 30 ? DiscreteMeasure.uniformWeights(n) : Problems.weights(random, n);
        double expected = solve(Problems.matrix(a, a, forbidden)).objective().value();
        PlanSolution s = solve(Problems.matrix(a, a, cost));
        assertEquals(expected, s.objective().value(), 1e-13 * expected, n + ", " + huge);
        assertTrue(s.objective().gap().orElseThrow() <= 1e-13 * expected);
      }
    }
  }

  /** A tenth of either cloud lies far away; nearby squared distances are 1e-12 of those across. */
  @Test
  void farClustersAreMatchedAsWellAsNearOnes() {
    Random random = new Random(5);
    int n = 220;
    int apart = 22;
    double[][] x = new double[n][];
    double[][] y = new double[n][];
    double[][] within = new double[n][n];
    for (int i = 0; i < n; i++) {
      double far = i < apart ? 1e6 : 0;
      x[i] = new double[] {far + random.nextDouble(), random.nextDouble()};
      y[i] = new double[] {far + random.nextDouble(), random.nextDouble()};
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double dx = x[i][0] - y[j][0];
        double dy = x[i][1] - y[j][1];
        within[i][j] = i < apart == j < apart ? dx * dx + dy * dy : Problems.INF;
      }
    }
    for (double[] a : List.of(DiscreteMeasure.uniformWeights(n), Problems.weights(random, n))) {
      double expected = solve(Problems.matrix(a, a, within)).objective().value();
      LinearProblem problem =
          LinearProblem.between(
              DiscreteMeasure.of(x, a),
              DiscreteMeasure.of(y, a),
              new CostFunction.SquaredEuclidean());
      assertEquals(expected, solve(problem).objective().value(), 1e-13 * expected);
    }
  }

  /** Histograms of a picture without some levels: beside 0.1 there are weights of 1e-13. */
  @Test
  void histogramsWithNearlyEmptyBinsAreProven() {
    for (int seed = 0; seed < 8; seed++) {
      Random random = new Random(seed);
      double[] line = new double[256];
      Arrays.setAll(line, i -> i / 255.0);
      proven(Problems.line(line, histogram(random), line, histogram(random)));
    }
  }

  private static double[] histogram(Random random) {
    double[] counts = new double[256];
    Arrays.fill(counts, 1e-9);
    double middle = 60 + 140 * random.nextDouble();
    for (int k = 0; k < 17120; k++) {
      int level = (int) (middle + 15 * random.nextGaussian());
      counts[Math.clamp(level, 0, 255)]++;
    }
    return DiscreteMeasure.ofWeights(counts).normalised().weights();
  }

  @Test
  void soldiersMarchAtSevenHundredAndFifty() {
    double[][] cost = {{2, 3, 6}, {1, 4, 7}, {5, 4, 3}};
    PlanSolution solution =
        proven(Problems.matrix(new double[] {60, 90, 150}, new double[] {120, 90, 90}, cost));
    assertEquals(750, solution.objective().value(), 1e-10);
    double[][] plan = solution.coupling().toDense();
    assertArrayEquals(new double[] {30, 30, 0}, plan[0], 1e-12);
    assertArrayEquals(new double[] {90, 0, 0}, plan[1], 1e-12);
    assertArrayEquals(new double[] {0, 60, 90}, plan[2], 1e-12);
    double[] u = solution.potentials().orElseThrow().f();
    double[] v = solution.potentials().orElseThrow().g();
    assertEquals(3, u[1 - 1] + v[2 - 1], 1e-14);
    assertEquals(1, u[0] - u[1], 1e-14);
    assertEquals(-1, u[0] - u[2], 1e-14);
    PlanSolution oneMore =
        proven(Problems.matrix(new double[] {61, 90, 150}, new double[] {120, 91, 90}, cost));
    assertEquals(753, oneMore.objective().value(), 1e-10);
  }

  @Test
  void randomProblemsAreProven() {
    Random random = new Random(11);
    List<CostFunction> costs =
        List.of(
            new CostFunction.SquaredEuclidean(),
            new CostFunction.Euclidean(),
            new CostFunction.CityBlock(),
            new CostFunction.Chebyshev(),
            new CostFunction.PNorm(3));
    for (int trial = 0; trial < 60; trial++) {
      DiscreteMeasure source =
          Problems.gaussianCloud(random, 1 + random.nextInt(60), random.nextBoolean());
      DiscreteMeasure target =
          Problems.gaussianCloud(random, 1 + random.nextInt(60), random.nextBoolean());
      proven(LinearProblem.between(source, target, costs.get(trial % costs.size())));
    }
  }

  @Test
  void tiesDuplicatesSignsScalesAndOffsetsAreProven() {
    Random random = new Random(12);
    for (int trial = 0; trial < 60; trial++) {
      int n = 1 + random.nextInt(25);
      int m = 1 + random.nextInt(25);
      double[][] cost = new double[n][m];
      for (double[] row : cost) {
        for (int j = 0; j < m; j++) {
          row[j] =
              switch (trial % 5) {
                case 0 -> random.nextInt(4);
                case 1 -> random.nextGaussian() * 7;
                case 2 -> random.nextDouble() * 1e-12;
                case 3 -> 1e9 + random.nextInt(100);
                default -> 0.1 * random.nextInt(3) - 0.1;
              };
        }
      }
      boolean uniform = trial % 2 == 0;
      proven(
          uniform
              ? Problems.uniformMatrix(cost)
              : Problems.matrix(Problems.weights(random, n), Problems.weights(random, m), cost));
    }
  }

  @Test
  void aPlantedPermutationIsFound() {
    Random random = new Random(13);
    int n = 150;
    List<Integer> order = new ArrayList<>(java.util.stream.IntStream.range(0, n).boxed().toList());
    java.util.Collections.shuffle(order, random);
    double[] u = random.doubles(n).toArray();
    double[] v = random.doubles(n).toArray();
    double[][] cost = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        cost[i][j] = u[i] + v[j] + (order.get(i) == j ? 0 : 0.01 + random.nextDouble());
      }
    }
    PlanSolution solution = proven(Problems.uniformMatrix(cost));
    assertEquals(n, solution.coupling().nonzeros());
    for (int i = 0; i < n; i++) {
      assertEquals(1.0 / n, solution.coupling().mass(i, order.get(i)), 1e-18);
    }
  }

  @Test
  void zeroWeightsKeepTheirRowsAndGetFeasiblePrices() {
    Random random = new Random(14);
    double[] a = {0, 0.25, 0, 0.75};
    double[] b = {0.5, 0, 0.5};
    double[][] cost = new double[4][3];
    for (double[] row : cost) {
      Arrays.setAll(row, j -> random.nextDouble());
    }
    PlanSolution solution = proven(Problems.matrix(a, b, cost));
    assertArrayEquals(new double[3], solution.coupling().toDense()[0]);
    assertTrue(Arrays.stream(solution.potentials().orElseThrow().f()).allMatch(Double::isFinite));
    assertTrue(Arrays.stream(solution.potentials().orElseThrow().g()).allMatch(Double::isFinite));
  }

  @Test
  void tinyWeightsKeepTheirMass() {
    double[] a = {1e-13, 1e-9, 1 - 1e-13 - 1e-9};
    double[] b = {0.5, 0.5};
    PlanSolution solution = proven(Problems.matrix(a, b, new double[][] {{0, 1}, {1, 0}, {2, 2}}));
    assertEquals(1e-13, solution.coupling().mass(0, 0), 1e-18);
    assertEquals(1e-9, solution.coupling().mass(1, 1), 1e-18);
  }

  @Test
  void forbiddenPairsAreAvoided() {
    Random random = new Random(15);
    for (int trial = 0; trial < 40; trial++) {
      int n = 2 + random.nextInt(20);
      double[][] cost = new double[n][n];
      // The diagonal and one off-diagonal stay allowed: uniform weights then have a plan.
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          boolean kept = i == j || j == (i + 1) % n || random.nextInt(5) == 0;
          cost[i][j] = kept ? random.nextGaussian() : Problems.INF;
        }
      }
      PlanSolution solution = proven(Problems.uniformMatrix(cost));
      assertTrue(Double.isFinite(solution.objective().value()));
    }
  }

  @Test
  void allowedPairsOfOneCostAreStillChosen() {
    double[][] cost = {{Problems.INF, 2, Problems.INF}, {2, 2, Problems.INF}, {Problems.INF, 2, 2}};
    PlanSolution solution = proven(Problems.uniformMatrix(cost));
    assertEquals(2, solution.objective().value(), 1e-15);
    assertEquals(1 / 3.0, solution.coupling().mass(0, 1), 1e-16);
  }

  @Test
  void anInfeasibleProblemNamesThePointsThatAreStuck() {
    double[][] cost = {{1, Problems.INF, 2}, {3, Problems.INF, 1}, {1, 1, 1}};
    InfeasibleProblemException e =
        assertThrows(
            InfeasibleProblemException.class,
            () ->
                solve(
                    Problems.matrix(
                        new double[] {0.4, 0.4, 0.2}, new double[] {0.3, 0.4, 0.3}, cost)));
    assertEquals(
        "no plan avoids the forbidden pairs: source points 0, 1 hold mass 0.8, the targets allowed"
            + " to them take only 0.6, so 0.2 of the mass has nowhere to go; allow more pairs or"
            + " move weight",
        e.getMessage());
    double[][] lonely = {{Problems.INF, Problems.INF}, {1, 1}};
    assertThrows(InfeasibleProblemException.class, () -> solve(Problems.uniformMatrix(lonely)));
  }

  @Test
  void unequalMassesAreRefused() {
    LinearProblem problem =
        Problems.matrix(new double[] {1}, new double[] {1, 1}, new double[][] {{1, 1}});
    assertTrue(PROVIDER.refusal(problem).orElseThrow().contains("mass 1.0"));
    assertThrows(IllegalArgumentException.class, () -> solve(problem));
  }

  @Test
  void cancelAtAnyMomentLeavesAFeasiblePlan() {
    Random random = new Random(16);
    LinearProblem problem =
        LinearProblem.between(
            Problems.gaussianCloud(random, 60, false),
            Problems.gaussianCloud(random, 50, true),
            new CostFunction.SquaredEuclidean());
    double optimum = solve(problem).objective().value();
    for (int polls : new int[] {0, 1, 30, 61, 100, 125, 150, 300}) {
      int[] left = {polls};
      SolveMonitor monitor =
          new SolveMonitor() {
            @Override
            public boolean isCancelled() {
              return left[0]-- <= 0;
            }

            @Override
            public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
          };
      PlanSolution solution = (PlanSolution) SOLVER.solve(problem, Start.COLD, monitor);
      assertEquals(Status.CANCELLED, solution.convergence().status());
      assertTrue(MarginalError.of(solution.coupling(), problem).total() < 1e-14);
      assertTrue(solution.objective().value() >= optimum);
      assertTrue(solution.potentials().isEmpty());
    }
  }

  @Test
  void snapshotsDescendToTheOptimum() {
    Random random = new Random(17);
    LinearProblem problem =
        LinearProblem.between(
            Problems.gaussianCloud(random, 80, true),
            Problems.gaussianCloud(random, 70, false),
            new CostFunction.Euclidean());
    List<TracePoint> seen = new ArrayList<>();
    List<Coupling> plans = new ArrayList<>();
    PlanSolution solution =
        (PlanSolution)
            SOLVER.solve(
                problem,
                Start.COLD,
                new SolveMonitor() {
                  @Override
                  public boolean isCancelled() {
                    return false;
                  }

                  @Override
                  public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
                    seen.add(point);
                    plans.add(snapshot.get());
                  }
                });
    assertTrue(seen.size() > 10 && seen.size() <= 200, () -> "reports: " + seen.size());
    for (int k = 0; k < plans.size(); k++) {
      assertTrue(MarginalError.of(plans.get(k), problem).total() < 1e-14);
      assertEquals(
          seen.get(k).objective(),
          TransportCost.of(problem.requireGeometry(), plans.get(k)),
          1e-13);
      assertTrue(k == 0 || seen.get(k).objective() <= seen.get(k - 1).objective() + 1e-14);
    }
    assertEquals(solution.objective().value(), seen.getLast().objective(), 1e-14);
    assertEquals(solution.objective().value(), solution.objective().term("W1"));
  }

  @Test
  void anEarlierAnswerGivesTheSameOptimumInFewPivots() {
    Random random = new Random(18);
    for (boolean uniform : new boolean[] {false, true}) {
      DiscreteMeasure source = Problems.gaussianCloud(random, 120, uniform);
      DiscreteMeasure target = Problems.gaussianCloud(random, uniform ? 120 : 110, uniform);
      CostFunction cost = new CostFunction.SquaredEuclidean();
      PlanSolution earlier = solve(LinearProblem.between(source, target, cost));
      double[][] moved = target.points();
      moved[3][0] += 0.4;
      LinearProblem dragged =
          LinearProblem.between(source, DiscreteMeasure.of(moved, target.weights()), cost);
      PlanSolution cold = proven(dragged);
      PlanSolution warm =
          (PlanSolution) SOLVER.solve(dragged, Start.from(earlier), SolveMonitor.NONE);
      assertEquals(cold.objective().value(), warm.objective().value(), 1e-14);
      assertTrue(
          3 * warm.convergence().iterations() < cold.convergence().iterations(),
          () -> warm.convergence().iterations() + " against " + cold.convergence().iterations());
      PlanSolution again =
          (PlanSolution) SOLVER.solve(dragged, Start.from(warm), SolveMonitor.NONE);
      assertEquals(cold.objective().value(), again.objective().value(), 1e-14);
    }
  }

  @Test
  void anEarlierAnswerThatDoesNotFitDoesNoHarm() {
    Random random = new Random(19);
    DiscreteMeasure source = Problems.gaussianCloud(random, 30, false);
    DiscreteMeasure target = Problems.gaussianCloud(random, 30, false);
    CostFunction cost = new CostFunction.Euclidean();
    LinearProblem problem = LinearProblem.between(source, target, cost);
    double optimum = proven(problem).objective().value();
    List<LinearProblem> others =
        List.of(
            LinearProblem.between(target, source, cost),
            LinearProblem.between(source.withWeights(Problems.weights(random, 30)), target, cost),
            LinearProblem.between(Problems.gaussianCloud(random, 9, false), target, cost));
    for (LinearProblem other : others) {
      PlanSolution warm =
          (PlanSolution) SOLVER.solve(problem, Start.from(solve(other)), SolveMonitor.NONE);
      assertEquals(Status.OPTIMAL, warm.convergence().status());
      assertEquals(optimum, warm.objective().value(), 1e-14);
    }
  }

  @Test
  void theReasonStatesTheProof() {
    PlanSolution solution = solve(Problems.uniformMatrix(new double[][] {{0, 1}, {1, 0}}));
    assertEquals("Optimal: no dual violation above 0, gap 0.", solution.convergence().reason());
    assertEquals(0, solution.objective().value());
    assertFalse(solution.convergence().trace().isEmpty());
    assertNotEquals(0, solution.coupling().nonzeros());
  }
}
