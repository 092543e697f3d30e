package monge.app.frame;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Small parts that carry an icon. */
public final class Icons {

  private Icons() {}

  /** An icon of the text's colour, {@code size} high. */
  public static FontIcon icon(String name, int size) {
    FontIcon icon = new FontIcon(name);
    icon.setIconSize(size);
    return icon;
  }

  /** A flat button with an icon alone; the words are its tooltip and its accessible text. */
  public static Button button(String name, int size, String words, Runnable action) {
    Button button = new Button("", icon(name, size));
    button.getStyleClass().addAll("flat", "button-icon");
    button.setAccessibleRole(AccessibleRole.BUTTON);
    button.setAccessibleText(words);
    button.setTooltip(new Tooltip(words));
    button.setOnAction(_ -> action.run());
    return button;
  }

  /** Icon and word of a state in its colour. */
  public static Label mark(Mark mark) {
    Label label = new Label();
    show(label, mark, mark.word());
    return label;
  }

  /** Shows a state in an existing label. */
  public static void show(Label label, Mark mark, String words) {
    show(label, mark, words, 14);
  }

  /** The same with an icon {@code size} high. What is shown already is left alone. */
  public static void show(Label label, Mark mark, String words, int size) {
    label.setText(words);
    boolean shown =
        label.getGraphic() instanceof FontIcon old && mark.icon().equals(old.getIconLiteral());
    if (!shown) {
      label.setGraphic(icon(mark.icon(), size));
      label.setGraphicTextGap(4);
    }
    if (!label.getStyleClass().contains(mark.tone())) {
      label.getStyleClass().removeAll("subtle", "muted", "ok", "warn", "bad");
      label.getStyleClass().add(mark.tone());
    }
    if (!label.getStyleClass().contains("mark")) {
      label.getStyleClass().add("mark");
    }
  }
}
