package monge.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import monge.app.frame.Popups;
import monge.app.frame.Strings;
import monge.app.task.Job;
import monge.app.task.TaskRunner;
import monge.views.picture.Numbers;

/** What runs in the background: title, where it stands, elapsed time, Cancel. */
final class TasksPopup {

  private record Row(VBox node, Label detail, Region filled, HBox line) {}

  private final TaskRunner tasks;
  private final Popup popup = new Popup();
  private final VBox list = new VBox(10);
  private final Map<Job<?>, Row> rows = new LinkedHashMap<>();

  TasksPopup(TaskRunner tasks) {
    this.tasks = tasks;
    list.getStyleClass().add("popup-panel");
    list.setPrefWidth(320);
    popup.getContent().add(list);
    popup.setAutoHide(true);
    tasks.onFrame(
        () -> {
          if (popup.isShowing()) {
            refresh();
          }
        });
  }

  void toggle(Node anchor) {
    if (popup.isShowing()) {
      popup.hide();
      return;
    }
    refresh();
    Popups.above(popup, anchor);
  }

  private void refresh() {
    rows.keySet().removeIf(job -> !tasks.jobs().contains(job));
    for (Job<?> job : tasks.jobs()) {
      Row row = rows.computeIfAbsent(job, TasksPopup::row);
      String place =
          job.isStarted()
              ? "%s  %s".formatted(Numbers.duration(job.elapsed()), job.detail()).strip()
              : Strings.of("tasks.waiting");
      row.detail().setText(place);
      double share = job.fraction();
      row.line().setVisible(!Double.isNaN(share));
      row.filled().setPrefWidth(Double.isNaN(share) ? 0 : share * 304);
    }
    List<VBox> shown = rows.values().stream().map(Row::node).toList();
    // Buttons that are put back while they are pressed forget it.
    if (!shown.equals(list.getChildren())) {
      list.getChildren().setAll(shown);
    }
    if (rows.isEmpty()) {
      Label none = new Label(Strings.of("tasks.none"));
      none.getStyleClass().addAll("small", "muted");
      list.getChildren().setAll(none);
    }
  }

  private static Row row(Job<?> job) {
    Label title = new Label(job.title());
    title.getStyleClass().addAll("small", "strong");
    Label detail = new Label();
    detail.getStyleClass().addAll("number", "muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button cancel = new Button(Strings.of("tasks.cancel"));
    cancel.getStyleClass().add("tiny");
    cancel.setOnAction(_ -> job.cancel());
    HBox head = new HBox(8, title, gap, cancel);
    head.setAlignment(Pos.CENTER_LEFT);
    Region filled = new Region();
    filled.getStyleClass().add("filled");
    HBox line = new HBox(filled);
    line.getStyleClass().add("progress-line");
    return new Row(new VBox(3, head, detail, line), detail, filled, line);
  }
}
