package monge.app;

import atlantafx.base.controls.ToggleSwitch;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import monge.app.command.Command;
import monge.app.command.Command.Menu;
import monge.app.command.Commands;
import monge.app.frame.Desk;
import monge.app.frame.FileDialogs;
import monge.app.frame.Messages;
import monge.app.frame.Playback;
import monge.app.frame.Strings;
import monge.app.frame.Theme;
import monge.app.frame.WorkspacePane;
import monge.app.task.TaskRunner;
import monge.samples.Sample;
import monge.samples.SampleCatalog;
import monge.solver.SolverRegistry;
import monge.views.ViewRegistry;

/** The window's content: bars around the workspace in front, with everything wired together. */
public final class Workbench implements AutoCloseable {

  private final Desk desk;
  private final List<WorkspacePane> panes;
  private final ReadOnlyObjectWrapper<WorkspacePane> front = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper document = new ReadOnlyStringWrapper("");
  private final StringProperty undoWords = new SimpleStringProperty("");
  private final StringProperty redoWords = new SimpleStringProperty("");
  private final BorderPane middle = new BorderPane();
  private final Scene scene;
  private final CommandPalette palette;
  private final SamplesPopup samplesPopup;
  private final TopBar top;
  private final TabsBar tabs;
  private final TransportBar transport;
  private final StatusBar status;
  private final SideRails rails = new SideRails(middle);
  private final FileOpener opener;

  /**
   * @param dark which theme to begin with
   * @param files asks a person for files
   */
  public Workbench(boolean dark, FileDialogs files) {
    this(new TaskRunner(), dark, files);
  }

  /**
   * @param tasks does the work; closed with the window
   * @param dark which theme to begin with
   * @param files asks a person for files
   */
  Workbench(TaskRunner tasks, boolean dark, FileDialogs files) {
    desk =
        new Desk(
            tasks,
            new Theme(dark),
            new Playback(),
            new Commands(),
            new Messages(),
            files,
            new SimpleBooleanProperty(true),
            SolverRegistry.load(),
            ViewRegistry.load());
    Platform.getPreferences()
        .reducedMotionProperty()
        .subscribe(little -> desk.playback().setInSteps(little));
    addCommands();
    panes = Workspaces.ALL.stream().map(make -> make.apply(desk)).toList();
    addLastCommands();
    opener = new FileOpener(desk, panes, this::bringToFront);

    palette = new CommandPalette(desk.commands());
    samplesPopup = new SamplesPopup(SampleCatalog.all(), this::open);
    // The menus take the commands there are, so it comes after all of them.
    top = new TopBar(desk.commands(), desk.theme(), document, this::search);
    tabs = new TabsBar(desk, panes, this::bringToFront, this::showSamples);
    for (var words : List.of(top.words("undo"), tabs.undoTooltip())) {
      words.bind(saying("command.undo", undoWords));
    }
    for (var words : List.of(top.words("redo"), tabs.redoTooltip())) {
      words.bind(saying("command.redo", redoWords));
    }
    transport = new TransportBar(desk.playback());
    status = new StatusBar(desk.tasks());

    VBox head = new VBox(top, tabs, new MessageBar(desk.messages()));
    VBox foot = new VBox(transport, status);
    BorderPane content = new BorderPane();
    // In this order the keyboard goes through them.
    content.setTop(head);
    content.setCenter(middle);
    content.setBottom(foot);
    Label drop = new Label(Strings.of("drop.here"));
    drop.getStyleClass().addAll("drop-here", "heading");
    drop.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    drop.setStyle("-fx-alignment: center;");
    drop.setVisible(false);
    drop.setMouseTransparent(true);
    StackPane root = new StackPane(content, drop);
    root.setPrefSize(1400, 900);
    scene = new Scene(root);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    opener.acceptDrops(root, drop);
    bringToFront(panes.getFirst());
    root.setFocusTraversable(false);
    scene.windowProperty().subscribe(_ -> Platform.runLater(root::requestFocus));
    desk.tasks().start();
  }

  public Scene scene() {
    return scene;
  }

  /** What the workspaces work with; for tests. */
  public Desk desk() {
    return desk;
  }

  public List<WorkspacePane> panes() {
    return panes;
  }

  /** The workspace in front. */
  public ReadOnlyObjectProperty<WorkspacePane> front() {
    return front.getReadOnlyProperty();
  }

  /** The first sample, solved and moving. */
  public void firstStart() {
    SampleCatalog.all().stream()
        .findFirst()
        .ifPresent(
            sample -> {
              open(sample);
              desk.playback().playing().set(true);
            });
  }

  /** Does something the first time nothing runs or waits. */
  void onceSolved(Runnable what) {
    boolean[] done = {false};
    desk.tasks()
        .onFrame(
            () -> {
              if (!done[0] && desk.tasks().isIdle()) {
                done[0] = true;
                what.run();
              }
            });
  }

  /** Shows a sample in the workspace that takes it. */
  public void open(Sample sample) {
    panes.stream()
        .filter(pane -> pane.accepts(sample))
        .findFirst()
        .ifPresent(
            pane -> {
              desk.messages().clear();
              opener.supersede();
              // Asked first, so that a workspace that shows something of its own when empty need
              // not.
              pane.open(sample);
              bringToFront(pane);
            });
  }

  /** Opens files in the workspace they belong to, as the menu and a drop on the window do. */
  public void open(List<Path> files) {
    opener.open(files);
  }

