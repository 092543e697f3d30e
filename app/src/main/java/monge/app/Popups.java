package monge.app;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.stage.Popup;

/** Where popups stand. */
final class Popups {

  private Popups() {}

  /** Its top left corner under the node's bottom left. */
  static void below(Popup popup, Node anchor) {
    Bounds b = anchor.localToScreen(anchor.getBoundsInLocal());
    popup.show(anchor, b.getMinX(), b.getMaxY() + 4);
  }

  /** Its right edge under the node's right edge. */
  static void belowRight(Popup popup, Node anchor, double width) {
    Bounds b = anchor.localToScreen(anchor.getBoundsInLocal());
    popup.show(anchor, b.getMaxX() - width, b.getMaxY() + 4);
  }

  /** Its bottom left corner above the node's top left. */
  static void above(Popup popup, Node anchor, double width, double height) {
    Bounds b = anchor.localToScreen(anchor.getBoundsInLocal());
    popup.show(anchor, b.getMinX(), b.getMinY() - height);
  }
}
