package monge.app.clouds;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import monge.app.clouds.CloudsState.Run;
import monge.app.clouds.OpenedFiles.Opened;
import monge.app.command.Command;
import monge.app.command.Command.Menu;
import monge.app.frame.Desk;
import monge.app.frame.PaneStatus;
import monge.app.frame.Strings;
import monge.app.frame.WorkspacePane;
import monge.app.workspace.Workspace;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.samples.Sample;
import monge.samples.SampleData;
import monge.solver.SolverProvider;

/** The Clouds workspace: runs side by side, one column a run, one row a view. */
public final class CloudsPane implements WorkspacePane {

  private final Desk desk;
  private final PaneStatus status = new PaneStatus();
  private final CloudsModel model;
  private final ReadOnlyStringWrapper document = new ReadOnlyStringWrapper("");
  private final DataPanel dataPanel;
  private final CompareGrid grid;
  private final Inspector inspector;
  private final RunsSummary summary;
  private int opened;
  private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(false);

  public CloudsPane(Desk desk) {
    this.desk = desk;
    model = new CloudsModel(desk, status.replay());
    dataPanel = new DataPanel(model);
    grid = new CompareGrid(model);
    inspector = new Inspector(model);
    summary = new RunsSummary(model, status);
    model.stateProperty().subscribe(state -> document.set(state.name()));
    status.replay().position().addListener(_ -> grid.invalidate());
    desk.tasks().onFrame(this::frame);
    addCommands();
  }

  @Override
  public String id() {
    return "clouds";
  }

  @Override
  public String title() {
    return "Clouds";
  }

  @Override
  public Workspace<CloudsState> workspace() {
    return model.workspace();
  }

  @Override
  public Node dataPanel() {
    return dataPanel;
  }

  @Override
  public Node centre() {
    return grid;
  }

