package monge.app;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import monge.app.command.Command;
import monge.app.command.Commands;
import monge.app.frame.Icons;
import monge.app.frame.Popups;
import monge.app.frame.Strings;
import org.jspecify.annotations.Nullable;

/** Search over every command, sample and solver; arrows choose, Enter does, Escape closes. */
final class CommandPalette {

  private static final double WIDTH = 460;

  private final Commands commands;
  private final Popup popup = new Popup();
  private final TextField query = new TextField();
  private final ListView<Command> results = new ListView<>();

  CommandPalette(Commands commands) {
    this.commands = commands;
    query.setPromptText(Strings.of("bar.search"));
    query.setId("command-query");
    results.setId("command-results");
    results.setFixedCellSize(30);
    results.setPrefHeight(300);
    results.setFocusTraversable(false);
    results.setCellFactory(_ -> new CommandCell());
    results.setOnMouseClicked(_ -> choose());
    query.textProperty().addListener(_ -> search());
    query.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    VBox box = new VBox(query, results);
    box.getStyleClass().add("popup-panel");
    box.setPrefWidth(WIDTH);
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  void show(Node anchor) {
    query.clear();
    search();
    Popups.over(popup, anchor, WIDTH);
    query.requestFocus();
  }

  private void search() {
    results.getItems().setAll(commands.search(query.getText()));
    results.getSelectionModel().selectFirst();
    results.scrollTo(0);
  }

  private void choose() {
    Command command = results.getSelectionModel().getSelectedItem();
    if (command != null) {
      popup.hide();
      command.run();
    }
  }

  private void keyPressed(KeyEvent event) {
    KeyCode code = event.getCode();
    int index = results.getSelectionModel().getSelectedIndex();
    if (code == KeyCode.DOWN || code == KeyCode.UP) {
      int next =
          Math.clamp(
              index + (code == KeyCode.DOWN ? 1 : -1),
              0,
              Math.max(0, results.getItems().size() - 1));
      results.getSelectionModel().select(next);
      results.scrollTo(Math.max(0, next - 4));
      event.consume();
    } else if (code == KeyCode.ENTER) {
      choose();
      event.consume();
    }
  }

  private static final class CommandCell extends ListCell<Command> {

    @Override
    protected void updateItem(@Nullable Command command, boolean empty) {
      super.updateItem(command, empty);
      setText(null);
      if (empty || command == null) {
        setGraphic(null);
        return;
      }
      Label title = new Label(command.title());
      StackPane place = new StackPane();
      place.setMinWidth(16);
      if (!command.icon().isEmpty()) {
        place.getChildren().add(Icons.icon(command.icon(), 16));
      }
      title.setGraphic(place);
      title.setGraphicTextGap(8);
      title.setOpacity(command.available().get() ? 1 : 0.4);
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      HBox row = new HBox(8, title, gap);
      row.setStyle("-fx-alignment: center-left;");
      command
          .on()
          .filter(ObservableValue::getValue)
          .ifPresent(_ -> row.getChildren().add(Icons.icon("mdi2c-check", 16)));
      command
          .shortcut()
          .ifPresent(
              keys -> {
                Label key = new Label(keys.getDisplayText());
                key.getStyleClass().add("key");
                row.getChildren().add(key);
              });
      setGraphic(row);
    }
  }
}
