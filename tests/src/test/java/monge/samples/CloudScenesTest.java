package monge.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import monge.plan.Coupling;
import monge.solver.PlanSolution;
import org.junit.jupiter.api.Test;

/** What the samples of clouds are there to show, in numbers. */
class CloudScenesTest {

  @Test
  void oneRegularisationStarvesTheOutlier() {
    Scene scene = new Scene("otari-fig1");
    Coupling plan = scene.solved("sinkhorn", Map.of("reg", 0.155)).coupling();
    double mean = 0;
    for (int i = 0; i < 10; i++) {
      mean += Scene.perplexity(plan, i) / 10;
    }
    assertEquals(3, mean, 0.01);
    assertTrue(Scene.perplexity(plan, 9) <= 1.001);
    assertTrue(Scene.distance(scene.barycentric(plan).apply(9), new double[] {4.2, 2}) <= 1e-3);
    for (int i = 0; i < 9; i++) {
      assertTrue(Scene.perplexity(plan, i) > 2.3, "point " + i);
    }
    assertEquals(4.4815, scene.solved("sinkhorn", Map.of("reg", 0.155)).objective().value(), 1e-3);
  }

  @Test
  void theProximalMethodComesNearTheExactPlanWhereSinkhornStaysBlurred() {
    Scene scene = new Scene("ipot-fig2.4");
    PlanSolution exact = scene.solved("emd");
    // The clouds are drawn 0.25 apart, which adds its square to every cost.
    assertEquals(0.008880805815563943, exact.objective().value() - 0.0625, 1e-8);
    PlanSolution blurred = scene.solved("sinkhorn");
    assertEquals(1.723, Scene.difference(exact.coupling(), blurred.coupling()), 0.017);
    PlanSolution proximal =
        scene.solved("ipot", Map.of("beta", 0.1, "max_iterations", 2000, "tolerance", 1e-15));
    assertEquals(2000, proximal.convergence().iterations());
    assertEquals(0.103, Scene.difference(exact.coupling(), proximal.coupling()), 0.001);
  }

  @Test
  void massMustSplit() {
    PlanSolution exact = new Scene("course-split").solved("emd");
    assertEquals(1.2233333333333333, exact.objective().value(), 1e-12);
    double[][] plan = exact.coupling().toDense();
    assertArrayEquals(new double[] {1.0 / 3, 0}, plan[0], 1e-12);
    assertArrayEquals(new double[] {1.0 / 6, 1.0 / 6}, plan[1], 1e-12);
    assertArrayEquals(new double[] {0, 1.0 / 3}, plan[2], 1e-12);
  }

  @Test
  void outliersTakeTheirShareOfABalancedPlan() {
    Scene scene = new Scene("app-unbalanced");
    Coupling plan = scene.solved("emd").coupling();
    double[] received = plan.columnMarginal();
    assertEquals(0.1, received[18] + received[19], 1e-12);
    double mean = 0;
    double highest = 0;
    IntFunction<double[]> image = scene.barycentric(plan);
    for (int i = 0; i < 20; i++) {
      mean += image.apply(i)[1] / 20;
      highest = Math.max(highest, image.apply(i)[1]);
    }
    assertEquals(0.806, mean, 0.008);
    assertEquals(8, highest, 1e-9);
  }

  @Test
  void theStripTurnsHalfAndMeltsHalf() {
    Scene scene = new Scene("app-dough");
    Coupling plan = scene.solved("emd").coupling();
    IntFunction<double[]> image = scene.barycentric(plan);
    double angle = Math.toRadians(84.55);
    int n = scene.source.size();
    double[] u = new double[n];
    double[] along = new double[n];
    double[] halfX = new double[n];
    double[] halfY = new double[n];
    for (int i = 0; i < n; i++) {
      double[] y = image.apply(i);
      u[i] = scene.source.coordinate(i, 0);
      along[i] = Math.cos(angle) * y[0] + Math.sin(angle) * y[1];
      halfX[i] = 0.5 * (u[i] + y[0]);
      halfY[i] = 0.5 * (scene.source.coordinate(i, 1) + y[1]);
    }
    assertEquals(0.848, covariance(u, along) / spread(u) / spread(along), 0.005);
    // The ratio of the half-way shape's axes, by the eigenvalues of its covariance.
    double xx = covariance(halfX, halfX);
    double xy = covariance(halfX, halfY);
    double yy = covariance(halfY, halfY);
    double middle = (xx + yy) / 2;
    double radius = Math.hypot((xx - yy) / 2, xy);
    assertEquals(0.29, Math.sqrt((middle - radius) / (middle + radius)), 0.01);
  }

  private static double spread(double[] a) {
    return Math.sqrt(covariance(a, a));
  }

  private static double covariance(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB) / a.length;
    }
    return sum;
  }
}
