package monge.app;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import monge.app.frame.Icons;
import monge.app.frame.Messages;
import monge.app.frame.Strings;

/** One sentence under the tabs, with a button that helps where there is one. */
final class MessageBar extends HBox {

  private final Messages messages;

  MessageBar(Messages messages) {
    this.messages = messages;
    setId("message");
    getStyleClass().add("message-bar");
    messages.current().subscribe(this::show);
  }

  private void show(Optional<Messages.Message> message) {
    setVisible(message.isPresent());
    setManaged(message.isPresent());
    getChildren().clear();
    getStyleClass().removeAll("warning", "error", "note");
    message.ifPresent(
        m -> {
          String tone =
              switch (m.tone()) {
                case NOTE -> "muted";
                case WARNING -> "warn";
                case ERROR -> "bad";
              };
          String icon =
              switch (m.tone()) {
                case NOTE -> "mdi2i-information-outline";
                case WARNING -> "mdi2a-alert";
                case ERROR -> "mdi2c-close-octagon";
              };
          getStyleClass()
              .add(
                  switch (m.tone()) {
                    case NOTE -> "note";
                    case WARNING -> "warning";
                    case ERROR -> "error";
                  });
          Label mark = new Label("", Icons.icon(icon, 16));
          mark.getStyleClass().add(tone);
          Label sentence = new Label(m.sentence());
          sentence.setId("message-sentence");
          sentence.setWrapText(true);
          sentence.setMinHeight(Region.USE_PREF_SIZE);
          HBox.setHgrow(sentence, Priority.ALWAYS);
          sentence.setMaxWidth(Double.MAX_VALUE);
          getChildren().addAll(mark, sentence);
          m.action()
              .ifPresent(
                  action -> {
                    Button cure = new Button(action.words());
                    cure.getStyleClass().add("link");
                    cure.setOnAction(
                        _ -> {
                          messages.clear();
                          action.action().run();
                        });
                    getChildren().add(cure);
                  });
          Button close =
              Icons.button("mdi2c-close", 16, Strings.of("message.close"), messages::clear);
          close.getStyleClass().add("tiny");
          getChildren().add(close);
        });
  }
}
