package monge.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import monge.measure.DiscreteMeasure;
import monge.plan.DenseCoupling;
import org.junit.jupiter.api.Test;

class ConditionalTest {

  private final Random random = new Random(7);
  private final double[][] x = cloud(9, 2);
  private final double[][] y = cloud(7, 3);
  private final double[][] p = new double[9][7];
  private final double[] a = new double[9];
  private final double[] b = new double[7];

  ConditionalTest() {
    double total = 0;
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 7; j++) {
        // Row 4 and column 2 are empty: points of weight zero.
        p[i][j] = i == 4 || j == 2 ? 0 : random.nextDouble();
        total += p[i][j];
      }
    }
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 7; j++) {
        p[i][j] /= total;
        a[i] += p[i][j];
        b[j] += p[i][j];
      }
    }
  }

  @Test
  void followsTheDefinition() {
    double h = 0.6;
    double sx = spread(x);
    double sy = spread(y);
    double[] at = {0.3, -0.8};
    double[] expected = new double[3];
    double total = 0;
    for (int j = 0; j < 7; j++) {
      double joint = 0;
      double marginal = 0;
      for (int l = 0; l < 7; l++) {
        double ky = Math.exp(-squared(y[j], y[l]) / (2 * h * h * sy * sy));
        marginal += b[l] * ky;
        for (int k = 0; k < 9; k++) {
          joint += p[k][l] * ky * Math.exp(-squared(at, x[k]) / (2 * h * h * sx * sx));
        }
      }
      double w = b[j] * joint / marginal;
      total += w;
      for (int c = 0; c < 3; c++) {
        expected[c] += w * y[j][c];
      }
    }
    for (int c = 0; c < 3; c++) {
      expected[c] /= total;
    }
    assertArrayEquals(expected, conditional(h).apply(at), 1e-13);
  }

  @Test
  void smallBandwidthIsBarycentricAtSamples() {
    for (double h : new double[] {1e-3, 1e-200, 0}) {
      Conditional map = conditional(h);
      for (int i = 0; i < 9; i++) {
        if (i != 4) {
          assertArrayEquals(barycentric(i), map.apply(x[i]), 1e-12);
        }
      }
    }
  }

  @Test
  void farAwayItIsTheNearestSamplesImage() {
    double[] far = {1e6, 3e5};
    int nearest = 0;
    for (int i = 0; i < 9; i++) {
      if (i != 4 && squared(x[i], far) < squared(x[nearest], far)) {
        nearest = i;
      }
    }
    assertArrayEquals(barycentric(nearest), conditional(1e-4).apply(far), 1e-12);
    double[] image = conditional(0.5).apply(new double[] {1e150, -1e150});
    for (double v : image) {
      assertTrue(Double.isFinite(v));
    }
  }

  @Test
  void coincidingPointsAreNoDifficulty() {
    DiscreteMeasure one = DiscreteMeasure.uniform(new double[][] {{1, 1}, {1, 1}});
    DiscreteMeasure two = DiscreteMeasure.uniform(new double[][] {{0, 0}, {2, 4}});
    DenseCoupling product = DenseCoupling.of(new double[][] {{.25, .25}, {.25, .25}});
    assertArrayEquals(
        new double[] {1, 2},
        Conditional.of(product, one, two, 0.5).apply(new double[] {7, 7}),
        1e-15);
  }

  @Test
  void namesWhatIsWrong() {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> conditional(-1));
    assertTrue(String.valueOf(refused.getMessage()).contains("h = -1.0"));
    Conditional map = conditional(0.5);
    assertThrows(IllegalArgumentException.class, () -> map.apply(new double[] {1}));
    assertThrows(IllegalArgumentException.class, () -> map.apply(new double[] {1, Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> map.apply(new double[] {1, 1e200}));
  }

  private Conditional conditional(double h) {
    return Conditional.of(
        DenseCoupling.of(p), DiscreteMeasure.of(x, a), DiscreteMeasure.of(y, b), h);
  }

  private double[] barycentric(int i) {
    double[] image = new double[3];
    for (int j = 0; j < 7; j++) {
      for (int c = 0; c < 3; c++) {
        image[c] += p[i][j] * y[j][c] / a[i];
      }
    }
    return image;
  }

  private double[][] cloud(int n, int d) {
    double[][] points = new double[n][d];
    for (double[] point : points) {
      for (int c = 0; c < d; c++) {
        point[c] = random.nextGaussian();
      }
    }
    return points;
  }

  private static double spread(double[][] points) {
    double sum = 0;
    for (double[] u : points) {
      for (double[] v : points) {
        sum += squared(u, v);
      }
    }
    return Math.sqrt(sum / (2.0 * points.length * points.length));
  }

  private static double squared(double[] u, double[] v) {
    double sum = 0;
    for (int c = 0; c < u.length; c++) {
      sum += (u[c] - v[c]) * (u[c] - v[c]);
    }
    return sum;
  }
}
