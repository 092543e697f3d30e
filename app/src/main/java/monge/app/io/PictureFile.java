package monge.app.io;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import monge.image.PixelImage;

/**
 * Reads and writes pictures: PNG, JPEG and TIFF, 8 or 16 bits a sample, with or without alpha. Grey
 * pictures are read as equal red, green and blue; colours with a profile of their own are turned
 * into sRGB.
 */
public final class PictureFile {

  private static final String EXPECTED = "a PNG, JPEG or TIFF picture";

  private static final float JPEG_QUALITY = 0.95f;

  /** The share of the heap that reading one picture may take. */
  private static final double SHARE = 0.6;

  private PictureFile() {}

  /**
   * Reads a picture.
   *
   * @throws InputException if the file is missing, empty, cut off or no picture
   */
  public static PixelImage read(Path file) {
    TextFiles.requireReadable(file, EXPECTED);
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw InputException.in(file, "this is no picture that can be read, expected " + EXPECTED);
      }
      ImageReader reader = readers.next();
      try {
        return read(file, reader, in);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private static PixelImage read(Path file, ImageReader reader, ImageInputStream in)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
    reader.setInput(in, true, true);
    try {
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      requireRoom(file, width, height);
      BufferedImage picture = reader.read(0);
      Optional<String> cutOff =
          warnings.stream().filter(w -> w.toLowerCase(Locale.ROOT).contains("premature")).findAny();
      if (cutOff.isPresent()) {
        throw new IOException(cutOff.get());
      }
      return pixels(file, picture);
    } catch (IOException e) {
      throw damaged(file, e);
    } catch (RuntimeException e) {
      // Codecs answer nonsense in the file with exceptions of any kind.
      if (e instanceof InputException) {
        throw e;
      }
      throw damaged(file, e);
    }
  }

  /**
   * Writes a picture, in the format that the file's name ends in. PNG and TIFF keep 16 bits and
   * alpha; JPEG holds 8 bits.
   *
   * @throws InputException if the name ends in no known format, the format cannot hold the picture,
   *     or the file cannot be written
   */
  public static void write(PixelImage picture, Path file) {
    Format format = Format.of(file);
    if (format == Format.JPEG && picture.hasAlpha()) {
      throw InputException.in(
          file, "JPEG cannot hold the picture's transparency: write .png or .tif");
    }
    BufferedImage image = buffered(picture, format == Format.JPEG ? 8 : picture.depth());
    TextFiles.writeAtomically(
        file,
        out -> {
          ImageWriter writer = encoder(format, image);
          try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (format == Format.JPEG) {
              settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
              settings.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
          } finally {
            writer.dispose();
          }
        });
  }