  /** Shows a workspace. */
  public void bringToFront(WorkspacePane pane) {
    if (front.get() == pane) {
      tabs.select(pane);
      return;
    }
    if (front.get() != null) {
      front.get().setActive(false);
    }
    front.set(pane);
    tabs.select(pane);
    rails.show(pane.dataPanel(), pane.centre(), pane.inspector());
    undoWords.bind(pane.workspace().undoWords());
    redoWords.bind(pane.workspace().redoWords());
    document.unbind();
    document.bind(pane.document());
    transport.follow(pane);
    status.follow(pane);
    pane.setActive(true);
  }

  /** Stops everything; the window is going away. */
  @Override
  public void close() {
    desk.playback().playing().set(false);
    desk.tasks().close();
  }

  /** Words with what they would do now: "Undo: Move point". */
  private static ObservableValue<String> saying(String key, StringProperty change) {
    String words = Strings.of(key);
    return change.map(what -> what.isEmpty() ? words : words + ": " + what);
  }

  private void search() {
    palette.show(top.commandField());
  }

  private void showSamples() {
    samplesPopup.show(tabs.samples());
  }

  private void addCommands() {
    Commands commands = desk.commands();
    commands.add(
        Command.of(
            "open",
            Menu.FILE,
            Strings.of("command.open"),
            "mdi2f-folder-outline",
            "Shortcut+O",
            () -> open(desk.files().open(Strings.of("bar.open"), OPENABLE))),
        Command.of(
                "undo",
                Menu.EDIT,
                Strings.of("command.undo"),
                "mdi2u-undo",
                "Shortcut+Z",
                () -> front.get().workspace().undo())
            .when(undoWords.isNotEmpty()),
        Command.of(
                "redo",
                Menu.EDIT,
                Strings.of("command.redo"),
                "mdi2r-redo",
                "Shortcut+Shift+Z",
                () -> front.get().workspace().redo())
            .when(redoWords.isNotEmpty()),
        Command.of(
            "search",
            Menu.EDIT,
            Strings.of("command.search"),
            "mdi2m-magnify",
            "Shortcut+K",
            this::search),
        Command.of(
            "run",
            Menu.RUN,
            Strings.of("command.run"),
            "mdi2p-play",
            "Shortcut+Enter",
            () -> front.get().run()),
        Command.of(
            "cancel",
            Menu.RUN,
            Strings.of("command.cancel"),
            "mdi2s-stop",
            "Shortcut+Period",
            () -> desk.tasks().cancelAll()),
        Command.of(
                "live",
                Menu.RUN,
                Strings.of("command.live"),
                "",
                "",
                () -> desk.live().set(!desk.live().get()))
            .switching(desk.live()),
        Command.of(
            "play",
            Menu.VIEW,
            Strings.of("command.play"),
            "mdi2p-play-pause",
            "",
            () -> desk.playback().playing().set(!desk.playback().playing().get())),
        panel("data-panel", "mdi2d-dock-left", rails.leftShown()),
        panel("inspector", "mdi2d-dock-right", rails.rightShown()),
        Command.of(
            "theme",
            Menu.VIEW,
            Strings.of("command.theme"),
            "mdi2t-theme-light-dark",
            "Shortcut+Shift+L",
            () -> desk.theme().setDark(!desk.theme().isDark())),
        Command.of(
            "help",
            Menu.HELP,
            Strings.of("bar.help"),
            "mdi2h-help-circle-outline",
            "F1",
            () -> desk.messages().note(Strings.of("help.text"))),
        Command.of(
            "about",
            Menu.HELP,
            Strings.of("command.about"),
            "",
            "",
            () -> desk.messages().note(Strings.of("about.text"))));
  }

  /** Shows the panel of a side or folds it away. */
  private static Command panel(String id, String icon, BooleanProperty shown) {
    return Command.of(
            id, Menu.VIEW, Strings.of("command." + id), icon, "", () -> shown.set(!shown.get()))
        .switching(shown);
  }

  /** Those that stand below the workspaces' own. */
  private void addLastCommands() {
    Commands commands = desk.commands();
    int place = 1;
    for (WorkspacePane pane : panes) {
      commands.add(
          Command.of(
              "workspace." + pane.id(),
              Menu.VIEW,
              Strings.of("command.workspace", pane.title()),
              "",
              "Shortcut+" + place++,
              () -> bringToFront(pane)));
    }
    commands.add(
        Command.of(
            "quit",
            Menu.FILE,
            Strings.of("command.quit"),
            "",
            "Shortcut+Q",
            () -> scene.getWindow().hide()));
    for (Sample sample : SampleCatalog.all()) {
      commands.add(
          Command.searched(
              "sample." + sample.id(),
              Strings.of("command.sample", sample.title()),
              "mdi2v-view-grid",
              () -> open(sample)));
    }
  }

  private static final List<FileDialogs.Kind> OPENABLE =
      List.of(
          new FileDialogs.Kind(
              "Everything Monge opens",
              List.of(
                  "*.csv", "*.tsv", "*.txt", "*.json", "*.png", "*.jpg", "*.jpeg", "*.tif",
                  "*.tiff")),
          new FileDialogs.Kind("Point clouds", List.of("*.csv", "*.tsv", "*.txt")),
          new FileDialogs.Kind("Problems", List.of("*.json")),
          new FileDialogs.Kind("Pictures", List.of("*.png", "*.jpg", "*.jpeg", "*.tif", "*.tiff")));

  private void keyPressed(KeyEvent event) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    if (event.getCode() == KeyCode.SPACE && event.getTarget() instanceof ToggleSwitch on) {
      // The switches of the toolkit hear the pointer alone.
      on.setSelected(!on.isSelected());
      event.consume();
      return;
    }
    if (event.getCode() == KeyCode.SPACE && !typing && !event.isConsumed()) {
      desk.commands().run("play");
      event.consume();
    }
  }
}
