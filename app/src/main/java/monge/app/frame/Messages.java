package monge.app.frame;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import monge.app.io.InputException;
import monge.solver.InfeasibleProblemException;

/** The one message shown under the tabs until a person closes it or another takes its place. */
public final class Messages {

  /** How bad it is. */
  public enum Tone {
    NOTE,
    WARNING,
    ERROR
  }

  /** Something a person can do about it. */
  public record Action(String words, Runnable action) {}

  /** What is shown. */
  public record Message(Tone tone, String sentence, Optional<Action> action) {}

  private final ReadOnlyObjectWrapper<Optional<Message>> current =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  public ReadOnlyObjectProperty<Optional<Message>> current() {
    return current.getReadOnlyProperty();
  }

  public void error(String sentence) {
    show(new Message(Tone.ERROR, sentence, Optional.empty()));
  }

  /** What went wrong with something a person asked for, as a sentence. */
  public void failure(Throwable error) {
    error(sentence(error, Strings.of("message.unexpected", error)));
  }

  /**
   * Why something has failed, as a sentence.
   *
   * @param who what failed, such as a solver's name
   */
  public static String sentence(String who, Throwable error) {
    return sentence(error, Strings.of("message.failed", who, error));
  }

  /** What is thrown at bad input says what to do; the rest is said as it is. */
  private static String sentence(Throwable error, String otherwise) {
    return switch (error) {
      case InputException e -> said(e, otherwise);
      case IllegalArgumentException e -> said(e, otherwise);
      case InfeasibleProblemException e -> said(e, otherwise);
      case OutOfMemoryError _ -> Strings.of("message.memory");
      default -> otherwise;
    };
  }

  private static String said(Throwable error, String otherwise) {
    String message = error.getMessage();
    return message == null || message.isBlank() ? otherwise : message;
  }

  public void warning(String sentence) {
    show(new Message(Tone.WARNING, sentence, Optional.empty()));
  }

  public void note(String sentence) {
    show(new Message(Tone.NOTE, sentence, Optional.empty()));
  }

  public void show(Message message) {
    current.set(Optional.of(message));
  }

  public void clear() {
    current.set(Optional.empty());
  }
}
