package monge.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SwatchMapTest {

  @Test
  void everyPixelHasTheNearestColour() {
    int red = 0xd02020;
    int blue = 0x2020d0;
    PixelImage picture = PixelImage.ofRgb(3, 1, new int[] {red, blue, 0xc03030});
    Palette palette =
        Palette.sample(PixelImage.ofRgb(2, 1, new int[] {red, blue}), ColorSpace.OKLAB, 2, 1);
    SwatchMap map = SwatchMap.of(picture, palette);
    int first = map.swatch(0, 0);
    assertEquals(1 - first, map.swatch(1, 0));
    assertEquals(first, map.swatch(2, 0), "a paler red is red");
    assertArrayEquals(new int[] {0, 7, 0}, map.veil(first, 7));
  }
}
