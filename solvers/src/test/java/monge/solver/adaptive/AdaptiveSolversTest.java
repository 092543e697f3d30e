package monge.solver.adaptive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.diagnostics.MarginalError;
import monge.diagnostics.TransportCost;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.solver.InfeasibleProblemException;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;

final class AdaptiveSolversTest {

  private static final List<SolverProvider> OF_ROWS =
      List.of(new EotariSourceProvider(), new QotariSourceProvider());

  private static LinearProblem problem(int n, int m, long seed) {
    Random random = new Random(seed);
    return LinearProblem.between(
        cloud(random, n, 0), cloud(random, m, 1), new CostFunction.SquaredEuclidean());
  }

  private static DiscreteMeasure cloud(Random random, int n, double shift) {
    double[][] points = new double[n][2];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      points[i][0] = random.nextGaussian() + shift;
      points[i][1] = random.nextGaussian();
      weights[i] = 0.2 + random.nextDouble();
    }
    return DiscreteMeasure.of(points, weights).normalised();
  }

  private static PlanSolution solve(
      SolverProvider provider, LinearProblem problem, Map<String, ?> settings) {
    return (PlanSolution) provider.create(provider.defaults().withAll(settings)).solve(problem);
  }

  private static double[] field(PlanSolution solution, String key) {
    return solution.fields().stream()
        .filter(f -> f.key().equals(key))
        .map(PointField::values)
        .findFirst()
        .orElseThrow();
  }

  /** {@code P_ij = psi*'((f_i + g_j - C_ij) / eps_i)} on active rows; complementary elsewhere. */
  @Test
  void theAnswerMeetsTheOptimalityConditions() {
    for (SolverProvider provider : OF_ROWS) {
      boolean entropic = provider instanceof EotariSourceProvider;
      LinearProblem problem = problem(12, 30, 4);
      PlanSolution solution = solve(provider, problem, Map.of("xi_source", 3.5));
      assertEquals(Status.CONVERGED, solution.convergence().status());
      assertEquals(0, solution.objective().gap().orElseThrow(), 1e-9);
      Potentials duals = solution.potentials().orElseThrow();
      double[] eps = field(solution, "eps");
      double[] perplexity = field(solution, "row_perplexity");
      for (int i = 0; i < eps.length; i++) {
        assertTrue(perplexity[i] >= 3.5 * (1 - 1e-8), "perplexity " + perplexity[i]);
        for (int j = 0; j < 30; j++) {
          double mass = solution.coupling().mass(i, j);
          double slack = duals.f()[i] + duals.g()[j] - problem.requireGeometry().cost(i, j);
          if (eps[i] > 1e-3) {
            double y = slack / eps[i];
            assertEquals(entropic ? Math.exp(y) : Math.max(0, y), mass, 1e-8);
          } else if (eps[i] == 0) {
            assertTrue(slack <= 1e-7, "a bound violated by " + slack);
            assertEquals(0, mass * slack, 1e-8);
          }
        }
      }
    }
  }

  @Test
  void exchangedCloudsExchangeTheSides() {
    LinearProblem problem = problem(11, 17, 5);
    double rows =
        solve(new EotariTargetProvider(), problem, Map.of("xi_target", 4.0)).objective().value();
    double columns =
        solve(new EotariSourceProvider(), problem.swapped(), Map.of("xi_source", 4.0))
            .objective()
            .value();
    assertEquals(columns, rows, 1e-9);
    Map<String, Double> both = Map.of("xi_source", 2.5, "xi_target", 4.0);
    Map<String, Double> exchanged = Map.of("xi_source", 4.0, "xi_target", 2.5);
    assertEquals(
        solve(new QotariBothProvider(), problem, both).objective().value(),
        solve(new QotariBothProvider(), problem.swapped(), exchanged).objective().value(),
        1e-9);
  }

  @Test
  void perplexityOneIsTheLinearProgramAndTheLargestIsTheProduct() {
    LinearProblem problem = problem(8, 8, 6);
    double least = Double.POSITIVE_INFINITY;
    for (SolverProvider provider : OF_ROWS) {
      double exact = solve(provider, problem, Map.of("xi_source", 1)).objective().value();
      assertTrue(Double.isInfinite(least) || Math.abs(exact - least) < 1e-9);
      least = exact;
      Regulariser psi =
          provider instanceof EotariSourceProvider ? Regulariser.ENTROPIC : Regulariser.QUADRATIC;
      double most = psi.perplexityOf(problem.target().weights());
      PlanSolution product = solve(provider, problem, Map.of("xi_source", most));
      assertEquals(Status.OPTIMAL, product.convergence().status());
      assertEquals(
          problem.source().weight(2) * problem.target().weight(3),
          product.coupling().mass(2, 3),
          1e-15);
      InfeasibleProblemException refused =
          assertThrows(
              InfeasibleProblemException.class,
              () -> solve(provider, problem, Map.of("xi_source", 1.01 * most)));
      assertTrue(String.valueOf(refused.getMessage()).contains("infeasible"));
    }
  }

  @Test
  void aStoppedSolveAnswersWithThePlanAtHand() {
    double[] a = {0.2, 0, 0.2, 0.2, 0.2, 0.2};
    double[] b = {0.2, 0.2, 0, 0.4, 0.1, 0.1};
    Random random = new Random(21);
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.of(
                random.doubles(6).mapToObj(x -> new double[] {x}).toArray(double[][]::new), a),
            DiscreteMeasure.of(
                random.doubles(6).mapToObj(x -> new double[] {x}).toArray(double[][]::new), b),
            new CostFunction.SquaredEuclidean());
    for (SolverProvider provider :
        List.of(
            new EotariSourceProvider(),
            new EotariTargetProvider(),
            new QotariBothProvider(),
            new SmoothL2Provider())) {
      for (int after : new int[] {0, 3}) {
        int[] seen = {0};
        SolveMonitor monitor =
            new SolveMonitor() {
              @Override
              public boolean isCancelled() {
                return seen[0] >= after;
              }

              @Override
              public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
                seen[0]++;
              }
            };
        PlanSolution stopped =
            (PlanSolution) provider.create(provider.defaults()).solve(problem, Start.COLD, monitor);
        assertEquals(Status.CANCELLED, stopped.convergence().status());
        assertEquals(after, stopped.convergence().iterations());
        Coupling plan = stopped.coupling();
        assertEquals(
            TransportCost.of(problem.requireGeometry(), plan), stopped.objective().value(), 1e-12);
        assertEquals(0, MarginalError.of(plan, problem).total(), 1e-10);
        assertEquals(plan.mass(2, 3), plan.toDense()[2][3]);
        if (after > 0 && !(provider instanceof SmoothL2Provider)) {
          double[] perplexities = field(stopped, "row_perplexity");
          for (int i = 0; i < 6; i++) {
            double xi = perplexities[i];
            assertTrue(a[i] == 0 ? Double.isNaN(xi) : xi >= 1 && xi <= 6 + 1e-9, "at " + i + xi);
          }
        }
      }
    }
  }

  @Test
  void pointsOfZeroWeightGetNothing() {
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.of(new double[][] {{0, 0}, {1, 0}, {9, 9}}, new double[] {0.5, 0.5, 0}),
            DiscreteMeasure.uniform(new double[][] {{0, 1}, {1, 1}, {2, 1}, {3, 1}}),
            new CostFunction.Euclidean());
    PlanSolution solution = solve(new EotariBothProvider(), problem, Map.of("xi_target", 1.5));
    assertEquals(0, solution.coupling().rowMarginal()[2]);
    assertTrue(Double.isNaN(field(solution, "row_perplexity")[2]));
    assertTrue(field(solution, "row_perplexity")[0] >= 3 - 1e-6);
  }

  /** {@code P = (f + g - C)^+ / reg} exactly, and as sparse as that says. */
  @Test
  void quadraticPlansAreSparseAndExact() {
    LinearProblem problem = problem(20, 25, 7);
    for (double reg : new double[] {1e-3, 1, 1e4}) {
      PlanSolution solution = solve(new SmoothL2Provider(), problem, Map.of("reg", reg));
      assertEquals(Status.CONVERGED, solution.convergence().status());
      assertEquals(0, solution.convergence().marginalError(), 1e-11);
      assertEquals(0, solution.objective().gap().orElseThrow(), 1e-10);
      Potentials duals = solution.potentials().orElseThrow();
      for (int i = 0; i < 20; i++) {
        for (int j = 0; j < 25; j++) {
          double y = duals.f()[i] + duals.g()[j] - problem.requireGeometry().cost(i, j);
          assertEquals(Math.max(0, y) / reg, solution.coupling().mass(i, j), 1e-11);
        }
      }
    }
  }

  @Test
  void averagesAreReachedAndCostNoMoreThanBoundsOnEveryRow() {
    LinearProblem problem = problem(16, 20, 8);
    List<SolverProvider> averages = List.of(new EotPerplexityProvider(), new QotNormProvider());
    for (int k = 0; k < 2; k++) {
      PlanSolution mean = solve(averages.get(k), problem, Map.of("xi", 4.0));
      assertEquals(4, mean.objective().term("mean_perplexity"), 1e-8);
      PlanSolution bound = solve(averages.get(k), problem, Map.of("xi", 4.0, "average", "bound"));
      assertEquals(4, bound.objective().term("bound_perplexity"), 1e-8);
      PlanSolution everyRow = solve(OF_ROWS.get(k), problem, Map.of("xi_source", 4.0));
      assertTrue(everyRow.objective().value() >= bound.objective().value() - 1e-9);
      double[] perplexities = field(mean, "row_perplexity");
      assertTrue(Arrays.stream(perplexities).min().orElseThrow() < 3.9, "some row starves");
    }
  }

  /** The exact plan already spreads more than asked for: the temperature is 0. */
  @Test
  void anAverageBelowThatOfTheExactPlanIsInactive() {
    PlanSolution solution =
        solve(new EotPerplexityProvider(), problem(4, 30, 9), Map.of("xi", 1.5));
    assertEquals(Status.CONVERGED, solution.convergence().status());
    assertEquals(0, solution.objective().term("eps"));
    assertTrue(solution.coupling().nonzeros() <= 33);
    PlanSolution one = solve(new QotNormProvider(), problem(4, 30, 9), Map.of("xi", 1));
    assertEquals(0, one.objective().term("eps"));
  }

  /**
   * At a sigma below the least temperature the projection is the cheapest plan, above it is not.
   */
  @Test
  void dykstrasProjectionsAreExactWhereTheyCertifyIt() {
    double[][] x = new double[10][];
    double[][] y = new double[10][];
    for (int t = 0; t < 9; t++) {
      x[t] = new double[] {(t % 3 - 1) / 2.0, (t / 3 - 1) / 2.0};
      y[t] = new double[] {x[t][0] + 0.13, x[t][1] + 2.1};
    }
    x[9] = new double[] {4, 0};
    y[9] = new double[] {4.2, 2};
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(x),
            DiscreteMeasure.uniform(y),
            new CostFunction.SquaredEuclidean());
    for (SolverProvider provider : OF_ROWS) {
      PlanSolution exact = solve(provider, problem, Map.of("xi_source", 3.0));
      double least = Arrays.stream(field(exact, "eps")).min().orElseThrow();
      assertTrue(least > 1e-3, "all bounds are active");
      PlanSolution projected =
          solve(
              provider,
              problem,
              Map.of("xi_source", 3.0, "method", "dykstra", "sigma", least / 2, "sweeps", 50_000));
      assertEquals(
          Status.CONVERGED, projected.convergence().status(), projected.convergence().reason());
      assertEquals(exact.objective().value(), projected.objective().value(), 1e-5);
      PlanSolution blurred =
          solve(
              provider,
              problem,
              Map.of("xi_source", 3.0, "method", "dykstra", "sigma", 100 * least));
      assertEquals(Status.STALLED, blurred.convergence().status());
      assertTrue(blurred.objective().value() > exact.objective().value());
    }
  }

  /** On a lattice with cityblock costs many plans are optimal, and the last steps lose digits. */
  @Test
  void boundsHoldWhereManyPlansAreOptimal() {
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.of(
                    new double[][] {{0, 0}, {2, 2}, {0, 2}, {1, 2}}, new double[] {7, 6, 2, 5})
                .normalised(),
            DiscreteMeasure.of(
                    new double[][] {{1, 0}, {0, 1}, {0, 2}, {2, 1}},
                    new double[] {1.25, 8.75, 5, 5})
                .normalised(),
            new CostFunction.CityBlock());
    for (SolverProvider provider : OF_ROWS) {
      PlanSolution solution = solve(provider, problem, Map.of("xi_source", 1.7));
      assertEquals(Status.CONVERGED, solution.convergence().status());
      assertEquals(0, solution.objective().gap().orElseThrow(), 1e-7);
      double least = Arrays.stream(field(solution, "row_perplexity")).min().orElseThrow();
      assertTrue(least >= 1.7 * (1 - 1e-6), "perplexity " + least);
    }
  }

  /** A light row holds little in all of its entries: none of them counts as nothing for that. */
  @Test
  void lightRowsKeepTheirEntries() {
    DiscreteMeasure source = cloud(new Random(8), 9, 0);
    double[] weights = source.weights();
    weights[3] = 1e-10;
    weights[7] = 1e-9;
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.of(source.points(), weights).normalised(),
            cloud(new Random(9), 11, 1),
            new CostFunction.SquaredEuclidean());
    PlanSolution solution = solve(new QotariSourceProvider(), problem, Map.of("xi_source", 2.5));
    assertEquals(Status.CONVERGED, solution.convergence().status());
    double least = Arrays.stream(field(solution, "row_perplexity")).min().orElseThrow();
    assertTrue(least >= 2.5 * (1 - 1e-6), "perplexity " + least);
  }

  /** Many plans are exact: that of temperature 0 has a larger perplexity than is asked for. */
  @Test
  void anAverageThatEveryTemperatureExceedsIsAnsweredAtZero() {
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.of(
                new double[][] {{-0.4274702837527856, 0.1452}, {-0.4274702837527856, 0.1452}},
                new double[] {0.4657274455237956, 0.5342725544762045}),
            DiscreteMeasure.of(
                new double[][] {
                  {-1.1292, 0.2706},
                  {-1.1292, 0.2706},
                  {0.2526, -0.5967},
                  {1.6782, -1.0412},
                  {0.013, 0.3373}
                },
                new double[] {0.1842, 0.17846, 0.209115, 0.196287, 0.231938}),
            new CostFunction.Euclidean());
    PlanSolution solution = solve(new QotNormProvider(), problem, Map.of("xi", 4.16));
    assertEquals(Status.CONVERGED, solution.convergence().status());
    assertTrue(solution.objective().term("mean_perplexity") > 4.9);
  }
}
