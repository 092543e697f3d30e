package monge.app.clouds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import monge.app.clouds.CloudData.Side;
import monge.app.clouds.CloudsState.Place;
import monge.app.clouds.CloudsState.Run;
import monge.app.clouds.CloudsState.ViewRow;
import monge.app.frame.Desk;
import monge.app.frame.Replay;
import monge.app.frame.Strings;
import monge.app.task.SolveRecord.Snapshot;
import monge.app.workspace.Workspace;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.solver.Solution;
import monge.solver.SolverProvider;
import monge.views.SolutionView;
import monge.views.ViewDescriptor;
import monge.views.picture.Camera;
import monge.views.picture.Selection;

/** What the parts of the Clouds workspace share: the state, the runs that follow it, pointing. */
final class CloudsModel {

  private final Desk desk;
  private final Replay replay;
  private final Workspace<CloudsState> workspace;
  private final Map<Integer, RunModel> models = new LinkedHashMap<>();
  private final ReadOnlyObjectWrapper<List<RunModel>> runs = new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<Selection> hovered = new SimpleObjectProperty<>(Selection.NONE);
  private final ReadOnlyObjectWrapper<Set<String>> applicable =
      new ReadOnlyObjectWrapper<>(Set.of());
  private final ReadOnlyObjectWrapper<Selection> pointed =
      new ReadOnlyObjectWrapper<>(Selection.NONE);
  private final Map<String, ObjectProperty<Optional<Camera>>> cameras = new LinkedHashMap<>();

  private List<Solution> known = List.of();
  private OptionalInt wantedIteration = OptionalInt.empty();

  CloudsModel(Desk desk, Replay replay) {
    this.desk = desk;
    this.replay = replay;
    workspace = new Workspace<>(empty(desk));
    workspace.stateProperty().addListener((_, _, now) -> follow(now));
    hovered.addListener(_ -> point());
    desk.playback()
        .playing()
        .addListener(
            (_, _, playing) -> {
              if (!playing) {
                double t = desk.playback().t().get();
                workspace.look(s -> s.withTime(t));
              }
            });
  }

  /** Nothing but the views' rows: two single points, no runs. */
  private static CloudsState empty(Desk desk) {
    List<ViewRow> rows =
        desk.views().all().stream().map(SolutionView::descriptor).map(CloudsModel::row).toList();
    return new CloudsState(
        "",
        new CloudData(
            DiscreteMeasure.uniform(new double[][] {{0, 0}}),
            DiscreteMeasure.uniform(new double[][] {{1, 0}}),
            "sqeuclidean",
            Optional.empty()),
        List.of(),
        0,
        1,
        rows,
        List.of(),
        Selection.NONE,
        0);
  }

  private static ViewRow row(ViewDescriptor view) {
    return new ViewRow(
        view.id(),
        view.shownAtFirst(),
        false,
        view.preferredHeight(),
        ParameterValues.defaults(view.options()));
  }

  Desk desk() {
    return desk;
  }

  Workspace<CloudsState> workspace() {
    return workspace;
  }

  CloudsState state() {
    return workspace.state();
  }

  ReadOnlyObjectProperty<CloudsState> stateProperty() {
    return workspace.stateProperty();
  }

  /** The runs in the order of their columns. */
  ReadOnlyObjectProperty<List<RunModel>> runs() {
    return runs.getReadOnlyProperty();
  }

  /** The run in the inspector, if there is any. */
  Optional<RunModel> inspected() {
    return Optional.ofNullable(models.get(state().inspected()));
  }

  /** Shows the row of a view, or hides it. */
  void toggleRow(String view) {
    boolean shown = !state().row(view).shown();
    workspace.change(
        Strings.of(shown ? "change.show-row" : "change.hide-row"),
        s -> s.withRow(view, row -> row.withShown(shown)));
  }

  /** What the pointer is over, set by the cells. */
  ObjectProperty<Selection> hovered() {
    return hovered;
  }

  /** What is pointed at: what the pointer is over, or else what was clicked. */
  ReadOnlyObjectProperty<Selection> pointed() {
    return pointed.getReadOnlyProperty();
  }

  /** The camera that all cells of a row share. */
  ObjectProperty<Optional<Camera>> camera(String view) {
    return cameras.computeIfAbsent(view, _ -> new SimpleObjectProperty<>(Optional.empty()));
  }

