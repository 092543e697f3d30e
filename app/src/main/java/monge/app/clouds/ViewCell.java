package monge.app.clouds;

import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import monge.app.clouds.CloudData.Side;
import monge.app.clouds.CloudsState.Place;
import monge.app.clouds.CloudsState.ViewRow;
import monge.app.frame.Layout;
import monge.app.frame.Messages;
import monge.app.frame.Strings;
import monge.app.frame.Styles;
import monge.app.task.SolveRecord.Snapshot;
import monge.problem.LinearProblem;
import monge.solver.Solution;
import monge.views.SolutionView;
import monge.views.ViewInput;
import monge.views.picture.Picture;
import monge.views.picture.Selection;
import monge.views.surface.PictureClick;
import monge.views.surface.PictureSurface;
import monge.views.surface.PointDrag;
import org.jspecify.annotations.Nullable;

/**
 * One view of one run. What the picture needs is gathered once a frame when something changed; the
 * picture is made and painted off the window's thread.
 */
final class ViewCell extends Region {

  /** An old picture keeps its full strength this long, so that quick solves do not flicker. */
  private static final long FADE_NANOS = 350_000_000L;

  /** Answers that follow one another quicker than this follow a hand, and are shown at once. */
  private static final long CALM_NANOS = 400_000_000L;

  /** What comes of an input: the painted picture, the sentences under it, the note above. */
  private record Made(Solution of, PictureSurface.Sheet sheet, String sentence, String note) {}

  private final CloudsModel model;
  private final RunModel run;
  private final SolutionView view;
  private final PictureSurface surface;
  private final Label first = new Label();
  private final Label second = new Label();
  private final VBox sentence = new VBox(first, second);
  private final Label empty = new Label();
  private final Region ring = new Region();
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
  private final boolean hasSentence;
  private boolean dirty = true;

  private boolean making;
  private long outdatedSince;
  private @Nullable Solution shownAnswer;
  private long answeredAt;
  private @Nullable ContextMenu menu;
  private final ChangeListener<RunStatus> statusChanged =
      (_, old, now) -> {
        // The same answer is the same object; comparing plans would keep the window waiting.
        boolean other = old.solution().orElse(null) != now.solution().orElse(null);
        boolean began = now.solution().isEmpty() && old.isRunning() != now.isRunning();
        if (other || began || !old.failure().equals(now.failure())) {
          invalidate();
        }
      };

  ViewCell(CloudsModel model, RunModel run, SolutionView view) {
    this.model = model;
    this.run = run;
    this.view = view;
    getStyleClass().add("view-cell");
    surface = new PictureSurface(model.desk().tasks().painter());
    surface.setId("surface-" + view.descriptor().id() + "-" + run.id());
    surface.setAccessibleText(
        view.descriptor().title() + ", " + run.provider().descriptor().name());
    surface.cameraProperty().bindBidirectional(model.camera(view.descriptor().id()));
    surface.hoveredProperty().addListener((_, _, over) -> model.hovered().set(over));
    surface.setOnClicked(this::clicked);
    run.status().addListener(statusChanged);
    if (view.showsPointsInPlace()) {
      surface.setOnPointDragged(this::dragged);
    }
    if (view.picksIterations()) {
      surface.setOnPlaceDragged(this::goTo);
    }
    hasSentence = view.sentenceLines() > 0;
    first.getStyleClass().add("strong");
    second.getStyleClass().add("muted");
    sentence.getStyleClass().add("sentence");
    sentence.setSpacing(1);
    empty.getStyleClass().add("cell-empty");
    empty.setWrapText(true);
    ring.getStyleClass().add("focus-ring");
    ring.setMouseTransparent(true);
    ring.visibleProperty().bind(surface.focusVisibleProperty());
    if (view.showsPointsInPlace()) {
      PointKeys.listen(model, surface);
      surface.setAccessibleHelp(Strings.of("cell.keys"));
    }
    getChildren().addAll(surface, empty, ring);
    if (hasSentence) {
      getChildren().add(sentence);
    }
  }

  int runId() {
    return run.id();
  }

  /** The cell is gone. */
  void close() {
    run.status().removeListener(statusChanged);
    surface.cameraProperty().unbindBidirectional(model.camera(view.descriptor().id()));
  }

  void setLast(boolean last) {
    Styles.set(this, "last", last);
    Styles.set(sentence, "last", last);
  }

  /** Words on what the picture hides. */
  ReadOnlyStringProperty note() {
    return note.getReadOnlyProperty();
  }

