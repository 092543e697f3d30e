package monge.app.gaussians;

import atlantafx.base.controls.ToggleSwitch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import monge.app.command.Command;
import monge.app.frame.Desk;
import monge.app.frame.FileDialogs;
import monge.app.frame.Icons;
import monge.app.frame.Mark;
import monge.app.frame.PaneStatus;
import monge.app.frame.Strings;
import monge.app.frame.WorkspacePane;
import monge.app.task.Job;
import monge.app.workspace.Workspace;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.plan.Coupling;
import monge.problem.GaussianProblem;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.samples.Sample;
import monge.samples.SampleCatalog;
import monge.samples.SampleData;
import monge.solver.AffineSolution;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.Start;
import monge.solver.TracePoint;
import monge.views.gaussian.BrenierPotentialPicture;
import monge.views.gaussian.Distances;
import monge.views.gaussian.DistancesPicture;
import monge.views.gaussian.GaussianHandles;
import monge.views.gaussian.GaussianOptions;
import monge.views.gaussian.GaussianPicture;
import monge.views.gaussian.GaussianScene;
import monge.views.gaussian.PotentialView;
import monge.views.gaussian.PrincipalAxes;
import monge.views.parameters.NumberField;
import monge.views.picture.Camera;
import monge.views.picture.Selection;
import monge.views.surface.PictureSurface;
import monge.views.surface.PointDrag;

/**
 * The Gaussians workspace. The map is a closed form of two 2×2 matrices and is computed at once,
 * also while a handle is pulled; only the draws' exact transport is left to a background thread.
 */
public final class GaussiansPane implements WorkspacePane {

  private static final String CLOSED_FORM = "gaussian-w2";
  private static final String EXACT = "emd";
  private static final List<FileDialogs.Kind> TABLES =
      List.of(new FileDialogs.Kind("Point clouds", List.of("*.csv", "*.tsv", "*.txt")));

  private final Desk desk;
  private final Workspace<GaussiansState> workspace;
  private final ReadOnlyStringWrapper document = new ReadOnlyStringWrapper("");
  private final PaneStatus status = new PaneStatus();

  private final GaussianForm sourceForm;
  private final GaussianForm targetForm;
  private final ToggleSwitch showSamples = new ToggleSwitch();
  private final ToggleSwitch showArrows = new ToggleSwitch();
  private final ToggleSwitch showBetween = new ToggleSwitch();
  private final ToggleSwitch showStretches = new ToggleSwitch();
  private final NumberField samples = new NumberField();
  private final NumberField seed = new NumberField();
  private final Node dataPanel;

  private final PictureSurface plane;
  private final PictureSurface potential;
  private final PictureSurface distances;
  private final Label time = new Label();
  private final Label potentialNote = new Label();
  private final Node centre;
  private final MapPanel mapPanel = new MapPanel();

  private boolean active;
  private boolean showing;
  private Selection held = Selection.NONE;
  private PrincipalAxes axesAtStart = new PrincipalAxes(1, 1, 0);
  private GaussianScene scene;
  private AffineSolution answer;
  private GaussianOptions options;
  private Optional<Estimate> estimate = Optional.empty();
  private boolean estimating;

  /** What draws say about the distance, and the state they were drawn for. */
  private record Estimate(GaussiansState state, OptionalDouble fitted, OptionalDouble exact) {}

  public GaussiansPane(Desk desk) {
    this.desk = desk;
    Sample first = SampleCatalog.all().stream().filter(this::accepts).findFirst().orElseThrow();
    SampleData.Gaussians data = (SampleData.Gaussians) first.data();
    workspace = new Workspace<>(GaussiansState.of(first.id(), data.source(), data.target()));
    document.set(first.id());
    answer = (AffineSolution) solved(data.source(), data.target());
    scene = GaussianScene.of(answer);
    options = options(scene, workspace.state());

    sourceForm = new GaussianForm(Side.SOURCE, (words, g) -> edit(Side.SOURCE, words, g));
    targetForm = new GaussianForm(Side.TARGET, (words, g) -> edit(Side.TARGET, words, g));
    plane = new PictureSurface(desk.tasks().painter());
    potential = new PictureSurface(desk.tasks().painter());
    distances = new PictureSurface(desk.tasks().painter());
    plane.setId("gaussian-plane");
    potential.setId("gaussian-potential");
    distances.setId("gaussian-distances");
    dataPanel = madeDataPanel();
    centre = madeCentre();
    status.replay().absence().set(Strings.of("gaussians.nothing-to-replay"));

    plane.setOnPointDragged(this::dragged);
    plane.hoveredProperty().addListener((_, _, now) -> point(now));
    plane.cameraProperty().addListener(_ -> paintPlane());
    potential.cameraProperty().addListener(_ -> paintPotential());
    potential.widthProperty().addListener(_ -> notePotential());
    potential.heightProperty().addListener(_ -> notePotential());
    desk.playback().t().addListener(_ -> showTime());
    desk.theme().look().addListener(_ -> paintAll());
    workspace.stateProperty().addListener((_, before, now) -> changed(before, now));
    desk.commands()
        .add(
            Command.searched(
                "gaussians.swap",
                Strings.of("gaussians.swap"),
                "mdi2s-swap-horizontal",
                this::swap),
            Command.of(
                "gaussians.fit",
                Command.Menu.DATA,
                Strings.of("gaussians.fit"),
                "",
                "",
                this::fit));
    show();
  }

