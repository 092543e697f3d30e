package monge.views.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import monge.views.picture.Camera;
import monge.views.picture.Picture;
import monge.views.picture.Selection;
import monge.views.picture.Viewport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PictureSurfaceTest {

  /** A point at the origin of the plane under a fixed camera, on a plain ground. */
  private record Plain(Color color, Camera view) implements Picture {

    Plain(Color color) {
      this(color, new Camera(0, 0, 10));
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
      g.setColor(color);
      g.fillRect(0, 0, width, height);
    }

    @Override
    public Optional<Camera> camera(int width, int height) {
      return Optional.of(view);
    }

    @Override
    public Selection pick(double x, double y, int width, int height) {
      return Math.hypot(x - width / 2.0, y - height / 2.0) < 5
          ? new Selection.SourcePoint(0)
          : Selection.NONE;
    }
  }

  private final Queue<Runnable> waiting = new ArrayDeque<>();

  @BeforeAll
  static void startToolkit() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    try {
      Platform.startup(started::countDown);
    } catch (IllegalStateException alreadyRunning) {
      started.countDown();
    }
    assertTrue(started.await(20, TimeUnit.SECONDS));
    Platform.setImplicitExit(false);
  }

  private static <T> T inWindow(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get(20, TimeUnit.SECONDS);
  }

  private PictureSurface surface() throws Exception {
    return inWindow(
        () -> {
          PictureSurface surface = new PictureSurface(waiting::add);
          StackPane root = new StackPane(surface);
          Scene scene = new Scene(root, 200, 100);
          root.resize(200, 100);
          root.layout();
          assertEquals(scene, surface.getScene());
          return surface;
        });
  }

  private int paintAll() throws Exception {
    int count = 0;
    while (true) {
      Runnable next = inWindow(waiting::poll);
      if (next == null) {
        return count;
      }
      next.run();
      count++;
    }
  }

  private static int pixel(PictureSurface surface) throws Exception {
    return inWindow(
        () -> {
          WritableImage image = surface.snapshot(null, null);
          return image.getPixelReader().getArgb(100, 50);
        });
  }

  @Test
  void ofManyPicturesOnlyTheLatestIsPainted() throws Exception {
    PictureSurface surface = surface();
    inWindow(
        () -> {
          for (int k = 0; k < 20; k++) {
            surface.setPicture(new Plain(new Color(10 * k, 0, 0)));
          }
          surface.setPicture(new Plain(new Color(0, 200, 0)));
          return null;
        });
    assertFalse(inWindow(surface::isIdle));
    assertTrue(paintAll() <= 2, "one paint was running, one may wait");
    assertEquals(0xff00c800, pixel(surface));
    assertTrue(inWindow(surface::isIdle));
  }

  @Test
  void aCrossFadeBeginsWithThePixelsOfBeforeAndEndsWithTheNewOnes() throws Exception {
    PictureSurface surface = surface();
    List<Boolean> fading = new ArrayList<>();
    inWindow(
        () -> {
          surface.paintedProperty().addListener((_, _, _) -> fading.add(surface.isFading()));
          surface.fadeTo(new Plain(Color.RED));
          return null;
        });
    paintAll();
    inWindow(
        () -> {
          surface.fadeTo(new Plain(Color.BLUE));
          return null;
        });
    paintAll();
    inWindow(() -> null);
    assertEquals(List.of(false, true), fading, "nothing to fade at first");
    for (int waits = 0; waits < 1000 && inWindow(surface::isFading); waits++) {
      Thread.sleep(10);
    }
    assertEquals(0xff0000ff, pixel(surface));
  }

  @Test
  void newPixelsReplaceOldOnesOfTheSameSize() throws Exception {
    PictureSurface surface = surface();
    for (Color color : List.of(Color.RED, Color.BLUE, Color.RED)) {
      inWindow(
          () -> {
            surface.setPicture(new Plain(color));
            return null;
          });
      paintAll();
      assertEquals(color.getRGB(), pixel(surface));
    }
  }

  @Test
  void aFailedPaintIsReportedAndTheNextOneGoesOn() throws Exception {
    PictureSurface surface = surface();
    List<Throwable> failures = new ArrayList<>();
    inWindow(
        () -> {
          surface.setOnPaintFailed(failures::add);
          surface.setPicture(
              (_, _, _) -> {
                throw new IllegalStateException("no ink");
              });
          return null;
        });
    paintAll();
    inWindow(() -> null);
    assertEquals("no ink", failures.getFirst().getMessage());
    inWindow(
        () -> {
          surface.setPicture(new Plain(Color.GREEN));
          return null;
        });
    paintAll();
    assertEquals(Color.GREEN.getRGB(), pixel(surface));
  }

  private static MouseEvent mouse(EventType<MouseEvent> type, double x, double y, int clicks) {
    return new MouseEvent(
        type,
        x,
        y,
        x,
        y,
        MouseButton.PRIMARY,
        clicks,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        true,
        false,
        false,
        null);
  }

  @Test
  void pointingPicks() throws Exception {
    PictureSurface surface = surface();
    inWindow(
        () -> {
          surface.setPicture(new Plain(Color.RED));
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_MOVED, 101, 51, 0));
          assertEquals(new Selection.SourcePoint(0), surface.hoveredProperty().get());
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_MOVED, 20, 20, 0));
          assertEquals(Selection.NONE, surface.hoveredProperty().get());
          return null;
        });
  }

  @Test
  void draggingAPointTellsWhereItIsInDataUnits() throws Exception {
    PictureSurface surface = surface();
    List<PointDrag> drags = new ArrayList<>();
    inWindow(
        () -> {
          surface.setPicture(new Plain(Color.RED));
          surface.setOnPointDragged(drags::add);
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_PRESSED, 100, 50, 1));
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_DRAGGED, 120, 40, 1));
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_RELEASED, 130, 40, 1));
          return null;
        });
    assertEquals(
        List.of(
            new PointDrag(new Selection.SourcePoint(0), 2, 1, false),
            new PointDrag(new Selection.SourcePoint(0), 3, 1, true)),
        drags);
    assertEquals(Optional.empty(), inWindow(() -> surface.cameraProperty().get()));
  }

  @Test
  void draggingEmptySpacePansAndADoubleClickShowsEverything() throws Exception {
    PictureSurface surface = surface();
    inWindow(
        () -> {
          surface.setPicture(new Plain(Color.RED));
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_PRESSED, 20, 20, 1));
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_DRAGGED, 40, 30, 1));
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_RELEASED, 40, 30, 1));
          assertEquals(Optional.of(new Camera(-2, 1, 10)), surface.cameraProperty().get());
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_PRESSED, 20, 20, 2));
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_RELEASED, 20, 20, 2));
          assertEquals(Optional.empty(), surface.cameraProperty().get());
          return null;
        });
  }

  @Test
  void aClickSaysWhatAndWhere() throws Exception {
    PictureSurface surface = surface();
    List<PictureClick> clicks = new ArrayList<>();
    inWindow(
        () -> {
          surface.setPicture(new Plain(Color.RED));
          surface.setOnClicked(clicks::add);
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_PRESSED, 110, 30, 1));
          Event.fireEvent(surface, mouse(MouseEvent.MOUSE_RELEASED, 110, 30, 1));
          return null;
        });
    assertEquals(Optional.of(new PictureClick.Place(1, 2)), clicks.getFirst().place());
    assertEquals(Selection.NONE, clicks.getFirst().selection());
  }

  @Test
  void scrollingZoomsAboutThePointer() throws Exception {
    PictureSurface surface = surface();
    inWindow(
        () -> {
          Plain picture = new Plain(Color.RED);
          surface.setPicture(picture);
          Event.fireEvent(
              surface,
              new ScrollEvent(
                  ScrollEvent.SCROLL,
                  150,
                  20,
                  150,
                  20,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  0,
                  80,
                  0,
                  80,
                  ScrollEvent.HorizontalTextScrollUnits.NONE,
                  0,
                  ScrollEvent.VerticalTextScrollUnits.NONE,
                  0,
                  0,
                  null));
          Camera zoomed = surface.cameraProperty().get().orElseThrow();
          assertTrue(zoomed.pixelsPerUnit() > 10);
          Viewport before = new Viewport(0, 0, 200, 100, picture.view());
          Viewport after = new Viewport(0, 0, 200, 100, zoomed);
          assertEquals(before.dataX(150), after.dataX(150), 1e-9);
          assertEquals(before.dataY(20), after.dataY(20), 1e-9);
          return null;
        });
  }
}
