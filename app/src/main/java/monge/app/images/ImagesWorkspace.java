package monge.app.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import monge.app.command.Command;
import monge.app.frame.Desk;
import monge.app.frame.FileDialogs;
import monge.app.frame.Icons;
import monge.app.frame.Mark;
import monge.app.frame.PaneStatus;
import monge.app.frame.Strings;
import monge.app.frame.WorkspacePane;
import monge.app.images.ImagesState.Run;
import monge.app.io.PictureFile;
import monge.app.workspace.Workspace;
import monge.image.Graded;
import monge.image.PixelImage;
import monge.samples.RenderedPicture;
import monge.samples.Sample;
import monge.samples.SampleCatalog;
import monge.samples.SampleData;
import monge.solver.SolverProvider;
import monge.views.image.ImageRun;
import monge.views.image.ImagesModel;
import monge.views.image.ImagesPane;
import monge.views.picture.Numbers;

/** The Images workspace: one picture gets the colours of another, method beside method. */
public final class ImagesWorkspace implements WorkspacePane {

  private static final List<FileDialogs.Kind> PICTURES =
      List.of(
          new FileDialogs.Kind("Pictures", List.of("*.png", "*.jpg", "*.jpeg", "*.tif", "*.tiff")));

  private final Desk desk;
  private final TransferModel model;
  private final ImagesModel view = new ImagesModel();
  private final ImagesPane centre;
  private final DataPanel dataPanel;
  private final Inspector inspector;
  private final PaneStatus status = new PaneStatus();
  private final ReadOnlyStringWrapper document = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper clipped = new ReadOnlyDoubleWrapper(Double.NaN);
  private final Blending blending;
  private final Map<Integer, Graded> thumbs = new LinkedHashMap<>();
  private final ChangeListener<TransferStatus> statusChanged = (_, _, _) -> refresh();
  private List<TransferRun> followed = List.of();
  private boolean active;
  private boolean due;

  public ImagesWorkspace(Desk desk) {
    this.desk = desk;
    model = new TransferModel(desk);
    blending = new Blending(desk.tasks().painter(), this::show);
    Button add = Icons.button("mdi2p-plus", 16, Strings.of("images.add"), () -> {});
    add.getStyleClass().add("tiny");
    add.setId("add-method");
    add.setOnAction(_ -> showMethods(add));
    centre = new ImagesPane(view, desk.tasks().painter(), add);
    dataPanel = new DataPanel(model, () -> ask(true), () -> ask(false));
    inspector = new Inspector(model, clipped.getReadOnlyProperty());
    view.setOnChoose(model::inspect);
    view.look().bind(desk.theme().look());
    status.replay().absence().set(Strings.of("images.no-replay"));
    model.stateProperty().addListener((_, old, now) -> follow(old, now));
    model.runs().addListener((_, _, now) -> listen(now));
    desk.playback().t().addListener(_ -> due = true);
    desk.tasks().onFrame(this::frame);
    desk.commands()
        .add(
            Command.of(
                "images.save",
                Command.Menu.FILE,
                Strings.of("images.save"),
                "",
                "Shortcut+S",
                this::save));
    refresh();
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
    if (!(sample.data() instanceof SampleData.Images(RenderedPicture from, RenderedPicture to))) {
      throw new IllegalArgumentException("the sample '%s' has no pictures".formatted(sample.id()));
    }
    List<Run> methods =
        sample.runs().stream()
            .map(run -> model.method(desk.solvers().require(run.solver()), run.parameters()))
            .toList();
    desk.tasks()
        .<List<OpenPicture>>file(
            sample.title(),
            _ -> List.of(picture(sample, from), picture(sample, to)),
            pair -> {
              model.open(sample.id(), pair.get(0), pair.get(1), methods);
              desk.playback().seek(1);
            },
            desk.messages()::failure);
  }

  private static OpenPicture picture(Sample sample, RenderedPicture picture) {
    return OpenPicture.of(
        picture.name(),
        "sample:" + sample.id(),
        PixelImage.ofRgb(picture.width(), picture.height(), picture.pixels()));
  }

  @Override
  public boolean accepts(List<Path> files) {
    return !files.isEmpty()
        && files.size() <= 2
        && files.stream()
            .map(f -> String.valueOf(f.getFileName()).toLowerCase(Locale.ROOT))
            .allMatch(f -> f.matches(".*\\.(png|jpe?g|tiff?)"));
  }

  /** Two pictures are source and target; one is the source. */
  @Override
  public void open(List<Path> files) {
    desk.tasks()
        .<List<OpenPicture>>file(
            Strings.of("images.reading", files.getFirst().getFileName()),
            _ -> {
              List<OpenPicture> read = new ArrayList<>();
              for (Path file : files) {
                read.add(read(file));
              }
              return read;
            },
            read -> {
              if (read.size() == 2) {
                model.open(read.get(0).name(), read.get(0), read.get(1), methodsIfNone());
              } else {
                ensureMethods();
                model.openSource(read.getFirst());
              }
              desk.playback().seek(1);
            },
            desk.messages()::failure);
  }

