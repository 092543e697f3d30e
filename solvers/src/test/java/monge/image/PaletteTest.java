package monge.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PaletteTest {

  private static final int RED = 0xc81e1e;
  private static final int BLUE = 0x1e1ec8;

  /** A quarter red, the rest blue. */
  private static PixelImage flag() {
    int[] rgb = new int[400];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = i % 4 == 0 ? RED : BLUE;
    }
    return PixelImage.ofRgb(20, 20, rgb);
  }

  private static PixelImage noise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] rgb = new int[10_000];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = random.nextInt(1 << 24);
    }
    return PixelImage.ofRgb(100, 100, rgb);
  }

  @Test
  void clustersOfAFlagAreItsColoursWithTheirShares() {
    Palette palette = Palette.kMeans(flag(), ColorSpace.OKLAB, 8, 1);
    assertEquals(2, palette.size(), "two distinct colours make two clusters");
    int red = palette.argb(0) == (0xff000000 | RED) ? 0 : 1;
    assertEquals(0xff000000 | RED, palette.argb(red));
    assertEquals(0xff000000 | BLUE, palette.argb(1 - red));
    assertEquals(0.25, palette.colours().weight(red), 1e-12);
    assertEquals(1, palette.colours().mass(), 1e-12);
  }

  @Test
  void aSeedDecides() {
    PixelImage image = noise(3);
    Palette first = Palette.kMeans(image, ColorSpace.OKLAB, 32, 9);
    assertEquals(first, Palette.kMeans(image, ColorSpace.OKLAB, 32, 9));
    assertNotEquals(first, Palette.kMeans(image, ColorSpace.OKLAB, 32, 10));
    assertEquals(
        Palette.sample(image, ColorSpace.SRGB, 32, 9),
        Palette.sample(image, ColorSpace.SRGB, 32, 9));
  }

  @Test
  void clusteringBeatsRandomPixels() {
    PixelImage image = noise(4);
    assertTrue(
        quantisationError(image, Palette.kMeans(image, ColorSpace.SRGB, 32, 1))
            < 0.8 * quantisationError(image, Palette.sample(image, ColorSpace.SRGB, 32, 1)));
  }

  private static double quantisationError(PixelImage image, Palette palette) {
    double sum = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < palette.size(); i++) {
          double d = 0;
          for (int k = 0; k < 3; k++) {
            double e = image.sample(x, y, k) / 65535.0 - palette.colours().coordinate(i, k);
            d += e * e;
          }
          least = Math.min(least, d);
        }
        sum += least;
      }
    }
    return sum;
  }

  @Test
  void transparentPixelsHaveNoColour() {
    PixelImage image =
        PixelImage.ofRows(
            10,
            10,
            8,
            true,
            (y, row) -> {
              for (int x = 0; x < 10; x++) {
                row[4 * x] = (short) (y == 0 ? 0 : PixelImage.FULL);
                row[4 * x + 3] = (short) (y == 0 ? PixelImage.FULL : 0);
              }
            });
    Palette palette = Palette.sample(image, ColorSpace.LINEAR_RGB, 50, 1);
    assertEquals(10, palette.size());
    assertEquals(0, palette.colours().coordinate(3, 0));
    PixelImage nothing = PixelImage.ofRows(2, 1, 8, true, (_, _) -> {});
    assertEquals(
        "the picture of 2 × 1 pixels is transparent everywhere: it has no colours",
        assertThrows(
                IllegalArgumentException.class,
                () -> Palette.kMeans(nothing, ColorSpace.OKLAB, 4, 1))
            .getMessage());
  }

  @Test
  void onePixelMakesOneColour() {
    PixelImage dot = PixelImage.ofRgb(1, 1, new int[] {RED});
    for (Palette.Method method : Palette.Method.values()) {
      Palette palette = Palette.of(dot, ColorSpace.CIELAB, method, 256, 1);
      assertEquals(1, palette.size());
      assertEquals(0xff000000 | RED, palette.argb(0));
    }
  }

  @Test
  void groupsKeepTheMassAndRunFromDarkToLight() {
    Palette fine = Palette.kMeans(noise(5), ColorSpace.OKLAB, 64, 2);
    Palette.Grouping grouping = fine.grouped(6, 2);
    double[] mass = new double[grouping.palette().size()];
    int[] groupOf = grouping.groupOf();
    for (int i = 0; i < fine.size(); i++) {
      mass[groupOf[i]] += fine.colours().weight(i);
    }
    assertArrayEquals(grouping.palette().colours().weights(), mass, 1e-12);
    for (int i = 1; i < grouping.palette().size(); i++) {
      assertTrue(grouping.palette().lightness(i) >= grouping.palette().lightness(i - 1));
    }
  }
}
