package monge.app;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import monge.app.frame.Icons;
import monge.app.frame.Layout;
import monge.app.frame.Playback;
import monge.app.frame.Replay;
import monge.app.frame.Strings;
import monge.app.frame.WorkspacePane;
import monge.views.parameters.FilledSlider;
import monge.views.parameters.NumberField;
import monge.views.picture.Numbers;

/** Time of the interpolations and iteration of the replay. */
final class TransportBar extends HBox {

  private static final List<Double> SPEEDS = List.of(0.25, 0.5, 1.0, 2.0, 4.0);

  private final Label timeLabel = new Label();
  private final Label iterationLabel = new Label();
  private final Label absence = new Label();
  private final FilledSlider iterations = new FilledSlider(0, 1, 1);
  private final NumberField iteration = new NumberField();
  private final InvalidationListener replayChanged = _ -> showReplay();
  private Replay replay = new Replay();
  private boolean showing;

  TransportBar(Playback playback) {
    getStyleClass().add("transport");
    setMinHeight(Layout.TRANSPORT);
    setPrefHeight(Layout.TRANSPORT);

    Button play = Icons.button("mdi2p-play", 18, Strings.of("bar.play"), () -> {});
    play.getStyleClass().add("play");
    play.setId("play");
    play.setOnAction(_ -> playback.playing().set(!playback.playing().get()));
    playback
        .playing()
        .subscribe(
            playing -> {
              String words = Strings.of(playing ? "bar.pause" : "bar.play");
              play.setGraphic(Icons.icon(playing ? "mdi2p-pause" : "mdi2p-play", 18));
              play.setAccessibleText(words);
              play.setTooltip(new Tooltip(words));
            });
    ToggleButton loop = new ToggleButton("", Icons.icon("mdi2r-repeat", 18));
    loop.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, "loop");
    loop.setAccessibleText(Strings.of("bar.loop"));
    loop.setTooltip(new Tooltip(Strings.of("bar.loop")));
    loop.selectedProperty().bindBidirectional(playback.loop());

    ToggleButton ease = new ToggleButton("", Icons.icon("mdi2c-chart-bell-curve-cumulative", 18));
    ease.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, "loop");
    ease.setId("ease");
    ease.setAccessibleText(Strings.of("bar.ease"));
    ease.setTooltip(new Tooltip(Strings.of("bar.ease")));
    ease.selectedProperty().bindBidirectional(playback.eased());

    ComboBox<Double> speed = new ComboBox<>();
    speed.getItems().setAll(SPEEDS);
    speed.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Double x) {
            return x == null ? "" : Numbers.setting(x) + "×";
          }

          @Override
          public Double fromString(String text) {
            return Double.valueOf(text.replace("×", ""));
          }
        });
    speed.setValue(playback.speed().get());
    speed.valueProperty().subscribe(x -> playback.speed().set(x));
    speed.setAccessibleText(Strings.of("bar.speed"));
    speed.setTooltip(new Tooltip(Strings.of("bar.speed")));
    speed.setPrefWidth(64);
    speed.setMinWidth(64);

    FilledSlider time = new FilledSlider(0, 1, playback.t().get());
    time.setId("time");
    time.setTicks(4);
    HBox.setHgrow(time, Priority.ALWAYS);
    NumberField number = new NumberField();
    number.setId("time-number");
    for (var control : List.of(time, number)) {
      control.accessibleTextProperty().bind(timeLabel.textProperty());
    }
    number.setPrefWidth(58);
    number.setMinWidth(58);
    boolean[] following = {false};
    playback
        .t()
        .subscribe(
            t -> {
              following[0] = true;
              time.setValue(t.doubleValue());
              number.show(String.format(Locale.ROOT, "%.2f", t.doubleValue()));
              following[0] = false;
            });
    time.valueProperty()
        .addListener(
            (_, _, x) -> {
              if (!following[0]) {
                playback.seek(x.doubleValue());
              }
            });
    number.onCommit(
        text -> {
          try {
            double t = Double.parseDouble(Numbers.typed(text));
            if (!(t >= 0 && t <= 1)) {
              return Strings.of("transport.time.range", text);
            }
            playback.seek(t);
            return "";
          } catch (NumberFormatException e) {
            return Strings.of("transport.time.range", text);
          }
        });
    number.onStep(playback::step);

    iterations.setId("iteration");
    iterations.accessibleTextProperty().bind(iterationLabel.textProperty());
    iteration.accessibleTextProperty().bind(iterationLabel.textProperty());
    HBox.setHgrow(iterations, Priority.ALWAYS);
    iterations
        .valueProperty()
        .addListener(
            (_, _, x) -> {
              if (!showing) {
                replay.position().set((int) Math.round(x.doubleValue()));
              }
            });
    iteration.setId("iteration-number");
    iteration.setEditable(false);
    iteration.setFocusTraversable(false);
    iteration.setMinWidth(86);
    iteration.setPrefWidth(86);
    absence.getStyleClass().addAll("small", "muted");
    iterationLabel.getStyleClass().add("small");
    iterationLabel.setMinWidth(Region.USE_PREF_SIZE);
    timeLabel.getStyleClass().add("small");
    timeLabel.setMinWidth(Region.USE_PREF_SIZE);

    getChildren()
        .addAll(
            Icons.button(
                "mdi2s-skip-backward", 18, Strings.of("bar.first"), () -> playback.seek(0)),
            Icons.button(
                "mdi2s-step-backward", 18, Strings.of("bar.back"), () -> playback.step(-1)),
            play,
            Icons.button(
                "mdi2s-step-forward", 18, Strings.of("bar.forward"), () -> playback.step(1)),
            Icons.button("mdi2s-skip-forward", 18, Strings.of("bar.end"), () -> playback.seek(1)),
            loop,
            ease,
            speed,
            rule(),
            timeLabel,
            time,
            number,
            rule(),
            iterationLabel,
            iterations,
            iteration,
            absence);
    for (var node : List.of(timeLabel, time, iterationLabel, iterations)) {
      HBox.setMargin(node, new Insets(0, 6, 0, 0));
    }
    HBox.setMargin(speed, new Insets(0, 0, 0, 6));
    showReplay();
  }

  /** Follows the workspace that is in front. */
  void follow(WorkspacePane pane) {
    timeLabel.setText(pane.timeLabel());
    for (var property :
        List.of(replay.last(), replay.position(), replay.label(), replay.absence())) {
      property.removeListener(replayChanged);
    }
    replay = pane.status().replay();
    for (var property :
        List.of(replay.last(), replay.position(), replay.label(), replay.absence())) {
      property.addListener(replayChanged);
    }
    showReplay();
  }

  private void showReplay() {
    showing = true;
    int last = replay.last().get();
    boolean any = last > 0;
    for (var node : List.of(iterationLabel, iterations, iteration)) {
      node.setVisible(any);
      node.setManaged(any);
    }
    absence.setVisible(!any);
    absence.setManaged(!any);
    absence.setText(replay.absence().get());
    iterationLabel.setText(replay.label().get());
    iterations.setMax(Math.max(1, last));
    iterations.setValue(replay.position().get());
    iteration.show(replay.position().get() + " / " + last);
    double width = Math.max(86, 16 + 7.5 * (2.0 * Integer.toString(last).length() + 3));
    iteration.setMinWidth(width);
    iteration.setPrefWidth(width);
    showing = false;
  }

  private static Region rule() {
    Region rule = new Region();
    rule.getStyleClass().add("bar-rule");
    rule.setMaxHeight(20);
    HBox.setMargin(rule, new Insets(0, 10, 0, 10));
    return rule;
  }
}
