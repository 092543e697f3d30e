package monge.samples;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A picture made by a formula: sRGB pixels 0xRRGGBB, row by row. Immutable and thread-safe; a
 * picture given by its formula is computed when its pixels are first asked for, within about half a
 * second, and then kept.
 */
public final class RenderedPicture {

  private final String name;
  private final int width;
  private final int height;
  private final Supplier<int[]> formula;
  private int @Nullable [] pixels;

  public RenderedPicture(String name, int width, int height, int[] pixels) {
    this(name, width, height, pixels::clone);
    pixels();
  }

  private RenderedPicture(String name, int width, int height, Supplier<int[]> formula) {
    this.name = name;
    this.width = width;
    this.height = height;
    this.formula = formula;
  }

  /** A picture that is computed when it is first needed. */
  public static RenderedPicture by(Formula formula, String name, int width, int height) {
    return new RenderedPicture(name, width, height, () -> formula.render(width, height));
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
  public synchronized int[] pixels() {
    int[] made = pixels;
    if (made == null) {
      made = formula.get();
      if (made.length != width * height) {
        throw new IllegalArgumentException(
            "%d pixels for %d×%d".formatted(made.length, width, height));
      }
      pixels = made;
    }
    return made.clone();
  }

  /** Makes the pixels of a picture of any size. */
  @FunctionalInterface
  public interface Formula {
    int[] render(int width, int height);
  }
}
