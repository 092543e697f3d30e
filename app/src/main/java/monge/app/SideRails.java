package monge.app;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import monge.app.frame.Icons;
import monge.app.frame.Layout;
import monge.app.frame.Strings;
import monge.app.frame.Styles;

/**
 * The panels at both sides of the workspace. They fold into rails whose button opens the panel:
 * when the window gets too narrow, the data panel first, or when a person wants the room.
 */
final class SideRails {

  private final BorderPane middle;
  private final StackPane centre = new StackPane();
  private final Side left;
  private final Side right;

  SideRails(BorderPane middle) {
    this.middle = middle;
    left = new Side("mdi2d-database", "rail.data", "left", Layout.DATA_PANEL);
    right = new Side("mdi2t-tune", "rail.inspector", "right", Layout.INSPECTOR);
    // In this order the keyboard goes through them; the centre keeps its place whatever it shows.
    middle.setLeft(left);
    middle.setCenter(centre);
    middle.setRight(right);
    middle
        .widthProperty()
        .subscribe(
            width -> {
              left.fold(width.doubleValue() > 0 && width.doubleValue() < Layout.DATA_PANEL_FOLDS);
              right.fold(width.doubleValue() > 0 && width.doubleValue() < Layout.INSPECTOR_FOLDS);
            });
  }

  /** Whether the panel at the left is unfolded. */
  BooleanProperty leftShown() {
    return left.opener.selectedProperty();
  }

  /** Whether the panel at the right is unfolded. */
  BooleanProperty rightShown() {
    return right.opener.selectedProperty();
  }

  void show(Node dataPanel, Node middleNode, Node inspector) {
    left.show(dataPanel);
    centre.getChildren().setAll(middleNode);
    right.show(inspector);
    middle.requestLayout();
  }

  /** One side: its panel, or the rail with a button that opens it. */
  private static final class Side extends StackPane {

    private final VBox rail = new VBox();
    private final StackPane panel = new StackPane();
    private final ToggleButton opener;
    private final int width;
    private final String side;
    private boolean narrow;

    Side(String icon, String words, String side, int width) {
      this.side = side;
      this.width = width;
      getStyleClass().addAll("side-panel", side);
      opener = new ToggleButton("", Icons.icon(icon, 20));
      opener.getStyleClass().addAll("flat", "button-icon");
      opener.setTooltip(new Tooltip(Strings.of(words)));
      opener.setAccessibleText(Strings.of(words));
      opener.setSelected(true);
      opener.selectedProperty().subscribe(this::arrange);
      rail.getStyleClass().add("rail");
      rail.getChildren().add(opener);
      rail.setMaxWidth(Layout.RAIL);
      panel.addEventHandler(
          KeyEvent.KEY_PRESSED,
          e -> {
            if (narrow && e.getCode() == KeyCode.ESCAPE) {
              opener.setSelected(false);
              opener.requestFocus();
              e.consume();
            }
          });
      // Drawn over the workspace between the sides.
      setViewOrder(-1);
      arrange();
    }

    void show(Node node) {
      if (node instanceof Region region) {
        // The side has a fixed width; what stands in it wraps or scrolls.
        region.setMinWidth(0);
      }
      panel.getChildren().setAll(node);
    }

    void fold(boolean now) {
      if (now != narrow) {
        narrow = now;
        opener.setSelected(!now);
        arrange();
      }
    }

    /**
     * The rail stands where the panel is folded, or might be again; in a narrow window the panel
     * opens over the workspace, which keeps its room.
     */
    private void arrange() {
      boolean open = opener.isSelected();
      boolean railed = narrow || !open;
      int wide = railed ? Layout.RAIL : width;
      setMinWidth(wide);
      setPrefWidth(wide);
      setMaxWidth(wide);
      panel.setManaged(!railed);
      Styles.set(panel, "side-panel", railed);
      Styles.set(panel, side, railed);
      getChildren().setAll(railed ? open ? List.of(rail, panel) : List.of(rail) : List.of(panel));
    }

    @Override
    protected void layoutChildren() {
      super.layoutChildren();
      if (!panel.isManaged()) {
        panel.resizeRelocate(side.equals("left") ? getWidth() : -width, 0, width, getHeight());
      }
    }
  }
}
