package monge.app.frame;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks a person for files; behind an interface since there are no choosers without a screen. */
public interface FileDialogs {

  /** A kind of file with its endings, such as "*.csv". */
  record Kind(String label, List<String> patterns) {}

  /** Files to open; none if the person thought better of it. */
  List<Path> open(String title, List<Kind> kinds);

  /** A place to save to. */
  Optional<Path> save(String title, String proposedName, List<Kind> kinds);
}
