package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColorMapTest {

  @Test
  void nothingLooksLikeTheCanvas() {
    for (Look look : List.of(Look.LIGHT, Look.DARK)) {
      assertEquals(look.canvas().getRGB(), ColorMap.mass(look).argb(0));
    }
  }

  @Test
  void endsAreTheControlColours() {
    assertEquals(0xff0b1a2e, ColorMap.mass(Look.LIGHT).argb(1));
    assertEquals(0xfff4f9fd, ColorMap.mass(Look.DARK).argb(1));
    assertEquals(0xff1a4fa3, ColorMap.signed(Look.LIGHT).argb(0));
    assertEquals(0xffffc090, ColorMap.signed(Look.DARK).argb(1));
  }

  @Test
  void sharesOutsideAreHeldAtTheEnds() {
    ColorMap map = ColorMap.mass(Look.LIGHT);
    assertEquals(map.argb(0), map.argb(-3));
    assertEquals(map.argb(1), map.argb(7));
  }

  @Test
  void moreMassIsNeverLighterOnWhite() {
    int before = 256;
    for (int k = 0; k <= 255; k++) {
      int argb = ColorMap.mass(Look.LIGHT).argb(k / 255.0);
      int green = (argb >> 8) & 255;
      assertTrue(green <= before, "green rises at " + k);
      before = green;
    }
  }
}
