package monge.app.frame;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.stage.Popup;
import javafx.stage.PopupWindow.AnchorLocation;

/** Where popups stand: their panels, whatever shadow lies around them. */
public final class Popups {

  private static final double GAP = 4;
  private static final double SHADOW = 24;

  private Popups() {}

  /** Its top left corner under the node's bottom left. */
  public static void below(Popup popup, Node anchor) {
    Bounds b = anchor.localToScreen(anchor.getBoundsInLocal());
    show(popup, anchor, AnchorLocation.CONTENT_TOP_LEFT, b.getMinX(), b.getMaxY() + GAP);
  }

  /** Its right edge under the node's right edge; nothing where the node has left the window. */
  public static void belowRight(Popup popup, Node anchor) {
    Bounds b = anchor.localToScreen(anchor.getBoundsInLocal());
    if (b != null) {
      show(popup, anchor, AnchorLocation.CONTENT_TOP_RIGHT, b.getMaxX(), b.getMaxY() + GAP);
    }
  }

  /** Its bottom left corner above the node's top left. */
  public static void above(Popup popup, Node anchor) {
    Bounds b = anchor.localToScreen(anchor.getBoundsInLocal());
    show(popup, anchor, AnchorLocation.CONTENT_BOTTOM_LEFT, b.getMinX(), b.getMinY() - GAP);
  }

  /** Its bottom right corner above the node's top right. */
  public static void aboveRight(Popup popup, Node anchor) {
    Bounds b = anchor.localToScreen(anchor.getBoundsInLocal());
    show(popup, anchor, AnchorLocation.CONTENT_BOTTOM_RIGHT, b.getMaxX(), b.getMinY() - GAP);
  }

  /** Over the node, its middle at the node's; the shadow too stays on the screen. */
  public static void over(Popup popup, Node anchor, double width) {
    Bounds b = anchor.localToScreen(anchor.getBoundsInLocal());
    double top = b.getMinY() - GAP;
    double y = top < 0 ? top : Math.max(top, SHADOW);
    show(popup, anchor, AnchorLocation.CONTENT_TOP_LEFT, b.getCenterX() - width / 2, y);
  }

  private static void show(Popup popup, Node anchor, AnchorLocation corner, double x, double y) {
    popup.setAnchorLocation(corner);
    popup.show(anchor, x, y);
  }
}
