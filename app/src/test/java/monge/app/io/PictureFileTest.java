package monge.app.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import monge.image.PixelImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureFileTest {

  @TempDir private Path folder;

  private static PixelImage noise(int width, int height, int depth, boolean alpha) {
    SplittableRandom random = new SplittableRandom(7);
    return PixelImage.ofRows(
        width,
        height,
        depth,
        alpha,
        (_, row) -> {
          for (int k = 0; k < row.length; k++) {
            int sample = depth == 8 ? 257 * random.nextInt(256) : random.nextInt(65536);
            row[k] = (short) (k % 4 == 3 && !alpha ? PixelImage.FULL : sample);
          }
        });
  }

  private static void assertSame(PixelImage expected, PixelImage found) {
    assertEquals(expected.width(), found.width());
    assertEquals(expected.height(), found.height());
    assertEquals(expected.depth(), found.depth());
    assertEquals(expected.hasAlpha(), found.hasAlpha());
    short[] a = new short[4 * expected.width()];
    short[] b = new short[4 * expected.width()];
    for (int y = 0; y < expected.height(); y++) {
      expected.copyRow(y, a);
      found.copyRow(y, b);
      assertArrayEquals(a, b, "row " + y);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "png, 8, false", "png, 8, true", "png, 16, false", "png, 16, true",
    "tif, 8, false", "tif, 8, true", "tif, 16, false", "tif, 16, true"
  })
  void whatIsWrittenIsRead(String ending, int depth, boolean alpha) {
    PixelImage picture = noise(37, 23, depth, alpha);
    Path file = folder.resolve("picture." + ending);
    PictureFile.write(picture, file);
    assertSame(picture, PictureFile.read(file));
  }

  @Test
  void jpegKeepsAFlatColourAndHasNoAlpha() {
    PixelImage flat = PixelImage.ofRgb(16, 16, filled(256, 0x4080c0));
    Path file = folder.resolve("flat.JPG");
    PictureFile.write(flat, file);
    PixelImage read = PictureFile.read(file);
    assertEquals(8, read.depth());
    assertEquals(0x40, read.sample(8, 8, 0) / 257, 2);
    assertEquals(0xc0, read.sample(8, 8, 2) / 257, 2);
    assertEquals(
        file + ": JPEG cannot hold the picture's transparency: write .png or .tif",
        assertThrows(InputException.class, () -> PictureFile.write(noise(4, 4, 8, true), file))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
  void greyStandsForAllThreeChannelsAsItIs(int type) throws IOException {
    BufferedImage grey = new BufferedImage(3, 1, type);
    int full = type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 65535;
    grey.getRaster().setPixels(0, 0, 3, 1, new int[] {0, full / 5, full});
    Path file = folder.resolve("grey.png");
    ImageIO.write(grey, "png", file.toFile());
    PixelImage read = PictureFile.read(file);
    for (int k = 0; k < 3; k++) {
      assertEquals(0, read.sample(0, 0, k));
      assertEquals(PixelImage.FULL / 5, read.sample(1, 0, k));
      assertEquals(PixelImage.FULL, read.sample(2, 0, k));
    }
    assertFalse(read.hasAlpha());
  }

  @Test
  void palettesAndSinglePixelsAreRead() throws IOException {
    BufferedImage indexed = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
    indexed.setRGB(0, 0, 0xffff0000);
    Path file = folder.resolve("dot.png");
    ImageIO.write(indexed, "png", file.toFile());
    PixelImage read = PictureFile.read(file);
    assertEquals(1, read.pixels());
    assertEquals(PixelImage.FULL, read.sample(0, 0, 0));
    assertEquals(0, read.sample(0, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "tif"})
  void aPictureCutOffIsRefusedInOneSentence(String ending) throws IOException {
    Path file = folder.resolve("cut." + ending);
    PictureFile.write(noise(64, 64, 8, false), file);
    byte[] bytes = Files.readAllBytes(file);
    for (double share : new double[] {0.02, 0.5, 0.9}) {
      Files.write(file, Arrays.copyOf(bytes, (int) (share * bytes.length)));
      String message =
          String.valueOf(
              assertThrows(InputException.class, () -> PictureFile.read(file)).getMessage());
      assertTrue(message.startsWith(file + ": "), message);
      assertTrue(message.endsWith("expected a PNG, JPEG or TIFF picture"), message);
      assertFalse(message.contains("\n"), message);
    }
  }

  @Test
  void whatIsNoPictureIsRefused() throws IOException {
    Path missing = folder.resolve("missing.png");
    assertEquals(
        missing + ": there is no such file, expected a PNG, JPEG or TIFF picture",
        assertThrows(InputException.class, () -> PictureFile.read(missing)).getMessage());
    Path empty = Files.createFile(folder.resolve("empty.png"));
    assertEquals(
        empty + ": the file is empty, expected a PNG, JPEG or TIFF picture",
        assertThrows(InputException.class, () -> PictureFile.read(empty)).getMessage());
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    assertEquals(
        text + ": this is no picture that can be read, expected a PNG, JPEG or TIFF picture",
        assertThrows(InputException.class, () -> PictureFile.read(text)).getMessage());
  }

  @Test
  void anUnknownEndingIsRefusedAndNothingIsLeftBehind() throws IOException {
    Path file = folder.resolve("picture.gif");
    assertEquals(
        file + ": pictures are written as .png, .jpg or .tif, found another ending",
        assertThrows(InputException.class, () -> PictureFile.write(noise(2, 2, 8, false), file))
            .getMessage());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  private static int[] filled(int count, int value) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }
}
