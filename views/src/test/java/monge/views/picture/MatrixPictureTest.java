package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import monge.measure.DiscreteMeasure;
import monge.plan.DenseCoupling;
import org.junit.jupiter.api.Test;

class MatrixPictureTest {

  private static final int WIDTH = 300;
  private static final int HEIGHT = 220;

  private static MatrixPicture picture(boolean logarithmic, Selection selection) {
    PointOrder order = PointOrder.asGiven(2);
    double[] half = {0.5, 0.5};
    return new MatrixPicture(
        MatrixCells.of(
            DenseCoupling.of(new double[][] {{0.5, 0}, {0.05, 0.45}}), order, order, "given"),
        order,
        order,
        half,
        half,
        logarithmic,
        selection,
        Look.LIGHT);
  }

  private static int[] middleOf(MatrixPicture picture, int i, int j) {
    long x = 0;
    long y = 0;
    int count = 0;
    for (int py = 0; py < HEIGHT; py++) {
      for (int px = 0; px < WIDTH; px++) {
        if (picture.pick(px + 0.5, py + 0.5, WIDTH, HEIGHT).equals(new Selection.Entry(i, j))) {
          x += px;
          y += py;
          count++;
        }
      }
    }
    assertTrue(count > 100, "cell %d, %d has %d pixels".formatted(i, j, count));
    return new int[] {(int) (x / count), (int) (y / count)};
  }

  private static int at(BufferedImage image, int[] place) {
    return image.getRGB(place[0], place[1]);
  }

  @Test
  void coloursAreTheLogarithmOfTheShareOfTheRow() {
    MatrixPicture picture = picture(true, Selection.NONE);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    ColorMap map = ColorMap.mass(Look.LIGHT);
    assertEquals(map.argb(1), at(image, middleOf(picture, 0, 0)), "all of its row");
    assertEquals(Look.LIGHT.canvas().getRGB(), at(image, middleOf(picture, 0, 1)), "nothing");
    assertEquals(map.argb(0.75), at(image, middleOf(picture, 1, 0)), "a tenth of its row");
  }

  @Test
  void coloursCanBeTheShareItself() {
    MatrixPicture picture = picture(false, Selection.NONE);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    assertEquals(ColorMap.mass(Look.LIGHT).argb(0.9f), at(image, middleOf(picture, 1, 1)));
  }

  @Test
  void theBarsAtTheSidesAreTheClouds() {
    MatrixPicture picture = picture(true, Selection.NONE);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    int[] cell = middleOf(picture, 0, 0);
    boolean source = false;
    for (int x = 0; x < cell[0]; x++) {
      source |= new Color(image.getRGB(x, cell[1])).equals(Look.LIGHT.source());
    }
    boolean target = false;
    for (int y = 0; y < cell[1]; y++) {
      target |= new Color(image.getRGB(cell[0], y)).equals(Look.LIGHT.target());
    }
    assertTrue(source && target);
  }

  @Test
  void aRingIsOrderedRoundAndALineAlong() {
    int n = 12;
    double[][] ring = new double[n][];
    for (int i = 0; i < n; i++) {
      // Stored in steps of five twelfths; the widest gap is before the angle 0.3.
      double angle = 0.3 + (i * 5 % n) * 0.45;
      ring[i] = new double[] {Math.cos(angle), Math.sin(angle)};
    }
    int[] order = PointOrder.byPosition(DiscreteMeasure.uniform(ring)).points();
    for (int k = 0; k < n; k++) {
      assertEquals(k, order[k] * 5 % n);
    }
    double[][] line = {{2, 2.1}, {0, 0}, {1, 0.9}};
    assertArrayEquals(
        new int[] {1, 2, 0}, PointOrder.byPosition(DiscreteMeasure.uniform(line)).points());
  }

  @Test
  void classesStandTogetherAndOutliersLast() {
    DiscreteMeasure cloud =
        DiscreteMeasure.uniform(new double[][] {{9, 0}, {3, 0}, {1, 0}, {2, 0}})
            .withLabels(new int[] {-1, 1, 0, 0});
    PointOrder order = PointOrder.byCluster(cloud);
    assertArrayEquals(new int[] {2, 3, 1, 0}, order.points());
    assertArrayEquals(new int[] {0, 2, 3}, order.starts());
    assertArrayEquals(new int[] {0, 1, -1}, order.classes());
  }
}
