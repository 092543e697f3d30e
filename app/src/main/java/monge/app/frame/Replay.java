package monge.app.frame;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * The iteration slider: how far a solve went and which iteration is shown. {@code position == last}
 * shows the final answer.
 */
public final class Replay {

  private final StringProperty label = new SimpleStringProperty("Iteration");
  private final StringProperty absence = new SimpleStringProperty("Nothing to replay yet");
  private final IntegerProperty last = new SimpleIntegerProperty(0);
  private final IntegerProperty position = new SimpleIntegerProperty(0);

  /** The words before the slider, such as "Sinkhorn iteration". */
  public StringProperty label() {
    return label;
  }

  /** The sentence shown in place of the slider when {@code last} is 0. */
  public StringProperty absence() {
    return absence;
  }

  /** The last iteration; 0 if there is nothing to replay. */
  public IntegerProperty last() {
    return last;
  }

  /** The iteration shown, in [0, last]. */
  public IntegerProperty position() {
    return position;
  }

  /** Whether the shown iteration is before the last. */
  public boolean isScrubbed() {
    return last.get() > 0 && position.get() < last.get();
  }

  /** A new answer came: the slider stands at its end. */
  public void reset(String words, int iterations) {
    label.set(words);
    // The position first goes down, so that it never stands beyond the end.
    position.set(Math.min(position.get(), iterations));
    last.set(iterations);
    position.set(iterations);
  }
}
