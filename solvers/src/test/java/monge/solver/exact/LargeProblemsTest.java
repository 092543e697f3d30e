package monge.solver.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.diagnostics.MarginalError;
import monge.diagnostics.OptimalityCertificate;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.SolverProvider;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;

/** Problems large enough for prices of coarser problems, matching and merged points. */
class LargeProblemsTest {

  private static final SolverProvider PROVIDER = new NetworkSimplexProvider();
  private static final Solver SOLVER = PROVIDER.create(PROVIDER.defaults());
  private static final CostFunction SQUARED = new CostFunction.SquaredEuclidean();

  @Test
  void answersAreThoseOfThePlainSimplexMethod() {
    Random random = new Random(31);
    List<CostFunction> costs =
        List.of(SQUARED, new CostFunction.Euclidean(), new CostFunction.CityBlock());
    for (CostFunction cost : costs) {
      DiscreteMeasure source = Problems.gaussianCloud(random, 230, false);
      DiscreteMeasure target = Problems.gaussianCloud(random, 210, false);
      agrees(LinearProblem.between(source, target, cost));
      agrees(
          LinearProblem.between(
              Problems.gaussianCloud(random, 220, true),
              Problems.gaussianCloud(random, 220, true),
              cost));
    }
    agrees(
        LinearProblem.between(
            Problems.gaussianCloud(random, 20, false),
            Problems.gaussianCloud(random, 2100, true),
            SQUARED));
  }

  @Test
  void tiesDoNoHarm() {
    Random random = new Random(32);
    int side = 15;
    double[][] lattice = new double[side * side][];
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = new double[] {i % side, i / side};
    }
    double[][] shifted =
        Arrays.stream(lattice).map(p -> new double[] {p[0] + 3, p[1]}).toArray(double[][]::new);
    double[][] few =
        IntStream.range(0, lattice.length)
            .mapToObj(_ -> new double[] {random.nextInt(7), random.nextInt(4)})
            .toArray(double[][]::new);
    double[][] same = new double[lattice.length][2];
    for (double[][] x : List.of(lattice, few, same)) {
      for (double[][] y : List.of(lattice, shifted, few, same)) {
        agrees(between(x, DiscreteMeasure.uniformWeights(x.length), y));
        agrees(between(x, Problems.weights(random, x.length), y));
      }
    }
  }

  /** Much mass must change its cluster: shortest paths become long, and look at whole rows. */
  @Test
  void clustersFarApart() {
    Random random = new Random(36);
    for (int d : new int[] {2, 3}) {
      double[][] x = new double[240][d];
      double[][] y = new double[240][d];
      for (int i = 0; i < x.length; i++) {
        double left = 40 * random.nextInt(4);
        double right = 13 + 40 * (random.nextInt(9) / 3);
        Arrays.setAll(x[i], k -> (k == 0 ? left : 0) + random.nextGaussian());
        Arrays.setAll(y[i], k -> (k == 0 ? right : 0) + random.nextGaussian());
      }
      LinearProblem uniform = between(x, DiscreteMeasure.uniformWeights(x.length), y);
      agrees(uniform);
      agrees(Problems.uniformMatrix(uniform.requireGeometry().toDense()));
    }
  }

  @Test
  void pointsInThreeAndSixDimensionsAndGivenCosts() {
    Random random = new Random(33);
    for (int d : new int[] {1, 3, 6}) {
      double[][] x = new double[210][d];
      double[][] y = new double[210][d];
      for (int i = 0; i < x.length; i++) {
        Arrays.setAll(x[i], _ -> random.nextGaussian());
        Arrays.setAll(y[i], _ -> 1e3 + random.nextInt(9));
      }
      LinearProblem uniform = between(x, DiscreteMeasure.uniformWeights(x.length), y);
      agrees(uniform);
      agrees(between(x, Problems.weights(random, x.length), y));
      agrees(Problems.uniformMatrix(uniform.requireGeometry().toDense()));
    }
    double[][] signed = new double[205][205];
    for (double[] row : signed) {
      Arrays.setAll(row, _ -> random.nextInt(9) == 0 ? random.nextInt(3) - 1 : -0.3);
    }
    agrees(Problems.uniformMatrix(signed));
  }

  @Test
  void cancelAtAnyMomentLeavesAFeasiblePlan() {
    Random random = new Random(34);
    DiscreteMeasure target = Problems.gaussianCloud(random, 220, true);
    for (boolean uniform : new boolean[] {false, true}) {
      LinearProblem problem =
          LinearProblem.between(Problems.gaussianCloud(random, 220, uniform), target, SQUARED);
      for (int polls : new int[] {0, 1, 40, 200, 300, 400, 600, 800}) {
        int[] left = {polls};
        PlanSolution solution =
            (PlanSolution)
                SOLVER.solve(
                    problem,
                    Start.COLD,
                    new SolveMonitor() {
                      @Override
                      public boolean isCancelled() {
                        return left[0]-- <= 0;
                      }

                      @Override
                      public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
                        assertTrue(MarginalError.of(snapshot.get(), problem).total() < 1e-13);
                      }
                    });
        assertEquals(Status.CANCELLED, solution.convergence().status());
        assertTrue(MarginalError.of(solution.coupling(), problem).total() < 1e-13);
      }
    }
  }

  private static LinearProblem between(double[][] x, double[] a, double[][] y) {
    return LinearProblem.between(DiscreteMeasure.of(x, a), DiscreteMeasure.uniform(y), SQUARED);
  }

  private static void agrees(LinearProblem problem) {
    PlanSolution solution = (PlanSolution) SOLVER.solve(problem);
    Geometry geometry = problem.requireGeometry();
    double scale = Math.max(geometry.largestMagnitude(), Double.MIN_NORMAL);
    assertEquals(Status.OPTIMAL, solution.convergence().status());
    assertEquals(plainOptimum(problem), solution.objective().value(), 1e-12 * scale);
    OptimalityCertificate proof =
        OptimalityCertificate.of(
            geometry, solution.coupling(), solution.potentials().orElseThrow());
    assertTrue(proof.dualViolation() <= 1e-14 * scale, proof::toString);
    assertTrue(Math.abs(proof.complementarySlackness()) <= 1e-12 * scale, proof::toString);
    assertTrue(MarginalError.of(solution.coupling(), problem).total() <= 1e-13);
    assertTrue(solution.coupling().nonzeros() <= problem.rows() + problem.columns() - 1);
    PlanSolution again = (PlanSolution) SOLVER.solve(problem);
    assertArrayEquals(
        solution.potentials().orElseThrow().f(), again.potentials().orElseThrow().f(), 0);
  }

  private static double plainOptimum(LinearProblem problem) {
    IntegerWeights weights =
        IntegerWeights.of(problem.source().weights(), problem.target().weights());
    CostRows costs =
        new CostRows(
            problem.requireGeometry(),
            IntStream.range(0, problem.rows()).toArray(),
            IntStream.range(0, problem.columns()).toArray());
    costs.prepare(() -> false);
    TransportBasis basis = new TransportBasis(problem.rows(), problem.columns());
    GreedyBasis.build(basis, costs, weights, Optional.empty(), true, () -> false);
    new SimplexSearch(costs, basis, () -> false, (_, _) -> {}).run(costs.forbidding());
    double sum = 0;
    for (int v = 0; v < basis.nodes; v++) {
      if (v != basis.root()) {
        sum +=
            basis.flow(v) * weights.unit() * costs.original(basis.sourceOf(v), basis.targetOf(v));
      }
    }
    return sum;
  }
}
