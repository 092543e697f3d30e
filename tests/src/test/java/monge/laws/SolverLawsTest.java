package monge.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.parameter.ParameterException;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.problem.GaussianProblem;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.CommonParameters;
import monge.solver.Convergence;
import monge.solver.Cure;
import monge.solver.InfeasibleProblemException;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Laws that hold for every solver there is, on problems whose answers are known or whose symmetries
 * are. A solver that refuses a problem is excused from the law, its capabilities say which laws are
 * its own.
 */
final class SolverLawsTest {

  private static final List<SolverProvider> SOLVERS = SolverRegistry.load().all();

  private static final SolveMonitor CANCELLED =
      new SolveMonitor() {
        @Override
        public boolean isCancelled() {
          return true;
        }

        @Override
        public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
      };

  private static List<DynamicTest> forAll(Consumer<SolverProvider> law) {
    return SOLVERS.stream()
        .map(p -> DynamicTest.dynamicTest(p.descriptor().id(), () -> law.accept(p)))
        .toList();
  }

  private static boolean accepts(SolverProvider provider, TransportProblem problem) {
    return provider.refusal(problem).isEmpty();
  }

  private static Solution solve(SolverProvider provider, TransportProblem problem) {
    return provider.create(provider.defaults()).solve(problem);
  }

  private static double objective(SolverProvider provider, TransportProblem problem) {
    return solve(provider, problem).objective().value();
  }

  /** Gaussian points of equal weight, as many as asked for, from a seed. */
  private static DiscreteMeasure cloud(int n, int dimension, long seed, double shift) {
    Random random = new Random(seed);
    double[][] points = new double[n][dimension];
    for (double[] point : points) {
      for (int k = 0; k < dimension; k++) {
        point[k] = random.nextGaussian() + shift;
      }
    }
    return DiscreteMeasure.uniform(points);
  }

  /** The cloud with its points in three classes, in turn. */
  private static DiscreteMeasure labelled(DiscreteMeasure cloud) {
    int[] labels = new int[cloud.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 3;
    }
    return cloud.withLabels(labels);
  }

  /** Problems of a kind each, so that every solver accepts some. */
  private static List<LinearProblem> ordinary() {
    CostFunction squared = new CostFunction.SquaredEuclidean();
    return List.of(
        LinearProblem.between(labelled(cloud(24, 2, 1, 0)), labelled(cloud(24, 2, 2, 1)), squared),
        LinearProblem.between(cloud(20, 1, 3, 0), cloud(15, 1, 4, 1), squared),
        LinearProblem.between(
            cloud(18, 3, 5, 0), cloud(22, 3, 6, 0.5), new CostFunction.Euclidean()));
  }

  @TestFactory
  List<DynamicTest> describesItself() {
    return forAll(
        p -> {
          var d = p.descriptor();
          for (String text :
              List.of(d.id(), d.name(), d.method(), d.summary(), d.formula(), d.source())) {
            assertFalse(text.isBlank(), "an empty text in the description");
          }
          TransportProblem gaussians =
              new GaussianProblem(
                  new GaussianMeasure(new double[] {0}, new double[][] {{1}}),
                  new GaussianMeasure(new double[] {1}, new double[][] {{2}}));
          assertTrue(
              accepts(p, gaussians) || ordinary().stream().anyMatch(q -> accepts(p, q)),
              "accepts no problem");
          for (ParameterSpec spec : d.parameters()) {
            assertEquals(spec.defaultValue(), spec.checked(spec.defaultValue()), spec.key());
            assertFalse(spec.label().isBlank() || spec.summary().isBlank(), spec.key());
          }
        });
  }

  @TestFactory
  List<DynamicTest> refusesValuesOutOfRange() {
    return forAll(
        p -> {
          for (ParameterSpec spec : p.descriptor().parameters()) {
            Object outside =
                switch (spec) {
                  case ParameterSpec.Real r -> r.leastIncluded() ? r.least() - 1 : r.least();
                  case ParameterSpec.Whole w -> w.least() - 1;
                  case ParameterSpec.Flag _, ParameterSpec.Choice _ -> "neither";
                };
            Object above =
                switch (spec) {
                  case ParameterSpec.Real r when r.most() < Double.MAX_VALUE -> 2 * r.most() + 1;
                  case ParameterSpec.Whole w -> w.most() + 1.0;
                  default -> outside;
                };
            assertThrows(ParameterException.class, () -> p.defaults().with(spec.key(), above));
            ParameterException e =
                assertThrows(
                    ParameterException.class, () -> p.defaults().with(spec.key(), outside));
            assertEquals(spec.key(), e.key());
            String message = String.valueOf(e.getMessage());
            assertTrue(
                message.contains(spec.key()) && message.contains(spec.range()), e.getMessage());
            assertThrows(ParameterException.class, () -> p.defaults().with(spec.key(), Double.NaN));
          }
          assertThrows(ParameterException.class, () -> p.defaults().with("no-such-key", 1));
        });
  }

