package monge.app.frame;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * What a workspace shows in the window's bars: a state sentence and numbers in the status bar, and
 * a replay in the transport bar. The workspace sets, the bars listen.
 */
public final class PaneStatus {

  /** A number with its name, such as "gap" and "1.2e−9"; later ones are dropped first. */
  public record Fact(String label, String value) {}

  /** The sentence at the left end: "3 runs up to date". */
  public record Line(Mark mark, String sentence, String detail, List<Fact> facts) {
    public Line {
      facts = List.copyOf(facts);
    }
  }

  private final ObjectProperty<Line> line =
      new SimpleObjectProperty<>(new Line(Mark.STALE, "", "", List.of()));
  private final Replay replay = new Replay();

  public ObjectProperty<Line> line() {
    return line;
  }

  public Replay replay() {
    return replay;
  }
}