  private static OpenPicture read(Path file) {
    return OpenPicture.of(
        String.valueOf(file.getFileName()), file.toString(), PictureFile.read(file));
  }

  private List<Run> methodsIfNone() {
    return model.state().runs().isEmpty() ? firstMethods() : List.of();
  }

  private void ensureMethods() {
    if (model.state().runs().isEmpty()) {
      List<Run> methods = firstMethods();
      model.workspace().change("First methods", s -> s.withOnly(methods));
    }
  }

  private List<Run> firstMethods() {
    return java.util.stream.Stream.of("linear-map", "emd", "sinkhorn")
        .flatMap(id -> desk.solvers().find(id).stream())
        .map(provider -> model.method(provider, Map.of()))
        .toList();
  }

  /** Asks for one picture. */
  private void ask(boolean asSource) {
    String title = Strings.of(asSource ? "images.source.open" : "images.target.open");
    List<Path> chosen = desk.files().open(title, PICTURES);
    if (chosen.isEmpty()) {
      return;
    }
    Path file = chosen.getFirst();
    desk.tasks()
        .<OpenPicture>file(
            Strings.of("images.reading", file.getFileName()),
            _ -> read(file),
            picture -> {
              ensureMethods();
              if (asSource) {
                model.openSource(picture);
              } else {
                model.openTarget(picture);
              }
            },
            desk.messages()::failure);
  }

  /** Grades the whole picture as shown and writes it. */
  private void save() {
    Optional<Transfer> shown = model.inspected().flatMap(run -> run.status().get().transfer());
    if (shown.isEmpty() || model.state().source().isEmpty()) {
      desk.messages().warning(Strings.of("images.nothing-to-save"));
      return;
    }
    OpenPicture source = model.state().source().get();
    double strength = desk.playback().t().get();
    desk.files()
        .save(Strings.of("images.save"), "graded.png", PICTURES)
        .ifPresent(
            file ->
                desk.tasks()
                    .<Double>file(
                        Strings.of("images.saving", file.getFileName()),
                        _ -> {
                          Graded graded =
                              shown.get().map().withStrength(strength).apply(source.full());
                          PictureFile.write(graded.image(), file);
                          return graded.clippedShare();
                        },
                        share ->
                            desk.messages()
                                .note(
                                    Strings.of(
                                        "images.saved",
                                        file.getFileName(),
                                        Numbers.percent(share))),
                        desk.messages()::failure));
  }

  @Override
  public void run() {
    model.requestAll();
  }

  @Override
  public void setActive(boolean now) {
    active = now;
    if (now && model.state().source().isEmpty() && model.state().target().isEmpty()) {
      SampleCatalog.all().stream().filter(this::accepts).findFirst().ifPresent(this::open);
    }
    due = true;
  }

  private void showMethods(Node anchor) {
    ContextMenu menu = new ContextMenu();
    for (SolverProvider provider : model.applicable()) {
      MenuItem item =
          new MenuItem(provider.descriptor().name() + ", " + provider.descriptor().method());
      item.setId("add-" + provider.descriptor().id());
      item.setOnAction(_ -> model.add(provider));
      menu.getItems().add(item);
    }
    menu.show(anchor, Side.BOTTOM, 0, 4);
  }

  private void follow(ImagesState old, ImagesState now) {
    document.set(now.name());
    if (!old.source().equals(now.source())) {
      view.framing().set(monge.views.image.Framing.WHOLE);
      view.result().set(Optional.empty());
      thumbs.clear();
      view.source().set(now.source().map(OpenPicture::shown));
    }
    if (!old.target().equals(now.target())) {
      view.target().set(now.target().map(OpenPicture::shown));
    }
    refresh();
  }

  private void listen(List<TransferRun> now) {
    followed.forEach(run -> run.status().removeListener(statusChanged));
    followed = now;
    now.forEach(run -> run.status().addListener(statusChanged));
    thumbs.keySet().removeIf(id -> now.stream().noneMatch(run -> run.id() == id));
    refresh();
  }

  /** Everything but the pictures of the blend, which follow with the next frame. */
  private void refresh() {
    due = true;
    Optional<TransferRun> chosen = model.inspected();
    Optional<Transfer> shown = chosen.flatMap(run -> run.status().get().transfer());
    view.resultName().set(chosen.map(run -> run.provider().descriptor().name()).orElse(""));
    view.planned().set(shown.map(Transfer::planned).orElse(true));
    view.flow().set(shown.map(Transfer::flow));
    view.paletteNote()
        .set(
            shown
                .map(
                    t ->
                        t.planned()
                            ? Strings.of("images.plan", size(t), space(t))
                            : Strings.of("images.no-plan"))
                .orElse(""));
    view.absence().set(chosen.map(ImagesWorkspace::absence).orElse(""));
    view.selected().set(model.state().inspected());
    showThumbs();
    showStatus(chosen, shown);
  }

