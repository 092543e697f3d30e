package monge.solver.weak;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import org.junit.jupiter.api.Test;

final class WeakTransportTest {

  private static PlanSolution solve(double[][] x, double[][] y) {
    WeakTransportProvider provider = new WeakTransportProvider();
    return (PlanSolution)
        provider
            .create(provider.defaults().withAll(Map.of("tolerance", 1e-10)))
            .solve(
                LinearProblem.between(
                    DiscreteMeasure.uniform(x),
                    DiscreteMeasure.uniform(y),
                    new CostFunction.SquaredEuclidean()));
  }

  /** Each target pair is a source point spread out: nothing is to be paid. */
  @Test
  void aSourceSpreadOutCostsNothing() {
    PlanSolution s =
        solve(
            new double[][] {{0, 0}, {3, 1}, {1, 4}},
            new double[][] {{-1, 0}, {1, 0}, {3, 0}, {3, 2}, {0, 3}, {2, 5}});
    assertEquals(0, s.objective().value(), 1e-9);
  }

  /** One source point: only the distance of the means is paid. */
  @Test
  void onePointPaysTheDistanceToTheMean() {
    PlanSolution s = solve(new double[][] {{0, 0}}, new double[][] {{1, 0}, {3, 4}});
    assertEquals(8, s.objective().value(), 1e-12);
  }

  /** Weights of very different sizes, clouds far apart and points that repeat, in three axes. */
  @Test
  void roundingLeavesTheGapClosed() {
    Random random = new Random(5);
    double[][] x = new double[12][3];
    double[][] y = new double[14][3];
    double[] a = new double[12];
    double[] b = new double[14];
    for (int i = 0; i < 12; i++) {
      x[i] = new double[] {1e3 + random.nextGaussian(), random.nextGaussian(), i % 3};
      a[i] = Math.pow(random.nextDouble(), 6);
    }
    for (int j = 0; j < 14; j++) {
      y[j] = j % 2 == 0 ? new double[] {0, 1, 2} : new double[] {random.nextGaussian(), j, 0};
      b[j] = j == 4 ? 0 : 1;
    }
    double mass = Arrays.stream(a).sum();
    for (int j = 0; j < 14; j++) {
      b[j] *= mass / 13;
    }
    WeakTransportProvider provider = new WeakTransportProvider();
    PlanSolution s =
        (PlanSolution)
            provider
                .create(provider.defaults())
                .solve(
                    LinearProblem.between(
                        DiscreteMeasure.of(x, a),
                        DiscreteMeasure.of(y, b),
                        new CostFunction.SquaredEuclidean()));
    assertTrue(s.convergence().status().isSuccess(), s.convergence().reason());
    assertEquals(0, s.objective().gap().orElseThrow(), 1e-8 * mass);
    assertArrayEquals(a, s.coupling().rowMarginal(), 1e-12);
    assertArrayEquals(b, s.coupling().columnMarginal(), 1e-12);
  }

  @Test
  void theGapClosesAndThePlanIsACoupling() {
    Random random = new Random(4);
    double[][] x = new double[15][2];
    double[][] y = new double[11][2];
    for (double[][] points : new double[][][] {x, y}) {
      for (double[] p : points) {
        p[0] = random.nextGaussian();
        p[1] = random.nextGaussian() + (points == x ? 1 : 0);
      }
    }
    PlanSolution s = solve(x, y);
    assertTrue(s.convergence().status().isSuccess(), s.convergence().reason());
    assertEquals(0, s.objective().gap().orElseThrow(), 1e-9);
    assertArrayEquals(s.problem().source().weights(), s.coupling().rowMarginal(), 1e-10);
    assertArrayEquals(s.problem().target().weights(), s.coupling().columnMarginal(), 1e-10);
  }
}
