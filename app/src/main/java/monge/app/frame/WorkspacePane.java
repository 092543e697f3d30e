package monge.app.frame;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import monge.app.workspace.Workspace;
import monge.problem.ProblemDescription;
import monge.samples.Sample;

/**
 * One tab of the window. The window owns the bars at the top and bottom; a workspace brings what
 * stands between them and answers the bars' questions. A workspace is added by one line in {@code
 * monge.app.Workspaces}; its constructor takes the {@link Desk}. All methods are called on the
 * window's thread, and none may take longer than a few milliseconds.
 */
public interface WorkspacePane {

  /** A stable name: clouds, images, gaussians. */
  String id();

  /** The word on the tab. */
  String title();

  /** The holder of this workspace's state. */
  Workspace<?> workspace();

  /** What stands at the left, {@value Layout#DATA_PANEL} wide; style its parts with "panel". */
  Node dataPanel();

  /** What stands in the middle and takes the room. */
  Node centre();

  /** What stands at the right, {@value Layout#INSPECTOR} wide. */
  Node inspector();

  /** What the tab shows of itself in the bars. */
  PaneStatus status();

  /** Whether {@link #open(Sample)} takes such a sample. */
  boolean accepts(Sample sample);

  /** Shows a sample instead of what was open. */
  void open(Sample sample);

  /** Whether {@link #open(List)} takes such files, judged by their names alone. */
  boolean accepts(List<Path> files);

  /** Whether a problem file that holds this belongs here, whatever is in front. */
  default boolean claims(ProblemDescription problem) {
    return false;
  }

  /**
   * Reads files on a background thread and shows them; on failure says so with {@link
   * Desk#messages()} and keeps what was open.
   */
  void open(List<Path> files);

  /** Solves everything anew. */
  void run();

  /** The tab came to the front or left it; a pane in the back does not repaint. */
  void setActive(boolean active);

  /** The name of what is open, such as {@code infoot-fig1}. */
  ObservableValue<String> document();

  /** Whether everything is solved and painted: nothing would change by waiting. */
  default boolean isSettled() {
    return true;
  }

  /** The word before the time slider. */
  default String timeLabel() {
    return "Time t";
  }
}
