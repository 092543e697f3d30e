package monge.views.surface;

import java.nio.IntBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Cursor;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.stage.Screen;
import javafx.stage.Window;
import monge.views.picture.Camera;
import monge.views.picture.Picture;
import monge.views.picture.Raster;
import monge.views.picture.Selection;
import monge.views.picture.Viewport;
import org.jspecify.annotations.Nullable;

/**
 * A part of the window that shows a picture at the screen's own resolution and hands on what the
 * pointer does to it.
 *
 * <p>Pictures are painted by the executor given, never on the window's thread. Of many pictures set
 * in a row only the latest is painted: one paint runs, at most one waits.
 *
 * <p>Gestures: moving the pointer changes {@link #hoveredProperty}; scrolling zooms about the
 * pointer, dragging empty space pans, a double click on empty space shows everything (all three
 * change {@link #cameraProperty}, nothing else: whoever sets the picture makes a new one with the
 * camera, and may bind the property so that several surfaces share one); dragging a point calls
 * {@link #setOnPointDragged}; a click calls {@link #setOnClicked}.
 */
public final class PictureSurface extends Region {

  private static final double ZOOM_PER_SCROLL_PIXEL = 1.0025;
  private static final double CLICK_SLOP = 4;

  private final Executor painter;
  private final ImageView view = new ImageView();
  private final ObjectProperty<@Nullable Picture> picture = new SimpleObjectProperty<>();
  private final ObjectProperty<Optional<Camera>> camera =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Selection> hovered =
      new ReadOnlyObjectWrapper<>(Selection.NONE);
  private final ReadOnlyObjectWrapper<@Nullable Picture> painted = new ReadOnlyObjectWrapper<>();

  private Consumer<PictureClick> onClicked = _ -> {};
  private Consumer<PointDrag> onPointDragged = _ -> {};
  private Consumer<PictureClick.Place> onPlaceDragged = _ -> {};
  private Consumer<Throwable> onPaintFailed =
      failure -> {
        throw new IllegalStateException("a picture could not be painted", failure);
      };
  private boolean pointsDraggable;

  private boolean painting;
  private boolean paintAgain;
  private boolean adopting;
  private final CrossFade fade = new CrossFade();
  private @Nullable Picture fadingTo;
  private int[] scratch = new int[0];
  private int[] shown = new int[0];
  private @Nullable PixelBuffer<IntBuffer> buffer;

  private Selection pressedOn = Selection.NONE;
  private @Nullable Viewport pressedIn;
  private double pressX;
  private double pressY;
  private boolean moved;

  /**
   * @param painter runs paints; may use several threads, must not be the window's thread
   */
  public PictureSurface(Executor painter) {
    this.painter = painter;
    getStyleClass().add("picture-surface");
    view.setManaged(false);
    view.setMouseTransparent(true);
    view.setSmooth(false);
    getChildren().addAll(view, fade.node());
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    setMinSize(40, 40);

    picture.addListener(
        _ -> {
          if (!adopting) {
            repaint();
          }
        });
    widthProperty().addListener(_ -> repaint());
    heightProperty().addListener(_ -> repaint());
    sceneProperty()
        .flatMap(s -> s.windowProperty())
        .flatMap(Window::outputScaleXProperty)
        .addListener(_ -> repaint());

    addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
    addEventHandler(MouseEvent.MOUSE_EXITED, _ -> hovered.set(Selection.NONE));
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    addEventHandler(ScrollEvent.SCROLL, this::scroll);
  }

  /** What is shown; null shows nothing new and keeps the pixels. */
  public ObjectProperty<@Nullable Picture> pictureProperty() {
    return picture;
  }

  public void setPicture(@Nullable Picture newPicture) {
    picture.set(newPicture);
  }

  /** Shows a picture whose pixels take the place of those of now by a cross-fade. */
  public void fadeTo(Picture newPicture) {
    fadingTo = newPicture;
    picture.set(newPicture);
  }

  /**
   * Paper of the size of now for a picture that is yet to be made: painted where it is made, it
   * comes to the screen without another turn of the window's thread.
   */
  public Sheet sheet() {
    int width = logicalWidth();
    int height = logicalHeight();
    double scale = outputScale();
    int count = Raster.devicePixels(width, scale) * Raster.devicePixels(height, scale);
    int[] pixels = painting || scratch.length != count ? new int[count] : scratch;
    if (pixels == scratch) {
      scratch = new int[0];
    }
    return new Sheet(width, height, scale, pixels);
  }

