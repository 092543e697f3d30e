package monge.app.clouds;

import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import monge.app.frame.Entries;
import monge.problem.LinearProblem;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/** Every solver by family; one that does not apply says why. */
final class RunPicker {

  private static final double WIDTH = 340;

  private final CloudsModel model;
  private final Popup popup = new Popup();
  private final VBox list = new VBox();

  RunPicker(CloudsModel model) {
    this.model = model;
    ScrollPane scroll = new ScrollPane(list);
    scroll.getStyleClass().add("bare");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMaxHeight(520);
    VBox box = new VBox(scroll);
    box.getStyleClass().add("popup-panel");
    box.setPrefWidth(WIDTH);
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  void show(Node anchor) {
    list.getChildren().clear();
    LinearProblem problem = model.state().data().problem(Optional.empty());
    for (SolverFamily family : SolverFamily.values()) {
      boolean first = true;
      for (SolverProvider provider : model.desk().solvers().all()) {
        if (provider.descriptor().family() != family) {
          continue;
        }
        if (first) {
          Label heading = Entries.heading(family.label());
          heading.setStyle("-fx-padding: 6 8 2 8;");
          list.getChildren().add(heading);
          first = false;
        }
        list.getChildren().add(choice(provider, provider.refusal(problem)));
      }
    }
    Bounds b = anchor.localToScreen(anchor.getBoundsInLocal());
    popup.show(anchor, b.getMinX(), b.getMaxY() + 4);
  }

  private Node choice(SolverProvider provider, Optional<String> refusal) {
    Label name = new Label(provider.descriptor().name() + "  ");
    name.getStyleClass().add("heading");
    Label method = new Label(provider.descriptor().method());
    method.getStyleClass().add("muted");
    Label words = new Label(refusal.orElse(provider.descriptor().summary()));
    words.getStyleClass().addAll("caption", refusal.isPresent() ? "warn" : "muted");
    words.setWrapText(true);
    words.setMaxWidth(WIDTH - 44);
    VBox row = new VBox(1, new javafx.scene.layout.HBox(name, method), words);
    row.getStyleClass().add("choice-row");
    row.setId("add-" + provider.descriptor().id());
    row.setAccessibleText(provider.descriptor().name() + ". " + words.getText());
    if (refusal.isPresent()) {
      row.getStyleClass().add("off");
      return row;
    }
    Runnable choose =
        () -> {
          popup.hide();
          model.addRun(provider);
        };
    row.setFocusTraversable(true);
    row.setOnMouseClicked(_ -> choose.run());
    row.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            choose.run();
          }
        });
    return row;
  }
}
