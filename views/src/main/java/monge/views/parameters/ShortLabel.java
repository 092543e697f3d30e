package monge.views.parameters;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/**
 * Words in parts, with dots between them: as many parts as there is room for, from the first on.
 * Nothing is cut in the middle.
 */
public final class ShortLabel extends Region {

  private static final String BETWEEN = " · ";

  private final StringProperty text = new SimpleStringProperty("");
  private final Label label = new Label();
  private final Text measure = new Text();

  /**
   * @param words the parts, joined by {@code " · "}
   * @param styles style classes of the words
   */
  public ShortLabel(String words, String... styles) {
    label.getStyleClass().addAll(styles);
    label.setMinWidth(0);
    getChildren().add(label);
    label.fontProperty().subscribe(this::changed);
    text.subscribe(this::changed);
    text.set(words);
  }

  /** All parts, whether there is room for them or not. */
  public StringProperty textProperty() {
    return text;
  }

  public void setText(String words) {
    text.set(words);
  }

  private void changed() {
    requestLayout();
    if (getParent() != null) {
      getParent().requestLayout();
    }
  }

  private double width(String words) {
    measure.setFont(label.getFont());
    measure.setText(words);
    return Math.ceil(measure.getLayoutBounds().getWidth());
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    return width(text.get());
  }

  @Override
  protected double computeMaxWidth(double height) {
    return computePrefWidth(height);
  }

  @Override
  protected double computePrefHeight(double width) {
    return label.prefHeight(-1);
  }

  @Override
  protected void layoutChildren() {
    List<String> parts = List.of(text.get().split(BETWEEN, -1));
    int shown = parts.size();
    String words = text.get();
    while (shown > 0 && width(words) > getWidth() + 0.5) {
      shown--;
      words = String.join(BETWEEN, parts.subList(0, shown));
    }
    if (!words.equals(label.getText())) {
      label.setText(words);
    }
    double height = label.prefHeight(-1);
    label.resizeRelocate(0, Math.round((getHeight() - height) / 2), getWidth(), height);
  }
}
