package monge.app.workspace;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Holds the state of one workspace. The only way to change it is a pure function from the old state
 * to the new one, with the words a person would use for the change; so every change can be taken
 * back.
 */
public final class Workspace<S extends WorkspaceState> {

  private final ReadOnlyObjectWrapper<S> state;
  private final History<S> history = new History<>();
  private final LongSupplier clock;
  private final ReadOnlyStringWrapper undoWords = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper redoWords = new ReadOnlyStringWrapper("");

  public Workspace(S initial) {
    this(initial, System::nanoTime);
  }

  /**
   * @param clock nanoseconds, to tell changes of one movement from those of two
   */
  Workspace(S initial, LongSupplier clock) {
    state = new ReadOnlyObjectWrapper<>(initial);
    this.clock = clock;
  }

  public S state() {
    return state.get();
  }

  public ReadOnlyObjectProperty<S> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Applies a change; nothing happens if the new state equals the old. */
  public void change(String words, UnaryOperator<S> change) {
    apply(words, change, false);
  }

  /**
   * Applies a change that may be part of a movement, such as that of a slider: those of the same
   * words that follow each other closely are taken back together.
   */
  public void move(String words, UnaryOperator<S> change) {
    apply(words, change, true);
  }

  private void apply(String words, UnaryOperator<S> change, boolean moving) {
    S before = state.get();
    S next = change.apply(before);
    if (!next.equals(before)) {
      history.add(words, before, moving, clock.getAsLong());
      state.set(next);
      tell();
    }
  }

  /**
   * Applies a change that is not worth taking back: what is looked at, rather than what is made.
   */
  public void look(UnaryOperator<S> change) {
    S next = change.apply(state.get());
    if (!next.equals(state.get())) {
      state.set(next);
    }
  }

  /** Goes back to the state before the last change, if there was one. */
  public void undo() {
    go(history.undo(state.get()));
  }

  /** Does again what was undone last, if nothing was changed since. */
  public void redo() {
    go(history.redo(state.get()));
  }

  private void go(Optional<S> to) {
    to.ifPresent(state::set);
    tell();
  }

  private void tell() {
    undoWords.set(history.undoWords());
    redoWords.set(history.redoWords());
  }

  /** The words of the change that undo takes back; empty if there is none. */
  public ReadOnlyStringProperty undoWords() {
    return undoWords.getReadOnlyProperty();
  }

  /** The words of the change that redo makes again; empty if there is none. */
  public ReadOnlyStringProperty redoWords() {
    return redoWords.getReadOnlyProperty();
  }
}
