package monge.views.parameters;

import atlantafx.base.theme.Styles;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;

/**
 * A number in fixed-width type. Enter or leaving the field commits, Escape restores, the arrow keys
 * step. A text that is refused stays, in the danger state.
 */
public final class NumberField extends TextField {

  private Function<String, String> commit = _ -> "";
  private IntConsumer step = _ -> {};
  private Runnable restored = () -> {};
  private String shown = "";

  public NumberField() {
    getStyleClass().addAll(Styles.SMALL, "number-field");
    setOnAction(_ -> commit());
    focusedProperty()
        .addListener(
            (_, _, focused) -> {
              if (focused) {
                selectAll();
              } else {
                commit();
              }
            });
    addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  /**
   * Sets what takes a typed text: it returns the sentence that says why the text is refused, or an
   * empty one.
   */
  public void onCommit(Function<String, String> taker) {
    commit = taker;
  }

  /** Sets what the arrow keys do: +1 for up, -1 for down. */
  public void onStep(IntConsumer stepper) {
    step = stepper;
  }

  /** Sets what happens after Escape put the value back. */
  public void onRestore(Runnable listener) {
    restored = listener;
  }

  /** Shows a value; a text being typed is left alone. */
  public void show(String value) {
    boolean untouched = getText().equals(shown);
    shown = value;
    if (untouched || !isFocused()) {
      setText(value);
      setDanger(false);
    }
  }

  /** Marks the text as refused, or not. */
  public void setDanger(boolean danger) {
    pseudoClassStateChanged(Styles.STATE_DANGER, danger);
  }

  private void commit() {
    if (!isEditable() || getText().equals(shown)) {
      return;
    }
    String text = getText();
    String refusal = commit.apply(text);
    setDanger(!refusal.isEmpty());
    if (refusal.isEmpty()) {
      setText(shown);
    }
  }

  private void keyPressed(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> {
        if (!getText().equals(shown)) {
          setText(shown);
          setDanger(false);
          restored.run();
          event.consume();
        }
      }
      case UP -> {
        step.accept(1);
        event.consume();
      }
      case DOWN -> {
        step.accept(-1);
        event.consume();
      }
      default -> {}
    }
  }
}
