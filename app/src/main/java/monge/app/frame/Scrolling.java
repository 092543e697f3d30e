package monge.app.frame;

import javafx.scene.control.ScrollPane;

/** How panes scroll. */
public final class Scrolling {

  private Scrolling() {}

  /**
   * The pane without the picture of its content that the toolkit keeps to scroll it quickly: it is
   * made anew whenever anything in it changes, which costs a plain renderer more than it saves.
   */
  public static ScrollPane uncached(ScrollPane pane) {
    pane.skinProperty()
        .subscribe(
            skin -> {
              if (skin != null && pane.lookup(".viewport") != null) {
                pane.lookup(".viewport").setCache(false);
              }
            });
    return pane;
  }
}
