package monge.app.clouds;

import javafx.beans.value.ChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import monge.app.frame.Icons;
import monge.app.frame.Styles;
import monge.views.picture.Numbers;

/** A run in the list: state, name, cost. */
final class RunRow extends HBox {

  private final RunModel run;
  private final Label mark = new Label();
  private final Label cost = new Label();
  private final Tooltip tooltip = new Tooltip();
  private final ChangeListener<RunStatus> statusChanged = (_, _, now) -> show(now);

  RunRow(CloudsModel model, RunModel run) {
    this.run = run;
    getStyleClass().add("run-row");
    setId("run-" + run.id());
    mark.setMinWidth(18);
    // A long name breaks after a dash, not within a word.
    Label name = new Label(run.provider().descriptor().name().replace("–", "–\u200b"));
    name.setWrapText(true);
    name.setMinHeight(Region.USE_PREF_SIZE);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    cost.getStyleClass().addAll("number", "muted");
    cost.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(mark, name, cost);
    Tooltip.install(this, tooltip);
    setOnMouseClicked(_ -> model.inspect(run.id()));
    run.shown().addListener(statusChanged);
    show(run.shown().get());
    follow(model.state());
  }

  RunModel run() {
    return run;
  }

  void close() {
    run.shown().removeListener(statusChanged);
  }

  void follow(CloudsState state) {
    Styles.set(this, "inspected", state.inspected() == run.id());
  }

  private void show(RunStatus status) {
    Icons.show(mark, status.mark(), "", 16);
    cost.setText(
        status
            .solution()
            .filter(_ -> status.failure().isEmpty())
            .map(s -> Numbers.listed(s.objective().value()))
            .orElse(""));
    tooltip.setText(
        status.mark().word() + (status.failure().isEmpty() ? "" : ": " + status.failure()));
    setAccessibleText(run.provider().descriptor().name() + ", " + status.mark().word());
  }
}
