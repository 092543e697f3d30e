package monge.app.gaussians;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** A line of a formula whose parts between {@code ^} and {@code ^} stand raised and small. */
final class Formula extends HBox {

  Formula(String text, String... styles) {
    setAlignment(Pos.CENTER_LEFT);
    boolean raised = false;
    for (String part : text.split("\\^", -1)) {
      if (!part.isEmpty()) {
        Label label = new Label(part);
        label.getStyleClass().addAll(styles);
        if (raised) {
          label.getStyleClass().add("raised");
          label.setTranslateY(-4);
        }
        getChildren().add(label);
      }
      raised = !raised;
    }
    setAccessibleText(text.replace("^", ""));
  }
}
