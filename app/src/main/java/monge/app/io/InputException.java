package monge.app.io;

import java.nio.file.Path;

/**
 * Something a person gave cannot be used. The message is one sentence for that person: where, what
 * was found, what was expected.
 */
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InputException(String sentence) {
    super(oneLine(sentence));
  }

  public InputException(String sentence, Throwable cause) {
    super(oneLine(sentence), cause);
  }

  /** A complaint about a whole file. */
  public static InputException in(Path file, String complaint) {
    return new InputException(file + ": " + complaint);
  }

  /** A complaint about one place of a file. */
  static InputException at(Path file, Place place, String complaint) {
    return new InputException(
        "%s:%d:%d: %s".formatted(file, place.line(), place.column(), complaint));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
