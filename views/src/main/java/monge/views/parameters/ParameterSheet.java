package monge.views.parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
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
    this(initial, changed, _ -> true);
  }

  private ParameterSheet(
      ParameterValues initial,
      Consumer<ParameterValues> changed,
      Predicate<ParameterSpec> included) {
    super(10);
    getStyleClass().add("parameter-sheet");
    values = initial;
    for (ParameterSpec spec : initial.specs().stream().filter(included).toList()) {
      ParameterEditor editor =
          ParameterEditor.of(
              spec,
              value -> {
                values = values.with(spec.key(), value);
                changed.accept(values);
              });
      editor.node().setId("parameter-" + spec.key());
      editors.add(editor);
      getChildren().add(new VBox(4, editor.node()));
    }
    show(initial);
  }

  /** The settings that {@link OptionBar} leaves out; may be empty. */
  public static ParameterSheet longOnes(
      ParameterValues initial, Consumer<ParameterValues> changed) {
    return new ParameterSheet(initial, changed, spec -> !ParameterEditor.isShort(spec));
  }

  /** Whether there is nothing to set. */
  public boolean isEmpty() {
    return editors.isEmpty();
  }

  /** The setting of a key with what stands below its control. */
  private VBox place(String key) {
    for (int k = 0; k < editors.size(); k++) {
      if (editors.get(k).spec().key().equals(key)) {
        return (VBox) getChildren().get(k);
      }
    }
    throw new IllegalArgumentException("no setting named " + key);
  }

  /** Puts help below the control of a setting. */
  public void addBelow(String key, Node help) {
    place(key).getChildren().add(help);
  }

  /** Marks a range of values along the slider of a setting; of none if it has no slider. */
  public void markRange(String key, double low, double high) {
    editors.stream()
        .filter(editor -> editor.spec().key().equals(key))
        .forEach(editor -> editor.markRange(low, high));
  }

  /** Shows other values of the same specifications. */
  public void show(ParameterValues now) {
    values = now;
    editors.forEach(editor -> editor.show(now.value(editor.spec().key())));
  }
}
