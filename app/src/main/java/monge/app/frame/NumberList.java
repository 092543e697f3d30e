package monge.app.frame;

import java.util.List;
import javafx.scene.layout.VBox;

/**
 * Words with their numbers, a line each. New ones take the lines that stand: to make them, style
 * them and lay them out takes longer than most answers, and answers come with every movement of a
 * hand.
 */
public final class NumberList extends VBox {

  /** Words at the left, what stands at the right. */
  public record Line(String words, String value) {}

  /** Shows these lines and no others. */
  public void show(List<Line> lines) {
    int kept = Math.min(lines.size(), getChildren().size());
    for (int i = 0; i < kept; i++) {
      row(i).show(lines.get(i).words(), lines.get(i).value());
    }
    getChildren().remove(kept, getChildren().size());
    getChildren()
        .addAll(
            lines.stream()
                .skip(kept)
                .map(line -> new NumberRow(line.words(), line.value()))
                .toList());
  }

  private NumberRow row(int i) {
    return (NumberRow) getChildren().get(i);
  }
}
