package monge.app.workspace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The states a workspace was in, as far as a person may want them back. Parts of a movement that
 * follow each other closely, as those of a point that is dragged do, are one step.
 */
final class History<S> {

  /** Steps that are kept; the oldest go first. */
  static final int MOST = 200;

  static final long GESTURE_NANOS = Duration.ofMillis(700).toNanos();

  /** The words for a change and the state it was made in; for redo, the one it had led to. */
  private record Step<S>(String words, S state) {}

  private final Deque<Step<S>> past = new ArrayDeque<>();
  private final Deque<Step<S>> future = new ArrayDeque<>();
  private long lastNanos;
  private boolean open;

  /**
   * A change was made to this state.
   *
   * @param moving whether it may be part of a movement
   */
  void add(String words, S before, boolean moving, long nanos) {
    boolean same = moving && open && nanos - lastNanos < GESTURE_NANOS && words.equals(undoWords());
    if (!same) {
      past.push(new Step<>(words, before));
      if (past.size() > MOST) {
        past.removeLast();
      }
    }
    future.clear();
    lastNanos = nanos;
    open = moving;
  }

  /** The state before the last change, if there was one. */
  Optional<S> undo(S now) {
    return move(past, future, now);
  }

  /** The state after the last change that was undone, if there is one. */
  Optional<S> redo(S now) {
    return move(future, past, now);
  }

  private Optional<S> move(Deque<Step<S>> from, Deque<Step<S>> to, S now) {
    open = false;
    if (from.isEmpty()) {
      return Optional.empty();
    }
    Step<S> step = from.pop();
    to.push(new Step<>(step.words(), now));
    return Optional.of(step.state());
  }

  /** What undo takes back; empty if there is nothing. */
  String undoWords() {
    return past.isEmpty() ? "" : past.element().words();
  }

  /** What redo does again; empty if there is nothing. */
  String redoWords() {
    return future.isEmpty() ? "" : future.element().words();
  }
}
