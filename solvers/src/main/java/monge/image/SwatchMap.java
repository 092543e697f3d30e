package monge.image;

import java.util.Arrays;
import monge.numeric.Parallel;

/**
 * Which colour of a palette each pixel of a picture is nearest to, by Euclidean distance in the
 * palette's space. Immutable.
 */
public final class SwatchMap {

  /** Fewer rows are not worth a thread. */
  private static final int LEAST_ROWS = 32;

  private final int width;
  private final int height;
  private final byte[] swatchOf;

  private SwatchMap(int width, int height, byte[] swatchOf) {
    this.width = width;
    this.height = height;
    this.swatchOf = swatchOf;
  }

  /**
   * Transparent pixels have a nearest colour too. O(pixels × colours).
   *
   * @param palette of at most 127 colours
   * @throws IllegalArgumentException if it has more
   */
  public static SwatchMap of(PixelImage picture, Palette palette) {
    if (palette.size() > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the palette has %d colours: a person can tell at most %d apart"
              .formatted(palette.size(), Byte.MAX_VALUE));
    }
    double[][] colours = palette.colours().points();
    int width = picture.width();
    byte[] swatchOf = new byte[picture.pixels()];
    int height = picture.height();
    Parallel.ranges(
        height,
        Parallel.parts(height, LEAST_ROWS),
        (_, from, to) -> {
          short[] rgba = new short[4 * width];
          double[] c = new double[3];
          for (int y = from; y < to; y++) {
            picture.copyRow(y, rgba);
            for (int x = 0; x < width; x++) {
              for (int k = 0; k < 3; k++) {
                c[k] = SrgbTable.decode(rgba[4 * x + k]);
              }
              palette.space().fromLinear(c, 0);
              swatchOf[y * width + x] = (byte) nearest(colours, c);
            }
          }
        });
    return new SwatchMap(width, height, swatchOf);
  }

  private static int nearest(double[][] colours, double[] c) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < colours.length; k++) {
      double d0 = colours[k][0] - c[0];
      double d1 = colours[k][1] - c[1];
      double d2 = colours[k][2] - c[2];
      double d = d0 * d0 + d1 * d1 + d2 * d2;
      if (d < least) {
        least = d;
        best = k;
      }
    }
    return best;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The index in the palette of the colour nearest to a pixel. */
  public int swatch(int x, int y) {
    return swatchOf[y * width + x];
  }

  /** ARGB pixels: nothing where the colour is {@code swatch}, {@code argb} elsewhere. */
  public int[] veil(int swatch, int argb) {
    int[] veil = new int[swatchOf.length];
    Arrays.setAll(veil, i -> swatchOf[i] == swatch ? 0 : argb);
    return veil;
  }
}