  /**
   * Shows a painted sheet; when the surface has changed since, its picture is painted again.
   *
   * @param fading whether its pixels take the place of those of now by a cross-fade
   */
  public void show(Sheet sheet, boolean fading) {
    Picture subject = sheet.picture();
    if (fading) {
      fadingTo = subject;
    }
    boolean fits =
        sheet.width == logicalWidth()
            && sheet.height == logicalHeight()
            && sheet.scale == outputScale()
            && sheet.pixels.length > 0;
    if (painting || !fits) {
      picture.set(subject);
      return;
    }
    adopting = true;
    picture.set(subject);
    adopting = false;
    show(subject, sheet.width, sheet.height, sheet.scale, sheet.pixels);
    if (shown != sheet.pixels) {
      scratch = sheet.pixels;
    }
  }

  /** What a picture is painted on, away from the window's thread. */
  public static final class Sheet {
    private final int width;
    private final int height;
    private final double scale;
    private final int[] pixels;
    private @Nullable Picture picture;

    private Sheet(int width, int height, double scale, int[] pixels) {
      this.width = width;
      this.height = height;
      this.scale = scale;
      this.pixels = pixels;
    }

    /** Once; on any thread but the window's. */
    public void paint(Picture subject) {
      picture = subject;
      if (pixels.length > 0) {
        Raster.paint(subject, width, height, scale, pixels);
      }
    }

    private Picture picture() {
      return Objects.requireNonNull(picture, "the sheet is blank");
    }
  }

  /** Whether a cross-fade is on its way. */
  public boolean isFading() {
    return fade.isRunning();
  }

  /** The picture whose pixels are on the screen; it follows {@link #pictureProperty}. */
  public ReadOnlyObjectProperty<@Nullable Picture> paintedProperty() {
    return painted.getReadOnlyProperty();
  }

  /** The camera the hand asked for; empty shows everything. */
  public ObjectProperty<Optional<Camera>> cameraProperty() {
    return camera;
  }

  /** What the pointer is over; {@link Selection#NONE} outside. */
  public ReadOnlyObjectProperty<Selection> hoveredProperty() {
    return hovered.getReadOnlyProperty();
  }

  /** Called on each click that is no drag and no second click. */
  public void setOnClicked(Consumer<PictureClick> handler) {
    onClicked = handler;
  }

  /** Called while a point is dragged and once at its release; switches dragging of points on. */
  public void setOnPointDragged(Consumer<PointDrag> handler) {
    onPointDragged = handler;
    pointsDraggable = true;
  }

  /** Called while the pointer is dragged over a picture that no camera moves. */
  public void setOnPlaceDragged(Consumer<PictureClick.Place> handler) {
    onPlaceDragged = handler;
  }

  /**
   * Called on the window's thread when painting threw. Without a handler the failure goes to the
   * window's uncaught exception handler.
   */
  public void setOnPaintFailed(Consumer<Throwable> handler) {
    onPaintFailed = handler;
  }

  /**
   * How strong the pixels stand over the background, in [0,1]. Cheaper than the opacity of the
   * whole surface, which is drawn aside first.
   */
  public void setStrength(double strength) {
    view.setOpacity(strength);
  }

  /** Whether no paint is running or waiting. */
  public boolean isIdle() {
    return !painting && !paintAgain;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 300;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 260;
  }

  private int logicalWidth() {
    return (int) Math.ceil(getWidth());
  }

  private int logicalHeight() {
    return (int) Math.ceil(getHeight());
  }

  private double outputScale() {
    Window window = getScene() == null ? null : getScene().getWindow();
    double scale =
        window == null ? Screen.getPrimary().getOutputScaleX() : window.getOutputScaleX();
    return scale > 0 ? scale : 1;
  }

  private void repaint() {
    Picture subject = picture.get();
    int width = logicalWidth();
    int height = logicalHeight();
    if (subject == null || width < 1 || height < 1) {
      return;
    }
    if (painting) {
      paintAgain = true;
      return;
    }
    painting = true;
    double scale = outputScale();
    int count = Raster.devicePixels(width, scale) * Raster.devicePixels(height, scale);
    if (scratch.length != count) {
      scratch = new int[count];
    }
    int[] pixels = scratch;
    try {
      painter.execute(() -> paintInto(subject, width, height, scale, pixels));
    } catch (RejectedExecutionException e) {
      // The window is closing; what is on the screen stays.
      painting = false;
    }
  }

  private void paintInto(Picture subject, int width, int height, double scale, int[] pixels) {
    try {
      Raster.paint(subject, width, height, scale, pixels);
    } catch (RuntimeException | Error failure) {
      Platform.runLater(
          () -> {
            next();
            onPaintFailed.accept(failure);
          });
      return;
    }
    Platform.runLater(
        () -> {
          show(subject, width, height, scale, pixels);
          next();
        });
  }

  private void next() {
    painting = false;
    if (paintAgain) {
      paintAgain = false;
      repaint();
    }
  }

