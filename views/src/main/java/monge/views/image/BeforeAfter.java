package monge.views.image;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import monge.image.PaletteFlow;
import monge.image.PixelImage;
import monge.views.picture.Selection;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A picture before and after, one over the other with a line to drag, side by side, or in turn.
 * Scrolling zooms about the pointer, dragging pans, a double click shows everything. The key \ held
 * shows before; [ and ] move the line.
 */
final class BeforeAfter extends Region {

  static final double MARGIN = 12;
  private static final double GRIP = 28;
  private static final double ZOOM_PER_SCROLL_PIXEL = 1.0025;
  private static final double KEY_STEP = 0.02;

  private final ImagesModel model;
  private final ImageView before = new ImageView();
  private final ImageView after = new ImageView();
  private final ImageView beforeVeil = new ImageView();
  private final ImageView afterVeil = new ImageView();
  private final Pane beforeArea = new Pane(before, beforeVeil);
  private final Pane afterArea = new Pane(after, afterVeil);
  private final Veil veil;
  private final Rectangle beforeClip = new Rectangle();
  private final Rectangle afterClip = new Rectangle();
  private final Label beforeTag = tag("before-tag");
  private final Label afterTag = tag("after-tag");
  private final Label absence = new Label();
  private final Region line = new Region();
  private final StackPane grip = new StackPane();
  private double pressX;
  private double pressY;
  private Framing pressedFraming = Framing.WHOLE;
  private boolean moved;

  /**
   * @param painter finds the pixels of a swatch, off the window's thread
   */
  BeforeAfter(ImagesModel model, Executor painter) {
    this.model = model;
    veil = new Veil(painter);
    getStyleClass().add("before-after");
    setMinSize(120, 96);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(
        "Before and after; the keys [ and ] move the line, \\ shows before while it is held");
    beforeVeil.imageProperty().bind(veil.image());
    afterVeil.imageProperty().bind(veil.image());
    for (ImageView view : views()) {
      view.setManaged(false);
      view.setMouseTransparent(true);
      view.setSmooth(true);
    }
    beforeArea.setClip(beforeClip);
    afterArea.setClip(afterClip);
    beforeArea.setMouseTransparent(true);
    afterArea.setMouseTransparent(true);
    line.getStyleClass().add("wipe-line");
    line.setMouseTransparent(true);
    FontIcon arrows = new FontIcon("mdi2s-swap-horizontal");
    arrows.setIconSize(18);
    arrows.getStyleClass().add("wipe-icon");
    grip.getChildren().add(arrows);
    grip.getStyleClass().add("wipe-grip");
    grip.setId("wipe-grip");
    grip.setCursor(Cursor.H_RESIZE);
    grip.setAccessibleText("Line between before and after; move it with [ and ]");
    absence.getStyleClass().add("image-tag");
    absence.setWrapText(true);
    absence.setAlignment(Pos.CENTER);
    getChildren().addAll(beforeArea, afterArea, line, grip, beforeTag, afterTag, absence);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);

    model.source().subscribe(named -> before.setImage(image(named.map(NamedImage::image))));
    model.result().subscribe(picture -> after.setImage(image(picture)));
    model.resultName().subscribe(name -> afterTag.setText("After: " + name));
    model.absence().subscribe(absence::setText);
    model.surround().subscribe(s -> setStyle("-fx-background-color: " + s.colour() + ";"));
    model.source().addListener(_ -> requestLayout());
    model.result().addListener(_ -> requestLayout());
    model.comparison().addListener(_ -> requestLayout());
    model.framing().addListener(_ -> requestLayout());
    model.wipe().addListener(_ -> requestLayout());
    model.beforeHeld().addListener(_ -> requestLayout());
    model.absence().addListener(_ -> requestLayout());

