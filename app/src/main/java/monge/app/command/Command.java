package monge.app.command;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;

/**
 * Something a person can ask for, described once for menus, the command field, shortcuts and tests.
 *
 * @param id a stable name such as {@code clouds.run}
 * @param menu the menu it stands in; empty for commands found by search only
 * @param title the words in the menu and the search
 * @param icon the name of an icon of the icon font; may be empty
 * @param available when it can be asked for
 * @param on whether what it switches is on; empty for what is no switch
 */
public record Command(
    String id,
    Optional<Menu> menu,
    String title,
    String icon,
    Optional<KeyCombination> shortcut,
    BooleanExpression available,
    Optional<ObservableValue<Boolean>> on,
    Runnable action) {

  /** The menus, in their order. */
  public enum Menu {
    FILE,
    EDIT,
    DATA,
    RUN,
    VIEW,
    HELP
  }

  /** A command in a menu that can always be asked for. */
  public static Command of(
      String id, Menu menu, String title, String icon, String shortcut, Runnable action) {
    return new Command(
        id,
        Optional.of(menu),
        title,
        icon,
        shortcut.isEmpty() ? Optional.empty() : Optional.of(KeyCombination.valueOf(shortcut)),
        Bindings.createBooleanBinding(() -> true),
        Optional.empty(),
        action);
  }

  /** A command found by search only. */
  public static Command searched(String id, String title, String icon, Runnable action) {
    return new Command(
        id,
        Optional.empty(),
        title,
        icon,
        Optional.empty(),
        Bindings.createBooleanBinding(() -> true),
        Optional.empty(),
        action);
  }

  /** The same command, available only when the expression holds. */
  public Command when(BooleanExpression expression) {
    return new Command(id, menu, title, icon, shortcut, expression, on, action);
  }

  /** The same command as a switch, which shows whether it is on. */
  public Command switching(ObservableValue<Boolean> state) {
    return new Command(id, menu, title, icon, shortcut, available, Optional.of(state), action);
  }

  /** What commands of a kind share: the part of the id before its last dot. */
  public String group() {
    return id.substring(0, Math.max(0, id.lastIndexOf('.')));
  }

  /** Does it, if it is available now. */
  public void run() {
    if (available.get()) {
      action.run();
    }
  }
}