  private void show(Picture subject, int width, int height, double scale, int[] pixels) {
    int w = Raster.devicePixels(width, scale);
    int h = Raster.devicePixels(height, scale);
    PixelBuffer<IntBuffer> current = buffer;
    if (current == null || current.getWidth() != w || current.getHeight() != h) {
      fade.stop();
      // The painter's array becomes the screen's, and the next paint gets a new one.
      shown = pixels;
      scratch = new int[0];
      current = new PixelBuffer<>(w, h, IntBuffer.wrap(shown), PixelFormat.getIntArgbPreInstance());
      buffer = current;
      view.setImage(new WritableImage(current));
      view.setFitWidth(w / scale);
      view.setFitHeight(h / scale);
    } else {
      if (subject == fadingTo) {
        fade.start(shown, w, h, scale, view.getOpacity());
        fadingTo = null;
      }
      current.updateBuffer(
          _ -> {
            System.arraycopy(pixels, 0, shown, 0, pixels.length);
            return null;
          });
    }
    painted.set(subject);
  }

  private Optional<Viewport> viewportAt(double x, double y) {
    Picture subject = picture.get();
    if (subject == null) {
      return Optional.empty();
    }
    // A gesture may be ahead of the picture: the next one goes on from where the hand is.
    return subject
        .viewport(x, y, logicalWidth(), logicalHeight())
        .map(
            v ->
                new Viewport(v.x(), v.y(), v.width(), v.height(), camera.get().orElse(v.camera())));
  }

  private Optional<PictureClick.Place> placeAt(double x, double y) {
    Picture subject = picture.get();
    return subject == null
        ? Optional.empty()
        : subject
            .dataAt(x, y, logicalWidth(), logicalHeight())
            .map(p -> new PictureClick.Place(p[0], p[1]));
  }

  private Selection pickAt(double x, double y) {
    Picture subject = picture.get();
    return subject == null ? Selection.NONE : subject.pick(x, y, logicalWidth(), logicalHeight());
  }

  private void hover(MouseEvent e) {
    Selection under = pickAt(e.getX(), e.getY());
    hovered.set(under);
    setCursor(pointsDraggable && isPoint(under) ? Cursor.HAND : Cursor.DEFAULT);
  }

  private static boolean isPoint(Selection selection) {
    return selection instanceof Selection.SourcePoint || selection instanceof Selection.TargetPoint;
  }

  private void press(MouseEvent e) {
    pressX = e.getX();
    pressY = e.getY();
    moved = false;
    pressedOn = pickAt(pressX, pressY);
    pressedIn = viewportAt(pressX, pressY).orElse(null);
    e.consume();
  }

  private void drag(MouseEvent e) {
    if (e.getButton() != MouseButton.PRIMARY) {
      return;
    }
    double dx = e.getX() - pressX;
    double dy = e.getY() - pressY;
    if (!moved && Math.hypot(dx, dy) < CLICK_SLOP) {
      return;
    }
    moved = true;
    Viewport area = pressedIn;
    if (area == null) {
      placeAt(e.getX(), e.getY()).ifPresent(onPlaceDragged);
      e.consume();
      return;
    }
    if (pointsDraggable && isPoint(pressedOn)) {
      onPointDragged.accept(
          new PointDrag(pressedOn, area.dataX(e.getX()), area.dataY(e.getY()), false));
    } else {
      setCursor(Cursor.CLOSED_HAND);
      camera.set(Optional.of(area.panned(dx, dy)));
    }
    e.consume();
  }

  private void release(MouseEvent e) {
    Viewport area = pressedIn;
    setCursor(Cursor.DEFAULT);
    if (moved) {
      if (area != null && pointsDraggable && isPoint(pressedOn)) {
        onPointDragged.accept(
            new PointDrag(pressedOn, area.dataX(e.getX()), area.dataY(e.getY()), true));
      }
    } else if (e.getClickCount() == 2 && area != null && !isPoint(pressedOn)) {
      camera.set(Optional.empty());
    } else if (e.getClickCount() <= 1) {
      onClicked.accept(
          new PictureClick(
              pressedOn,
              placeAt(e.getX(), e.getY()),
              e.getX(),
              e.getY(),
              e.getButton(),
              e.isShiftDown()));
    }
    pressedIn = null;
    pressedOn = Selection.NONE;
    e.consume();
  }

  private void scroll(ScrollEvent e) {
    double amount = e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY();
    Optional<Viewport> area = viewportAt(e.getX(), e.getY());
    if (amount == 0 || area.isEmpty()) {
      return;
    }
    camera.set(
        Optional.of(
            area.get().zoomedAbout(e.getX(), e.getY(), Math.pow(ZOOM_PER_SCROLL_PIXEL, amount))));
    e.consume();
  }
}
