package monge.app.frame;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** How panes scroll. */
public final class Scrolling {

  private Scrolling() {}

  /**
   * Content of a panel's width that scrolls up and down. The bar lies over the padding at the right
   * and takes no width, so that nothing moves sideways when content outgrows the panel.
   */
  public static StackPane panel(Region content) {
    ScrollPane pane = uncached(new ScrollPane(content));
    pane.getStyleClass().add("bare");
    pane.setFitToWidth(true);
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    pane.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    ScrollBar bar = new ScrollBar();
    bar.setOrientation(Orientation.VERTICAL);
    bar.setMax(1);
    bar.setFocusTraversable(false);
    bar.valueProperty().bindBidirectional(pane.vvalueProperty());
    Runnable fit =
        () -> {
          double shown = pane.getViewportBounds().getHeight();
          double all = content.getHeight();
          bar.setVisible(shown > 0 && all > shown + 0.5);
          bar.setVisibleAmount(all > 0 ? Math.min(1, shown / all) : 1);
        };
    pane.viewportBoundsProperty().subscribe(fit);
    content.heightProperty().subscribe(fit);
    StackPane panel = new StackPane(pane, bar);
    StackPane.setAlignment(bar, Pos.CENTER_RIGHT);
    return panel;
  }

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
