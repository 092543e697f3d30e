package monge.samples;

/** A picture made by a formula: sRGB pixels 0xRRGGBB, row by row. Immutable. */
public final class RenderedPicture {

  private final String name;
  private final int width;
  private final int height;
  private final int[] pixels;

  public RenderedPicture(String name, int width, int height, int[] pixels) {
    if (pixels.length != width * height) {
      throw new IllegalArgumentException(
          "%d pixels for %d×%d".formatted(pixels.length, width, height));
    }
    this.name = name;
    this.width = width;
    this.height = height;
    this.pixels = pixels.clone();
  }

  public String name() {
    return name;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The pixels, a copy. */
  public int[] pixels() {
    return pixels.clone();
  }
}
