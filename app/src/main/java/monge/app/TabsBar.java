package monge.app;

import atlantafx.base.controls.ToggleSwitch;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import monge.app.frame.Desk;
import monge.app.frame.Icons;
import monge.app.frame.Layout;
import monge.app.frame.Strings;
import monge.app.frame.WorkspacePane;

/** The workspaces, and Open, Samples, Live, Run. */
final class TabsBar extends HBox {

  private final ToggleGroup tabs = new ToggleGroup();
  private final Button samples;
  private final Button undo;
  private final Button redo;

  TabsBar(
      Desk desk, List<WorkspacePane> panes, Consumer<WorkspacePane> onChoice, Runnable onSamples) {
    getStyleClass().add("tabs-bar");
    setMinHeight(Layout.TABS);
    setPrefHeight(Layout.TABS);
    for (WorkspacePane pane : panes) {
      ToggleButton tab = new ToggleButton(pane.title());
      tab.getStyleClass().setAll("tab-button");
      tab.setId("tab-" + pane.id());
      tab.setUserData(pane);
      tab.setToggleGroup(tabs);
      tab.setMinWidth(Region.USE_PREF_SIZE);
      tab.setOnAction(
          _ -> {
            tab.setSelected(true);
            onChoice.accept(pane);
          });
      getChildren().add(tab);
    }
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button open = worded("mdi2f-folder-outline", Strings.of("bar.open"), "open");
    open.setOnAction(_ -> desk.commands().run("open"));
    samples = worded("mdi2v-view-grid", Strings.of("bar.samples"), "samples");
    samples.setOnAction(_ -> onSamples.run());
    ToggleSwitch live = new ToggleSwitch(Strings.of("bar.live"));
    live.setId("live");
    live.setAccessibleText(Strings.of("command.live"));
    live.setTooltip(new Tooltip(Strings.of("bar.live.long")));
    live.selectedProperty().bindBidirectional(desk.live());
    live.setMinWidth(Region.USE_PREF_SIZE);
    undo = step(desk, "undo", "mdi2u-undo");
    redo = step(desk, "redo", "mdi2r-redo");
    Button run = new Button(Strings.of("bar.run"), Icons.icon("mdi2p-play", 16));
    run.getStyleClass().add("accent");
    run.setId("run");
    run.setTooltip(new Tooltip(Strings.of("bar.run.long")));
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setOnAction(_ -> desk.commands().run("run"));
    getChildren().addAll(gap, open, samples, rule(), undo, redo, rule(), live, rule(), run);
    HBox.setMargin(open, new javafx.geometry.Insets(0, 2, 0, 0));
    widthProperty()
        .subscribe(
            width -> {
              ContentDisplay display =
                  width.doubleValue() > 0 && width.doubleValue() < Layout.WORDS_FOLD
                      ? ContentDisplay.GRAPHIC_ONLY
                      : ContentDisplay.LEFT;
              open.setContentDisplay(display);
              samples.setContentDisplay(display);
            });
  }

  /** Undo and redo are off while there is nothing to take back or to do again. */
  private static Button step(Desk desk, String command, String icon) {
    Button button =
        Icons.button(
            icon, 18, Strings.of("command." + command), () -> desk.commands().run(command));
    button.setId(command);
    desk.commands()
        .find(command)
        .ifPresent(c -> button.disableProperty().bind(c.available().not()));
    return button;
  }

  StringProperty undoTooltip() {
    return undo.getTooltip().textProperty();
  }

  StringProperty redoTooltip() {
    return redo.getTooltip().textProperty();
  }

  Button samples() {
    return samples;
  }

  void select(WorkspacePane pane) {
    tabs.getToggles().stream()
        .filter(t -> t.getUserData() == pane)
        .forEach(t -> t.setSelected(true));
  }

  private static Button worded(String icon, String words, String id) {
    Button button = new Button(words, Icons.icon(icon, 16));
    button.setId(id);
    button.setAccessibleText(words);
    button.setTooltip(new Tooltip(words));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private static Region rule() {
    Region rule = new Region();
    rule.getStyleClass().add("bar-rule");
    rule.setMaxHeight(20);
    HBox.setMargin(rule, new javafx.geometry.Insets(0, 8, 0, 8));
    return rule;
  }
}