  /** Something the picture depends on changed. */
  void invalidate() {
    dirty = true;
  }

  /** The time changed. */
  void timeChanged() {
    dirty |= view.followsTime();
  }

  /** Whether what is shown is what should be shown. */
  boolean isSettled() {
    return !dirty && !making && surface.isIdle();
  }

  /** Called every frame while the cell is on the screen. */
  void frame() {
    RunStatus status = run.status().get();
    if (status.fresh()) {
      outdatedSince = 0;
      if (status.solution().orElse(null) == shownAnswer) {
        setOpacityOfPicture(1);
      }
    } else {
      long now = System.nanoTime();
      if (outdatedSince == 0) {
        outdatedSince = now;
      }
      setOpacityOfPicture(now - outdatedSince > FADE_NANOS ? 0.5 : 1);
    }
    if (!dirty || making || surface.getWidth() < 1) {
      return;
    }
    dirty = false;
    Optional<Solution> solution = status.solution().filter(view::shows);
    surface.setVisible(solution.isPresent());
    empty.setVisible(solution.isEmpty());
    if (solution.isEmpty()) {
      shownAnswer = null;
      empty.setText(absence(status));
      first.setText("");
      second.setText("");
      note.set("");
      return;
    }
    make(input(solution.get(), status));
  }

  /** Why there is no picture. How the run stands is said once a column. */
  private String absence(RunStatus status) {
    if (status.solution().isPresent()) {
      return Strings.of("cell.nothing", run.provider().descriptor().name());
    }
    if (!isInFirstRow()) {
      return "";
    }
    if (!status.failure().isEmpty()) {
      return status.failure();
    }
    boolean toCome = status.isRunning() || model.desk().live().get();
    return Strings.of(toCome ? "cell.solving" : "cell.unsolved");
  }

  private void setOpacityOfPicture(double opacity) {
    surface.setStrength(opacity);
    sentence.setOpacity(opacity);
  }

  private ViewInput input(Solution solution, RunStatus status) {
    CloudsState state = model.state();
    ViewRow row = state.row(view.descriptor().id());
    int iterations = solution.convergence().iterations();
    Optional<Snapshot> replayed =
        run.id() == state.inspected() ? model.replayed(status) : Optional.empty();
    return new ViewInput(
        solution,
        replayed.map(Snapshot::plan),
        replayed.map(Snapshot::iteration).orElse(iterations),
        model.desk().playback().t().get(),
        row.options(),
        fitting(model.pointed().get(), solution),
        model.camera(view.descriptor().id()).get(),
        state.placed().stream().map(Place::coordinates).toList(),
        model.desk().theme().look().get());
  }

  /** The selection, unless it points beyond an answer that is older than the data. */
  private static Selection fitting(Selection selection, Solution solution) {
    if (!(solution.problem() instanceof LinearProblem problem)) {
      return selection;
    }
    int rows = problem.source().size();
    int columns = problem.target().size();
    boolean fits =
        switch (selection) {
          case Selection.Nothing _ -> true;
          case Selection.SourcePoint(int i) -> i < rows;
          case Selection.TargetPoint(int j) -> j < columns;
          case Selection.Entry(int i, int j) -> i < rows && j < columns;
        };
    return fits ? selection : Selection.NONE;
  }

  private void make(ViewInput input) {
    making = true;
    PictureSurface.Sheet sheet = surface.sheet();
    model
        .desk()
        .tasks()
        .painter()
        .execute(
            () -> {
              try {
                sheet.paint(view.picture(input));
                Made made =
                    new Made(
                        input.solution(),
                        sheet,
                        hasSentence ? view.sentence(input) : "",
                        view.note(input));
                Platform.runLater(() -> show(made));
              } catch (RuntimeException | Error e) {
                Platform.runLater(() -> complain(e));
              }
            });
  }

  private void show(Made made) {
    making = false;
    surface.show(made.sheet(), isNewAnswer(made.of()));
    note.set(made.note());
    boolean hint = made.sentence().isEmpty() && isFirst();
    String words =
        hint ? Strings.of("cell.hint") + "\n" + Strings.of("cell.hint.drag") : made.sentence();
    String[] lines = words.split("\n", 2);
    first.setText(lines[0]);
    Styles.set(first, "muted", hint);
    Styles.set(first, "strong", !hint);
    second.setText(lines.length > 1 ? lines[1] : "");
  }

  /** Whether this is the cell at the top left. */
  private boolean isFirst() {
    return model.runs().get().getFirst() == run && isInFirstRow();
  }