  @TestFactory
  List<DynamicTest> plansAreNonNegativeAndHaveTheMarginals() {
    return forAll(
        p -> {
          for (LinearProblem problem : ordinary()) {
            if (accepts(p, problem) && solve(p, problem) instanceof PlanSolution s) {
              requirePlan(p, problem, s, 1e-5);
            }
          }
        });
  }

  private static void requirePlan(
      SolverProvider p, LinearProblem problem, PlanSolution s, double tolerance) {
    for (double[] row : s.coupling().toDense()) {
      for (double x : row) {
        assertTrue(x >= 0 && Double.isFinite(x), "an entry of " + x);
      }
    }
    if (p.descriptor().can(Capability.BALANCED) && s.convergence().status().isSuccess()) {
      assertArrayEquals(problem.source().weights(), s.coupling().rowMarginal(), tolerance);
      assertArrayEquals(problem.target().weights(), s.coupling().columnMarginal(), tolerance);
    }
  }

  /** Costs u_i + v_j, and more off a hidden permutation: that permutation is the answer. */
  @TestFactory
  List<DynamicTest> exactSolversFindAPlantedPermutation() {
    return forAll(
        p -> {
          int n = 17;
          Random random = new Random(8);
          int[] hidden = permutation(n, 9);
          double[] u = random.doubles(n).toArray();
          double[] v = random.doubles(n).toArray();
          double[][] cost = new double[n][n];
          double value = 0;
          for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
              cost[i][j] = u[i] + v[j] + (hidden[i] == j ? 0 : 0.1 + random.nextDouble());
            }
            value += cost[i][hidden[i]] / n;
          }
          DiscreteMeasure weights = DiscreteMeasure.ofWeights(DiscreteMeasure.uniformWeights(n));
          LinearProblem problem = LinearProblem.of(weights, weights, DenseGeometry.of(cost));
          if (!p.descriptor().can(Capability.EXACT) || !accepts(p, problem)) {
            return;
          }
          PlanSolution s = (PlanSolution) solve(p, problem);
          assertEquals(value, s.objective().value(), 1e-12);
          for (int i = 0; i < n; i++) {
            assertEquals(1.0 / n, s.coupling().mass(i, hidden[i]), 1e-12);
          }
        });
  }

  private static int[] permutation(int n, long seed) {
    Random random = new Random(seed);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** On a line the sorted order is optimal for every convex cost. */
  @TestFactory
  List<DynamicTest> exactSolversKeepTheOrderOnALine() {
    return forAll(
        p -> {
          DiscreteMeasure from = cloud(30, 1, 11, 0);
          DiscreteMeasure to = cloud(30, 1, 12, 2);
          LinearProblem problem =
              LinearProblem.between(from, to, new CostFunction.SquaredEuclidean());
          if (!p.descriptor().can(Capability.EXACT) || !accepts(p, problem)) {
            return;
          }
          if (!(solve(p, problem) instanceof PlanSolution s)) {
            return;
          }
          double[] x = from.axis(0);
          double[] y = to.axis(0);
          java.util.Arrays.sort(x);
          java.util.Arrays.sort(y);
          double value = 0;
          for (int i = 0; i < x.length; i++) {
            value += (x[i] - y[i]) * (x[i] - y[i]) / x.length;
          }
          assertEquals(value, s.objective().value(), 1e-12);
        });
  }

  @TestFactory
  List<DynamicTest> theDualNeverExceedsThePrimal() {
    return forAll(
        p -> {
          for (LinearProblem problem : ordinary()) {
            if (!accepts(p, problem)) {
              continue;
            }
            Solution s = solve(p, problem);
            if (s.objective().gap().isPresent()) {
              double largest = problem.requireGeometry().largestMagnitude();
              assertTrue(s.objective().gap().getAsDouble() >= -1e-9 * largest, "negative gap");
              if (p.descriptor().can(Capability.EXACT)) {
                assertEquals(0, s.objective().gap().getAsDouble(), 1e-9 * largest);
              }
            }
          }
        });
  }

  @TestFactory
  List<DynamicTest> exchangingTheCloudsTransposesThePlan() {
    return forAll(
        p -> {
          for (LinearProblem problem : ordinary()) {
            if (!p.descriptor().can(Capability.SYMMETRIC)
                || !accepts(p, problem)
                || !accepts(p, problem.swapped())) {
              continue;
            }
            Solution there = solve(p, problem);
            Solution back = solve(p, problem.swapped());
            assertEquals(
                there.objective().value(),
                back.objective().value(),
                1e-6 * (1 + Math.abs(there.objective().value())));
            if (there instanceof PlanSolution s && back instanceof PlanSolution t) {
              double[][] plan = s.coupling().toDense();
              double[][] transposed = t.coupling().toDense();
              for (int i = 0; i < plan.length; i++) {
                for (int j = 0; j < plan[i].length; j++) {
                  assertEquals(plan[i][j], transposed[j][i], 1e-5);
                }
              }
            }
          }
        });
  }

  @TestFactory
  List<DynamicTest> theOrderOfThePointsDoesNotMatter() {
    return forAll(
        p -> {
          for (LinearProblem problem : ordinary()) {
            if (!accepts(p, problem)) {
              continue;
            }
            int[] order = permutation(problem.rows(), 21);
            LinearProblem other =
                LinearProblem.between(
                    problem.source().restrictedTo(order), problem.target(), costOf(problem));
            double expected = objective(p, problem);
            assertEquals(expected, objective(p, other), 1e-5 * (1 + Math.abs(expected)));
            order = permutation(problem.columns(), 22);
            other =
                LinearProblem.between(
                    problem.source(), problem.target().restrictedTo(order), costOf(problem));
            assertEquals(expected, objective(p, other), 1e-5 * (1 + Math.abs(expected)));
          }
        });
  }

  private static CostFunction costOf(LinearProblem problem) {
    return ((monge.cost.PointCloudGeometry) problem.requireGeometry()).costFunction();
  }

  @TestFactory
  List<DynamicTest> movingBothCloudsChangesNothing() {
    return forAll(
        p -> {
          for (LinearProblem problem : ordinary()) {
            if (!accepts(p, problem)) {
              continue;
            }
            LinearProblem moved =
                LinearProblem.between(
                    shifted(problem.source(), 3), shifted(problem.target(), 3), costOf(problem));
            Solution here = solve(p, problem);
            Solution there = solve(p, moved);
            assertEquals(
                here.objective().value(),
                there.objective().value(),
                1e-5 * (1 + Math.abs(here.objective().value())));
          }
        });
  }

  private static DiscreteMeasure shifted(DiscreteMeasure cloud, double by) {
    double[][] points = cloud.points();
    for (double[] point : points) {
      for (int k = 0; k < point.length; k++) {
        point[k] += by;
      }
    }
    DiscreteMeasure moved = DiscreteMeasure.of(points, cloud.weights());
    return cloud.labels().map(moved::withLabels).orElse(moved);
  }

  /** Costs tenfold, with every setting that is measured in them, and the value is tenfold too. */
  @TestFactory
  List<DynamicTest> scalingTheCostScalesTheOptimum() {
    return forAll(
        p -> {
          LinearProblem problem = ordinary().getFirst();
          double[][] cost = problem.requireGeometry().toDense();
          double[][] tenfold = new double[cost.length][cost[0].length];
          for (int i = 0; i < cost.length; i++) {
            for (int j = 0; j < cost[i].length; j++) {
              tenfold[i][j] = 10 * cost[i][j];
            }
          }
          DiscreteMeasure a = labelled(DiscreteMeasure.ofWeights(problem.source().weights()));
          DiscreteMeasure b = labelled(DiscreteMeasure.ofWeights(problem.target().weights()));
          LinearProblem given = LinearProblem.of(a, b, DenseGeometry.of(cost));
          LinearProblem scaled = LinearProblem.of(a, b, DenseGeometry.of(tenfold));
          if (p.descriptor().can(Capability.INTRA_DOMAIN) || !accepts(p, given)) {
            return;
          }
          ParameterValues values = p.defaults();
          for (ParameterSpec spec : values.specs()) {
            if (spec instanceof ParameterSpec.Real r && r.unit().contains("cost")) {
              boolean share = r.unit().contains("share");
              values = values.with(r.key(), values.real(r.key()) * (share ? 1 : 10));
            }
          }
          double expected = 10 * objective(p, given);
          assertEquals(
              expected,
              p.create(values).solve(scaled).objective().value(),
              (p.descriptor().can(Capability.EXACT) ? 1e-12 : 1e-5) * Math.abs(expected));
        });
  }

  @TestFactory
  List<DynamicTest> theSameQuestionGetsTheSameBits() {
    return forAll(
        p -> {
          for (LinearProblem problem : ordinary()) {
            if (!accepts(p, problem)) {
              continue;
            }
            Solution first = solve(p, problem);
            Solution second = solve(p, problem);
            assertEquals(first.objective(), second.objective());
            assertEquals(first.convergence().iterations(), second.convergence().iterations());
            if (first instanceof PlanSolution s && second instanceof PlanSolution t) {
              double[][] again = t.coupling().toDense();
              double[][] once = s.coupling().toDense();
              for (int i = 0; i < once.length; i++) {
                assertArrayEquals(once[i], again[i], "row " + i);
              }
            }
          }
        });
  }

  /** What a progress bar and a replay are drawn from. */
  private static final class Watching implements SolveMonitor {
    private double fraction;
    private int iterations;
    private int last;

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void progress(double done) {
      assertTrue(done >= 0 && done <= 1, "a share of " + done);
      fraction = done;
    }

    @Override
    public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
      assertTrue(point.iteration() >= last, point.iteration() + " after " + last);
      last = point.iteration();
      iterations++;
      if (iterations == 1) {
        for (double mass : snapshot.get().rowMarginal()) {
          assertTrue(mass >= 0 && Double.isFinite(mass), "a row of mass " + mass);
        }
      }
    }
  }

  @TestFactory
  List<DynamicTest> solversThatShowTheirIterationsDo() {
    return forAll(
        p -> {
          for (LinearProblem problem : ordinary()) {
            if (!p.descriptor().can(Capability.SNAPSHOTS) || !accepts(p, problem)) {
              continue;
            }
            Watching watching = new Watching();
            Solution s = p.create(p.defaults()).solve(problem, Start.COLD, watching);
            assertTrue(watching.iterations > 0, "no iteration was shown");
            assertFalse(s.convergence().trace().isEmpty(), "no trace");
            assertTrue(watching.fraction >= 0);
          }
        });
  }

  /** One iteration is rarely enough: then the answer says so and what would help. */
  @TestFactory
  List<DynamicTest> aSpentLimitIsSaidWithItsCure() {
    return forAll(
        p -> {
          ParameterValues one = p.defaults();
          for (String key : List.of(CommonParameters.MAX_ITERATIONS, "outer_iterations")) {
            one = one.has(key) ? one.with(key, 1) : one;
          }
          for (LinearProblem problem : ordinary()) {
            if (!accepts(p, problem)) {
              continue;
            }
            Convergence end = p.create(one).solve(problem).convergence();
            assertTrue(end.reason().matches(".*\\d.*"), "no number in: " + end.reason());
            if (!end.status().isSuccess()) {
              Cure cure = end.cure().orElseThrow(() -> new AssertionError("no advice"));
              assertFalse(cure.sentence().isBlank() || cure.label().isBlank());
              assertFalse(cure.changes().isEmpty(), "a button that changes nothing");
              one.withAll(cure.changes());
            }
          }
        });
  }

  @TestFactory
  List<DynamicTest> aCancelledSolveStillAnswers() {
    return forAll(
        p -> {
          LinearProblem problem =
              LinearProblem.between(
                  labelled(cloud(300, 2, 31, 0)),
                  labelled(cloud(300, 2, 32, 1)),
                  new CostFunction.SquaredEuclidean());
          if (!accepts(p, problem)) {
            return;
          }
          Solution s = p.create(p.defaults()).solve(problem, Start.COLD, CANCELLED);
          // A closed form is done before there is anything to cancel.
          if (!p.descriptor().can(Capability.AFFINE_MAP)) {
            assertEquals(Status.CANCELLED, s.convergence().status());
          }
          assertFalse(Double.isNaN(s.objective().value()), "the best iterate has a value");
        });
  }

  @TestFactory
  List<DynamicTest> oddCloudsAreAnsweredOrRefused() {
    CostFunction squared = new CostFunction.SquaredEuclidean();
    DiscreteMeasure one = DiscreteMeasure.uniform(new double[][] {{1, 2}});
    DiscreteMeasure equal = DiscreteMeasure.uniform(new double[][] {{1, 1}, {1, 1}, {1, 1}});
    DiscreteMeasure zeros =
        DiscreteMeasure.of(new double[][] {{0, 0}, {1, 0}, {5, 5}}, new double[] {0.5, 0.5, 0});
    List<LinearProblem> odd = new ArrayList<>();
    odd.add(LinearProblem.between(one, one, squared));
    odd.add(LinearProblem.between(one, cloud(7, 2, 41, 0), squared));
    odd.add(LinearProblem.between(equal, equal, squared));
    odd.add(LinearProblem.between(equal, cloud(3, 2, 42, 0), squared));
    odd.add(LinearProblem.between(zeros, cloud(4, 2, 43, 0), squared));
    odd.add(LinearProblem.between(zeros, zeros, squared));
    return forAll(
        p -> {
          for (LinearProblem problem : odd) {
            if (accepts(p, problem)) {
              Solution s;
              try {
                s = solve(p, problem);
              } catch (InfeasibleProblemException e) {
                // So few points can be too few for the default settings: that is an answer.
                continue;
              }
              assertFalse(Double.isNaN(s.objective().value()), "the value is NaN");
              if (s instanceof PlanSolution plan) {
                requirePlan(p, problem, plan, 1e-5);
              }
            }
          }
        });
  }
}
