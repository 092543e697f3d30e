package monge.solver.entropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.NormalDraws;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.SolverProvider;
import monge.solver.Status;
import org.junit.jupiter.api.Test;

class ClasswiseSinkhornTest {

  private static final SolverProvider PROVIDER = new ClasswiseSinkhornProvider();
  private static final Map<String, Object> SETTINGS = Map.of("reg", 0.1, "tolerance", 1e-11);

  private static final int[] LABELS = {7, 2, 7, 7, 2, 5, 5, 2, 7, 2, 2, 5};

  private static double[][] points(int n, long seed) {
    NormalDraws random = new NormalDraws(seed);
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      points[i] = new double[] {random.normal(), random.normal()};
    }
    return points;
  }

  private static PlanSolution solve(LinearProblem problem) {
    return (PlanSolution) PROVIDER.create(PROVIDER.defaults().withAll(SETTINGS)).solve(problem);
  }

  private static LinearProblem problem() {
    double[] weights = {1, 2, 3, 0, 4, 5, 6, 1, 2, 3, 2, 1};
    return LinearProblem.between(
        DiscreteMeasure.uniform(points(9, 1)),
        DiscreteMeasure.of(points(12, 2), weights).normalised().withLabels(LABELS),
        new CostFunction.SquaredEuclidean());
  }

  /** Every class alone, its weights made to sum to 1; a point without weight gets nothing. */
  @Test
  void everyClassIsReachedAsIfItWereAlone() {
    LinearProblem whole = problem();
    PlanSolution s = solve(whole);
    assertEquals(Status.CONVERGED, s.convergence().status());
    SolverProvider sinkhorn = new SinkhornProvider();
    double cost = 0;
    for (int label : new int[] {2, 5, 7}) {
      int[] members =
          java.util.stream.IntStream.range(0, 12)
              .filter(j -> LABELS[j] == label && whole.target().weight(j) > 0)
              .toArray();
      DiscreteMeasure part = whole.target().restrictedTo(members);
      double share = part.mass();
      PlanSolution alone =
          (PlanSolution)
              sinkhorn
                  .create(sinkhorn.defaults().withAll(SETTINGS))
                  .solve(
                      LinearProblem.between(
                          whole.source(), part.normalised(), new CostFunction.SquaredEuclidean()));
      for (int i = 0; i < 9; i++) {
        for (int k = 0; k < members.length; k++) {
          assertEquals(
              share * alone.coupling().mass(i, k), s.coupling().mass(i, members[k]), 1e-12);
        }
      }
      assertEquals(
          alone.objective().value(), s.objective().term("objective_of_class_" + label), 1e-10);
      cost += share * alone.objective().value();
    }
    assertEquals(cost, s.objective().value(), 1e-10);
    assertEquals(0, s.coupling().columnMarginal()[3]);
  }

  @Test
  void theEntropicValueIsThatOfTheWholePlan() {
    LinearProblem whole = problem();
    PlanSolution s = solve(whole);
    double[] entropy = {0};
    s.coupling().forEach((_, _, p) -> entropy[0] += p > 0 ? p * Math.log(p) : 0);
    assertEquals(
        s.objective().value() + 0.1 * entropy[0], s.objective().term("objective_entropic"), 1e-9);
    assertEquals(
        s.objective().term("objective_entropic"), s.objective().dual().orElseThrow(), 1e-8);
  }

  /** Classes of the same points are solved at once, by matrix products; a matrix gives the same. */
  @Test
  void classesOfTheSamePointsAreABatch() {
    double[][] shared = points(6, 3);
    double[][] twice = new double[12][];
    int[] labels = new int[12];
    double[] weights = new double[12];
    NormalDraws random = new NormalDraws(4);
    for (int j = 0; j < 12; j++) {
      twice[j] = shared[j % 6];
      labels[j] = j / 6;
      weights[j] = 0.1 + random.uniform();
    }
    DiscreteMeasure source = DiscreteMeasure.uniform(points(8, 5));
    DiscreteMeasure target = DiscreteMeasure.of(twice, weights).normalised().withLabels(labels);
    LinearProblem clouds =
        LinearProblem.between(source, target, new CostFunction.SquaredEuclidean());
    LinearProblem matrix =
        LinearProblem.of(
            DiscreteMeasure.ofWeights(source.weights()),
            DiscreteMeasure.ofWeights(target.weights()).withLabels(labels),
            DenseGeometry.of(clouds.requireGeometry().toDense()));
    PlanSolution batch = solve(clouds);
    PlanSolution each = solve(matrix);
    assertTrue(each.convergence().status().isSuccess());
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 12; j++) {
        assertEquals(each.coupling().mass(i, j), batch.coupling().mass(i, j), 1e-10);
      }
    }
  }

  @Test
  void targetsWithoutClassesAreRefused() {
    LinearProblem plain =
        LinearProblem.between(
            DiscreteMeasure.uniform(points(3, 1)),
            DiscreteMeasure.uniform(points(4, 2)),
            new CostFunction.SquaredEuclidean());
    String refusal = PROVIDER.refusal(plain).orElseThrow();
    assertTrue(refusal.contains("4 target points have no labels"), refusal);
  }
}
