package monge.views.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.SinglePixelPackedSampleModel;
import java.awt.image.WritableRaster;

/** Turns pictures into pixels. */
public final class Raster {

  private Raster() {}

  /** Device pixels that {@code logical} pixels need on a screen of that scale. */
  public static int devicePixels(double logical, double scale) {
    return Math.max(1, (int) Math.ceil(logical * scale - 1e-9));
  }

  /** The picture as an image of {@code width·scale × height·scale} pixels. */
  public static BufferedImage image(Picture picture, int width, int height, double scale) {
    int w = devicePixels(width, scale);
    int h = devicePixels(height, scale);
    int[] pixels = new int[w * h];
    paint(picture, width, height, scale, pixels);
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, w, h, pixels, 0, w);
    return image;
  }

  /**
   * Paints into {@code 0xAARRGGBB} pixels, alpha premultiplied, row by row; {@code pixels} holds at
   * least {@code devicePixels(width) · devicePixels(height)}.
   */
  public static void paint(Picture picture, int width, int height, double scale, int[] pixels) {
    int w = devicePixels(width, scale);
    int h = devicePixels(height, scale);
    Graphics2D g = over(pixels, w, h).createGraphics();
    try {
      smooth(g);
      g.scale(scale, scale);
      picture.paint(g, width, height);
    } finally {
      g.dispose();
    }
  }

  /** Sets the hints that all pictures are drawn with. */
  public static void smooth(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
  }

  private static BufferedImage over(int[] pixels, int width, int height) {
    DirectColorModel model =
        new DirectColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            32,
            0x00ff0000,
            0x0000ff00,
            0x000000ff,
            0xff000000,
            true,
            DataBuffer.TYPE_INT);
    WritableRaster raster =
        java.awt.image.Raster.createWritableRaster(
            new SinglePixelPackedSampleModel(
                DataBuffer.TYPE_INT,
                width,
                height,
                new int[] {0x00ff0000, 0x0000ff00, 0x000000ff, 0xff000000}),
            new DataBufferInt(pixels, width * height),
            null);
    return new BufferedImage(model, raster, true, null);
  }
}
