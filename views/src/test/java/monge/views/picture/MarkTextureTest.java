package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MarkTextureTest {

  private static final int WIDTH = 90;
  private static final int HEIGHT = 60;
  private static final double OPACITY = 0.8;
  private static final double THICK = 1.4;

  /** Lines inside, across the edges, far beyond them, upright, level and of no length. */
  @Test
  void aLineCoversWhatItsWidthCoversOfEachPixelAlongItsLongerAxis() {
    Random random = new Random(3);
    for (int k = 0; k < 200; k++) {
      double reach = k % 3 == 0 ? 4000 : 130;
      double x0 = random.nextDouble() * reach - reach / 5;
      double y0 = random.nextDouble() * reach - reach / 5;
      double x1 = k % 7 == 0 ? x0 : random.nextDouble() * reach - reach / 3;
      double y1 = k % 11 == 0 ? y0 : random.nextDouble() * reach - reach / 3;
      BufferedImage drawn = drawn(x0, y0, x1, y1);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          double expected = 255 * (1 - OPACITY * coverage(x0, y0, x1, y1, x, y));
          assertEquals(
              expected,
              drawn.getRGB(x, y) & 0xff,
              3,
              "line %d (%.1f, %.1f) to (%.1f, %.1f) at %d, %d".formatted(k, x0, y0, x1, y1, x, y));
        }
      }
    }
  }

  private static BufferedImage drawn(double x0, double y0, double x1, double y1) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    MarkTexture texture = MarkTexture.covering(g, WIDTH, HEIGHT);
    texture.layer(OPACITY, THICK);
    texture.line(x0, y0, x1, y1);
    texture.draw(g, Color.BLACK);
    g.dispose();
    return image;
  }

  /** The share of a pixel's column (or row, for steep lines) that the line covers. */
  private static double coverage(double x0, double y0, double x1, double y1, int px, int py) {
    boolean steep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
    double u0 = steep ? y0 : x0;
    double v0 = steep ? x0 : y0;
    double u1 = steep ? y1 : x1;
    double v1 = steep ? x1 : y1;
    int u = steep ? py : px;
    int v = steep ? px : py;
    double left = Math.min(u0, u1);
    double right = Math.max(u0, u1);
    if (u < Math.floor(left) || u > Math.ceil(right) - 1) {
      return 0;
    }
    double slope = u1 == u0 ? 0 : (v1 - v0) / (u1 - u0);
    double middle = v0 + slope * (u + 0.5 - u0);
    double half = THICK / 2 * Math.sqrt(1 + slope * slope);
    return Math.max(0, Math.min(v + 1, middle + half) - Math.max(v, middle - half));
  }
}
