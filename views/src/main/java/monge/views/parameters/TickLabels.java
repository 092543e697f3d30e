package monge.views.parameters;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import monge.views.picture.Numbers;

/** The values at the decades under a logarithmic slider; every second one when they are many. */
final class TickLabels extends Pane {

  private static final int MOST = 6;

  /** A text and its place along the track, as a share. */
  private record Tick(Label label, double share) {}

  private final FilledSlider slider;
  private final List<Tick> ticks = new ArrayList<>();

  TickLabels(FilledSlider slider, ParameterEditor.Span span) {
    this.slider = slider;
    setMinHeight(12);
    setPrefHeight(12);
    List<Double> shares = span.ticks();
    int stride = (shares.size() + MOST - 1) / MOST;
    for (int k = 0; k < shares.size(); k += Math.max(1, stride)) {
      double share = shares.get(k);
      double value = span.from() * Math.pow(span.to() / span.from(), share);
      Label label =
          new Label(Numbers.setting(Double.parseDouble("%.3g".formatted(value).replace(',', '.'))));
      label.getStyleClass().add("axis-number");
      ticks.add(new Tick(label, share));
      getChildren().add(label);
    }
  }

  @Override
  protected void layoutChildren() {
    double free = 0;
    for (Tick tick : ticks) {
      Label label = tick.label();
      double width = Math.ceil(label.prefWidth(-1));
      double least = slider.place(0);
      double most = Math.max(least, slider.place(1) - width);
      double x = Math.round(Math.clamp(slider.place(tick.share()) - width / 2, least, most));
      // A label that would touch the one before it is left out.
      label.setVisible(x >= free);
      if (label.isVisible()) {
        label.resizeRelocate(x, -3, width, 14);
        free = x + width + 4;
      }
    }
  }
}