  private static String size(Transfer t) {
    return t.palettes().source().size() + " × " + t.palettes().target().size();
  }

  private static String space(Transfer t) {
    return t.palettes().source().space().label();
  }

  private static String absence(TransferRun run) {
    TransferStatus now = run.status().get();
    return !now.failure().isEmpty()
        ? now.failure()
        : now.mark() == Mark.RUNNING ? Strings.of("images.running") : Strings.of("images.stale");
  }

  private void showThumbs() {
    List<ImageRun> shown = new ArrayList<>();
    for (TransferRun run : model.runs().get()) {
      TransferStatus now = run.status().get();
      Optional<Graded> thumb = Optional.ofNullable(thumbs.get(run.id()));
      shown.add(
          new ImageRun(
              run.id(),
              run.provider().descriptor().name(),
              now.mark().word(),
              now.mark().icon(),
              now.mark().tone(),
              thumb.filter(_ -> now.failure().isEmpty()).map(Graded::image),
              thumb
                  .filter(_ -> now.transfer().isPresent())
                  .map(g -> Strings.of("images.clips", percent(g.clippedShare())))
                  .orElse("")));
    }
    view.runs().set(shown);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f\u202f%%", 100 * share);
  }

  private void showStatus(Optional<TransferRun> chosen, Optional<Transfer> shown) {
    List<TransferRun> runs = model.runs().get();
    long running = runs.stream().filter(r -> r.status().get().mark() == Mark.RUNNING).count();
    long stale = runs.stream().filter(r -> r.status().get().mark() == Mark.STALE).count();
    Optional<Mark> worst =
        runs.stream()
            .map(r -> r.status().get().mark())
            .filter(m -> m == Mark.FAILED || m == Mark.NOT_CONVERGED || m == Mark.CANCELLED)
            .findFirst();
    Mark mark = running > 0 ? Mark.RUNNING : stale > 0 ? Mark.STALE : worst.orElse(Mark.CONVERGED);
    String sentence =
        runs.isEmpty()
            ? Strings.of("images.no-methods")
            : running + stale > 0
                ? Strings.of("images.solving", runs.size() - running - stale, runs.size())
                : worst
                    .map(w -> Strings.of("images.some", w.word()))
                    .orElse(Strings.of("images.done", runs.size()));
    List<PaneStatus.Fact> facts = new ArrayList<>();
    shown.ifPresent(
        t -> {
          facts.add(new PaneStatus.Fact("⟨C, P⟩", Numbers.cost(t.solution().objective().value())));
          double share = clipped.get();
          if (!Double.isNaN(share)) {
            facts.add(
                new PaneStatus.Fact(Strings.of("images.clipped.short"), Numbers.percent(share)));
          }
          if (t.solution() instanceof monge.solver.PlanSolution plan) {
            facts.add(
                new PaneStatus.Fact(
                    Strings.of("images.plan.short"), Numbers.bytes(plan.coupling().bytes())));
          }
        });
    String detail =
        chosen
            .map(run -> run.status().get())
            .filter(s -> s.mark() == Mark.RUNNING)
            .map(s -> Numbers.duration(s.elapsed()))
            .orElse("");
    status.line().set(new PaneStatus.Line(mark, sentence, detail, facts));
  }

  private void frame() {
    model.frame();
    if (due && active) {
      due = false;
      Map<Integer, Transfer> all = new LinkedHashMap<>();
      for (TransferRun run : model.runs().get()) {
        run.status().get().transfer().ifPresent(transfer -> all.put(run.id(), transfer));
      }
      blending.ask(
          new Blending.Asked(
              desk.playback().t().get(),
              model.inspected().flatMap(run -> run.status().get().transfer()),
              all,
              model.state().source(),
              model.state().target(),
              model.state().fit().space()));
    }
  }

  private void show(Blending.Made made) {
    // A picture opened meanwhile has another shape; its own moment follows.
    if (made.asked().source().equals(model.state().source())) {
      view.result().set(made.shown().map(Graded::image));
      clipped.set(made.shown().map(Graded::clippedShare).orElse(Double.NaN));
      thumbs.putAll(made.thumbs());
      view.histograms().set(made.histograms());
      showThumbs();
      Optional<TransferRun> chosen = model.inspected();
      showStatus(chosen, chosen.flatMap(run -> run.status().get().transfer()));
    }
  }

  @Override
  public boolean isSettled() {
    return blending.isIdle()
        && !due
        && centre.isIdle()
        && model.runs().get().stream()
            .allMatch(run -> run.status().get().fresh() || !run.status().get().failure().isEmpty());
  }

  /** What is shown; for tests. */
  public ImagesModel view() {
    return view;
  }
}
