package monge.solver.entropic;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchedSinkhornTest {

  private static final int N = 20;
  private static final int M = 24;

  private final double[][] targets = new double[5][M];
  private final LinearProblem problem;

  BatchedSinkhornTest() {
    Random random = new Random(2);
    double[] a = weights(random, N);
    a[3] = 0;
    for (int t = 0; t < targets.length; t++) {
      targets[t] = weights(random, M);
    }
    targets[1][7] = 0;
    targets[1] = unit(targets[1]);
    problem =
        LinearProblem.between(
            DiscreteMeasure.of(points(random, N), unit(a)),
            DiscreteMeasure.uniform(points(random, M)),
            new CostFunction.SquaredEuclidean());
  }

  private static double[][] points(Random random, int n) {
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      points[i] = new double[] {random.nextDouble(), random.nextDouble()};
    }
    return points;
  }

  private static double[] weights(Random random, int n) {
    double[] w = new double[n];
    java.util.Arrays.setAll(w, _ -> 0.1 + random.nextDouble());
    return unit(w);
  }

  private static double[] unit(double[] w) {
    double sum = java.util.Arrays.stream(w).sum();
    return java.util.Arrays.stream(w).map(x -> x / sum).toArray();
  }

  private static ParameterValues settings(double reg) {
    return new SinkhornProvider().defaults().withAll(Map.of("reg", reg, "tolerance", 1e-11));
  }

  /** At 1e-4 the kernel underflows, at 1e-3 the products are slow, at 0.1 they do it all. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1e-3, 1e-4})
  void manyTargetsAreAnsweredAsEachAlone(double reg) {
    BatchedSinkhorn.Answer answer =
        new BatchedSinkhorn(settings(reg)).solve(problem, targets, SolveMonitor.NONE);
    assertEquals(reg >= 1e-3, answer.sweeps() > 0);
    for (int t = 0; t < targets.length; t++) {
      PlanSolution batched = answer.each().get(t);
      assertTrue(batched.convergence().status().isSuccess(), batched.convergence().reason());
      LinearProblem one =
          LinearProblem.of(
              problem.source(),
              problem.target().withWeights(targets[t]),
              problem.requireGeometry());
      Coupling alone =
          ((PlanSolution)
                  new SinkhornProvider()
                      .create(settings(reg))
                      .solve(one, Start.COLD, SolveMonitor.NONE))
              .coupling();
      for (int i = 0; i < N; i++) {
        assertArrayEquals(alone.toDense()[i], batched.coupling().toDense()[i], 1e-9, "row " + i);
      }
    }
  }

  @Test
  void aFileHoldsItsTargetsAndReadsAllAnswers() {
    ProblemDescription.Builder file =
        ProblemDescription.named("batch")
            .source(problem.source().points())
            .sourceWeights(problem.source().weights())
            .target(problem.target().points())
            .param("reg", 0.05);
    Map<String, Object> values =
        new BatchedEvaluation().evaluate(file.param("targets", targets).build(), SolveMonitor.NONE);
    assertEquals(5, ((double[]) requireNonNull(values.get("objective"))).length);
    assertEquals(5, ((Map<?, ?>) requireNonNull(values.get("plans"))).size());
    assertEquals(
        Double.NEGATIVE_INFINITY, ((double[][]) requireNonNull(values.get("dual_g")))[1][7]);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new BatchedEvaluation()
                    .evaluate(
                        file.param("targets", new double[][] {{1, 2}}).build(), SolveMonitor.NONE));
    assertTrue(String.valueOf(e.getMessage()).startsWith("params.targets row 0"), e.getMessage());
  }
}
