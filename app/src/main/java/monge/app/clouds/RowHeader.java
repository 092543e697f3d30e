package monge.app.clouds;

import javafx.beans.property.StringProperty;
import javafx.scene.Cursor;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import monge.app.clouds.CloudsState.ViewRow;
import monge.app.frame.Icons;
import monge.app.frame.Layout;
import monge.app.frame.Strings;
import monge.app.frame.Styles;
import monge.views.ViewDescriptor;
import monge.views.parameters.OptionBar;
import monge.views.parameters.ShortLabel;

/** Title of a view, its options, what its pictures hide; folds the row, and drags its top edge. */
final class RowHeader extends HBox {

  private final ViewDescriptor view;
  private final Button fold = Icons.button("mdi2c-chevron-down", 16, "", () -> {});
  private final ShortLabel note = new ShortLabel("", "muted");
  private final OptionBar options;

  /**
   * @param onDragged called with the pixels the top edge was dragged down, which gives height to
   *     the row above
   */
  RowHeader(CloudsModel model, ViewRow row, java.util.function.DoubleConsumer onDragged) {
    view = model.view(row).descriptor();
    setId("row-" + view.id());
    getStyleClass().add("row-header");
    setMinHeight(Layout.ROW_HEADER);
    fold.getStyleClass().add("tiny");
    fold.setId("fold-" + view.id());
    fold.setOnAction(
        _ ->
            model
                .workspace()
                .change(
                    Strings.of("change.fold-row"),
                    s -> s.withRow(view.id(), r -> r.withFolded(!r.folded()))));
    Label title = new Label(view.title());
    title.getStyleClass().add("heading");
    title.setMinWidth(Region.USE_PREF_SIZE);
    ShortLabel subtitle = new ShortLabel(view.subtitle(), "muted");
    // Where there is too little room it gives way first.
    HBox.setHgrow(subtitle, Priority.SOMETIMES);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    options =
        new OptionBar(
            row.options(),
            values ->
                model
                    .workspace()
                    .move(
                        Strings.of("change.change", view.title()),
                        s -> s.withRow(view.id(), r -> r.withOptions(values))));
    Button off =
        Icons.button(
            "mdi2c-close",
            14,
            Strings.of("row.off", view.title()),
            () ->
                model
                    .workspace()
                    .change(
                        Strings.of("change.hide-row"),
                        s -> s.withRow(view.id(), r -> r.withShown(false))));
    off.getStyleClass().add("tiny");
    off.setId("off-" + view.id());
    HBox.setMargin(fold, new javafx.geometry.Insets(0, -4, 0, -4));
    HBox.setMargin(off, new javafx.geometry.Insets(0, -8, 0, -4));
    getChildren().addAll(fold, title, subtitle, gap, note, options, off);

    double[] grabbed = {Double.NaN};
    addEventHandler(
        MouseEvent.MOUSE_MOVED, e -> setCursor(e.getY() < 5 ? Cursor.V_RESIZE : Cursor.DEFAULT));
    addEventHandler(
        MouseEvent.MOUSE_PRESSED, e -> grabbed[0] = e.getY() < 5 ? e.getScreenY() : Double.NaN);
    addEventHandler(
        MouseEvent.MOUSE_DRAGGED,
        e -> {
          if (!Double.isNaN(grabbed[0])) {
            onDragged.accept(e.getScreenY() - grabbed[0]);
            grabbed[0] = e.getScreenY();
          }
        });
    follow(row);
  }

  StringProperty note() {
    return note.textProperty();
  }

  void follow(ViewRow row) {
    String words = Strings.of(row.folded() ? "row.unfold" : "row.fold", view.title());
    fold.setGraphic(Icons.icon(row.folded() ? "mdi2c-chevron-right" : "mdi2c-chevron-down", 16));
    fold.setAccessibleText(words);
    fold.getTooltip().setText(words);
    options.show(row.options());
  }

  /** A row that follows another has a line above it. */
  void setFollows(boolean follows) {
    Styles.set(this, "follows", follows);
  }
}
