package monge.app;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import monge.app.frame.Popups;
import monge.samples.Sample;

/** Every sample with the question it answers. */
final class SamplesPopup {

  private static final double WIDTH = 420;

  private final Popup popup = new Popup();

  SamplesPopup(List<Sample> samples, Consumer<Sample> onChoice) {
    VBox list = new VBox();
    for (Sample sample : samples) {
      Label title = new Label(sample.title());
      title.getStyleClass().addAll("heading");
      Label question = new Label(sample.question());
      question.getStyleClass().addAll("caption", "muted");
      question.setWrapText(true);
      question.setMaxWidth(WIDTH - 50);
      VBox row = new VBox(1, title, question);
      row.getStyleClass().add("choice-row");
      row.setId("sample-" + sample.id());
      row.setFocusTraversable(true);
      row.setAccessibleText(sample.title() + ". " + sample.question());
      Runnable choose =
          () -> {
            popup.hide();
            onChoice.accept(sample);
          };
      row.setOnMouseClicked(_ -> choose.run());
      row.setOnKeyPressed(
          e -> {
            if (e.getCode() == KeyCode.ENTER) {
              choose.run();
            }
          });
      list.getChildren().add(row);
    }
    ScrollPane scroll = new ScrollPane(list);
    scroll.getStyleClass().add("bare");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMaxHeight(560);
    VBox box = new VBox(scroll);
    box.getStyleClass().add("popup-panel");
    box.setPrefWidth(WIDTH);
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  void show(Node anchor) {
    Popups.belowRight(popup, anchor);
  }
}
