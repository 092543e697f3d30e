package monge.app.export;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import monge.app.io.InputException;
import monge.app.io.TextFiles;
import monge.views.picture.Picture;

/**
 * A picture at a size, to be written to a file.
 *
 * @param width logical pixels
 * @param height logical pixels
 * @param scale pixels of the file for each logical pixel, such as 2 for dense screens and print
 */
public record Figure(Picture picture, int width, int height, double scale) {

  /** Larger figures would not fit into an array of pixels of a reasonable heap. */
  private static final long MOST_PIXELS = 100_000_000;

  public Figure {
    if (width < 1 || height < 1 || !(scale > 0)) {
      throw new IllegalArgumentException(
          "found a figure of %d×%d at scale %s, expected sizes and a scale above 0"
              .formatted(width, height, scale));
    }
    double pixels = (double) width * height * scale * scale;
    if (pixels > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "found a figure of %.0f pixels, expected at most %d: take a smaller size or scale"
              .formatted(pixels, MOST_PIXELS));
    }
  }

  /** Refuses a name that says no format, before anything is solved for it. */
  public static void requireKnownEnding(Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw InputException.in(file, "found no known ending, expected .png");
    }
  }

  /** The picture painted. */
  public BufferedImage image() {
    BufferedImage image =
        new BufferedImage(
            Math.max(1, (int) Math.round(width * scale)),
            Math.max(1, (int) Math.round(height * scale)),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.scale(scale, scale);
    picture.paint(g, width, height);
    g.dispose();
    return image;
  }

  /** Replaces the file at once. */
  public void writePng(Path file) {
    requireKnownEnding(file);
    BufferedImage image = image();
    TextFiles.writeAtomically(
        file,
        out -> {
          if (!ImageIO.write(image, "png", out)) {
            throw new IOException("no PNG writer in this Java");
          }
        });
  }
}
