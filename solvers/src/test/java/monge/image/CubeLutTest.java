package monge.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CubeLutTest {

  /** An affine map that leaves the gamut. */
  private static void affine(double[] c, int count) {
    for (int at = 0; at < 3 * count; at += 3) {
      double r = c[at];
      double g = c[at + 1];
      double b = c[at + 2];
      c[at] = 0.9 * r - 0.3 * g + 0.1 * b + 0.05;
      c[at + 1] = 0.2 * r + 0.7 * g + 0.4 * b - 0.1;
      c[at + 2] = -0.5 * r + 0.6 * g + b + 0.2;
    }
  }

  @Test
  void tetrahedralInterpolationIsExactOnAffineMaps() {
    CubeLut lut = CubeLut.bake(5, CubeLutTest::affine);
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 1000; trial++) {
      double[] c = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
      double[] read = lut.apply(c[0], c[1], c[2]);
      affine(c, 1);
      assertArrayEquals(c, read, 2e-6);
    }
  }

  @Test
  void latticeColoursAreReadExactly() {
    CubeLut lut =
        CubeLut.bake(
            4,
            (c, count) -> {
              for (int k = 0; k < 3 * count; k++) {
                c[k] = Math.sin(9 * c[k] + k % 3);
              }
            });
    for (int r = 0; r < 4; r++) {
      for (int g = 0; g < 4; g++) {
        for (int b = 0; b < 4; b++) {
          double[] read = lut.apply(r / 3.0, g / 3.0, b / 3.0);
          assertEquals(Math.sin(3.0 * r), read[0], 1e-5);
          assertEquals(Math.sin(3.0 * g + 1), read[1], 1e-5);
          assertEquals(Math.sin(3.0 * b + 2), read[2], 1e-5);
          assertEquals(lut.value(r, g, b, 2), read[2], 1e-5);
        }
      }
    }
  }

  @Test
  void theIdentityKeepsEveryPixelOfEitherDepth() {
    CubeLut lut = CubeLut.bake(33, (_, _) -> {});
    SplittableRandom random = new SplittableRandom(2);
    for (int depth : new int[] {8, 16}) {
      PixelImage image =
          PixelImage.ofRows(
              200,
              30,
              depth,
              true,
              (_, row) -> {
                for (int k = 0; k < row.length; k++) {
                  row[k] = (short) (depth == 8 ? 257 * random.nextInt(256) : random.nextInt(65536));
                }
              });
      Graded graded = lut.apply(image);
      assertArrayEquals(image.shared(), graded.image().shared());
      assertEquals(0, graded.clippedShare());
    }
  }

  @Test
  void clippingIsCountedAmongVisiblePixels() {
    CubeLut brighter =
        CubeLut.bake(
            2,
            (c, count) -> {
              for (int k = 0; k < 3 * count; k++) {
                c[k] += 0.5;
              }
            });
    PixelImage image =
        PixelImage.ofRows(
            4,
            1,
            8,
            true,
            (_, row) -> {
              row[0] = (short) PixelImage.FULL; // clips
              row[3] = (short) PixelImage.FULL;
              row[7] = (short) PixelImage.FULL; // black, stays inside
              row[8] = (short) PixelImage.FULL; // would clip but is invisible
              row[15] = 1;
            });
    Graded graded = brighter.apply(image);
    assertEquals(1.0 / 3, graded.clippedShare(), 1e-15);
    assertEquals(PixelImage.FULL, graded.image().sample(0, 0, 0));
    assertEquals(257 * 128, graded.image().sample(1, 0, 0));
    assertEquals(1, graded.image().sample(3, 0, 3));
  }

  @Test
  void anEdgeOutsideTheRangeIsRefused() {
    assertEquals(
        "look-up table of edge 1: must be 2 to 256",
        assertThrows(IllegalArgumentException.class, () -> CubeLut.bake(1, (_, _) -> {}))
            .getMessage());
  }
}