    model.source().subscribe(_ -> followPalette());
    model.flow().subscribe(_ -> followPalette());
    // The picture under the pointer is looked at, and stays as it is.
    model.pointed().subscribe(now -> veil.point(isHover() ? OptionalInt.empty() : swatch(now)));
    addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
    addEventHandler(MouseEvent.MOUSE_EXITED, _ -> model.pointed().set(Selection.NONE));
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    addEventHandler(ScrollEvent.SCROLL, this::scroll);
    grip.setOnMousePressed(
        e -> {
          requestFocus();
          e.consume();
        });
    grip.setOnMouseDragged(
        e -> {
          wipeTo(sceneToLocal(e.getSceneX(), e.getSceneY()).getX() / getWidth());
          e.consume();
        });
    grip.setOnMouseReleased(MouseEvent::consume);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    addEventHandler(
        KeyEvent.KEY_RELEASED,
        e -> {
          if (e.getCode() == KeyCode.BACK_SLASH) {
            model.beforeHeld().set(false);
            e.consume();
          }
        });
  }

  private ImageView[] views() {
    return new ImageView[] {before, after, beforeVeil, afterVeil};
  }

  private void followPalette() {
    veil.follow(
        model.source().get().map(NamedImage::image), model.flow().get().map(PaletteFlow::source));
  }

  private static OptionalInt swatch(Selection pointed) {
    return pointed instanceof Selection.SourcePoint(int i)
        ? OptionalInt.of(i)
        : OptionalInt.empty();
  }

  /** The swatch of the pixel under the pointer, before or after, is pointed at. */
  private void hover(MouseEvent e) {
    OptionalInt under =
        model
            .source()
            .get()
            .map(
                named -> {
                  Framing.Place at = place(named);
                  return veil.swatchAt(
                      (areaX(e.getX()) - at.x()) / at.scale(), (e.getY() - at.y()) / at.scale());
                })
            .orElse(OptionalInt.empty());
    model
        .pointed()
        .set(under.isEmpty() ? Selection.NONE : new Selection.SourcePoint(under.getAsInt()));
  }

  /** The place within the area of before or of after. */
  private double areaX(double x) {
    return sideBySide() && x > areaWidth() ? x - areaWidth() : x;
  }

  private static Label tag(String id) {
    Label label = new Label("Before");
    label.setId(id);
    label.getStyleClass().add("image-tag");
    label.setMouseTransparent(true);
    return label;
  }

  private static @Nullable Image image(Optional<PixelImage> picture) {
    return picture.map(Screens::image).orElse(null);
  }

  /** Pixels of the screen a pixel of the picture itself takes; 0 without a picture. */
  double scaleOfPicture() {
    return model
        .source()
        .get()
        .map(named -> place(named).scale() * named.image().width() / named.fullWidth())
        .orElse(0.0);
  }

  private boolean sideBySide() {
    return model.comparison().get() == Comparison.SIDE_BY_SIDE;
  }

  private double areaWidth() {
    return sideBySide() ? Math.floor(getWidth() / 2) : getWidth();
  }

  private Framing.Place place(NamedImage named) {
    return model
        .framing()
        .get()
        .place(named.image().width(), named.image().height(), areaWidth(), getHeight(), MARGIN);
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    boolean any = model.source().get().isPresent();
    boolean result = model.result().get().isPresent();
    boolean wiping = model.comparison().get() == Comparison.WIPE && any && result;
    boolean held = model.beforeHeld().get();
    double area = areaWidth();
    double cut = Math.rint(model.wipe().get() * width);

    beforeArea.resizeRelocate(0, 0, area, height);
    afterArea.resizeRelocate(sideBySide() ? width - area : 0, 0, area, height);
    model
        .source()
        .get()
        .ifPresent(
            named -> {
              Framing.Place at = place(named);
              for (ImageView view : views()) {
                view.setFitWidth(named.image().width() * at.scale());
                view.setFitHeight(named.image().height() * at.scale());
                view.relocate(at.x(), at.y());
              }
            });
    boolean showAfter = result && (sideBySide() || !held);
    afterArea.setVisible(showAfter);
    clip(beforeClip, 0, wiping && !held ? cut : area, height);
    clip(afterClip, wiping ? cut : 0, area, height);
    line.setVisible(wiping && !held);
    grip.setVisible(wiping && !held);
    line.resizeRelocate(cut - 1, 0, 2, height);
    grip.resizeRelocate(cut - GRIP / 2, Math.rint(height / 2 - GRIP / 2), GRIP, GRIP);
    tags(any, showAfter, held);
    absence.setVisible(any && !result && !model.absence().get().isEmpty());
    double w = Math.min(width - 48, absence.prefWidth(-1));
    double h = absence.prefHeight(w);
    absence.resizeRelocate(Math.rint((width - w) / 2), Math.rint(height - h - 2 * MARGIN), w, h);
  }

  private static void clip(Rectangle clip, double from, double to, double height) {
    clip.setX(from);
    clip.setWidth(Math.max(0, to - from));
    clip.setHeight(height);
  }

  private void tags(boolean any, boolean showAfter, boolean held) {
    boolean toggling = model.comparison().get() == Comparison.TOGGLE;
    beforeTag.setVisible(any && (!showAfter || !toggling) || any && held);
    afterTag.setVisible(showAfter);
    double inset = MARGIN + 8;
    double bw = beforeTag.prefWidth(-1);
    double aw = Math.min(afterTag.prefWidth(-1), getWidth() - 3 * inset - bw);
    double h = beforeTag.prefHeight(-1);
    beforeTag.resizeRelocate(inset, inset, bw, h);
    afterTag.resizeRelocate(Math.rint(getWidth() - inset - aw), inset, aw, h);
  }

  private void press(MouseEvent e) {
    requestFocus();
    pressX = e.getX();
    pressY = e.getY();
    pressedFraming = model.framing().get();
    moved = false;
    e.consume();
  }

  private void drag(MouseEvent e) {
    if (e.getButton() != MouseButton.PRIMARY) {
      return;
    }
    double dx = e.getX() - pressX;
    double dy = e.getY() - pressY;
    if (!moved && Math.hypot(dx, dy) < 4) {
      return;
    }
    moved = true;
    model
        .source()
        .get()
        .ifPresent(
            named ->
                model
                    .framing()
                    .set(
                        pressedFraming.panned(
                            dx,
                            dy,
                            named.image().width(),
                            named.image().height(),
                            place(named).scale())));
    e.consume();
  }

  private void release(MouseEvent e) {
    if (!moved && e.getClickCount() == 2 && model.comparison().get() != Comparison.TOGGLE) {
      model.framing().set(Framing.WHOLE);
    } else if (!moved
        && model.comparison().get() == Comparison.TOGGLE
        && e.getButton() == MouseButton.PRIMARY) {
      model.beforeHeld().set(!model.beforeHeld().get());
    }
    e.consume();
  }

  private void scroll(ScrollEvent e) {
    double amount = e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY();
    double x = areaX(e.getX());
    model
        .source()
        .get()
        .ifPresent(
            named ->
                model
                    .framing()
                    .set(
                        model
                            .framing()
                            .get()
                            .zoomedAbout(
                                x,
                                e.getY(),
                                Math.pow(ZOOM_PER_SCROLL_PIXEL, amount),
                                named.image().width(),
                                named.image().height(),
                                areaWidth(),
                                getHeight(),
                                MARGIN)));
    e.consume();
  }

  private void wipeTo(double share) {
    model.wipe().set(Math.clamp(share, 0, 1));
  }

  private void keyPressed(KeyEvent e) {
    switch (e.getCode()) {
      case BACK_SLASH -> model.beforeHeld().set(true);
      case OPEN_BRACKET -> wipeTo(model.wipe().get() - KEY_STEP);
      case CLOSE_BRACKET -> wipeTo(model.wipe().get() + KEY_STEP);
      default -> {
        return;
      }
    }
    e.consume();
  }

  @Override
  protected double computePrefWidth(double height) {
    return 560;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 400;
  }
}
