package monge.app;

import java.time.Duration;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import monge.app.frame.Icons;
import monge.app.frame.Layout;
import monge.app.frame.PaneStatus;
import monge.app.frame.Strings;
import monge.app.frame.WorkspacePane;
import monge.app.task.Job;
import monge.app.task.TaskRunner;
import monge.views.picture.Numbers;

/** The state sentence at the left; numbers at the right, dropped from the end when it is narrow. */
final class StatusBar extends HBox {

  /** Numbers that follow each other more closely belong to one movement. */
  private static final long MOVEMENT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Label state = new Label();
  private final Label detail = new Label();
  private final HBox facts = new HBox(16);
  private final Button tasksButton;
  private final ObservableList<Job<?>> jobs;
  private final ChangeListener<PaneStatus.Line> lineChanged = (_, _, line) -> show(line);
  private PaneStatus status = new PaneStatus();
  private long shownAt;

  StatusBar(TaskRunner tasks) {
    getStyleClass().add("status-bar");
    setMinHeight(Layout.STATUS);
    setPrefHeight(Layout.STATUS);
    state.setId("state");
    state.setMinWidth(Region.USE_PREF_SIZE);
    detail.getStyleClass().addAll("muted", "number");
    detail.setMinWidth(0);
    tasksButton = Icons.button("mdi2p-progress-clock", 16, Strings.of("bar.tasks"), () -> {});
    tasksButton.getStyleClass().remove("button-icon");
    tasksButton.getStyleClass().add("tiny");
    tasksButton.setMinWidth(Region.USE_PREF_SIZE);
    tasksButton.setId("tasks");
    TasksPopup popup = new TasksPopup(tasks);
    tasksButton.setOnAction(_ -> popup.toggle(tasksButton));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    facts.setAlignment(Pos.CENTER_RIGHT);
    facts.setMinWidth(0);
    getChildren().addAll(state, detail, tasksButton, gap, facts);
    jobs = tasks.jobs();
    jobs.addListener((ListChangeListener<Job<?>>) _ -> showTasks());
    showTasks();
    widthProperty().addListener(_ -> dropFacts());
  }

  void follow(WorkspacePane pane) {
    status.line().removeListener(lineChanged);
    status = pane.status();
    status.line().addListener(lineChanged);
    show(status.line().get());
  }

  private void showTasks() {
    boolean any = !jobs.isEmpty();
    tasksButton.setVisible(any);
    tasksButton.setManaged(any);
    tasksButton.setText(Numbers.count(jobs.size(), "task", "tasks"));
  }

  private void show(PaneStatus.Line line) {
    Icons.show(state, line.mark(), line.sentence());
    detail.setText(line.detail());
    showFacts(line.facts());
    dropFacts();
  }

  /** In the labels that stand, as far as they go. */
  private void showFacts(List<PaneStatus.Fact> shown) {
    long now = System.nanoTime();
    boolean moving = now - shownAt < MOVEMENT_NANOS;
    shownAt = now;
    int kept = Math.min(shown.size(), facts.getChildren().size());
    for (int i = 0; i < kept; i++) {
      HBox pair = (HBox) facts.getChildren().get(i);
      Label name = (Label) pair.getChildren().get(0);
      Label value = (Label) pair.getChildren().get(1);
      boolean same = name.getText().equals(shown.get(i).label());
      // Its widest in this movement, so that no neighbour moves as digits come and go.
      value.setMinWidth(
          same && moving ? Math.max(value.getMinWidth(), value.getWidth()) : USE_PREF_SIZE);
      name.setText(shown.get(i).label());
      value.setText(shown.get(i).value());
    }
    facts.getChildren().remove(kept, facts.getChildren().size());
    facts.getChildren().addAll(shown.stream().skip(kept).map(StatusBar::pair).toList());
  }

  private static HBox pair(PaneStatus.Fact fact) {
    Label value = new Label(fact.value());
    value.getStyleClass().add("number");
    Label name = new Label(fact.label());
    name.setMinWidth(Region.USE_PREF_SIZE);
    value.setMinWidth(Region.USE_PREF_SIZE);
    HBox pair = new HBox(name, value);
    pair.getStyleClass().add("fact");
    pair.setMinWidth(Region.USE_PREF_SIZE);
    return pair;
  }

  /** The sentence never goes; the last fact goes first. */
  private void dropFacts() {
    double room = getWidth() - state.prefWidth(-1) - detail.prefWidth(-1) - 120;
    double used = 0;
    for (Node fact : facts.getChildren()) {
      used += fact.prefWidth(-1) + facts.getSpacing();
      boolean fits = getWidth() == 0 || used <= room;
      fact.setVisible(fits);
      fact.setManaged(fits);
    }
  }
}
