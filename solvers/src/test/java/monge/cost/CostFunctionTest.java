package monge.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import monge.measure.DiscreteMeasure;
import org.junit.jupiter.api.Test;

class CostFunctionTest {

  private static CostFunction named(String name) {
    return (CostFunction) GroundCost.named(name);
  }

  private static DiscreteMeasure cloud(double[]... points) {
    return DiscreteMeasure.uniform(points);
  }

  private static DiscreteMeasure random(int n, int d, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][d];
    for (double[] p : points) {
      java.util.Arrays.setAll(p, k -> (k + 1) * random.nextGaussian() + k);
    }
    return DiscreteMeasure.uniform(points);
  }

  @Test
  void knownValues() {
    double[] x = {1, 2};
    double[] y = {4, -2};
    assertEquals(25, named("sqeuclidean").between(x, y));
    assertEquals(5, named("euclidean").between(x, y));
    assertEquals(7, named("cityblock").between(x, y));
    assertEquals(4, named("chebyshev").between(x, y));
    assertEquals(5, named("minkowski:2").between(x, y), 1e-14);
    assertEquals(3, named("thresholded:3").between(x, y));
    assertEquals(5, named("thresholded:5.5").between(x, y));
    assertEquals(1, named("cosine").between(x, y), 1e-15);
    assertEquals(2, named("cosine").between(x, new double[] {-2, -4}), 1e-15);
    assertEquals(0, named("cosine").between(x, new double[] {1e200, 2e200}), 1e-15);
    assertEquals(1, named("cosine").between(x, new double[2]), 1e-15);
    assertEquals(0, named("cosine").between(new double[2], new double[2]));
  }

  @Test
  void theMahalanobisDistanceIsInUnitsOfTheCloudsSpread() {
    // Both clouds together: variances 4 and 1/4, no correlation.
    DiscreteMeasure x = cloud(new double[] {-2, -0.5}, new double[] {2, -0.5});
    DiscreteMeasure y = cloud(new double[] {-2, 0.5}, new double[] {2, 0.5});
    Geometry c = new PointCloudGeometry(x, y, named("mahalanobis"));
    assertEquals(2, c.cost(0, 0), 1e-14);
    assertEquals(Math.sqrt(8), c.cost(0, 1), 1e-14);
  }

  @Test
  void noLinearMapChangesTheMahalanobisDistance() {
    DiscreteMeasure x = random(7, 2, 1);
    DiscreteMeasure y = random(5, 2, 2);
    CostFunction cost = new CostFunction.Mahalanobis();
    double[][] expected = new PointCloudGeometry(x, y, cost).toDense();
    double[][] found = new PointCloudGeometry(sheared(x), sheared(y), cost).toDense();
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], found[i], 1e-10);
    }
  }

  /** Mapped linearly into space, where the covariance is singular. */
  private static DiscreteMeasure sheared(DiscreteMeasure cloud) {
    double[][] points = cloud.points();
    for (int i = 0; i < points.length; i++) {
      double[] p = points[i];
      points[i] = new double[] {3 * p[0] + p[1], 5 - p[1], p[0] + p[1]};
    }
    return DiscreteMeasure.uniform(points);
  }

  @Test
  void aFittedCostStaysAsItIs() {
    DiscreteMeasure x = random(4, 3, 3);
    CostFunction fitted = new CostFunction.Mahalanobis().fitted(x, x);
    assertSame(fitted, fitted.fitted(random(4, 3, 9), x));
    assertThrows(
        IllegalStateException.class,
        () -> new CostFunction.Mahalanobis().between(new double[] {1}, new double[] {2}));
  }

  @Test
  void rowsEntriesAndPairsAgree() {
    DiscreteMeasure x = random(6, 3, 5);
    DiscreteMeasure y = random(8, 3, 6);
    for (String name :
        List.of(
            "sqeuclidean",
            "euclidean",
            "cityblock",
            "chebyshev",
            "cosine",
            "mahalanobis",
            "minkowski:3.0",
            "thresholded:2.0")) {
      assertEquals(name, named(name).name());
      PointCloudGeometry c = new PointCloudGeometry(x, y, named(name));
      double[] row = new double[8];
      for (int i = 0; i < 6; i++) {
        c.row(i, row);
        for (int j = 0; j < 8; j++) {
          assertEquals(c.costFunction().between(x.point(i), y.point(j)), row[j], 1e-12, name);
          assertEquals(row[j], c.cost(i, j), 1e-13, name);
          assertEquals(row[j], c.transposed().cost(j, i), 1e-13, name);
        }
      }
    }
  }

  @Test
  void everyCostHasItsNameBack() {
    GroundCost.COMMON.forEach(c -> assertEquals(c, GroundCost.named(c.name())));
    GroundCost.NUMBERED.forEach(c -> assertEquals(c, GroundCost.named(c.name())));
  }

  @Test
  void badNamesListWhatThereIs() {
    String unknown = message("taxi");
    assertTrue(unknown.contains("mahalanobis") && unknown.contains("thresholded:T"), unknown);
    assertTrue(message("thresholded:far").contains("T > 0"));
    assertTrue(message("thresholded:-1").contains("0 < T"));
    assertTrue(message("minkowski:0.5").contains("1 <= p"));
    assertTrue(message("geodesic:2.5").contains("k = 2.5"));
    assertTrue(message("geodesic:0").contains("k >= 1"));
    assertTrue(message("geodesic:near").contains("whole"));
  }

  private static String message(String name) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> GroundCost.named(name)).getMessage());
  }

  @Test
  void pointsTooFarApartForTheirCostAreRefused() {
    DiscreteMeasure near = DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 1}});
    DiscreteMeasure far = DiscreteMeasure.uniform(new double[][] {{0, 0}, {1e200, 1}});
    for (String name : List.of("sqeuclidean", "euclidean", "minkowski:3", "geodesic:1")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> GroundCost.named(name).geometry(near, far).cost(0, 0),
              name);
      assertTrue(String.valueOf(refused.getMessage()).contains("1.0E200"), refused.toString());
    }
    assertEquals(1e200, new CostFunction.CityBlock().geometry(near, far).cost(0, 1), 1e185);
    assertEquals(2, new CostFunction.Thresholded(2).geometry(near, far).cost(0, 1));
  }
}
