package monge.image;

import java.util.Optional;

/**
 * Where every pixel of a picture starts and how far it goes under a map: blended at any strength
 * without evaluating the map again. Takes 24 bytes a pixel. Immutable.
 */
public final class ColorPath {

  /** The edge of the table that stands in for a smooth map on pictures with more pixels than it. */
  private static final int TABLE = 33;

  private final PixelImage image;
  private final ColorSpace space;
  private final float[] start;
  private final float[] move;

  private ColorPath(PixelImage image, ColorSpace space, float[] start, float[] move) {
    this.image = image;
    this.space = space;
    this.start = start;
    this.move = move;
  }

  /** The way under the whole map, strength 1, whatever the transfer's own strength. */
  static ColorPath of(ColorTransfer transfer, PixelImage image) {
    ColorTransfer whole = transfer.withStrength(1);
    ColorSpace space = transfer.space();
    boolean tabled = whole.isSmooth() && image.pixels() > TABLE * TABLE * TABLE;
    Optional<CubeLut> table = tabled ? Optional.of(whole.bake(TABLE)) : Optional.empty();
    short[] in = image.shared();
    float[] start = new float[3 * image.pixels()];
    float[] move = new float[3 * image.pixels()];
    Pixels.forEachChunk(
        image.pixels(),
        Pixels.CHUNK,
        (from, to) -> {
          int count = to - from;
          double[] before = new double[3 * count];
          double[] after = new double[3 * count];
          for (int i = from, at = 0; i < to; i++, at += 3) {
            for (int k = 0; k < 3; k++) {
              before[at + k] = SrgbTable.decode(in[4 * i + k]);
            }
            space.fromLinear(before, at);
          }
          if (table.isPresent()) {
            float unit = 1f / PixelImage.FULL;
            for (int i = from, at = 0; i < to; i++, at += 3) {
              double[] mapped =
                  table
                      .get()
                      .apply(
                          (in[4 * i] & PixelImage.FULL) * unit,
                          (in[4 * i + 1] & PixelImage.FULL) * unit,
                          (in[4 * i + 2] & PixelImage.FULL) * unit);
              for (int k = 0; k < 3; k++) {
                after[at + k] = ColorSpace.decode(mapped[k]);
              }
              space.fromLinear(after, at);
            }
          } else {
            System.arraycopy(before, 0, after, 0, before.length);
            whole.apply(after, count);
          }
          for (int k = 0; k < 3 * count; k++) {
            start[3 * from + k] = (float) before[k];
            move[3 * from + k] = (float) (after[k] - before[k]);
          }
        });
    return new ColorPath(image, space, start, move);
  }

  /**
   * The picture at strength {@code s} in [0,1], alpha kept, clipped to sRGB; at 0 it is the picture
   * itself. O(pixels).
   *
   * @throws IllegalArgumentException if s lies outside
   */
  public Graded at(double s) {
    if (!(s >= 0 && s <= 1)) {
      throw new IllegalArgumentException("strength is %s: must lie in [0, 1]".formatted(s));
    }
    if (s == 0) {
      return new Graded(image, 0);
    }
    short[] in = image.shared();
    return Pixels.graded(
        image,
        (from, to, quantiser, out) -> {
          double[] c = new double[3];
          for (int i = from; i < to; i++) {
            for (int k = 0; k < 3; k++) {
              c[k] = start[3 * i + k] + s * move[3 * i + k];
            }
            space.toLinear(c, 0);
            quantiser.write(
                SrgbTable.encode(c[0]),
                SrgbTable.encode(c[1]),
                SrgbTable.encode(c[2]),
                in[4 * i + 3],
                out,
                4 * i);
          }
        });
  }
}
