package monge.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.plan.DenseCoupling;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import org.junit.jupiter.api.Test;

final class EntropicMapTest {

  private static final CostFunction SQUARED = new CostFunction.SquaredEuclidean();
  private static final double[][] X = {{0, 0}, {1, 0.5}, {2, -1}, {0.3, 2}};
  private static final double[][] Y = {{3, 1}, {4, 0}, {3.5, 2}};

  @Test
  void atSourcePointsItIsTheBarycentricProjection() {
    LinearProblem problem =
        LinearProblem.between(DiscreteMeasure.uniform(X), DiscreteMeasure.uniform(Y), SQUARED);
    SolverProvider sinkhorn = SolverRegistry.load().require("sinkhorn");
    ParameterValues settings = sinkhorn.defaults().with("reg", 0.4);
    PlanSolution solution = (PlanSolution) sinkhorn.create(settings).solve(problem);
    EntropicMap map = EntropicMap.forward(problem, solution.potentials().orElseThrow(), 0.4);
    EntropicMap back = EntropicMap.inverse(problem, solution.potentials().orElseThrow(), 0.4);
    double[][] images = Barycentric.of(solution.coupling(), problem.target()).images();
    double[][] origins = Barycentric.inverse(solution.coupling(), problem.source()).images();
    for (int i = 0; i < X.length; i++) {
      assertArrayEquals(images[i], map.apply(X[i]), 1e-12);
    }
    for (int j = 0; j < Y.length; j++) {
      assertArrayEquals(origins[j], back.apply(Y[j]), 1e-10);
    }
  }

  @Test
  void farAwayItTendsToAnExtremePoint() {
    EntropicMap map =
        EntropicMap.of(SQUARED, DiscreteMeasure.uniform(Y), new double[] {0, 0, 0}, 0.1);
    assertArrayEquals(Y[1], map.apply(new double[] {1e6, -1e6}), 1e-12);
  }

  @Test
  void pointsOfZeroWeightAreNeverImages() {
    EntropicMap map =
        EntropicMap.of(
            SQUARED,
            DiscreteMeasure.uniform(Y),
            new double[] {0, Double.NEGATIVE_INFINITY, 0},
            0.01);
    double[] image = map.apply(Y[1]);
    assertTrue(Math.abs(image[0] - 4) > 0.4);
    assertThrows(
        IllegalArgumentException.class,
        () -> EntropicMap.of(SQUARED, DiscreteMeasure.uniform(Y), new double[] {0, 0}, 1));
  }

  @Test
  void rowsWithoutMassHaveNoBarycentricImage() {
    Barycentric map =
        Barycentric.of(
            DenseCoupling.of(new double[][] {{0.25, 0.25, 0}, {0, 0, 0}, {0, 0, 0.5}}),
            DiscreteMeasure.uniform(Y));
    assertArrayEquals(new int[] {0, 2}, map.rows());
    assertTrue(map.image(1).isEmpty());
    assertEquals(2, map.images().length);
    assertArrayEquals(new double[] {3.5, 0.5}, map.image(0).orElseThrow(), 1e-15);
  }

  @Test
  void mapsRefuseWhatIsNoPoint() {
    EntropicMap entropic =
        EntropicMap.of(SQUARED, DiscreteMeasure.uniform(Y), new double[] {0, 0, 0}, 1);
    NearestSample nearest = NearestSample.of(Y, Y);
    for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e200}) {
      assertThrows(IllegalArgumentException.class, () -> entropic.apply(new double[] {x, 0}));
      assertThrows(IllegalArgumentException.class, () -> nearest.apply(new double[] {x, 0}));
      assertThrows(
          IllegalArgumentException.class,
          () -> new AffineMap(new double[][] {{x * 1e200}}, new double[1]));
    }
  }
}
