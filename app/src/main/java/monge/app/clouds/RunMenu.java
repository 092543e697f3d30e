package monge.app.clouds;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import monge.app.frame.Strings;

/** What can be done with a run, from its column and from the list. */
final class RunMenu {

  private RunMenu() {}

  static ContextMenu of(CloudsModel model, RunModel run) {
    CloudsState state = model.state();
    int index = state.indexOf(run.id());
    ContextMenu items = new ContextMenu();
    items
        .getItems()
        .addAll(
            item("column.duplicate", () -> model.duplicate(run.id()), false),
            item("column.left", () -> model.move(run.id(), -1), index == 0),
            item("column.right", () -> model.move(run.id(), 1), index == state.runs().size() - 1),
            item("column.again", run::request, false),
            item("column.remove", () -> model.remove(run.id()), false));
    return items;
  }

  private static MenuItem item(String key, Runnable what, boolean off) {
    MenuItem item = new MenuItem(Strings.of(key));
    item.setId(key);
    item.setOnAction(_ -> what.run());
    item.setDisable(off);
    return item;
  }
}
