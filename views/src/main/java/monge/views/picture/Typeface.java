package monge.views.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * The faces of text in pictures: Inter for words, JetBrains Mono for numbers. They come with the
 * program, so a picture looks alike on every machine; if one cannot be read, the first face of a
 * short list that the machine has stands in.
 */
public final class Typeface {

  /** Words of captions and names. */
  public static final float CAPTION = 11;

  /** Numbers at axes; nothing is smaller. */
  public static final float AXIS = 10;

  private static final Font PLAIN = face("inter/Inter-Regular.otf", Font.PLAIN, Fallback.WORDS);
  private static final Font STRONG = face("inter/Inter-SemiBold.otf", Font.BOLD, Fallback.WORDS);
  private static final Font MONO =
      face("jetbrains_mono/JetBrainsMono-Regular.ttf", Font.PLAIN, Fallback.NUMBERS);

  private Typeface() {}

  /** Inter Regular. */
  public static Font plain(float size) {
    return PLAIN.deriveFont(size);
  }

  /** Inter SemiBold. */
  public static Font strong(float size) {
    return STRONG.deriveFont(size);
  }

  /** JetBrains Mono Regular. */
  public static Font mono(float size) {
    return MONO.deriveFont(size);
  }

  private static Font face(String file, int style, Fallback fallback) {
    String path = "/com/formdev/flatlaf/fonts/" + file;
    try (InputStream in = Typeface.class.getResourceAsStream(path)) {
      if (in == null) {
        return fallback.font(style);
      }
      Font font = Font.createFont(Font.TRUETYPE_FONT, in);
      GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
      return font;
    } catch (FontFormatException e) {
      return fallback.font(style);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the font " + path, e);
    }
  }

  private enum Fallback {
    WORDS(List.of("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"), Font.SANS_SERIF),
    NUMBERS(List.of("JetBrains Mono", "Consolas", "Menlo", "DejaVu Sans Mono"), Font.MONOSPACED);

    private final List<String> families;
    private final String logical;

    Fallback(List<String> families, String logical) {
      this.families = families;
      this.logical = logical;
    }

    Font font(int style) {
      List<String> installed =
          Arrays.asList(
              GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
      String family = families.stream().filter(installed::contains).findFirst().orElse(logical);
      return new Font(family, style, 1);
    }
  }
}
