package monge.solver.entropic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.solver.InfeasibleProblemException;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;

final class SinkhornTest {

  private static final double NONE = Double.NEGATIVE_INFINITY;

  /** For two points each: P = (p, 1/2 - p; ...) with {@code p / (1/2 - p) = exp(1 / eps)}. */
  @Test
  void twoPointsHaveAClosedForm() {
    LinearProblem problem = matrix(new double[][] {{0, 1}, {1, 0}}, half(), half());
    for (double eps : new double[] {10, 1, 0.1, 0.05}) {
      PlanSolution solution = solve(problem, Map.of("reg", eps));
      double p = 0.5 / (1 + Math.exp(-1 / eps));
      assertEquals(p, solution.coupling().mass(0, 0), 1e-13);
      assertEquals(0.5 - p, solution.coupling().mass(0, 1), 1e-13);
      assertEquals(2 * (0.5 - p), solution.objective().value(), 1e-13);
    }
  }

  @Test
  void hugeRegularisationGivesTheProductPlan() {
    LinearProblem problem = clouds(9, 12, 3, 1);
    Coupling plan = solve(problem, Map.of("reg", 1e9)).coupling();
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 12; j++) {
        assertEquals(
            problem.source().weight(i) * problem.target().weight(j), plan.mass(i, j), 1e-8);
      }
    }
  }

  @Test
  void tinyRegularisationIsTheExactPlanOfTheLine() {
    // Sorted points on the line: the exact plan is the identity.
    double[][] x = {{0}, {1}, {2}, {3}, {4}};
    double[][] y = {{0.1}, {1.3}, {2.2}, {3.1}, {4.4}};
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(x),
            DiscreteMeasure.uniform(y),
            new CostFunction.SquaredEuclidean());
    double largest = problem.requireGeometry().largestMagnitude();
    for (double share : new double[] {1e-3, 1e-4, 1e-6}) {
      PlanSolution solution = solve(problem, Map.of("reg", share * largest));
      assertEquals(Status.CONVERGED, solution.convergence().status());
      for (int i = 0; i < 5; i++) {
        assertEquals(0.2, solution.coupling().mass(i, i), 1e-9);
      }
    }
  }

  @Test
  void everyRegularisationConvergesWithItsCertificate() {
    for (int seed = 0; seed < 6; seed++) {
      LinearProblem problem = clouds(10 + seed, 14, 2, seed);
      double largest = problem.requireGeometry().largestMagnitude();
      for (double share : new double[] {1, 1e-1, 1e-2, 1e-3, 1e-4}) {
        PlanSolution solution = solve(problem, Map.of("reg", share * largest));
        assertEquals(Status.CONVERGED, solution.convergence().status(), "reg share " + share);
        assertTrue(solution.convergence().marginalError() <= 1e-10);
        double gap = solution.objective().gap().orElseThrow();
        assertTrue(Math.abs(gap) <= 1e-11 * largest, "gap " + gap);
      }
    }
  }

  /** {@code <C,P> + eps sum P log P = <f,a> + <g,b>}, and the definition of the other terms. */
  @Test
  void objectiveTermsAreThoseOfThePlan() {
    LinearProblem problem = clouds(8, 11, 2, 4);
    double eps = 0.3;
    PlanSolution solution = solve(problem, Map.of("reg", eps));
    double cost = 0;
    double entropy = 0;
    double divergence = 0;
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 11; j++) {
        double p = solution.coupling().mass(i, j);
        cost += p * problem.requireGeometry().cost(i, j);
        entropy += p * Math.log(p);
        divergence += p * Math.log(p / (problem.source().weight(i) * problem.target().weight(j)));
      }
    }
    assertEquals(cost, solution.objective().value(), 1e-13);
    assertEquals(cost + eps * entropy, solution.objective().term("objective_entropic"), 1e-12);
    assertEquals(cost + eps * divergence, solution.objective().term("objective_kl"), 1e-12);
    assertEquals(
        cost + eps * entropy, solution.objective().dual().orElseThrow(), 1e-12, "no duality gap");
  }

  @Test
  void theFourDomainsAndTheSwitchesAgree() {
    LinearProblem problem = clouds(15, 13, 2, 5);
    double eps = 0.01 * problem.requireGeometry().largestMagnitude();
    double[][] expected = solve(problem, Map.of("reg", eps)).coupling().toDense();
    for (Map<String, Object> settings :
        java.util.List.<Map<String, Object>>of(
            Map.of("domain", "log", "newton", false),
            Map.of("domain", "stabilised", "newton", false),
            Map.of("domain", "plain", "newton", false),
            Map.of("epsilon_scaling", false, "newton", false),
            Map.of("over_relaxation", 1.6, "newton", false))) {
      PlanSolution solution =
          (PlanSolution)
              new SinkhornProvider()
                  .create(
                      new SinkhornProvider()
                          .defaults()
                          .with("reg", eps)
                          .with("tolerance", 1e-12)
                          .with("max_iterations", 100_000)
                          .withAll(settings))
                  .solve(problem);
      assertEquals(Status.CONVERGED, solution.convergence().status(), settings.toString());
      double[][] found = solution.coupling().toDense();
      for (int i = 0; i < 15; i++) {
        assertArrayEquals(expected[i], found[i], 1e-10, settings.toString());
      }
    }
  }

  @Test
  void overRelaxationNeedsFewerIterations() {
    LinearProblem problem = clouds(30, 30, 2, 6);
    double eps = 0.005 * problem.requireGeometry().largestMagnitude();
    Map<String, Object> plain = Map.of("reg", eps, "newton", false);
    Map<String, Object> relaxed = Map.of("reg", eps, "newton", false, "over_relaxation", 1.7);
    assertTrue(
        2 * solve(problem, relaxed).convergence().iterations()
            < solve(problem, plain).convergence().iterations());
  }

  @Test
  void pointsOfZeroWeightCarryNothing() {
    LinearProblem with =
        matrix(
            new double[][] {{1, 9, 2}, {7, 7, 7}, {3, 9, 1}},
            new double[] {0.5, 0, 0.5},
            new double[] {0.5, 0, 0.5});
    LinearProblem without = matrix(new double[][] {{1, 2}, {3, 1}}, half(), half());
    PlanSolution a = solve(with, Map.of("reg", 0.5));
    PlanSolution b = solve(without, Map.of("reg", 0.5));
    assertEquals(b.coupling().mass(0, 1), a.coupling().mass(0, 2), 1e-14);
    assertArrayEquals(new double[3], a.coupling().toDense()[1]);
    assertEquals(NONE, a.potentials().orElseThrow().f()[1]);
    assertEquals(NONE, a.potentials().orElseThrow().g()[1]);
    assertEquals(b.objective().value(), a.objective().value(), 1e-14);
  }

  @Test
  void transportToItselfIsSymmetric() {
    double[][] x = clouds(12, 12, 2, 7).source().points();
    DiscreteMeasure measure = DiscreteMeasure.uniform(x);
    LinearProblem problem =
        LinearProblem.between(measure, measure, new CostFunction.SquaredEuclidean());
    double[][] p = solve(problem, Map.of("reg", 0.02)).coupling().toDense();
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        assertEquals(p[j][i], p[i][j], 1e-12);
      }
    }
  }

  /** At exp(-C/eps) far below rounding the marginals no longer tell f from g: symmetry does. */
  @Test
  void potentialsBetweenEqualCloudsAreEqual() {
    DiscreteMeasure cloud = clouds(15, 1, 2, 3).source();
    LinearProblem same = LinearProblem.between(cloud, cloud, new CostFunction.SquaredEuclidean());
    PlanSolution solution = solve(same, Map.of("reg", 0.02));
    assertEquals(Status.CONVERGED, solution.convergence().status());
    Potentials duals = solution.potentials().orElseThrow();
    assertArrayEquals(duals.f(), duals.g(), 1e-9);
  }

  @Test
  void forbiddenPairsStayEmpty() {
    double inf = Double.POSITIVE_INFINITY;
    LinearProblem problem =
        matrix(new double[][] {{inf, 1, 2}, {1, inf, 1}, {2, 1, inf}}, third(), third());
    PlanSolution solution = solve(problem, Map.of("reg", 0.2));
    assertEquals(Status.CONVERGED, solution.convergence().status());
    for (int i = 0; i < 3; i++) {
      assertEquals(0, solution.coupling().mass(i, i));
    }
  }

  @Test
  void forbiddenPairsThatLeaveNoPlanAreSeen() {
    double inf = Double.POSITIVE_INFINITY;
    LinearProblem noPartner = matrix(new double[][] {{inf, inf}, {1, 2}}, half(), half());
    assertThrows(InfeasibleProblemException.class, () -> solve(noPartner, Map.of("reg", 0.2)));
    // Two rows share one column of half the mass.
    LinearProblem tooNarrow =
        matrix(new double[][] {{1, inf, inf}, {1, inf, inf}, {1, 1, 1}}, third(), third());
    assertThrows(InfeasibleProblemException.class, () -> solve(tooNarrow, Map.of("reg", 0.2)));
  }

  @Test
  void theIterationLimitIsSaidWithACure() {
    PlanSolution solution = solve(clouds(20, 20, 2, 8), Map.of("reg", 0.01, "max_iterations", 3));
    assertEquals(Status.ITERATION_LIMIT, solution.convergence().status());
    assertEquals(3, solution.convergence().iterations());
    assertTrue(solution.convergence().reason().contains("after 3 iterations"));
    assertEquals(1003, solution.convergence().cure().orElseThrow().changes().get("max_iterations"));
  }

  @Test
  void thePlainDomainIsRefusedWhereItUnderflows() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                solve(
                    matrix(new double[][] {{1, 2}, {2, 1}}, half(), half()),
                    Map.of("reg", 1e-3, "domain", "plain")));
    assertTrue(String.valueOf(e.getMessage()).contains("use the log domain"), e.toString());
  }

  @Test
  void cancelReturnsTheIterateAtHand() {
    AtomicInteger reports = new AtomicInteger();
    SolveMonitor monitor =
        new SolveMonitor() {
          @Override
          public boolean isCancelled() {
            return reports.get() >= 5;
          }

          @Override
          public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
            reports.incrementAndGet();
            assertEquals(20, snapshot.get().rows());
          }
        };
    SinkhornProvider provider = new SinkhornProvider();
    PlanSolution solution =
        (PlanSolution)
            provider
                .create(provider.defaults().with("reg", 1e-3))
                .solve(clouds(20, 20, 2, 9), Start.COLD, monitor);
    assertEquals(Status.CANCELLED, solution.convergence().status());
    assertEquals(5, solution.convergence().iterations());
    assertTrue(solution.objective().terms().values().stream().allMatch(Double::isFinite));
    assertTrue(Double.isFinite(solution.convergence().marginalError()));
  }

  @Test
  void aWarmStartFromTheAnswerIsDoneAtOnceAndSolvesAreRepeatable() {
    LinearProblem problem = clouds(25, 30, 2, 10);
    SinkhornProvider provider = new SinkhornProvider();
    ParameterValues settings = provider.defaults().with("reg", 0.02);
    PlanSolution cold = (PlanSolution) provider.create(settings).solve(problem);
    PlanSolution warm =
        (PlanSolution)
            provider.create(settings).solve(problem, Start.from(cold), SolveMonitor.NONE);
    assertTrue(warm.convergence().iterations() <= 3);
    PlanSolution again = (PlanSolution) provider.create(settings).solve(problem);
    assertArrayEquals(cold.potentials().orElseThrow().f(), again.potentials().orElseThrow().f(), 0);
  }

  @Test
  void largerThanTheCacheAgreesWithTheSmallVersion() {
    // 330 x 400 entries run in vector code, the comparison in the stored kernel.
    LinearProblem problem = clouds(330, 400, 2, 11);
    double eps = 0.05 * problem.requireGeometry().largestMagnitude();
    PlanSolution vector = solve(problem, Map.of("reg", eps, "newton", false));
    PlanSolution stored =
        solve(problem, Map.of("reg", eps, "newton", false, "domain", "stabilised"));
    assertEquals(vector.objective().value(), stored.objective().value(), 1e-9);
    double[] r = vector.coupling().rowMarginal();
    double[] c = vector.coupling().columnMarginal();
    assertArrayEquals(problem.source().weights(), r, 1e-9);
    assertArrayEquals(problem.target().weights(), c, 1e-9);
  }

  /**
   * Clouds large enough for a start on cells, in every shape: the plan is the plain iteration's.
   */
  @Test
  void theFastWayAndThePlainOneAgree() {
    for (int dimension : new int[] {1, 4}) {
      LinearProblem problem = clouds(430, 410, dimension, 12 + dimension);
      double eps = 0.04 * problem.requireGeometry().largestMagnitude();
      PlanSolution fast = solve(problem, Map.of("reg", eps));
      PlanSolution plain = solve(problem, Map.of("reg", eps, "newton", false, "tolerance", 1e-12));
      assertEquals(Status.CONVERGED, fast.convergence().status());
      assertTrue(
          2 * fast.convergence().iterations() < plain.convergence().iterations(),
          fast.convergence().iterations() + " against " + plain.convergence().iterations());
      assertEquals(plain.objective().value(), fast.objective().value(), 1e-7 * eps);
      double[] f = plain.potentials().orElseThrow().f();
      assertArrayEquals(f, fast.potentials().orElseThrow().f(), 1e-6 * eps);
    }
  }

  /** Above four million pairs of near points no matrix is kept; a cost matrix given is. */
  @Test
  void largeCloudsWithoutAMatrixAgreeWithTheirMatrix() {
    LinearProblem clouds = clouds(2050, 2000, 2, 21);
    LinearProblem matrix =
        LinearProblem.of(
            clouds.source(), clouds.target(), DenseGeometry.of(clouds.requireGeometry().toDense()));
    Map<String, Object> settings =
        Map.of("reg", 0.003 * clouds.requireGeometry().largestMagnitude());
    PlanSolution without = solve(clouds, settings);
    PlanSolution with = solve(matrix, settings);
    assertEquals(Status.CONVERGED, without.convergence().status());
    assertEquals(with.objective().value(), without.objective().value(), 1e-8);
    assertEquals(
        with.objective().dual().orElseThrow(), without.objective().dual().orElseThrow(), 1e-9);
    assertEquals(0, without.objective().gap().orElseThrow(), 1e-8);
    double[] c = without.coupling().columnMarginal();
    double error = 0;
    for (int j = 0; j < c.length; j++) {
      error += Math.abs(c[j] - clouds.target().weight(j));
    }
    assertEquals(error, without.convergence().targetError(), 1e-12);
    assertArrayEquals(clouds.source().weights(), without.coupling().rowMarginal(), 1e-13);
  }

  /** Asked at any moment, also on the coarser clouds, a solve without a matrix stops. */
  @Test
  void largeCloudsStop() {
    LinearProblem problem = clouds(2050, 2000, 2, 22);
    SinkhornProvider provider = new SinkhornProvider();
    for (int allowed : new int[] {0, 100, 300}) {
      AtomicInteger asked = new AtomicInteger();
      SolveMonitor monitor =
          new SolveMonitor() {
            @Override
            public boolean isCancelled() {
              return asked.incrementAndGet() > allowed;
            }

            @Override
            public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
          };
      PlanSolution solution =
          (PlanSolution)
              provider
                  .create(provider.defaults().with("reg", 0.03))
                  .solve(problem, Start.COLD, monitor);
      assertEquals(Status.CANCELLED, solution.convergence().status());
      assertTrue(asked.get() <= allowed + 20, asked + " times asked");
      assertTrue(solution.objective().terms().values().stream().allMatch(Double::isFinite));
    }
  }

  private static PlanSolution solve(LinearProblem problem, Map<String, ?> settings) {
    SinkhornProvider provider = new SinkhornProvider();
    return (PlanSolution) provider.create(provider.defaults().withAll(settings)).solve(problem);
  }

  private static double[] half() {
    return new double[] {0.5, 0.5};
  }

  private static double[] third() {
    return DiscreteMeasure.uniformWeights(3);
  }

  private static LinearProblem matrix(double[][] costs, double[] a, double[] b) {
    return LinearProblem.of(
        DiscreteMeasure.ofWeights(a), DiscreteMeasure.ofWeights(b), DenseGeometry.of(costs));
  }

  private static LinearProblem clouds(int n, int m, int d, int seed) {
    Random random = new Random(seed);
    return LinearProblem.between(
        cloud(random, n, d, 0), cloud(random, m, d, 0.7), new CostFunction.SquaredEuclidean());
  }

  private static DiscreteMeasure cloud(Random random, int n, int d, double shift) {
    double[][] points = new double[n][d];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        points[i][k] = random.nextGaussian() + shift;
      }
      weights[i] = 0.1 + random.nextDouble();
    }
    return DiscreteMeasure.of(points, weights).normalised();
  }
}
