package monge.app.workspace;

import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Holds the state of one workspace. The only way to change it is a pure function from the old state
 * to the new one, with the words a person would use for the change; so a history can be kept by
 * listening.
 */
public final class Workspace<S extends WorkspaceState> {

  private final ReadOnlyObjectWrapper<S> state;
  private String lastChange = "";

  public Workspace(S initial) {
    state = new ReadOnlyObjectWrapper<>(initial);
  }

  public S state() {
    return state.get();
  }

  public ReadOnlyObjectProperty<S> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Applies a change; nothing happens if the new state equals the old. */
  public void change(String words, UnaryOperator<S> change) {
    S next = change.apply(state.get());
    if (!next.equals(state.get())) {
      lastChange = words;
      state.set(next);
    }
  }

  /** The words of the last change. */
  public String lastChange() {
    return lastChange;
  }
}
