package monge.app;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/** The window's icon: a disc that leaves, a path, a ring that receives; drawn pixel by pixel. */
final class WindowIcon {

  private static final Color SOURCE = Color.web("#1f6feb");
  private static final Color TARGET = Color.web("#e0701c");
  private static final Color PATH = Color.web("#5b6470");

  private WindowIcon() {}

  static List<Image> sizes() {
    return IntStream.of(16, 32, 48, 64, 128).mapToObj(WindowIcon::draw).toList();
  }

  private static Image draw(int size) {
    WritableImage image = new WritableImage(size, size);
    PixelWriter out = image.getPixelWriter();
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double u = (x + 0.5) / size;
        double v = (y + 0.5) / size;
        double soft = 1.0 / size;
        // Distances to the arc above both points, the disc and the ring, in widths of the icon.
        double arc = Math.abs(Math.hypot(u - 0.5, v - 0.62) - 0.27) - 0.035;
        double disc = Math.hypot(u - 0.26, v - 0.6) - 0.21;
        double ringCentre = Math.hypot(u - 0.76, v - 0.64);
        double ring = Math.abs(ringCentre - 0.145) - 0.055;
        Color pixel = Color.TRANSPARENT;
        if (v < 0.62 && ringCentre > 0.2) {
          pixel = over(pixel, PATH, cover(arc, soft));
        }
        pixel = over(pixel, SOURCE, cover(disc, soft));
        pixel = over(pixel, TARGET, cover(ring, soft));
        out.setColor(x, y, pixel);
      }
    }
    return image;
  }

  private static double cover(double distance, double soft) {
    return Math.clamp(0.5 - distance / soft, 0, 1);
  }

  private static Color over(Color below, Color above, double alpha) {
    double total = alpha + below.getOpacity() * (1 - alpha);
    if (total == 0) {
      return Color.TRANSPARENT;
    }
    double share = alpha / total;
    return new Color(
        above.getRed() * share + below.getRed() * (1 - share),
        above.getGreen() * share + below.getGreen() * (1 - share),
        above.getBlue() * share + below.getBlue() * (1 - share),
        total);
  }
}
