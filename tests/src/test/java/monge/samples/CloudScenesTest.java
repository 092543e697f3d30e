package monge.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.solver.PlanSolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void massMustSplit() {
    PlanSolution exact = new Scene("course-split").solved("emd");
    assertEquals(1.2233333333333333, exact.objective().value(), 1e-12);
    double[][] plan = exact.coupling().toDense();
    assertArrayEquals(new double[] {1.0 / 3, 0}, plan[0], 1e-12);
    assertArrayEquals(new double[] {1.0 / 6, 1.0 / 6}, plan[1], 1e-12);
    assertArrayEquals(new double[] {0, 1.0 / 3}, plan[2], 1e-12);
    assertEquals(1, Arrays.stream(plan).filter(row -> row[0] > 0 && row[1] > 0).count());
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

  /** Correlation along the turned axis and the ratio of the half-way shape's deviations. */
  @ParameterizedTest
  @CsvSource({
    "80, 0.02, 0.946, NaN",
    "84.55, 0.02, 0.848, 0.29",
    "84.55, 0.01, 0.946, 0.17",
    "90, 0.02, -0.04, 0.97",
    "95.45, 0.02, -0.848, NaN"
  })
  void theStripTurnsUntilItMelts(double degrees, double width, double correlation, double ratio) {
    SampleData.Clouds clouds =
        new SampleData.Clouds(
            DiscreteMeasure.uniform(Shapes.strip(0, width)),
            DiscreteMeasure.uniform(Shapes.strip(degrees, width)),
            "sqeuclidean");
    Scene scene = new Scene("app-dough", clouds);
    IntFunction<double[]> image = scene.barycentric(scene.solved("emd").coupling());
    double angle = Math.toRadians(degrees);
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
    double found = covariance(u, along) / spread(u) / spread(along);
    if (degrees == 90) {
      // Undecided: many plans cost the same.
      assertEquals(0, found, 0.2);
    } else {
      assertEquals(correlation, found, 0.005);
    }
    if (!Double.isNaN(ratio)) {
      // The axes of the half-way shape, by the eigenvalues of its covariance.
      double middle = (covariance(halfX, halfX) + covariance(halfY, halfY)) / 2;
      double radius =
          Math.hypot(
              (covariance(halfX, halfX) - covariance(halfY, halfY)) / 2, covariance(halfX, halfY));
      assertEquals(
          ratio, Math.sqrt((middle - radius) / (middle + radius)), degrees == 90 ? 0.05 : 0.01);
    }
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
