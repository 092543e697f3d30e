package monge.samples;

import java.util.ArrayList;
import java.util.List;

/** A letter drawn with a broad pen: points within half a pen's width of straight strokes. */
final class Glyph {

  private final double pen;
  private final double[][] strokes;

  /**
   * @param pen the pen's width
   * @param strokes x1, y1, x2, y2 of every stroke, in a box of height 1 with y upwards
   */
  private Glyph(double pen, double[]... strokes) {
    this.pen = pen;
    this.strokes = strokes;
  }

  /** M for Monge. */
  static final Glyph M =
      new Glyph(
          0.15,
          new double[] {0, 0, 0, 1},
          new double[] {0, 1, 0.45, 0.3},
          new double[] {0.45, 0.3, 0.9, 1},
          new double[] {0.9, 1, 0.9, 0});

  /** K for Kantorovich. */
  static final Glyph K =
      new Glyph(
          0.16,
          new double[] {0, 0, 0, 1},
          new double[] {0.08, 0.42, 0.68, 1},
          new double[] {0.24, 0.56, 0.72, 0});

  /**
   * n points spread evenly over the letter: the first n places of the plane's R2 sequence (additive
   * recurrence with the plastic number, Roberts 2018) that fall under the pen.
   */
  double[][] points(int n) {
    double g = 1.32471795724474602596;
    List<double[]> inside = new ArrayList<>();
    for (int k = 1; inside.size() < n; k++) {
      double x = -0.2 + 1.4 * ((0.5 + k / g) % 1);
      double y = -0.2 + 1.4 * ((0.5 + k / (g * g)) % 1);
      if (covers(x, y)) {
        inside.add(new double[] {x, y});
      }
    }
    return inside.toArray(double[][]::new);
  }

  private boolean covers(double x, double y) {
    for (double[] s : strokes) {
      double dx = s[2] - s[0];
      double dy = s[3] - s[1];
      double along = ((x - s[0]) * dx + (y - s[1]) * dy) / (dx * dx + dy * dy);
      double t = Math.clamp(along, 0, 1);
      if (Math.hypot(x - s[0] - t * dx, y - s[1] - t * dy) <= pen / 2) {
        return true;
      }
    }
    return false;
  }
}
