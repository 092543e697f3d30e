package monge.app.frame;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** The words of the window, from one file. */
public final class Strings {

  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("monge.app.strings", Locale.ROOT);

  private Strings() {}

  /** The words for a key, if there are any. */
  public static Optional<String> find(String key) {
    return BUNDLE.containsKey(key) ? Optional.of(BUNDLE.getString(key)) : Optional.empty();
  }

  /**
   * The words for a key, with {@code {0}}, {@code {1}}... replaced by the arguments' texts.
   *
   * @throws java.util.MissingResourceException if there is no such key
   */
  public static String of(String key, Object... arguments) {
    String pattern = BUNDLE.getString(key);
    if (arguments.length == 0) {
      return pattern;
    }
    Object[] texts = new Object[arguments.length];
    for (int k = 0; k < texts.length; k++) {
      texts[k] = String.valueOf(arguments[k]);
    }
    return new MessageFormat(pattern.replace("'", "''"), Locale.ROOT).format(texts);
  }
}
