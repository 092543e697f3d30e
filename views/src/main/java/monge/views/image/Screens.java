package monge.views.image;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import monge.image.PixelImage;

/** Pictures as the toolkit shows them. */
public final class Screens {

  private Screens() {}

  /** The same pixels, 8 bits, alpha premultiplied. */
  public static Image image(PixelImage picture) {
    int[] argb = picture.toArgb();
    if (picture.hasAlpha()) {
      for (int i = 0; i < argb.length; i++) {
        argb[i] = premultiplied(argb[i]);
      }
    }
    return new WritableImage(
        new PixelBuffer<>(
            picture.width(),
            picture.height(),
            IntBuffer.wrap(argb),
            PixelFormat.getIntArgbPreInstance()));
  }

  private static int premultiplied(int p) {
    int a = p >>> 24;
    int r = ((p >> 16 & 0xff) * a + 127) / 255;
    int g = ((p >> 8 & 0xff) * a + 127) / 255;
    int b = ((p & 0xff) * a + 127) / 255;
    return a << 24 | r << 16 | g << 8 | b;
  }
}