  private boolean isInFirstRow() {
    return model.applicableRows().stream()
        .filter(row -> row.shown() && !row.folded())
        .findFirst()
        .filter(row -> row.view().equals(view.descriptor().id()))
        .isPresent();
  }

  /** Whether another answer stood here before, and for long enough to be looked at. */
  private boolean isNewAnswer(Solution now) {
    Solution before = shownAnswer;
    if (now == before) {
      return false;
    }
    long time = System.nanoTime();
    boolean calm = time - answeredAt > CALM_NANOS;
    shownAnswer = now;
    answeredAt = time;
    return before != null && calm;
  }

  private void complain(Throwable e) {
    making = false;
    surface.setVisible(false);
    empty.setVisible(true);
    empty.setText(Messages.sentence(Strings.of("cell.failed", view.descriptor().title()), e));
  }

  private void dragged(PointDrag drag) {
    Picture picture = surface.pictureProperty().get();
    if (surface.cameraProperty().get().isEmpty() && picture != null) {
      // A camera that shows everything would move under the hand.
      surface
          .cameraProperty()
          .set(
              picture.camera(
                  (int) Math.ceil(surface.getWidth()), (int) Math.ceil(surface.getHeight())));
    }
    model.dragPoint(drag.point(), drag.x(), drag.y());
  }

  private void clicked(PictureClick click) {
    if (menu != null) {
      menu.hide();
    }
    model.inspect(run.id());
    if (view.showsPointsInPlace()) {
      surface.requestFocus();
    }
    if (click.button() == MouseButton.SECONDARY) {
      showMenu(click);
      return;
    }
    if (view.picksIterations()) {
      click.place().ifPresent(this::goTo);
      return;
    }
    boolean onNothing = click.selection() instanceof Selection.Nothing;
    if (onNothing && click.place().isPresent()) {
      PictureClick.Place place = click.place().get();
      if (view.takesNewPoints()) {
        model.place(place.x(), place.y());
        return;
      }
      if (view.showsPointsInPlace() && click.shift()) {
        model.addPoint(Side.SOURCE, place.x(), place.y());
        return;
      }
    }
    model.select(
        click.selection().equals(model.state().selection()) ? Selection.NONE : click.selection());
  }

  private void goTo(PictureClick.Place place) {
    model.goToIteration(run.id(), (int) Math.round(place.x()));
  }

  private void showMenu(PictureClick click) {
    ContextMenu items = new ContextMenu();
    if (view.showsPointsInPlace() && model.state().data().isEditable()) {
      if (CloudsModel.side(click.selection()).isPresent()) {
        items
            .getItems()
            .add(
                item(
                    "menu.remove-point",
                    () -> {
                      model.select(click.selection());
                      model.removeSelected();
                    }));
      } else if (click.place().isPresent()) {
        PictureClick.Place place = click.place().get();
        items
            .getItems()
            .addAll(
                item("menu.add-source", () -> model.addPoint(Side.SOURCE, place.x(), place.y())),
                item("menu.add-target", () -> model.addPoint(Side.TARGET, place.x(), place.y())));
      }
    }
    if (view.takesNewPoints() && !model.state().placed().isEmpty()) {
      items.getItems().add(item("menu.clear-placed", model::clearPlaced));
    }
    items
        .getItems()
        .add(
            item(
                "menu.show-all", () -> model.camera(view.descriptor().id()).set(Optional.empty())));
    var screen = surface.localToScreen(click.x(), click.y());
    menu = items;
    items.show(surface, screen.getX(), screen.getY());
  }

  private static MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem(Strings.of(key));
    item.setOnAction(_ -> action.run());
    return item;
  }

  @Override
  protected void layoutChildren() {
    boolean last = getStyleClass().contains("last");
    double right = last ? 0 : 1;
    double w = Math.max(0, getWidth() - right);
    double below = hasSentence ? Math.min(Layout.SENTENCE, getHeight()) : 0;
    double h = Math.max(0, getHeight() - below);
    if (surface.getWidth() != w || surface.getHeight() != h) {
      surface.resizeRelocate(0, 0, w, h);
    }
    ring.resizeRelocate(0, 0, w, h);
    double textWidth = Math.max(0, w - 32);
    double textHeight = Math.min(h, empty.prefHeight(textWidth));
    empty.resizeRelocate(16, Math.max(0, (h - textHeight) / 2), textWidth, textHeight);
    if (hasSentence) {
      sentence.resizeRelocate(0, h, getWidth(), below);
    }
  }
}
