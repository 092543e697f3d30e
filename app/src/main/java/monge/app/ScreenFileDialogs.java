package monge.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import monge.app.frame.FileDialogs;

/** The choosers of the screen. */
final class ScreenFileDialogs implements FileDialogs {

  private final Stage owner;

  ScreenFileDialogs(Stage owner) {
    this.owner = owner;
  }

  @Override
  public List<Path> open(String title, List<Kind> kinds) {
    List<File> files = chooser(title, kinds).showOpenMultipleDialog(owner);
    return files == null ? List.of() : files.stream().map(File::toPath).toList();
  }

  @Override
  public Optional<Path> save(String title, String proposedName, List<Kind> kinds) {
    FileChooser chooser = chooser(title, kinds);
    chooser.setInitialFileName(proposedName);
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }

  private static FileChooser chooser(String title, List<Kind> kinds) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    for (Kind kind : kinds) {
      chooser
          .getExtensionFilters()
          .add(new FileChooser.ExtensionFilter(kind.label(), kind.patterns()));
    }
    return chooser;
  }
}
