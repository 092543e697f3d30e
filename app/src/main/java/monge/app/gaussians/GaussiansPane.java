package monge.app.gaussians;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import monge.app.command.Command;
import monge.app.frame.Desk;
import monge.app.frame.FileDialogs;
import monge.app.frame.Mark;
import monge.app.frame.PaneStatus;
import monge.app.frame.Strings;
import monge.app.frame.WorkspacePane;
import monge.app.workspace.Workspace;
import monge.measure.GaussianMeasure;
import monge.problem.ProblemDescription;
import monge.samples.Sample;
import monge.samples.SampleCatalog;
import monge.samples.SampleData;
import monge.views.gaussian.Distances;

/** The Gaussians workspace: two Gaussians of the plane and the map between them. */
public final class GaussiansPane implements WorkspacePane {

  private static final List<FileDialogs.Kind> TABLES =
      List.of(new FileDialogs.Kind("Point clouds", List.of("*.csv", "*.tsv", "*.txt")));

  private final Desk desk;
  private final GaussiansModel model;
  private final ReadOnlyStringWrapper document = new ReadOnlyStringWrapper("");
  private final PaneStatus status = new PaneStatus();
  private final DataPanel dataPanel;
  private final GaussianPictures pictures;
  private final MapPanel mapPanel = new MapPanel();
  private int opened;

  public GaussiansPane(Desk desk) {
    this.desk = desk;
    Sample first = SampleCatalog.all().stream().filter(this::accepts).findFirst().orElseThrow();
    SampleData.Gaussians data = (SampleData.Gaussians) first.data();
    model = new GaussiansModel(desk, GaussiansState.of(first.id(), data.source(), data.target()));
    dataPanel = new DataPanel(model);
    pictures = new GaussianPictures(model);
    status.replay().absence().set(Strings.of("gaussians.nothing-to-replay"));
    model.onChange(this::show);
    model.onEstimate(this::showStatus);
    desk.playback().t().addListener(_ -> showTime());
    addCommands();
    show();
  }

  private void addCommands() {
    desk.commands()
        .add(
            Command.of(
                    "gaussians.swap",
                    Command.Menu.DATA,
                    Strings.of("gaussians.swap"),
                    "mdi2s-swap-horizontal",
                    "",
                    model::swap)
                .when(model.active()),
            Command.of(
                    "gaussians.fit",
                    Command.Menu.DATA,
                    Strings.of("gaussians.fit"),
                    "",
                    "",
                    this::fit)
                .when(model.active()));
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
    return model.workspace();
  }

  @Override
  public Node dataPanel() {
    return dataPanel;
  }

  @Override
  public Node centre() {
    return pictures;
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
      opened++;
      open(sample.id(), sample.title(), source, target);
    }
  }

  private void open(String name, String words, GaussianMeasure source, GaussianMeasure target) {
    pictures.showWhole();
    model.open(name, words, source, target);
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
    int order = ++opened;
    desk.tasks()
        .<GaussianFiles>file(
            Strings.of("gaussians.open", files.getFirst().getFileName()),
            _ -> GaussianFiles.read(files, model.closedForm().provider()),
            read -> {
              // What was opened since stays.
              if (order == opened) {
                open(read.name(), read.name(), read.source(), read.target());
              }
            },
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
    model.run();
  }

  @Override
  public boolean isSettled() {
    return model.isSettled() && pictures.isSettled();
  }

  @Override
  public void setActive(boolean active) {
    model.setActive(active);
    pictures.paintAll();
    showStatus();
  }

  private void show() {
    document.set(model.state().name());
    mapPanel.show(model.scene(), model.answer());
    showTime();
    showStatus();
  }

  private void showTime() {
    double t = desk.playback().t().get();
    mapPanel.showTime(model.scene().path().at(t), t);
  }

  private void showStatus() {
    Distances compared = model.distances();
    boolean pushes = model.answer().pushesForward();
    status
        .line()
        .set(
            new PaneStatus.Line(
                pushes ? Mark.OPTIMAL : Mark.NOT_CONVERGED,
                Strings.of(pushes ? "gaussians.up-to-date" : "gaussians.distance-only"),
                "",
                List.of(
                    new PaneStatus.Fact("W₂²", GaussianNumbers.distance(compared.closedForm())),
                    new PaneStatus.Fact(
                        "W₂", GaussianNumbers.distance(Math.sqrt(compared.closedForm()))),
                    fact("gaussians.fitted", compared.fitted(), compared.stale()),
                    fact("gaussians.exact", compared.exact(), compared.stale()))));
  }

  /** Dots stand for what is on its way, a dash for what is not. */
  private PaneStatus.Fact fact(String key, OptionalDouble value, boolean stale) {
    String none = model.isSettled() ? "–" : "…";
    return new PaneStatus.Fact(
        Strings.of(key),
        value.isEmpty() || stale ? none : GaussianNumbers.entry(value.getAsDouble()));
  }
}
