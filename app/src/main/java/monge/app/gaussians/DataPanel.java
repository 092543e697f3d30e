package monge.app.gaussians;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import monge.app.frame.Entries;
import monge.app.frame.Icons;
import monge.app.frame.Scrolling;
import monge.app.frame.Strings;
import monge.measure.GaussianMeasure;
import monge.views.parameters.NumberField;

/** Both Gaussians in numbers, what is drawn of them, and the draws. */
final class DataPanel extends StackPane {

  private final GaussiansModel model;
  private final GaussianForm sourceForm;
  private final GaussianForm targetForm;
  private final ToggleSwitch showSamples = new ToggleSwitch();
  private final ToggleSwitch showArrows = new ToggleSwitch();
  private final ToggleSwitch showBetween = new ToggleSwitch();
  private final ToggleSwitch showStretches = new ToggleSwitch();
  private final NumberField samples = new NumberField();
  private final NumberField seed = new NumberField();
  private boolean showing;

  DataPanel(GaussiansModel model) {
    this.model = model;
    sourceForm = new GaussianForm(Side.SOURCE, (words, g) -> edit(Side.SOURCE, words, g));
    targetForm = new GaussianForm(Side.TARGET, (words, g) -> edit(Side.TARGET, words, g));
    getChildren()
        .add(Scrolling.panel(new VBox(sourceForm.node(), targetForm.node(), shows(), foot())));
    model.onChange(this::show);
    show();
  }

  private void show() {
    GaussiansState state = model.state();
    showing = true;
    sourceForm.show(state.source());
    targetForm.show(state.target());
    showSamples.setSelected(state.showSamples());
    showArrows.setSelected(state.showArrows());
    showBetween.setSelected(state.showBetween());
    showStretches.setSelected(state.showStretches());
    samples.show(Integer.toString(state.samples()));
    seed.show(Integer.toString(state.seed()));
    showing = false;
  }

  private void edit(Side side, String words, GaussianMeasure gaussian) {
    model.change(
        Strings.of("gaussians.edit", side == Side.SOURCE ? "source" : "target", words),
        s -> s.withSide(side, gaussian));
  }

  private VBox shows() {
    Label title = new Label(Strings.of("gaussians.show"));
    title.getStyleClass().add("heading");
    VBox shows =
        new VBox(
            title,
            toggle(showSamples, "gaussians.show-samples"),
            toggle(showArrows, "gaussians.show-arrows"),
            toggle(showBetween, "gaussians.show-between"),
            toggle(showStretches, "gaussians.show-stretches"),
            field(
                samples,
                "gaussians.samples",
                GaussiansState.LEAST_SAMPLES,
                GaussiansState.MOST_SAMPLES,
                20,
                (state, n) -> state.withSamples(n, state.seed())),
            field(
                seed,
                "gaussians.seed",
                0,
                1_000_000,
                1,
                (state, n) -> state.withSamples(state.samples(), n)));
    shows.getStyleClass().add("panel");
    return shows;
  }

  private VBox foot() {
    Button swap = new Button(Strings.of("gaussians.swap"), Icons.icon("mdi2s-swap-horizontal", 16));
    swap.getStyleClass().add("wide");
    swap.setMaxWidth(Double.MAX_VALUE);
    swap.setOnAction(_ -> model.swap());
    VBox foot = new VBox(swap);
    foot.getStyleClass().addAll("panel", "last");
    return foot;
  }

  private Node toggle(ToggleSwitch toggle, String key) {
    Label label = new Label(Strings.of(key));
    label.getStyleClass().add("muted");
    toggle.getStyleClass().add("bare");
    toggle.setAccessibleText(label.getText());
    toggle.setId(key.substring("gaussians.".length()));
    toggle
        .selectedProperty()
        .addListener(
            _ -> {
              if (!showing) {
                model.change(
                    label.getText(),
                    s ->
                        s.showing(
                            showSamples.isSelected(),
                            showArrows.isSelected(),
                            showBetween.isSelected(),
                            showStretches.isSelected()));
              }
            });
    HBox row = new HBox(label, Entries.spring(), toggle);
    row.getStyleClass().add("entry");
    return row;
  }

  /** A whole number of the state. */
  private interface WholeChange {
    GaussiansState apply(GaussiansState state, int value);
  }

  private Node field(
      NumberField field, String key, int least, int most, int step, WholeChange change) {
    Label label = new Label(Strings.of(key));
    label.getStyleClass().add("muted");
    label.setLabelFor(field);
    field.setAccessibleText(label.getText());
    field.setId(key.substring("gaussians.".length()));
    field.setPrefWidth(56);
    field.onCommit(
        text -> {
          try {
            int typed = Integer.parseInt(text.strip());
            if (typed >= least && typed <= most) {
              model.change(label.getText(), s -> change.apply(s, typed));
              return "";
            }
          } catch (NumberFormatException e) {
            // Said below, like a number out of range.
          }
          String refusal =
              Strings.of("gaussians.out-of-range", label.getText(), text.strip(), least, most);
          model.desk().messages().error(refusal);
          return refusal;
        });
    field.onStep(
        direction -> {
          int now = Integer.parseInt(field.getText().strip());
          int next = Math.clamp(now + (long) direction * step, least, most);
          model.change(label.getText(), s -> change.apply(s, next));
        });
    HBox row = new HBox(label, Entries.spring(), field);
    row.getStyleClass().add("entry");
    return row;
  }
}