  @Override
  public String id() {
    return "gaussians";
  }

  @Override
  public String title() {
    return Strings.of("gaussians.title");
  }

  @Override
  public Workspace<?> workspace() {
    return workspace;
  }

  @Override
  public Node dataPanel() {
    return dataPanel;
  }

  @Override
  public Node centre() {
    return centre;
  }

  @Override
  public Node inspector() {
    return mapPanel.node();
  }

  @Override
  public PaneStatus status() {
    return status;
  }

  @Override
  public ObservableValue<String> document() {
    return document.getReadOnlyProperty();
  }

  @Override
  public boolean accepts(Sample sample) {
    return sample.data() instanceof SampleData.Gaussians;
  }

  @Override
  public void open(Sample sample) {
    if (sample.data() instanceof SampleData.Gaussians(var source, var target)) {
      open(sample.id(), sample.title(), source, target);
    }
  }

  private void open(String name, String words, GaussianMeasure source, GaussianMeasure target) {
    plane.cameraProperty().set(Optional.empty());
    potential.cameraProperty().set(Optional.empty());
    workspace.change(Strings.of("gaussians.open", words), s -> s.opened(name, source, target));
    if (!desk.live().get()) {
      run();
    }
  }

  @Override
  public boolean accepts(List<Path> files) {
    return GaussianFiles.isProblem(files);
  }

  /** A problem without points is one of means and covariances. */
  @Override
  public boolean claims(ProblemDescription problem) {
    return problem.source().isEmpty() && problem.costMatrix().isEmpty();
  }

  @Override
  public void open(List<Path> files) {
    SolverProvider closedForm = desk.solvers().require(CLOSED_FORM);
    desk.tasks()
        .<GaussianFiles>file(
            Strings.of("gaussians.open", files.getFirst().getFileName()),
            _ -> GaussianFiles.read(files, closedForm),
            read -> open(read.name(), read.name(), read.source(), read.target()),
            desk.messages()::failure);
  }

  /** Asks for two tables of points and shows the Gaussians they are drawn from. */
  private void fit() {
    List<Path> chosen = desk.files().open(Strings.of("gaussians.fit"), TABLES);
    if (!chosen.isEmpty()) {
      open(chosen);
    }
  }

  @Override
  public void run() {
    estimate = Optional.empty();
    estimate();
    paintDistances();
  }

  @Override
  public boolean isSettled() {
    return !estimating && plane.isIdle() && potential.isIdle() && distances.isIdle();
  }

  @Override
  public void setActive(boolean nowActive) {
    active = nowActive;
    if (active) {
      paintAll();
      if (estimate.isEmpty()) {
        estimate();
      }
    }
  }

  private void edit(Side side, String words, GaussianMeasure gaussian) {
    workspace.change(
        Strings.of("gaussians.edit", side == Side.SOURCE ? "source" : "target", words),
        s -> s.withSide(side, gaussian));
  }

  private void swap() {
    workspace.change(Strings.of("gaussians.swap"), GaussiansState::swapped);
  }

