package monge.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ColorSpaceTest {

  private static double[] of(ColorSpace space, double red, double green, double blue) {
    double[] c = {red, green, blue};
    space.fromLinear(c, 0);
    return c;
  }

  @Test
  void knownColoursOfOklab() {
    assertArrayEquals(new double[] {1, 0, 0}, of(ColorSpace.OKLAB, 1, 1, 1), 1e-6);
    assertArrayEquals(new double[] {0.6280, 0.2249, 0.1258}, of(ColorSpace.OKLAB, 1, 0, 0), 5e-5);
  }

  @Test
  void knownColoursOfCielab() {
    assertArrayEquals(new double[] {100, 0, 0}, of(ColorSpace.CIELAB, 1, 1, 1), 1e-4);
    assertArrayEquals(new double[] {54.292, 80.812, 69.885}, of(ColorSpace.CIELAB, 1, 0, 0), 2e-3);
  }

  @Test
  void theSrgbCurveMeetsItsStandardAndIsOdd() {
    assertEquals(0.21404114, ColorSpace.decode(0.5), 1e-8);
    assertEquals(0.5, ColorSpace.encode(0.21404114048), 1e-9);
    assertEquals(-ColorSpace.encode(0.3), ColorSpace.encode(-0.3));
    assertEquals(0.04 / 12.92, ColorSpace.decode(0.04), 1e-15);
  }

  @ParameterizedTest
  @EnumSource
  void everySpaceReturnsWhatItWasGiven(ColorSpace space) {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 500; trial++) {
      // Beyond the gamut too: values are carried, not clipped.
      double[] given = {
        random.nextDouble(-0.2, 1.4), random.nextDouble(-0.2, 1.4), random.nextDouble(-0.2, 1.4)
      };
      double[] c = given.clone();
      space.fromLinear(c, 0);
      space.toLinear(c, 0);
      assertArrayEquals(given, c, 1e-12, space::id);
    }
  }

  @Test
  void theFastCurveAgreesWithTheExactOne() {
    for (int k = 0; k <= 100_000; k++) {
      double linear = k / 100_000.0;
      assertEquals(ColorSpace.encode(linear), SrgbTable.encode(linear), 2e-6);
    }
    assertEquals(ColorSpace.encode(1.5), SrgbTable.encode(1.5), 0);
    assertEquals(ColorSpace.encode(-0.1), SrgbTable.encode(-0.1), 0);
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertEquals(
        "unknown colour space 'hsv': expected one of linear-rgb, srgb, cielab, oklab",
        assertThrows(IllegalArgumentException.class, () -> ColorSpace.named("hsv")).getMessage());
  }
}
