package monge.image;

/**
 * A three-dimensional look-up table from display sRGB to display sRGB on an even lattice of N^3
 * colours, read by tetrahedral interpolation, which is exact on affine maps. Values may lie outside
 * [0,1]. Immutable.
 */
public final class CubeLut {

  /** The largest edge of a table. */
  public static final int MAX_SIZE = 256;

  private final int size;
  private final float[] values;

  private CubeLut(int size, float[] values) {
    this.size = size;
    this.values = values;
  }

  /**
   * Tabulates a map of display sRGB triples. O(size^3) evaluations.
   *
   * @param size the number of lattice colours along an edge, 2 to 256
   * @throws IllegalArgumentException if it is another
   */
  public static CubeLut bake(int size, ColorMap display) {
    if (size < 2 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "look-up table of edge %d: must be 2 to %d".formatted(size, MAX_SIZE));
    }
    float[] values = new float[3 * size * size * size];
    Pixels.forEachChunk(
        size * size,
        size,
        (from, to) -> {
          double[] colours = new double[3 * (to - from) * size];
          for (int row = from; row < to; row++) {
            for (int r = 0; r < size; r++) {
              int at = 3 * ((row - from) * size + r);
              colours[at] = r / (size - 1.0);
              colours[at + 1] = row % size / (size - 1.0);
              colours[at + 2] = row / size / (size - 1.0);
            }
          }
          display.apply(colours, (to - from) * size);
          int start = 3 * from * size;
          for (int k = 0; k < colours.length; k++) {
            values[start + k] = (float) colours[k];
          }
        });
    return new CubeLut(size, values);
  }

  /** The number of lattice colours along an edge. */
  public int size() {
    return size;
  }

  /** Channel {@code channel} of lattice colour (r, g, b), each index in [0, size). */
  public float value(int r, int g, int b, int channel) {
    return values[3 * (r + size * (g + size * b)) + channel];
  }

  /** The image of a display colour (3), whose channels are clamped to [0,1] first. */
  public double[] apply(double red, double green, double blue) {
    float[] out = new float[3];
    interpolate((float) red, (float) green, (float) blue, out);
    return new double[] {out[0], out[1], out[2]};
  }

  /**
   * The image of every pixel, alpha kept, values clipped to [0,1] and the clipping counted.
   * O(pixels).
   */
  public Graded apply(PixelImage image) {
    short[] in = image.shared();
    return Pixels.graded(
        image,
        (from, to, quantiser, out) -> {
          float[] colour = new float[3];
          float unit = 1f / PixelImage.FULL;
          for (int i = 4 * from; i < 4 * to; i += 4) {
            interpolate(
                (in[i] & PixelImage.FULL) * unit,
                (in[i + 1] & PixelImage.FULL) * unit,
                (in[i + 2] & PixelImage.FULL) * unit,
                colour);
            quantiser.write(colour[0], colour[1], colour[2], in[i + 3], out, i);
          }
        });
  }

  /**
   * Of the six tetrahedra that share the cell's main diagonal, takes the one whose order of
   * fractions is that of the colour: c000 + the differences along its edges, largest fraction
   * first.
   */
  private void interpolate(float red, float green, float blue, float[] out) {
    int top = size - 1;
    float x = Math.clamp(red, 0f, 1f) * top;
    float y = Math.clamp(green, 0f, 1f) * top;
    float z = Math.clamp(blue, 0f, 1f) * top;
    int i = Math.min((int) x, top - 1);
    int j = Math.min((int) y, top - 1);
    int k = Math.min((int) z, top - 1);
    float fx = x - i;
    float fy = y - j;
    float fz = z - k;
    int dx = 3;
    int dy = 3 * size;
    int dz = 3 * size * size;
    int origin = i * dx + j * dy + k * dz;
    int far = origin + dx + dy + dz;
    int first;
    int second;
    float largest;
    float middle;
    float least;
    if (fx >= fy) {
      if (fy >= fz) {
        first = origin + dx;
        second = first + dy;
        largest = fx;
        middle = fy;
        least = fz;
      } else if (fx >= fz) {
        first = origin + dx;
        second = first + dz;
        largest = fx;
        middle = fz;
        least = fy;
      } else {
        first = origin + dz;
        second = first + dx;
        largest = fz;
        middle = fx;
        least = fy;
      }
    } else if (fx >= fz) {
      first = origin + dy;
      second = first + dx;
      largest = fy;
      middle = fx;
      least = fz;
    } else if (fy >= fz) {
      first = origin + dy;
      second = first + dz;
      largest = fy;
      middle = fz;
      least = fx;
    } else {
      first = origin + dz;
      second = first + dy;
      largest = fz;
      middle = fy;
      least = fx;
    }
    float w0 = 1 - largest;
    float w1 = largest - middle;
    float w2 = middle - least;
    for (int c = 0; c < 3; c++) {
      out[c] =
          w0 * values[origin + c]
              + w1 * values[first + c]
              + w2 * values[second + c]
              + least * values[far + c];
    }
  }
}
