package monge.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class PixelImageTest {

  @Test
  void eightBitPixelsComeBackUnchanged() {
    int[] rgb = new int[256];
    int[] argb = new int[256];
    for (int v = 0; v < 256; v++) {
      rgb[v] = v << 16 | (255 - v) << 8 | v * 7 % 256;
      argb[v] = 0xff000000 | rgb[v];
    }
    assertArrayEquals(argb, PixelImage.ofRgb(16, 16, rgb).toArgb());
  }

  @Test
  void reducingTakesTheMeanOfVisiblePixels() {
    PixelImage image =
        PixelImage.ofRows(
            2,
            2,
            16,
            true,
            (y, row) -> {
              // One opaque pixel of red 1000, the others transparent with another red.
              for (int x = 0; x < 2; x++) {
                boolean opaque = x == 0 && y == 0;
                row[4 * x] = (short) (opaque ? 1000 : 60_000);
                row[4 * x + 3] = (short) (opaque ? PixelImage.FULL : 0);
              }
            });
    PixelImage one = image.fitting(1, 1);
    assertEquals(1, one.pixels());
    assertEquals(1000, one.sample(0, 0, 0));
    assertEquals((PixelImage.FULL + 2) / 4, one.sample(0, 0, 3));
    assertSame(image, image.fitting(2, 5));
  }

  @Test
  void aNarrowPictureKeepsAtLeastOnePixelAcross() {
    PixelImage strip = PixelImage.ofRgb(1, 1000, new int[1000]).fitting(100, 100);
    assertEquals(1, strip.width());
    assertEquals(100, strip.height());
  }

  @Test
  void boxesAndBinsHaveAtLeastOnePlace() {
    PixelImage image = PixelImage.ofRgb(2, 1, new int[] {0, 0xffffff});
    assertThrows(IllegalArgumentException.class, () -> image.fitting(0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> ChannelHistogram.of(image, ColorSpace.OKLAB, 0));
  }
}
