package monge.app.frame;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import monge.solver.Cure;

/** The small parts that side panels are made of. */
public final class Entries {

  private Entries() {}

  /** Words at the left, a number at the right. */
  public static NumberRow number(String words, String value) {
    return new NumberRow(words, value);
  }

  /** Something at the left, something at the right. */
  public static HBox pair(Node left, Node right) {
    HBox row = new HBox(8, left, spring(), right);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinHeight(20);
    return row;
  }

  /** Takes the room between what stands at the left and at the right. */
  public static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /** A part of a panel with a rule below it. */
  public static VBox section(Node... nodes) {
    VBox section = new VBox(nodes);
    section.getStyleClass().add("panel");
    return section;
  }

  public static Label heading(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("section");
    return label;
  }

  public static Label muted(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("muted");
    label.setMinWidth(40);
    return label;
  }

  /** Words that take as many lines as they need. */
  public static Label sentence(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /**
   * A sentence that stands out, with a button for the cure that changes settings.
   *
   * @param apply what the button does
   */
  public static VBox notice(String words, boolean error, Optional<Cure> cure, Runnable apply) {
    VBox box = new VBox(sentence(words));
    box.getStyleClass().add("notice");
    if (error) {
      box.getStyleClass().add("error");
    }
    cure.filter(c -> !c.changes().isEmpty())
        .ifPresent(
            c -> {
              Button button = new Button(c.label());
              button.setId("cure");
              button.setOnAction(_ -> apply.run());
              box.getChildren().add(button);
            });
    return box;
  }
}
