package monge.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Every command of the window, in the order they were added. */
public final class Commands {

  private final ObservableList<Command> all = FXCollections.observableArrayList();

  /**
   * Adds commands.
   *
   * @throws IllegalArgumentException if an id is taken
   */
  public void add(Command... commands) {
    for (Command command : commands) {
      if (find(command.id()).isPresent()) {
        throw new IllegalArgumentException(
            "there is a command '%s' already: ids must differ".formatted(command.id()));
      }
      all.add(command);
    }
  }

  public ObservableList<Command> all() {
    return FXCollections.unmodifiableObservableList(all);
  }

  public Optional<Command> find(String id) {
    return all.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  /** Does the command of that id. */
  public void run(String id) {
    find(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no command '" + id + "'"))
        .run();
  }

  /**
   * The commands whose titles hold every word of the query, those that begin with it first; all for
   * an empty query.
   */
  public List<Command> search(String query) {
    String[] words = query.strip().toLowerCase(Locale.ROOT).split("\\s+");
    List<Command> first = new ArrayList<>();
    List<Command> rest = new ArrayList<>();
    for (Command command : all) {
      String title = command.title().toLowerCase(Locale.ROOT);
      boolean matches = true;
      for (String word : words) {
        matches &= title.contains(word);
      }
      if (matches) {
        (title.startsWith(words[0]) ? first : rest).add(command);
      }
    }
    first.addAll(rest);
    return first;
  }
}
