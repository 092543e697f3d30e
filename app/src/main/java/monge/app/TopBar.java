package monge.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.CubicCurve;
import monge.app.command.Command;
import monge.app.command.Commands;
import monge.app.frame.Icons;
import monge.app.frame.Layout;
import monge.app.frame.Strings;
import monge.app.frame.Theme;

/** Logo, menus, command field, the name of what is open, theme and help. */
final class TopBar extends HBox {

  private final Button commandField = new Button();
  private final Map<String, MenuItem> items = new LinkedHashMap<>();

  TopBar(Commands commands, Theme theme, ObservableValue<String> document, Runnable onSearch) {
    getStyleClass().add("top-bar");
    setMinHeight(Layout.TOP_BAR);
    setPrefHeight(Layout.TOP_BAR);

    Label brand = new Label(Strings.of("app.name"));
    brand.getStyleClass().add("brand");

    HBox left = new HBox(4, logo(), brand, menus(commands));
    left.setAlignment(Pos.CENTER_LEFT);

    Label words = new Label(Strings.of("bar.search"));
    Label key = new Label(Strings.of("bar.search.key"));
    key.getStyleClass().add("key");
    key.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox field = new HBox(8, Icons.icon("mdi2m-magnify", 16), words, gap, key);
    field.setAlignment(Pos.CENTER_LEFT);
    field.setPrefWidth(302);
    commandField.getStyleClass().setAll("command-field");
    commandField.setGraphic(field);
    commandField.setPrefWidth(320);
    commandField.setMinWidth(320);
    commandField.setAccessibleText(words.getText());
    commandField.setOnAction(_ -> onSearch.run());
    commandField.setId("command-field");

    Label name = new Label();
    name.textProperty().bind(document);
    name.getStyleClass().add("document");
    name.setId("document");
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(document);
    name.setTooltip(whole);
    Button themeButton =
        Icons.button(
            "mdi2w-white-balance-sunny",
            18,
            Strings.of("bar.theme"),
            () -> theme.setDark(!theme.isDark()));
    themeButton.setId("theme");
    theme
        .look()
        .subscribe(
            look ->
                themeButton.setGraphic(
                    Icons.icon(
                        look.dark() ? "mdi2w-weather-night" : "mdi2w-white-balance-sunny", 18)));
    Button help =
        Icons.button(
            "mdi2h-help-circle-outline", 18, Strings.of("bar.help"), () -> commands.run("help"));
    HBox right = new HBox(4, name, themeButton, help);
    right.setAlignment(Pos.CENTER_RIGHT);

    // Sides of equal width keep the command field in the middle of the window.
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    left.setMinWidth(Region.USE_PREF_SIZE);
    left.setMaxWidth(Double.MAX_VALUE);
    right.setMaxWidth(Double.MAX_VALUE);
    left.setPrefWidth(400);
    right.setPrefWidth(400);
    getChildren().addAll(left, commandField, right);
  }

  Button commandField() {
    return commandField;
  }

  /** The words of a command's item in its menu. */
  StringProperty words(String command) {
    return Objects.requireNonNull(items.get(command), command).textProperty();
  }

  private static Group logo() {
    Circle from = new Circle(5, 12, 4.5);
    from.getStyleClass().add("dot-source");
    Circle to = new Circle(17, 13, 3.5);
    to.getStyleClass().add("dot-target");
    CubicCurve path = new CubicCurve(5, 12, 6, 3, 13, 3, 15.5, 9);
    path.setFill(null);
    path.getStyleClass().add("logo-path");
    return new Group(path, from, to);
  }

  private MenuBar menus(Commands commands) {
    MenuBar bar = new MenuBar();
    Map<Command.Menu, Menu> menus = new LinkedHashMap<>();
    for (Command.Menu kind : Command.Menu.values()) {
      Menu menu = new Menu(Strings.of("menu." + kind));
      menu.setId("menu-" + kind);
      menus.put(kind, menu);
    }
    commands.all().stream()
        .filter(c -> c.menu().isPresent())
        .forEach(
            command -> {
              MenuItem item =
                  command.on().map(on -> check(command, on)).orElseGet(() -> plain(command));
              item.setId("menu-" + command.id());
              items.put(command.id(), item);
              command.shortcut().ifPresent(item::setAccelerator);
              item.disableProperty().bind(command.available().not());
              if (!command.icon().isEmpty()) {
                item.setGraphic(Icons.icon(command.icon(), 16));
              }
              Menu menu = Objects.requireNonNull(menus.get(command.menu().orElseThrow()));
              add(menu, item, command.group());
            });
    menus.values().stream().filter(m -> !m.getItems().isEmpty()).forEach(bar.getMenus()::add);
    return bar;
  }

  /** Groups of commands are kept apart by a line. */
  private static void add(Menu menu, MenuItem item, String group) {
    List<MenuItem> items = menu.getItems();
    if (!items.isEmpty() && !group.equals(items.getLast().getUserData())) {
      items.add(new SeparatorMenuItem());
    }
    item.setUserData(group);
    items.add(item);
  }

  private static MenuItem plain(Command command) {
    MenuItem item = new MenuItem(command.title());
    item.setOnAction(_ -> command.run());
    return item;
  }

  /** An item with a tick while what it switches is on, however that came about. */
  private static MenuItem check(Command command, ObservableValue<Boolean> on) {
    CheckMenuItem item = new CheckMenuItem(command.title());
    on.subscribe(item::setSelected);
    item.setOnAction(
        _ -> {
          command.run();
          // The toolkit has turned the tick over by itself already.
          item.setSelected(on.getValue());
        });
    return item;
  }
}