  /** The platform's own encoder where there are several: it alone writes TIFF of 16 bits. */
  private static ImageWriter encoder(Format format, BufferedImage image) throws IOException {
    Iterator<ImageWriter> writers =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format.codec);
    if (!writers.hasNext()) {
      throw new IOException("there is no encoder for " + format.codec);
    }
    ImageWriter chosen = writers.next();
    while (writers.hasNext() && !chosen.getClass().getName().startsWith("com.sun.")) {
      chosen.dispose();
      chosen = writers.next();
    }
    return chosen;
  }

  /** Refuses a name that no picture can be written to, before work is done for it. */
  public static void requireWritableName(Path file) {
    Format.of(file);
  }

  private enum Format {
    PNG("png", List.of(".png")),
    JPEG("jpeg", List.of(".jpg", ".jpeg")),
    TIFF("tiff", List.of(".tif", ".tiff"));

    private final String codec;
    private final List<String> endings;

    Format(String codec, List<String> endings) {
      this.codec = codec;
      this.endings = endings;
    }

    static Format of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      for (Format format : values()) {
        if (format.endings.stream().anyMatch(name::endsWith)) {
          return format;
        }
      }
      throw InputException.in(
          file, "pictures are written as .png, .jpg or .tif, found another ending");
    }
  }

  private static void requireRoom(Path file, int width, int height) {
    // The decoder's picture and ours: up to 8 bytes a pixel each.
    double needed = 16.0 * width * height;
    double heap = Runtime.getRuntime().maxMemory();
    if (needed > SHARE * heap) {
      throw InputException.in(
          file,
          "%d × %d pixels need about %.1f GiB, the heap is %.1f GiB: start Java with a larger -Xmx"
              .formatted(width, height, needed / (1 << 30), heap / (1 << 30)));
    }
  }

  private static InputException damaged(Path file, Exception e) {
    String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new InputException(
        "%s: the picture is damaged or cut off (%s), expected %s".formatted(file, detail, EXPECTED),
        e);
  }

  private static PixelImage pixels(Path file, BufferedImage decoded) {
    ColorModel model = decoded.getColorModel();
    if (model instanceof IndexColorModel || !(model instanceof ComponentColorModel)) {
      return fromArgb(decoded);
    }
    int type = model.getTransferType();
    if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
      throw InputException.in(
          file, "found samples that are not 8 or 16 bits, expected " + EXPECTED + " of such");
    }
    if (model.isAlphaPremultiplied()) {
      decoded.coerceData(false);
    }
    boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    BufferedImage picture =
        grey || model.getColorSpace().isCS_sRGB() ? decoded : inSrgb(decoded, type);
    return fromSamples(picture.getRaster(), grey, model.hasAlpha(), type);
  }

  /** Raw samples: a grey value stands for all three channels. */
  private static PixelImage fromSamples(Raster raster, boolean grey, boolean alpha, int type) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    int depth = type == DataBuffer.TYPE_BYTE ? 8 : 16;
    int scale = depth == 8 ? 257 : 1;
    int[] samples = new int[bands * width];
    return PixelImage.ofRows(
        width,
        raster.getHeight(),
        depth,
        alpha,
        (y, row) -> {
          raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
          for (int x = 0; x < width; x++) {
            int at = bands * x;
            row[4 * x] = (short) (scale * samples[at]);
            row[4 * x + 1] = (short) (scale * samples[grey ? at : at + 1]);
            row[4 * x + 2] = (short) (scale * samples[grey ? at : at + 2]);
            row[4 * x + 3] = (short) (alpha ? scale * samples[at + bands - 1] : PixelImage.FULL);
          }
        });
  }

  /** Palettes and packed pixels: 8 bits. */
  private static PixelImage fromArgb(BufferedImage picture) {
    int width = picture.getWidth();
    int[] argb = new int[width];
    return PixelImage.ofRows(
        width,
        picture.getHeight(),
        8,
        picture.getColorModel().hasAlpha(),
        (y, row) -> {
          picture.getRGB(0, y, width, 1, argb, 0, width);
          for (int x = 0; x < width; x++) {
            row[4 * x] = (short) (257 * (argb[x] >> 16 & 0xff));
            row[4 * x + 1] = (short) (257 * (argb[x] >> 8 & 0xff));
            row[4 * x + 2] = (short) (257 * (argb[x] & 0xff));
            row[4 * x + 3] = (short) (257 * (argb[x] >>> 24));
          }
        });
  }

  private static BufferedImage inSrgb(BufferedImage picture, int type) {
    BufferedImage converted =
        empty(
            picture.getWidth(),
            picture.getHeight(),
            type == DataBuffer.TYPE_BYTE ? 8 : 16,
            picture.getColorModel().hasAlpha());
    return new ColorConvertOp(null).filter(picture, converted);
  }

  private static BufferedImage buffered(PixelImage picture, int depth) {
    boolean alpha = picture.hasAlpha();
    int width = picture.width();
    int bands = alpha ? 4 : 3;
    BufferedImage image = empty(width, picture.height(), depth, alpha);
    WritableRaster raster = image.getRaster();
    short[] row = new short[4 * width];
    int[] samples = new int[bands * width];
    for (int y = 0; y < picture.height(); y++) {
      picture.copyRow(y, row);
      for (int x = 0; x < width; x++) {
        for (int k = 0; k < bands; k++) {
          int sample = row[4 * x + k] & PixelImage.FULL;
          samples[bands * x + k] = depth == 8 ? (sample * 255 + 32895) >>> 16 : sample;
        }
      }
      raster.setPixels(0, y, width, 1, samples);
    }
    return image;
  }

  /** An interleaved sRGB picture with straight alpha. */
  private static BufferedImage empty(int width, int height, int depth, boolean alpha) {
    int[] order = alpha ? new int[] {0, 1, 2, 3} : new int[] {0, 1, 2};
    int type = depth == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    return ImageTypeSpecifier.createInterleaved(
            ColorSpace.getInstance(ColorSpace.CS_sRGB), order, type, alpha, false)
        .createBufferedImage(width, height);
  }
}
