package monge.app.frame;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import monge.app.io.InputException;

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
    error(
        switch (error) {
          case InputException e -> String.valueOf(e.getMessage());
          case IllegalArgumentException e -> String.valueOf(e.getMessage());
          case OutOfMemoryError _ -> Strings.of("message.memory");
          default -> Strings.of("message.unexpected", error);
        });
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