  /** The ids of the views that show at least one of the answers. */
  ReadOnlyObjectProperty<Set<String>> applicable() {
    return applicable.getReadOnlyProperty();
  }

  /** The rows of views that apply, on or off. */
  List<ViewRow> applicableRows() {
    return state().rows().stream().filter(r -> applicable.get().contains(r.view())).toList();
  }

  SolutionView view(ViewRow row) {
    return desk.views().require(row.view());
  }

  /** The plan at the iteration the replay of the inspected run stands at. */
  Optional<Snapshot> replayed(RunStatus status) {
    if (!replay.isScrubbed() || status.snapshots().isEmpty()) {
      return Optional.empty();
    }
    Snapshot shown = status.snapshots().getFirst();
    for (Snapshot snapshot : status.snapshots()) {
      if (snapshot.iteration() <= replay.position().get()) {
        shown = snapshot;
      }
    }
    return Optional.of(shown);
  }

  /** Puts a run in the inspector and its replay to an iteration, once the replay is that run's. */
  void goToIteration(int id, int iteration) {
    inspect(id);
    wantedIteration = OptionalInt.of(iteration);
  }

  /** The iteration to go to, told once. */
  OptionalInt takeWantedIteration() {
    OptionalInt taken = wantedIteration;
    wantedIteration = OptionalInt.empty();
    return taken;
  }

  /** Called every frame. */
  void frame() {
    boolean live = desk.live().get();
    for (RunModel model : runs.get()) {
      model.frame(live);
    }
    findApplicable();
  }

  /** Which views show one of the answers, and what of them each lets choose. */
  private void findApplicable() {
    List<Solution> answers =
        runs.get().stream().flatMap(run -> run.status().get().solution().stream()).toList();
    // Without any answer the rows stay as they were.
    if (answers.isEmpty() || areSame(answers, known)) {
      return;
    }
    known = answers;
    Set<String> now = new LinkedHashSet<>();
    for (SolutionView view : desk.views().all()) {
      List<Solution> shown = answers.stream().filter(view::shows).toList();
      if (!shown.isEmpty()) {
        now.add(view.descriptor().id());
        offer(view.descriptor().id(), view.options(shown));
      }
    }
    if (!now.equals(applicable.get())) {
      applicable.set(now);
    }
  }

  private static boolean areSame(List<Solution> now, List<Solution> before) {
    boolean same = now.size() == before.size();
    for (int k = 0; same && k < now.size(); k++) {
      same = now.get(k) == before.get(k);
    }
    return same;
  }

  /** A row offers other settings; what was chosen stays where it still can be. */
  private void offer(String view, List<ParameterSpec> specs) {
    ParameterValues old = state().row(view).options();
    if (!old.specs().equals(specs)) {
      ParameterValues offered = ParameterValues.defaults(specs).keeping(old);
      workspace.look(s -> s.withRow(view, row -> row.withOptions(offered)));
    }
  }

  /** Opens other data with its runs; rows stay. */
  void open(String name, CloudData data, List<Run> newRuns) {
    cameras.values().forEach(camera -> camera.set(Optional.empty()));
    hovered.set(Selection.NONE);
    CloudsState old = state();
    List<Run> numbered = new ArrayList<>();
    int next = old.nextId();
    for (Run run : newRuns) {
      numbered.add(new Run(next++, run.solver(), run.cost(), run.parameters()));
    }
    int inspected = numbered.isEmpty() ? 0 : numbered.getFirst().id();
    int nextId = next;
    UnaryOperator<CloudsState> opened =
        s ->
            new CloudsState(
                name,
                data,
                numbered,
                inspected,
                nextId,
                s.rows(),
                List.of(),
                Selection.NONE,
                s.t());
    if (old.name().isEmpty()) {
      // Nothing was open that one could go back to.
      workspace.look(opened);
    } else {
      workspace.change(Strings.of("change.open", name), opened);
    }
  }

  void inspect(int id) {
    workspace.look(s -> s.withInspected(id));
  }

  void addRun(SolverProvider provider) {
    workspace.change(
        Strings.of("change.add", provider.descriptor().name()),
        s ->
            s.withRunAdded(
                s.runs().size(),
                provider.descriptor().id(),
                Optional.empty(),
                provider.defaults()));
  }

