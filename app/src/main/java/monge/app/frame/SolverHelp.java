package monge.app.frame;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import monge.solver.SolverDescriptor;

/** What a solver says of itself: one sentence where room is short, the whole in a popup. */
public final class SolverHelp {

  private static final double WIDTH = 320;

  private SolverHelp() {}

  /** Up to the first full stop that ends a sentence. */
  public static String firstSentence(SolverDescriptor descriptor) {
    String summary = descriptor.summary();
    int end = summary.indexOf(". ");
    return end < 0 ? summary : summary.substring(0, end + 1);
  }

  /** The first sentence, muted, on as many lines as it needs. */
  public static Label summary(SolverDescriptor descriptor) {
    Label summary = Entries.sentence(firstSentence(descriptor));
    summary.getStyleClass().add("muted");
    return summary;
  }

  /** Opens all there is to say: when to use the solver, its formula, source and complexity. */
  public static Button button(SolverDescriptor descriptor) {
    Button button =
        Icons.button("mdi2h-help-circle-outline", 16, Strings.of("inspector.help"), () -> {});
    button.getStyleClass().add("tiny");
    button.setId("explain-solver");
    button.setOnAction(_ -> explain(descriptor, button));
    return button;
  }

  private static void explain(SolverDescriptor descriptor, Node anchor) {
    VBox box = new VBox(8);
    box.getStyleClass().add("popup-panel");
    box.setStyle("-fx-padding: 14; -fx-spacing: 8;");
    Label name = paragraph(descriptor.name() + ", " + descriptor.method(), "heading");
    box.getChildren()
        .addAll(
            name,
            paragraph(descriptor.summary(), "small"),
            paragraph(descriptor.formula(), "mono"),
            paragraph(descriptor.source(), "small", "muted"),
            paragraph(descriptor.complexity(), "small", "muted"));
    Popup popup = new Popup();
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    Popups.belowRight(popup, anchor);
  }

  private static Label paragraph(String words, String... styles) {
    Label label = Entries.sentence(words);
    label.setMaxWidth(WIDTH);
    label.getStyleClass().addAll(styles);
    return label;
  }
}
