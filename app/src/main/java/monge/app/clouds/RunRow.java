package monge.app.clouds;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import monge.app.frame.Icons;
import monge.app.frame.Styles;
import monge.views.picture.Numbers;

/** A run in the list: state, name, cost; the cost below the name where one line is too short. */
final class RunRow extends Region {

  private static final double PADDING = 8;
  private static final double NAME_AT = PADDING + 18 + 8;
  private static final double GAP = 8;
  private static final double ONE_LINE = 32;
  private static final double TWO_LINES = 42;

  private final CloudsModel model;
  private final RunModel run;
  private final Label mark = new Label();
  private final Label name = new Label();
  private final Label cost = new Label();
  private final Tooltip tooltip = new Tooltip();
  private final ChangeListener<RunStatus> statusChanged = (_, _, now) -> show(now);

  RunRow(CloudsModel model, RunModel run) {
    this.model = model;
    this.run = run;
    getStyleClass().add("run-row");
    setId("run-" + run.id());
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    name.setText(run.provider().descriptor().name());
    cost.getStyleClass().addAll("number", "muted");
    getChildren().addAll(mark, name, cost);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(360);
    Tooltip.install(this, tooltip);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
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

  private void clicked(MouseEvent event) {
    model.inspect(run.id());
    if (event.getButton() == MouseButton.SECONDARY) {
      RunMenu.of(model, run).show(this, event.getScreenX(), event.getScreenY());
    }
  }

  private void keyPressed(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code == KeyCode.ENTER || code == KeyCode.SPACE) {
      model.inspect(run.id());
      event.consume();
    }
  }

  private void show(RunStatus status) {
    Icons.show(mark, status.mark(), "", 16);
    cost.setText(
        status
            .solution()
            .filter(_ -> status.failure().isEmpty())
            .map(s -> Numbers.listed(s.objective().value()))
            .orElse(""));
    String words = run.provider().descriptor().name() + ", " + status.mark().word();
    tooltip.setText(words + (status.failure().isEmpty() ? "" : ": " + status.failure()));
    setAccessibleText(words);
    requestLayout();
  }

  private boolean fits(double width) {
    double beside = cost.getText().isEmpty() ? 0 : GAP + cost.prefWidth(-1);
    return NAME_AT + name.prefWidth(-1) + beside + PADDING <= width;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    return width < 0 || cost.getText().isEmpty() || fits(width) ? ONE_LINE : TWO_LINES;
  }

  @Override
  protected double computeMaxHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    boolean beside = cost.getText().isEmpty() || fits(width);
    double markHeight = mark.prefHeight(-1);
    mark.resizeRelocate(PADDING, Math.round((height - markHeight) / 2), 18, markHeight);
    double costWidth = Math.ceil(cost.prefWidth(-1));
    double costHeight = cost.prefHeight(-1);
    double nameHeight = name.prefHeight(-1);
    double nameTop = beside ? Math.round((height - nameHeight) / 2) : 4;
    double nameRight = width - PADDING - (beside && costWidth > 0 ? costWidth + GAP : 0);
    name.resizeRelocate(NAME_AT, nameTop, Math.max(0, nameRight - NAME_AT), nameHeight);
    double costTop =
        beside ? Math.round((height - costHeight) / 2) : Math.round(height - 4 - costHeight);
    cost.resizeRelocate(width - PADDING - costWidth, costTop, costWidth, costHeight);
  }
}
