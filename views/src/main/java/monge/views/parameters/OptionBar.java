package monge.views.parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;

/** The short options of a view side by side, 20 high, for the header of its row. */
public final class OptionBar extends HBox {

  private final List<ParameterEditor> editors = new ArrayList<>();
  private final Consumer<ParameterValues> changed;
  private ParameterValues values;

  /**
   * @param initial the values to show
   * @param changed receives all values after a person changed one
   */
  public OptionBar(ParameterValues initial, Consumer<ParameterValues> changed) {
    super(16);
    setAlignment(Pos.CENTER_RIGHT);
    setMinWidth(Region.USE_PREF_SIZE);
    getStyleClass().add("option-bar");
    this.changed = changed;
    values = initial;
    build(initial.specs());
    show(initial);
  }

  private void build(List<ParameterSpec> specs) {
    editors.clear();
    getChildren().clear();
    for (ParameterSpec spec : specs) {
      if (!ParameterEditor.isShort(spec)) {
        continue;
      }
      ParameterEditor editor =
          ParameterEditor.compact(
              spec,
              value -> {
                values = values.with(spec.key(), value);
                changed.accept(values);
              });
      editor.node().setId("option-" + spec.key());
      editors.add(editor);
      getChildren().add(editor.node());
    }
  }

  /** Shows other values; other specifications get controls of their own. */
  public void show(ParameterValues now) {
    if (!now.specs().equals(values.specs())) {
      build(now.specs());
    }
    values = now;
    editors.forEach(editor -> editor.show(now.value(editor.spec().key())));
  }
}
