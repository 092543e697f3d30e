package monge.app.clouds;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import monge.app.frame.Icons;
import monge.app.frame.Layout;
import monge.app.frame.Mark;
import monge.app.frame.Strings;
import monge.app.frame.Styles;
import monge.solver.Cure;
import monge.solver.SolverDescriptor;
import org.jspecify.annotations.Nullable;

/** Name, settings, state and numbers of a run, and what can be done with its column. */
final class ColumnHeader extends Region {

  private static final double LINE_GAP = 4;

  private final CloudsModel model;
  private final RunModel run;
  private final Label name = new Label();
  private final Label settings = new Label();
  private final Label mark = new Label();
  private final Label numbers = new Label();
  private final Button action = new Button();
  private final Button menu;
  private final VBox box;
  private final Region rule = new Region();
  private final ChangeListener<RunStatus> statusChanged = (_, _, now) -> show(now);
  private final HBox head;
  private List<String> said = List.of();
  private List<String> counted = List.of();
  private double progress = Double.NaN;

  ColumnHeader(CloudsModel model, RunModel run) {
    this.model = model;
    this.run = run;
    SolverDescriptor descriptor = run.provider().descriptor();
    setId("column-" + run.id());
    getStyleClass().add("column-header");
    name.setText(descriptor.name());
    name.getStyleClass().add("heading");
    name.setMinWidth(0);
    settings.getStyleClass().add("muted");
    settings.setMinWidth(0);
    mark.setMinWidth(Region.USE_PREF_SIZE);
    numbers.getStyleClass().add("number");
    numbers.setMinWidth(0);
    menu = Icons.button("mdi2d-dots-vertical", 16, Strings.of("column.menu"), this::showMenu);
    menu.getStyleClass().add("tiny");
    menu.setId("column-menu-" + run.id());
    action.getStyleClass().addAll("tiny");
    action.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    head = new HBox(8, name, settings, gap, mark, menu);
    head.setAlignment(Pos.CENTER_LEFT);
    HBox.setMargin(gap, new javafx.geometry.Insets(0, -head.getSpacing(), 0, 0));
    HBox.setMargin(menu, new javafx.geometry.Insets(0, 0, 0, -6));
    head.setMinHeight(20);
    head.setMaxHeight(20);
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox line = new HBox(LINE_GAP, numbers, between, action);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setMinHeight(20);
    line.setMaxHeight(20);
    box = new VBox(head, line);
    box.setMouseTransparent(false);
    box.setPickOnBounds(false);
    rule.setMouseTransparent(true);
    getChildren().addAll(box, rule);
    setOnMouseClicked(
        e -> {
          if (e.getButton() == MouseButton.PRIMARY) {
            model.inspect(run.id());
          } else if (e.getButton() == MouseButton.SECONDARY) {
            showMenu();
          }
        });
    run.shown().addListener(statusChanged);
    show(run.shown().get());
    follow(model.state());
  }

  /** The column is gone. */
  void close() {
    run.shown().removeListener(statusChanged);
  }

  void setLast(boolean last) {
    Styles.set(this, "last", last);
  }

  void follow(CloudsState state) {
    Styles.set(this, "inspected", state.inspected() == run.id() && state.runs().size() > 1);
    List<String> now = Words.settings(run.provider().descriptor(), run.run());
    if (!now.equals(said)) {
      said = now;
      settings.setTooltip(new Tooltip(String.join(" · ", said)));
      requestLayout();
    }
  }

  private void show(RunStatus status) {
    Icons.show(mark, status.mark(), status.mark().word());
    progress = status.fraction();
    @Nullable Tooltip explanation = null;
    Optional<Cure> cure = Optional.empty();
    switch (status.mark()) {
      case RUNNING -> counted = List.of(Words.ticker(status));
      case FAILED -> {
        counted = List.of(status.failure());
        explanation = new Tooltip(status.failure());
        explanation.setWrapText(true);
        explanation.setMaxWidth(360);
      }
      default -> {
        counted = status.solution().map(s -> Words.numbers(run, s)).orElse(List.of());
        cure = status.cure().filter(c -> !c.changes().isEmpty());
      }
    }
    numbers.setTooltip(explanation);
    if (status.isRunning()) {
      setAction(Strings.of("run.cancel"), "cancel-" + run.id(), run::cancel);
    } else {
      setAction(cure.map(Cure::label).orElse(""), "cure-" + run.id(), () -> model.applyCure(run));
    }
    boolean warned = status.mark() == Mark.NOT_CONVERGED || status.mark() == Mark.CANCELLED;
    String style = warned ? "column-rule" : "column-progress";
    if (!rule.getStyleClass().contains(style)) {
      rule.getStyleClass().setAll(style);
    }
    rule.setVisible(warned || status.isRunning());
    requestLayout();
  }

  private void setAction(String words, String id, Runnable what) {
    action.setVisible(!words.isEmpty());
    action.setManaged(!words.isEmpty());
    action.setText(words);
    action.setId(id);
    action.setOnAction(_ -> what.run());
  }

  private void showMenu() {
    RunMenu.of(model, run).show(menu, javafx.geometry.Side.BOTTOM, 0, 0);
  }

  /** As many of the settings as there is room for, so that none is cut. */
  private void fitSettings(double width) {
    double taken = name.prefWidth(-1) + mark.prefWidth(-1) + menu.prefWidth(-1) - 6;
    fit(settings, said, " · ", 0, width - taken - 3 * head.getSpacing() - 1);
    boolean any = !settings.getText().isEmpty();
    settings.setVisible(any);
    settings.setManaged(any);
  }

  /** As many of the numbers as there is room for beside the button; the first is always there. */
  private void fitNumbers(double width) {
    double taken = action.isManaged() ? action.prefWidth(-1) + 2 * LINE_GAP : LINE_GAP;
    fit(numbers, counted, "  ", 1, width - taken);
  }

  private static void fit(Label label, List<String> parts, String between, int least, double free) {
    int most = parts.size();
    String text = String.join(between, parts);
    Text measure = new Text(text);
    measure.setFont(label.getFont());
    while (most > least && Math.ceil(measure.getLayoutBounds().getWidth()) > free) {
      most--;
      text = String.join(between, parts.subList(0, most));
      measure.setText(text);
    }
    if (!text.equals(label.getText())) {
      label.setText(text);
    }
  }

  @Override
  protected void layoutChildren() {
    fitSettings(Math.max(0, getWidth() - 12 - 8));
    fitNumbers(Math.max(0, getWidth() - 12 - 8));
    box.resizeRelocate(12, 6, Math.max(0, getWidth() - 12 - 8), Layout.COLUMN_HEADER - 12);
    double width = getWidth() - (getStyleClass().contains("last") ? 0 : 1);
    boolean partial = run.shown().get().isRunning() && !Double.isNaN(progress);
    rule.resizeRelocate(0, 0, partial ? width * progress : width, 2);
    boolean unknown = run.shown().get().isRunning() && Double.isNaN(progress);
    rule.setOpacity(unknown ? 0.35 : 1);
  }
}
