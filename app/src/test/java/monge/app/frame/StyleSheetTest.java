package monge.app.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monge.views.picture.Look;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The window's colours and the pictures' colours are the same. */
final class StyleSheetTest {

  private static final Pattern TOKEN = Pattern.compile("(-m-[a-z]+):\\s*(#[0-9a-f]{6});");
  private static final Pattern USED = Pattern.compile("-m-[a-z]+");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tokensAreThoseOfThePictures(boolean dark) throws IOException {
    Look look = dark ? Look.DARK : Look.LIGHT;
    Map<String, Color> expected = new LinkedHashMap<>();
    expected.put("-m-window", look.window());
    expected.put("-m-panel", look.panel());
    expected.put("-m-canvas", look.canvas());
    expected.put("-m-raised", look.raised());
    expected.put("-m-hover", look.hover());
    expected.put("-m-line", look.line());
    expected.put("-m-border", look.border());
    expected.put("-m-grid", look.grid());
    expected.put("-m-track", look.track());
    expected.put("-m-off", look.off());
    expected.put("-m-fg", look.foreground());
    expected.put("-m-muted", look.muted());
    expected.put("-m-subtle", look.subtle());
    expected.put("-m-ink", look.ink());
    expected.put("-m-onink", look.onInk());
    expected.put("-m-src", look.source());
    expected.put("-m-tgt", look.target());
    expected.put("-m-plan", look.plan());
    expected.put("-m-ok", look.ok());
    expected.put("-m-warn", look.warn());
    expected.put("-m-bad", look.bad());
    Map<String, Color> found = tokens(dark);
    expected.forEach((token, color) -> assertEquals(color, found.get(token), token));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTokenThatIsUsedIsThere(boolean dark) throws IOException {
    Map<String, Color> known = tokens(dark);
    Matcher used = USED.matcher(read(URI.create(Theme.sheet(dark)).resolve("parts.css")));
    while (used.find()) {
      assertTrue(known.containsKey(used.group()), used.group() + " is not defined");
    }
  }

  private static Map<String, Color> tokens(boolean dark) throws IOException {
    Map<String, Color> tokens = new LinkedHashMap<>();
    Matcher matcher = TOKEN.matcher(read(URI.create(Theme.sheet(dark))));
    while (matcher.find()) {
      tokens.put(matcher.group(1), Color.decode(matcher.group(2)));
    }
    return tokens;
  }

  private static String read(URI sheet) throws IOException {
    try (InputStream in = sheet.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
