package monge.app.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WorkspaceTest {

  /** A number that was chosen, and where one looks. */
  private record Made(int value, int looked) implements WorkspaceState {
    @Override
    public String kind() {
      return "test";
    }

    @Override
    public Map<String, Object> toMap() {
      return Map.of("value", value, "looked", looked);
    }
  }

  private final AtomicLong nanos = new AtomicLong();
  private final Workspace<Made> workspace = new Workspace<>(new Made(0, 0), nanos::get);

  private void set(int value) {
    workspace.change("Set", s -> new Made(value, s.looked()));
  }

  private void slide(int value, long afterMillis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(afterMillis));
    workspace.move("Slide", s -> new Made(value, s.looked()));
  }

  private int value() {
    return workspace.state().value();
  }

  @Test
  void changesAreTakenBackAndMadeAgainOneByOne() {
    set(1);
    set(2);
    workspace.undo();
    assertEquals(1, value());
    workspace.undo();
    assertEquals(0, value());
    assertEquals("", workspace.undoWords().get());
    workspace.undo();
    assertEquals(0, value());
    workspace.redo();
    workspace.redo();
    assertEquals(2, value());
    assertEquals("Set", workspace.undoWords().get());
    assertEquals("", workspace.redoWords().get());
  }

  @Test
  void aMovementIsOneStepAndAPauseEndsIt() {
    slide(1, 0);
    slide(2, 20);
    slide(3, 20);
    slide(4, 2000);
    workspace.undo();
    assertEquals(3, value());
    workspace.undo();
    assertEquals(0, value());
  }

  @Test
  void whatIsUndoneDoesNotJoinTheNextMovement() {
    slide(1, 0);
    workspace.undo();
    slide(2, 20);
    slide(3, 20);
    workspace.undo();
    assertEquals(0, value());
  }

  @Test
  void aChangeAfterUndoLeavesNothingToRedo() {
    set(1);
    workspace.undo();
    set(5);
    workspace.redo();
    assertEquals(5, value());
  }

  @Test
  void lookingIsNoStep() {
    set(1);
    workspace.look(s -> new Made(s.value(), 7));
    workspace.undo();
    assertEquals(new Made(0, 0), workspace.state());
    workspace.redo();
    assertEquals(new Made(1, 7), workspace.state());
  }
}