  /** A handle is pulled: the view stands still and the ellipse follows the hand. */
  private void dragged(PointDrag drag) {
    Side side = drag.point() instanceof Selection.SourcePoint ? Side.SOURCE : Side.TARGET;
    int handle =
        switch (drag.point()) {
          case Selection.SourcePoint(int k) -> k;
          case Selection.TargetPoint(int k) -> k;
          default -> GaussianHandles.CENTRE;
        };
    if (!held.equals(drag.point()) || plane.cameraProperty().get().isEmpty()) {
      held = drag.point();
      axesAtStart = PrincipalAxes.of(workspace.state().side(side));
      plane.cameraProperty().set(planeCamera());
    }
    PrincipalAxes start = axesAtStart;
    workspace.change(
        Strings.of("gaussians.pull"),
        s ->
            s.withSide(
                side, GaussianHandles.pulled(s.side(side), start, handle, drag.x(), drag.y())));
    if (drag.released()) {
      held = Selection.NONE;
      axesAtStart = PrincipalAxes.of(workspace.state().side(side));
      if (!GaussianHandles.inside(
          scene, plane.cameraProperty().get(), plane.getWidth(), plane.getHeight())) {
        plane.cameraProperty().set(Optional.empty());
      }
      paintPlane();
    }
  }

  private void point(Selection now) {
    held = now;
    paintPlane();
  }

  private Optional<Camera> planeCamera() {
    return planePicture()
        .camera((int) Math.ceil(plane.getWidth()), (int) Math.ceil(plane.getHeight()));
  }

  private Solution solved(GaussianMeasure source, GaussianMeasure target) {
    return solve(CLOSED_FORM, new GaussianProblem(source, target), SolveMonitor.NONE);
  }

  private Solution solve(String solver, TransportProblem problem, SolveMonitor monitor) {
    SolverProvider provider = desk.solvers().require(solver);
    return provider.create(provider.defaults()).solve(problem, Start.COLD, monitor);
  }

  private static GaussianOptions options(GaussianScene scene, GaussiansState state) {
    boolean draws = state.showSamples();
    return new GaussianOptions(
        draws ? Optional.of(sourceDraws(state)) : Optional.empty(),
        draws ? Optional.of(targetDraws(state)) : Optional.empty(),
        state.showArrows(),
        state.showBetween(),
        state.showStretches(),
        true);
  }

  private static DiscreteMeasure sourceDraws(GaussiansState state) {
    return GaussianScene.draws(state.source(), state.samples(), 2L * state.seed());
  }

  private static DiscreteMeasure targetDraws(GaussiansState state) {
    return GaussianScene.draws(state.target(), state.samples(), 2L * state.seed() + 1);
  }

  private void changed(GaussiansState before, GaussiansState now) {
    document.set(now.name());
    if (!now.source().equals(before.source()) || !now.target().equals(before.target())) {
      answer = (AffineSolution) solved(now.source(), now.target());
      scene = GaussianScene.of(answer);
    }
    show();
    if (desk.live().get()) {
      estimate();
    }
  }

  /** Brings every control and picture in line with the state. */
  private void show() {
    GaussiansState state = workspace.state();
    options = options(scene, state);
    showing = true;
    sourceForm.show(state.source());
    targetForm.show(state.target());
    showSamples.setSelected(state.showSamples());
    showArrows.setSelected(state.showArrows());
    showBetween.setSelected(state.showBetween());
    showStretches.setSelected(state.showStretches());
    samples.show(Integer.toString(state.samples()));
    seed.show(Integer.toString(state.seed()));
    showing = false;
    mapPanel.show(scene, answer);
    showTime();
    paintAll();
  }

  private void paintAll() {
    paintPlane();
    paintPotential();
    paintDistances();
  }

  private GaussianPicture planePicture() {
    return new GaussianPicture(
        scene,
        options,
        desk.playback().t().get(),
        held,
        plane.cameraProperty().get(),
        desk.theme().look().get());
  }

  private void paintPlane() {
    if (active) {
      plane.setPicture(planePicture());
    }
  }

  private BrenierPotentialPicture potentialPicture() {
    return new BrenierPotentialPicture(
        scene, potential.cameraProperty().get(), desk.theme().look().get());
  }

  private void paintPotential() {
    if (active) {
      potential.setPicture(potentialPicture());
      notePotential();
    }
  }

  private void notePotential() {
    String spacing =
        PotentialView.spacing(
            potentialPicture(),
            (int) Math.ceil(potential.getWidth()),
            (int) Math.ceil(potential.getHeight()));
    potentialNote.setText(
        spacing.isEmpty()
            ? Strings.of("gaussians.no-potential")
            : Strings.of("gaussians.potential-note", spacing));
  }

  private void paintDistances() {
    if (!active) {
      return;
    }
    GaussiansState state = workspace.state();
    double closed = answer.objective().value();
    Distances compared =
        new Distances(
            closed,
            estimate.map(Estimate::fitted).orElse(OptionalDouble.empty()),
            estimate.map(Estimate::exact).orElse(OptionalDouble.empty()),
            state.samples(),
            isStale());
    distances.setPicture(new DistancesPicture(compared, desk.theme().look().get()));
    showStatus(compared);
  }

