package monge.views.parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.layout.VBox;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;

/**
 * The settings of a solver or a view as controls, one an editor, all made from their
 * specifications. It shows values and reports changed ones; it keeps none of its own.
 */
public final class ParameterSheet extends VBox {

  private final List<ParameterEditor> editors = new ArrayList<>();
  private ParameterValues values;

  /**
   * @param initial the values to show
   * @param changed receives all values after a person changed one
   */
  public ParameterSheet(ParameterValues initial, Consumer<ParameterValues> changed) {
    super(10);
    getStyleClass().add("parameter-sheet");
    values = initial;
    for (ParameterSpec spec : initial.specs()) {
      ParameterEditor editor =
          ParameterEditor.of(
              spec,
              value -> {
                values = values.with(spec.key(), value);
                changed.accept(values);
              });
      editor.node().setId("parameter-" + spec.key());
      editors.add(editor);
      getChildren().add(editor.node());
    }
    show(initial);
  }

  /** Shows other values of the same specifications. */
  public void show(ParameterValues now) {
    values = now;
    editors.forEach(editor -> editor.show(now.value(editor.spec().key())));
  }
}
