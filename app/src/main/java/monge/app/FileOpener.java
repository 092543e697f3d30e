package monge.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import monge.app.frame.Desk;
import monge.app.frame.Strings;
import monge.app.frame.WorkspacePane;
import monge.app.io.ProblemFile;
import monge.problem.ProblemDescription;

/**
 * Where files go, however they come: from the menu or dropped on the window. The first workspace
 * that takes them comes to the front, whichever was there.
 */
final class FileOpener {

  private final Desk desk;
  private final List<WorkspacePane> panes;
  private final Consumer<WorkspacePane> bringToFront;
  private int asked;

  FileOpener(Desk desk, List<WorkspacePane> panes, Consumer<WorkspacePane> bringToFront) {
    this.desk = desk;
    this.panes = panes;
    this.bringToFront = bringToFront;
  }

  /** A problem file goes by what it holds, other files by their names. */
  void open(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    supersede();
    Path first = files.getFirst();
    if (files.size() > 1 || !isProblem(first)) {
      openByName(files);
      return;
    }
    int order = asked;
    desk.tasks()
        .<ProblemDescription>file(
            Strings.of("open.title", first.getFileName()),
            _ -> ProblemFile.read(first).description(),
            problem -> {
              if (order == asked) {
                open(problem, files);
              }
            },
            desk.messages()::failure);
  }

  /** Something else is opened: files that are still being looked at are not shown any more. */
  void supersede() {
    asked++;
  }

  private void open(ProblemDescription problem, List<Path> files) {
    panes.stream()
        .filter(pane -> pane.claims(problem))
        .findFirst()
        .ifPresentOrElse(pane -> openIn(pane, files), () -> openByName(files));
  }

  /** Files dropped on a part of the window are opened; meanwhile a hint is shown. */
  void acceptDrops(Node target, Node hint) {
    target.setOnDragOver(
        (DragEvent event) -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            hint.setVisible(true);
          }
          event.consume();
        });
    target.setOnDragExited(_ -> hint.setVisible(false));
    target.setOnDragDropped(
        (DragEvent event) -> {
          hint.setVisible(false);
          List<Path> files = event.getDragboard().getFiles().stream().map(File::toPath).toList();
          event.setDropCompleted(!files.isEmpty());
          event.consume();
          open(files);
        });
  }

  private void openByName(List<Path> files) {
    panes.stream()
        .filter(pane -> pane.accepts(files))
        .findFirst()
        .ifPresentOrElse(
            pane -> openIn(pane, files),
            () ->
                desk.messages()
                    .error(Strings.of("message.nothing-takes", files.getFirst().getFileName())));
  }

  private void openIn(WorkspacePane pane, List<Path> files) {
    desk.messages().clear();
    // Asked first, so that a workspace that shows something of its own when empty need not.
    pane.open(files);
    bringToFront.accept(pane);
  }

  private static boolean isProblem(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json");
  }
}