  @Override
  public Node inspector() {
    return inspector;
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
  public void run() {
    model.requestAll();
  }

  @Override
  public void setActive(boolean now) {
    active.set(now);
    if (now) {
      grid.invalidate();
    }
  }

  @Override
  public boolean accepts(Sample sample) {
    return sample.data() instanceof SampleData.Clouds;
  }

  @Override
  public void open(Sample sample) {
    if (!(sample.data() instanceof SampleData.Clouds clouds)) {
      throw new IllegalArgumentException(sample.id() + " holds no clouds");
    }
    List<Run> runs = new ArrayList<>();
    for (Sample.Run run : sample.runs()) {
      desk.solvers()
          .find(run.solver())
          .ifPresent(
              provider ->
                  runs.add(
                      new Run(
                          0,
                          run.solver(),
                          run.cost(),
                          provider.defaults().withAll(run.parameters()))));
    }
    opened++;
    model.open(
        sample.id(),
        new CloudData(
            clouds.source().normalised(),
            clouds.target().normalised(),
            clouds.cost(),
            clouds.matrix()),
        runs);
  }

  @Override
  public boolean accepts(List<Path> files) {
    return files.size() <= 2
        && files.stream()
            .map(f -> f.getFileName().toString().toLowerCase(Locale.ROOT))
            .allMatch(f -> f.matches(".*\\.(csv|tsv|txt|dat|json)"));
  }

  @Override
  public boolean claims(ProblemDescription problem) {
    return problem.source().isPresent() || problem.costMatrix().isPresent();
  }

  @Override
  public void open(List<Path> files) {
    int order = ++opened;
    CloudsState now = model.state();
    Optional<CloudData> current = now.runs().isEmpty() ? Optional.empty() : Optional.of(now.data());
    desk.tasks()
        .<Opened>file(
            Strings.of("open.title", files.getFirst().getFileName()),
            _ -> OpenedFiles.read(files, current),
            read -> {
              // What was opened since stays.
              if (order == opened) {
                show(read);
              }
            },
            desk.messages()::failure);
  }

  @Override
  public boolean isSettled() {
    return model.runs().get().stream()
            .allMatch(run -> run.status().get().fresh() || !run.status().get().failure().isEmpty())
        && grid.isSettled();
  }

  /** The state of a run, by its column. */
  public RunStatus statusOf(int column) {
    return model.runs().get().get(column).status().get();
  }

  private void show(Opened opened) {
    List<Run> runs = new ArrayList<>();
    List<String> notes = new ArrayList<>(opened.notes());
    opened
        .solver()
        .ifPresent(
            id ->
                desk.solvers()
                    .find(id)
                    .ifPresentOrElse(
                        provider -> runs.add(run(provider, opened.parameters(), notes)),
                        () -> notes.add(Strings.of("open.no-solver", opened.name(), id))));
    if (runs.isEmpty()) {
      runs.addAll(model.state().runs());
    }
    if (runs.isEmpty()) {
      for (String id : List.of("emd", "sinkhorn")) {
        desk.solvers()
            .find(id)
            .ifPresent(p -> runs.add(new Run(0, id, Optional.empty(), p.defaults())));
      }
    }
    model.open(opened.name(), opened.data(), runs);
    if (!notes.isEmpty()) {
      desk.messages().warning(String.join(" ", notes));
    }
  }

  /** The run a file asks for; settings that do not fit are said and left at their defaults. */
  private static Run run(
      SolverProvider provider, Map<String, Object> parameters, List<String> notes) {
    ParameterValues values = provider.defaults();
    for (Map.Entry<String, Object> entry : parameters.entrySet()) {
      if (values.has(entry.getKey())) {
        try {
          values = values.with(entry.getKey(), entry.getValue());
        } catch (IllegalArgumentException e) {
          notes.add(e.getMessage());
        }
      }
    }
    return new Run(0, provider.descriptor().id(), Optional.empty(), values);
  }

  private void frame() {
    model.frame();
    summary.frame();
    if (active.get()) {
      grid.frame();
    }
  }

  private void addCommands() {
    BooleanExpression anyRun = when(() -> !model.runs().get().isEmpty(), model.runs());
    BooleanExpression pointChosen =
        when(
            () ->
                model.state().data().isEditable()
                    && CloudsModel.side(model.state().selection()).isPresent(),
            model.stateProperty());
    BooleanExpression anyPlaced =
        when(() -> !model.state().placed().isEmpty(), model.stateProperty());
    desk.commands()
        .add(
            Command.of(
                    "clouds.duplicate",
                    Menu.EDIT,
                    Strings.of("command.duplicate"),
                    "mdi2c-content-copy",
                    "Shortcut+D",
                    () -> inspected(model::duplicate))
                .when(anyRun),
            Command.of(
                    "clouds.remove-run",
                    Menu.EDIT,
                    Strings.of("command.remove-run"),
                    "",
                    "",
                    () -> inspected(model::remove))
                .when(anyRun),
            Command.of(
                    "clouds.delete-point",
                    Menu.DATA,
                    Strings.of("command.delete-point"),
                    "",
                    "DELETE",
                    model::removeSelected)
                .when(pointChosen),
            Command.of(
                    "clouds.clear-placed",
                    Menu.DATA,
                    Strings.of("command.clear-points"),
                    "",
                    "",
                    model::clearPlaced)
                .when(anyPlaced),
            Command.of(
                    "clouds.swap",
                    Menu.DATA,
                    Strings.of("command.swap"),
                    "mdi2s-swap-horizontal",
                    "",
                    model::swap)
                .when(active));
    model.state().rows().forEach(row -> desk.commands().add(rowCommand(row.view())));
    for (SolverProvider provider : desk.solvers().all()) {
      desk.commands()
          .add(
              Command.searched(
                      "clouds.add." + provider.descriptor().id(),
                      Strings.of("command.add-run", provider.descriptor().name()),
                      "mdi2p-plus",
                      () -> model.addRun(provider))
                  .when(active));
    }
  }

  /** Shows or hides the row of a view. */
  private Command rowCommand(String view) {
    String title = desk.views().require(view).descriptor().title();
    return Command.of(
            "clouds.row." + view,
            Menu.VIEW,
            Strings.of("command.row", title),
            "",
            "",
            () -> model.toggleRow(view))
        .when(when(() -> model.applicable().get().contains(view), model.applicable()))
        .switching(model.stateProperty().map(state -> state.row(view).shown()));
  }

  /** Holds while this workspace is in front and the condition does. */
  private BooleanExpression when(BooleanSupplier condition, Observable followed) {
    return active.and(Bindings.createBooleanBinding(condition::getAsBoolean, followed));
  }

  private void inspected(java.util.function.IntConsumer what) {
    model.inspected().ifPresent(run -> what.accept(run.id()));
  }
}
