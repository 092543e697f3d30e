package monge.app.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import monge.app.command.Command;
import monge.app.frame.Desk;
import monge.app.frame.Icons;
import monge.app.frame.PaneStatus;
import monge.app.frame.SolverPicker;
import monge.app.frame.Strings;
import monge.app.frame.WorkspacePane;
import monge.app.workspace.Workspace;
import monge.samples.Sample;
import monge.samples.SampleCatalog;
import monge.samples.SampleData;
import monge.views.image.ImagesModel;
import monge.views.image.ImagesPane;

/** The Images workspace: one picture gets the colours of another, method beside method. */
public final class ImagesWorkspace implements WorkspacePane {

  private final Desk desk;
  private final TransferModel model;
  private final ImagesModel view = new ImagesModel();
  private final ImagesPane centre;
  private final DataPanel dataPanel;
  private final Inspector inspector;
  private final PaneStatus status = new PaneStatus();
  private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper document = new ReadOnlyStringWrapper("");
  private final PictureTraffic traffic;
  private final ShownTransfer shown;

  public ImagesWorkspace(Desk desk) {
    this.desk = desk;
    model = new TransferModel(desk);
    traffic = new PictureTraffic(desk, model);
    Button add = Icons.button("mdi2p-plus", 16, Strings.of("images.add"), () -> {});
    add.getStyleClass().add("tiny");
    add.setId("add-method");
    SolverPicker picker =
        new SolverPicker(desk.solvers().all(), TransferModel::refusal, model::add);
    add.setOnAction(_ -> picker.showAbove(add));
    centre = new ImagesPane(view, desk.tasks().painter(), add);
    dataPanel = new DataPanel(model, () -> traffic.ask(true), () -> traffic.ask(false));
    shown = new ShownTransfer(desk, model, view, status);
    inspector = new Inspector(model, shown.clipped());
    view.setOnChoose(model::inspect);
    status.replay().absence().set(Strings.of("images.no-replay"));
    model.stateProperty().subscribe(state -> document.set(state.name()));
    desk.tasks().onFrame(this::frame);
    desk.commands()
        .add(
            Command.of(
                    "images.save",
                    Command.Menu.FILE,
                    Strings.of("images.save"),
                    "mdi2c-content-save-outline",
                    "Shortcut+S",
                    traffic::save)
                .when(active));
  }

  @Override
  public String id() {
    return "images";
  }

  @Override
  public String title() {
    return Strings.of("images.title");
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
    return centre;
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
  public String timeLabel() {
    return Strings.of("images.blend");
  }

  @Override
  public boolean accepts(Sample sample) {
    return sample.data() instanceof SampleData.Images;
  }

  @Override
  public void open(Sample sample) {
    traffic.open(sample);
  }

  @Override
  public boolean accepts(List<Path> files) {
    return !files.isEmpty()
        && files.size() <= 2
        && files.stream()
            .map(f -> String.valueOf(f.getFileName()).toLowerCase(Locale.ROOT))
            .allMatch(f -> f.matches(".*\\.(png|jpe?g|tiff?)"));
  }

  @Override
  public void open(List<Path> files) {
    traffic.open(files);
  }

  @Override
  public void run() {
    model.requestAll();
  }

  @Override
  public void setActive(boolean now) {
    active.set(now);
    if (now && isEmpty() && !traffic.isLoading()) {
      SampleCatalog.all().stream().filter(this::accepts).findFirst().ifPresent(this::open);
    }
    shown.setActive(now);
  }

  private boolean isEmpty() {
    return model.state().source().isEmpty() && model.state().target().isEmpty();
  }

  private void frame() {
    model.frame();
    shown.frame();
  }

  @Override
  public boolean isSettled() {
    return shown.isSettled()
        && centre.isIdle()
        && model.runs().get().stream()
            .allMatch(run -> run.status().get().fresh() || !run.status().get().failure().isEmpty());
  }

  /** What is shown; for tests. */
  public ImagesModel view() {
    return view;
  }
}
