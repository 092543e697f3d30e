package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StampsTest {

  private static final int SIZE = 40;
  private static final Color FILL = new Color(0x1f6feb);
  private static final Color CANVAS = Color.WHITE;

  /** No pixel may differ by more than a sixteenth of a pixel's shift makes of an edge. */
  @Test
  void manyMarksLookAsFewDo() {
    Random random = new Random(8);
    for (double scale : new double[] {1, 1.5, 2}) {
      for (int k = 0; k < 60; k++) {
        double x = 4 + random.nextDouble() * 10;
        double y = 4 + random.nextDouble() * 10;
        double r = 1.25 + random.nextDouble() * 4;
        int kind = k % 3;
        BufferedImage few = drawn(1, scale, kind, x, y, r);
        BufferedImage many = drawn(100_000, scale, kind, x, y, r);
        double sum = 0;
        for (int py = 0; py < SIZE; py++) {
          for (int px = 0; px < SIZE; px++) {
            int one = few.getRGB(px, py) >> 16 & 0xff;
            int other = many.getRGB(px, py) >> 16 & 0xff;
            assertEquals(one, other, 52, "scale %s, mark %d at %d, %d".formatted(scale, k, px, py));
            sum += other - one;
          }
        }
        assertTrue(Math.abs(sum) < 2600, "as much ink in all: " + sum);
      }
    }
  }

  private static BufferedImage drawn(
      int count, double scale, int kind, double x, double y, double r) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    Raster.smooth(g);
    g.scale(scale, scale);
    Marks.background(g, Look.LIGHT, SIZE, SIZE);
    Stamps stamps = Stamps.on(g, count);
    switch (kind) {
      case 0 -> stamps.disc(x, y, r, FILL, CANVAS);
      case 1 -> stamps.ring(x, y, r, FILL, CANVAS);
      default -> stamps.dot(x, y, r, Marks.faded(FILL, 0.4));
    }
    g.dispose();
    return image;
  }
}
