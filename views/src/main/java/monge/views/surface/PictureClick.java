package monge.views.surface;

import java.util.Optional;
import javafx.scene.input.MouseButton;
import monge.views.picture.Selection;

/**
 * A click without a drag.
 *
 * @param selection what lies under it
 * @param place the data point under it; empty where the picture shows no plane
 * @param x logical pixels from the surface's left edge
 * @param y logical pixels from the surface's top edge
 * @param button which button it was
 * @param shift whether Shift was held
 */
public record PictureClick(
    Selection selection,
    Optional<Place> place,
    double x,
    double y,
    MouseButton button,
    boolean shift) {

  /** A data point of the plane. */
  public record Place(double x, double y) {}
}
