package monge.app.gaussians;

import javafx.scene.layout.Region;

/** A bar in two parts that takes whatever width there is. */
final class SplitBar extends Region {

  private static final double GAP = 2;

  private final Region first = new Region();
  private final Region second = new Region();
  private double share = 1;

  SplitBar() {
    getStyleClass().add("split-bar");
    first.getStyleClass().add("first");
    second.getStyleClass().add("second");
    getChildren().addAll(first, second);
  }

  /** Gives the first part that share of the bar, in [0,1]. */
  void setShare(double newShare) {
    share = newShare;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double room = Math.max(0, getWidth() - GAP);
    double x = Math.round(room * share);
    first.resizeRelocate(0, 0, x, getHeight());
    second.resizeRelocate(x + GAP, 0, room - x, getHeight());
  }
}