  private boolean isStale() {
    return estimate.map(e -> !sameDraws(e.state(), workspace.state())).orElse(false);
  }

  private static boolean sameDraws(GaussiansState a, GaussiansState b) {
    return a.source().equals(b.source())
        && a.target().equals(b.target())
        && a.samples() == b.samples()
        && a.seed() == b.seed();
  }

  private void showTime() {
    double t = desk.playback().t().get();
    time.setText("t = " + GaussianNumbers.time(t));
    mapPanel.showTime(scene.path().at(t), t);
    paintPlane();
  }

  /** Solves the draws in the background; of many changes in a row the last one is solved. */
  private void estimate() {
    if (estimating || !active) {
      return;
    }
    GaussiansState state = workspace.state();
    if (estimate.filter(e -> sameDraws(e.state(), state)).isPresent()) {
      return;
    }
    estimating = true;
    desk.tasks()
        .<Estimate>solve(
            Strings.of("gaussians.estimating", state.samples()),
            job -> estimated(state, job),
            result -> {
              estimating = false;
              estimate = Optional.of(result);
              paintDistances();
              if (desk.live().get()) {
                estimate();
              }
            },
            failure -> {
              estimating = false;
              estimate =
                  Optional.of(new Estimate(state, OptionalDouble.empty(), OptionalDouble.empty()));
              desk.messages()
                  .error(Strings.of("gaussians.failed", String.valueOf(failure.getMessage())));
              paintDistances();
            });
  }

  private Estimate estimated(GaussiansState state, Job<?> job) {
    DiscreteMeasure x = sourceDraws(state);
    DiscreteMeasure y = targetDraws(state);
    double fitted = solved(GaussianScene.fitted(x), GaussianScene.fitted(y)).objective().value();
    Solution exact =
        solve(
            EXACT,
            LinearProblem.between(x, y, new CostFunction.SquaredEuclidean()),
            stoppedBy(job));
    return new Estimate(
        state,
        OptionalDouble.of(fitted),
        exact.convergence().status().isSuccess()
            ? OptionalDouble.of(exact.objective().value())
            : OptionalDouble.empty());
  }

  private static SolveMonitor stoppedBy(Job<?> job) {
    return new SolveMonitor() {
      @Override
      public boolean isCancelled() {
        return job.isCancelled();
      }

      @Override
      public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
    };
  }

  private void showStatus(Distances compared) {
    Mark mark = answer.pushesForward() ? Mark.OPTIMAL : Mark.NOT_CONVERGED;
    String sentence =
        answer.pushesForward()
            ? Strings.of("gaussians.up-to-date")
            : Strings.of("gaussians.distance-only");
    status
        .line()
        .set(
            new PaneStatus.Line(
                mark,
                sentence,
                "",
                List.of(
                    new PaneStatus.Fact("W₂²", GaussianNumbers.distance(compared.closedForm())),
                    new PaneStatus.Fact(
                        "W₂", GaussianNumbers.distance(Math.sqrt(compared.closedForm()))),
                    fact("gaussians.fitted", compared.fitted(), compared.stale()),
                    fact("gaussians.exact", compared.exact(), compared.stale()))));
  }

  private static PaneStatus.Fact fact(String key, OptionalDouble value, boolean stale) {
    return new PaneStatus.Fact(
        Strings.of(key),
        value.isEmpty() || stale ? "…" : GaussianNumbers.entry(value.getAsDouble()));
  }

  private Node madeDataPanel() {
    Label title = new Label(Strings.of("gaussians.show"));
    title.getStyleClass().add("heading");
    VBox shows =
        new VBox(
            title,
            toggle(showSamples, "gaussians.show-samples"),
            toggle(showArrows, "gaussians.show-arrows"),
            toggle(showBetween, "gaussians.show-between"),
            toggle(showStretches, "gaussians.show-stretches"),
            field(
                samples,
                "gaussians.samples",
                GaussiansState.LEAST_SAMPLES,
                GaussiansState.MOST_SAMPLES,
                20,
                (state, n) -> state.withSamples(n, state.seed())),
            field(
                seed,
                "gaussians.seed",
                0,
                1_000_000,
                1,
                (state, n) -> state.withSamples(state.samples(), n)));
    shows.getStyleClass().add("panel");
    Button swap = new Button(Strings.of("gaussians.swap"), Icons.icon("mdi2s-swap-horizontal", 16));
    swap.getStyleClass().add("wide");
    swap.setMaxWidth(Double.MAX_VALUE);
    swap.setOnAction(_ -> swap());
    VBox foot = new VBox(swap);
    foot.getStyleClass().addAll("panel", "last");
    VBox content = new VBox(sourceForm.node(), targetForm.node(), shows, foot);
    ScrollPane scroll = new ScrollPane(content);
    scroll.getStyleClass().addAll("bare", "side-panel", "left");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    return scroll;
  }