  void duplicate(int id) {
    workspace.change(
        Strings.of("change.duplicate-run"),
        s -> {
          Run run = s.run(id);
          return s.withRunAdded(s.indexOf(id) + 1, run.solver(), run.cost(), run.parameters());
        });
  }

  void remove(int id) {
    workspace.change(Strings.of("change.remove-run"), s -> s.withRunRemoved(id));
  }

  void move(int id, int by) {
    workspace.change(Strings.of("change.move-run"), s -> s.withRunMoved(id, by));
  }

  void setParameters(int id, ParameterValues values) {
    workspace.move(Strings.of("change.change-settings"), s -> s.withParameters(id, values));
  }

  /** Applies the changes a solver proposed and solves again. */
  void applyCure(RunModel run) {
    run.status()
        .get()
        .cure()
        .filter(cure -> !cure.changes().isEmpty())
        .ifPresent(
            cure -> {
              ParameterValues changed = run.run().parameters().withAll(cure.changes());
              setParameters(run.id(), changed);
              run.continueFromHere();
            });
  }

  void setCost(String name) {
    workspace.change(Strings.of("change.change-cost"), s -> s.withData(s.data().withCost(name)));
  }

  /** Mass goes the other way. */
  void swap() {
    workspace.change(
        Strings.of("change.swap"),
        s -> s.withData(s.data().swapped()).withSelection(Selection.NONE));
  }

  void select(Selection selection) {
    workspace.look(s -> s.withSelection(selection));
    point();
  }

  void dragPoint(Selection point, double x, double y) {
    if (!state().data().isEditable()) {
      return;
    }
    side(point)
        .ifPresent(
            which ->
                workspace.move(
                    Strings.of("change.move-point"),
                    s -> s.withData(s.data().withPointAt(which, index(point), x, y))));
  }

  void addPoint(Side side, double x, double y) {
    if (state().data().isEditable()) {
      workspace.change(
          Strings.of("change.add-point"), s -> s.withData(s.data().withPointAdded(side, x, y)));
    }
  }

  /** Removes the point that was clicked. */
  void removeSelected() {
    Selection selection = state().selection();
    if (state().data().isEditable() && side(selection).isPresent()) {
      Side which = side(selection).get();
      hovered.set(Selection.NONE);
      workspace.change(
          Strings.of("change.remove-point"),
          s ->
              s.withData(s.data().withPointRemoved(which, index(selection)))
                  .withSelection(Selection.NONE));
    }
  }

  void place(double x, double y) {
    workspace.change(
        Strings.of("change.place-new-point"),
        s -> {
          List<Place> more = new ArrayList<>(s.placed());
          more.add(new Place(x, y));
          return s.withPlaced(more);
        });
  }

  void clearPlaced() {
    workspace.change(Strings.of("change.clear-new-points"), s -> s.withPlaced(List.of()));
  }

  void requestAll() {
    runs.get().forEach(RunModel::request);
  }

  static Optional<Side> side(Selection selection) {
    return switch (selection) {
      case Selection.SourcePoint _ -> Optional.of(Side.SOURCE);
      case Selection.TargetPoint _ -> Optional.of(Side.TARGET);
      default -> Optional.empty();
    };
  }

  static int index(Selection selection) {
    return switch (selection) {
      case Selection.SourcePoint(int i) -> i;
      case Selection.TargetPoint(int j) -> j;
      default -> throw new IllegalArgumentException("no point: " + selection);
    };
  }

  private void point() {
    Selection over = hovered.get();
    pointed.set(over instanceof Selection.Nothing ? state().selection() : over);
  }

  private void follow(CloudsState now) {
    models
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !now.hasRun(entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
    List<RunModel> ordered = new ArrayList<>();
    for (Run run : now.runs()) {
      RunModel model =
          models.computeIfAbsent(
              run.id(),
              _ ->
                  new RunModel(
                      desk.solvers().require(run.solver()), desk.tasks(), now.data(), run));
      model.want(now.data(), run);
      ordered.add(model);
    }
    if (!ordered.equals(runs.get())) {
      runs.set(List.copyOf(ordered));
    }
    point();
    desk.tasks().soon();
  }

  /** The model of a run. */
  RunModel model(int id) {
    return Objects.requireNonNull(models.get(id), () -> "no run " + id);
  }
}
