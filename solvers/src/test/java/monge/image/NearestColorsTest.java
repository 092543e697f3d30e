package monge.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NearestColorsTest {

  @Test
  void agreesWithLookingAtAllColoursInsideAndOutsideTheGamut() {
    SplittableRandom random = new SplittableRandom(8);
    double[] points = new double[3 * 300];
    for (int k = 0; k < points.length; k++) {
      points[k] = random.nextDouble(-0.2, 0.9);
    }
    NearestColors nearest = new NearestColors(points, ColorSpace.OKLAB.gamutBox());
    for (int trial = 0; trial < 20_000; trial++) {
      double x = random.nextDouble(-0.3, 1.3);
      double y = random.nextDouble(-0.4, 0.4);
      double z = random.nextDouble(-0.4, 0.4);
      int best = 0;
      double least = Double.MAX_VALUE;
      for (int p = 0; p < 300; p++) {
        double dx = x - points[3 * p];
        double dy = y - points[3 * p + 1];
        double dz = z - points[3 * p + 2];
        double d = dx * dx + dy * dy + dz * dz;
        if (d < least) {
          least = d;
          best = p;
        }
      }
      assertEquals(best, nearest.nearest(x, y, z));
    }
  }

  @Test
  void ofEqualColoursTheFirstCounts() {
    double[] points = {0.5, 0, 0, 0.5, 0, 0, 0.2, 0, 0};
    assertEquals(
        0, new NearestColors(points, ColorSpace.OKLAB.gamutBox()).nearest(0.45, 0.01, 0.01));
  }
}