  private Node toggle(ToggleSwitch toggle, String key) {
    Label label = new Label(Strings.of(key));
    label.getStyleClass().add("muted");
    toggle.setAccessibleText(label.getText());
    toggle.setId(key.substring("gaussians.".length()));
    toggle
        .selectedProperty()
        .addListener(
            _ -> {
              if (!showing) {
                workspace.change(
                    label.getText(),
                    s ->
                        s.showing(
                            showSamples.isSelected(),
                            showArrows.isSelected(),
                            showBetween.isSelected(),
                            showStretches.isSelected()));
              }
            });
    HBox row = new HBox(label, spring(), toggle);
    row.getStyleClass().add("entry");
    return row;
  }

  /** A whole number of the state. */
  private interface WholeChange {
    GaussiansState apply(GaussiansState state, int value);
  }

  private Node field(
      NumberField field, String key, int least, int most, int step, WholeChange change) {
    Label label = new Label(Strings.of(key));
    label.getStyleClass().add("muted");
    label.setLabelFor(field);
    field.setAccessibleText(label.getText());
    field.setId(key.substring("gaussians.".length()));
    field.setPrefWidth(56);
    field.onCommit(
        text -> {
          try {
            int typed = Integer.parseInt(text.strip());
            if (typed >= least && typed <= most) {
              workspace.change(label.getText(), s -> change.apply(s, typed));
              return "";
            }
          } catch (NumberFormatException e) {
            // Said below, like a number out of range.
          }
          String refusal =
              Strings.of("gaussians.out-of-range", label.getText(), text.strip(), least, most);
          desk.messages().error(refusal);
          return refusal;
        });
    field.onStep(
        direction -> {
          int now = Integer.parseInt(field.getText().strip());
          int next = Math.clamp(now + (long) direction * step, least, most);
          workspace.change(label.getText(), s -> change.apply(s, next));
        });
    HBox row = new HBox(label, spring(), field);
    row.getStyleClass().add("entry");
    return row;
  }

  private Node madeCentre() {
    Label subtitle = new Label(Strings.of("gaussians.plane-note"));
    subtitle.getStyleClass().add("muted");
    time.getStyleClass().addAll("number", "muted");
    potentialNote.getStyleClass().add("muted");
    Label compared = new Label(Strings.of("gaussians.distances-note"));
    compared.getStyleClass().add("muted");

    HBox planeHead = header(Strings.of("gaussians.plane"), subtitle);
    planeHead.getChildren().addAll(spring(), time);
    HBox potentialHead = header(Strings.of("gaussians.potential"), potentialNote);
    HBox distancesHead = header(Strings.of("gaussians.distances"), compared);
    potentialHead.getStyleClass().add("follows");
    distancesHead.getStyleClass().addAll("follows");

    VBox left = new VBox(potentialHead, potential);
    VBox right = new VBox(distancesHead, distances);
    left.getStyleClass().add("left-half");
    VBox.setVgrow(potential, Priority.ALWAYS);
    VBox.setVgrow(distances, Priority.ALWAYS);
    HBox below = new HBox(left, right);
    for (VBox half : List.of(left, right)) {
      half.setMinWidth(0);
      half.setPrefWidth(100);
      HBox.setHgrow(half, Priority.ALWAYS);
    }
    VBox column = new VBox(planeHead, plane, below);
    column.getStyleClass().add("compare");
    VBox.setVgrow(plane, Priority.ALWAYS);
    below.setMinHeight(190);
    below
        .prefHeightProperty()
        .bind(column.heightProperty().multiply(0.36).map(h -> Math.max(190, h.doubleValue())));
    below.maxHeightProperty().bind(below.prefHeightProperty());
    return column;
  }

  private static HBox header(String title, Label note) {
    Label heading = new Label(title);
    heading.getStyleClass().add("heading");
    heading.setMinWidth(Region.USE_PREF_SIZE);
    HBox header = new HBox(heading, note);
    header.getStyleClass().add("row-header");
    header.setMinHeight(24);
    header.setPrefHeight(24);
    return header;
  }

  private static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }
}
