package monge.image;

/**
 * A picture: sRGB samples with straight (not premultiplied) alpha. Every sample is held as 16 bits;
 * an 8-bit value v is held as 257 v, so that 0 and full scale agree. Immutable.
 */
public final class PixelImage {

  /** The samples of a full channel. */
  public static final int FULL = 0xffff;

  private final int width;
  private final int height;
  private final int depth;
  private final boolean alpha;
  private final short[] samples;

  private PixelImage(int width, int height, int depth, boolean alpha, short[] samples) {
    this.width = width;
    this.height = height;
    this.depth = depth;
    this.alpha = alpha;
    this.samples = samples;
  }

  /** Writes one row: red, green, blue, alpha of each pixel, as unsigned 16-bit samples. */
  @FunctionalInterface
  public interface RowSource {
    /** Writes row {@code y} into all of {@code rgba[0..4 width)}. */
    void row(int y, short[] rgba);
  }

  /**
   * A picture made row by row, from top to bottom.
   *
   * @param depth bits a sample of the file it came from or goes to: 8 or 16
   * @param alpha whether alpha means anything; if not, the source writes {@link #FULL}
   * @throws IllegalArgumentException if a side is below 1, there are more than 536 megapixels, or
   *     the depth is another
   */
  public static PixelImage ofRows(
      int width, int height, int depth, boolean alpha, RowSource source) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture of %d × %d pixels: both sides must be at least 1".formatted(width, height));
    }
    if (4L * width * height > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a picture of %d × %d pixels: at most 536 megapixels fit".formatted(width, height));
    }
    if (depth != 8 && depth != 16) {
      throw new IllegalArgumentException("depth is %d bits: must be 8 or 16".formatted(depth));
    }
    short[] samples = new short[4 * width * height];
    short[] row = new short[4 * width];
    for (int y = 0; y < height; y++) {
      source.row(y, row);
      System.arraycopy(row, 0, samples, y * row.length, row.length);
    }
    return new PixelImage(width, height, depth, alpha, samples);
  }

  /**
   * An opaque 8-bit picture from 0xRRGGBB pixels, row by row.
   *
   * @throws IllegalArgumentException if there are not {@code width * height}, or as {@link #ofRows}
   */
  public static PixelImage ofRgb(int width, int height, int[] rgb) {
    if (rgb.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d pixels for a picture of %d × %d: give one for each place"
              .formatted(rgb.length, width, height));
    }
    return ofRows(
        width,
        height,
        8,
        false,
        (y, row) -> {
          for (int x = 0; x < width; x++) {
            int p = rgb[y * width + x];
            row[4 * x] = (short) (257 * (p >> 16 & 0xff));
            row[4 * x + 1] = (short) (257 * (p >> 8 & 0xff));
            row[4 * x + 2] = (short) (257 * (p & 0xff));
            row[4 * x + 3] = (short) FULL;
          }
        });
  }

  /** A picture of the same shape on an array that nobody else writes to. */
  PixelImage adopting(short[] rgba) {
    return new PixelImage(width, height, depth, alpha, rgba);
  }

  /** The samples themselves, for the classes of this package, which only read them. */
  short[] shared() {
    return samples;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** {@code width * height}. */
  public int pixels() {
    return width * height;
  }

  /** Bits a sample: 8 or 16. */
  public int depth() {
    return depth;
  }

  /** Whether alpha means anything; if not, every pixel is opaque. */
  public boolean hasAlpha() {
    return alpha;
  }

  /** A sample in [0, 65535]; channel 0, 1, 2 for red, green, blue and 3 for alpha. */
  public int sample(int x, int y, int channel) {
    return samples[4 * (y * width + x) + channel] & FULL;
  }

  /**
   * Copies row {@code y} into {@code rgba[0..4 width)}: red, green, blue, alpha of each pixel, as
   * unsigned 16-bit samples.
   */
  public void copyRow(int y, short[] rgba) {
    System.arraycopy(samples, 4 * width * y, rgba, 0, 4 * width);
  }

  /** 8-bit pixels 0xAARRGGBB with straight alpha, row by row. */
  public int[] toArgb() {
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          to8(samples[4 * i + 3]) << 24
              | to8(samples[4 * i]) << 16
              | to8(samples[4 * i + 1]) << 8
              | to8(samples[4 * i + 2]);
    }
    return argb;
  }

  /**
   * The picture reduced to fit into a box, each pixel the mean of those it covers, weighted by
   * alpha; the picture itself if it fits already. O(pixels).
   *
   * @param maxWidth at least 1
   * @param maxHeight at least 1
   * @throws IllegalArgumentException if one is less
   */
  public PixelImage fitting(int maxWidth, int maxHeight) {
    if (maxWidth < 1 || maxHeight < 1) {
      throw new IllegalArgumentException(
          "a box of %d × %d pixels: both sides must be at least 1".formatted(maxWidth, maxHeight));
    }
    double shrink = Math.max(width / (double) maxWidth, height / (double) maxHeight);
    if (shrink <= 1) {
      return this;
    }
    int w = Math.max(1, (int) Math.round(width / shrink));
    int h = Math.max(1, (int) Math.round(height / shrink));
    return ofRows(
        w,
        h,
        depth,
        alpha,
        (y, row) -> {
          int top = (int) ((long) y * height / h);
          int bottom = Math.max(top + 1, (int) ((long) (y + 1) * height / h));
          for (int x = 0; x < w; x++) {
            int left = (int) ((long) x * width / w);
            int right = Math.max(left + 1, (int) ((long) (x + 1) * width / w));
            average(left, right, top, bottom, row, 4 * x);
          }
        });
  }

  /** The mean colour weighted by alpha, and the mean alpha, of a block of pixels. */
  private void average(int left, int right, int top, int bottom, short[] out, int at) {
    long red = 0;
    long green = 0;
    long blue = 0;
    long opacity = 0;
    for (int y = top; y < bottom; y++) {
      for (int i = 4 * (y * width + left); i < 4 * (y * width + right); i += 4) {
        long a = samples[i + 3] & FULL;
        red += a * (samples[i] & FULL);
        green += a * (samples[i + 1] & FULL);
        blue += a * (samples[i + 2] & FULL);
        opacity += a;
      }
    }
    long n = (long) (right - left) * (bottom - top);
    long per = Math.max(1, opacity);
    out[at] = (short) ((red + per / 2) / per);
    out[at + 1] = (short) ((green + per / 2) / per);
    out[at + 2] = (short) ((blue + per / 2) / per);
    out[at + 3] = (short) ((opacity + n / 2) / n);
  }

  private static int to8(short sample) {
    // Nearest of the 256 values; exact for samples that came from 8 bits.
    return ((sample & FULL) * 255 + 32895) >>> 16;
  }
}
