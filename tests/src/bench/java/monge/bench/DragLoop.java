package monge.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import monge.app.clouds.CloudData;
import monge.app.clouds.CloudsState;
import monge.app.clouds.CloudsState.Run;
import monge.measure.DiscreteMeasure;
import monge.solver.SolverProvider;
import monge.views.picture.Camera;
import monge.views.picture.Picture;
import monge.views.picture.Selection;
import monge.views.picture.Viewport;
import monge.views.surface.PictureSurface;
import org.jspecify.annotations.Nullable;

/**
 * A point is dragged in the real window, some seconds after its start: from the mouse event to
 * every picture of the new answer painted into the pixels that the screen takes next.
 */
public final class DragLoop {

  private static final int STEPS = 60;
  private static final int WARM_STEPS = 40;

  private final BenchWindow window;
  private final Random random = new Random(5);
  private @Nullable CompletableFuture<Long> waiting;

  private DragLoop(BenchWindow window) {
    this.window = window;
  }

  public static void main(String[] args) throws Exception {
    DragLoop loop = new DragLoop(BenchWindow.showing("infoot-fig1"));
    loop.window.workbench().desk().tasks().onFrame(loop::look);
    // The window is still warming up.
    TimeUnit.SECONDS.sleep(6);
    loop.measure("emd", 100, "16 ms");
    loop.measure("emd", 300, "33 ms");
    loop.measure("sinkhorn", 1000, "50 ms");
    Platform.exit();
  }

  private void measure(String solver, int points, String goal) throws Exception {
    BenchWindow.call(() -> show(solver, points));
    BenchWindow.await(window.clouds()::isSettled);
    int run = window.clouds().workspace().state().runs().getFirst().id();
    PictureSurface surface =
        (PictureSurface) window.workbench().scene().getRoot().lookup("#surface-plan-" + run);
    Point2D at = BenchWindow.call(() -> firstPoint(surface));
    BenchWindow.call(() -> fire(surface, MouseEvent.MOUSE_PRESSED, at));
    BenchWindow.call(this::watchPaintings);
    double[] times = new double[STEPS];
    for (int k = -WARM_STEPS; k < STEPS; k++) {
      double angle = 0.2 * k;
      Point2D to = at.add(8 + 30 * Math.cos(angle), 30 * Math.sin(angle));
      double time = step(surface, to);
      if (k >= 0) {
        times[k] = time;
      }
      // A hand keeps no time with the screen.
      TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
    }
    BenchWindow.call(() -> fire(surface, MouseEvent.MOUSE_RELEASED, at));
    Arrays.sort(times);
    Row.print(
        "drag to painted answer, %s, n = m = %d".formatted(solver, points),
        "%.0f ms (90 %% %.0f, largest %.0f)"
            .formatted(times[STEPS / 2], times[STEPS * 9 / 10], times[STEPS - 1]),
        goal);
  }

  /** One event, ms until everything is solved and painted. */
  private double step(PictureSurface surface, Point2D to) throws Exception {
    CompletableFuture<Long> painted = new CompletableFuture<>();
    Object before = window.clouds().statusOf(0).solution().orElseThrow();
    long[] begun = new long[1];
    Platform.runLater(
        () -> {
          waiting = painted;
          begun[0] = System.nanoTime();
          fire(surface, MouseEvent.MOUSE_DRAGGED, to);
        });
    double time = (painted.get(20, TimeUnit.SECONDS) - begun[0]) * 1e-6;
    if (window.clouds().statusOf(0).solution().orElseThrow() == before) {
      throw new IllegalStateException("the drag was not answered");
    }
    return time;
  }

  /** Looks after every painting whether it was the last one. */
  private boolean watchPaintings() {
    for (Node surface : window.workbench().scene().getRoot().lookupAll(".picture-surface")) {
      ((PictureSurface) surface)
          .paintedProperty()
          .addListener((_, _, _) -> Platform.runLater(this::look));
    }
    return true;
  }

  private void look() {
    if (waiting != null && window.clouds().isSettled()) {
      waiting.complete(System.nanoTime());
      waiting = null;
    }
  }

  private static boolean fire(PictureSurface surface, EventType<MouseEvent> type, Point2D at) {
    Point2D inScene = surface.localToScene(at);
    Point2D screen = surface.localToScreen(at);
    surface.fireEvent(
        new MouseEvent(
            surface,
            surface,
            type,
            inScene.getX(),
            inScene.getY(),
            screen.getX(),
            screen.getY(),
            MouseButton.PRIMARY,
            1,
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
            null));
    return true;
  }

  /** Where the first source point stands on the surface. */
  private Point2D firstPoint(PictureSurface surface) {
    Picture picture = surface.pictureProperty().get();
    int width = (int) Math.ceil(surface.getWidth());
    int height = (int) Math.ceil(surface.getHeight());
    Camera camera = picture.camera(width, height).orElseThrow();
    Viewport area = new Viewport(0, 0, width, height, camera);
    DiscreteMeasure source = window.clouds().workspace().state().data().source();
    Point2D at =
        new Point2D(area.screenX(source.coordinate(0, 0)), area.screenY(source.coordinate(0, 1)));
    if (!picture.pick(at.getX(), at.getY(), width, height).equals(new Selection.SourcePoint(0))) {
      throw new IllegalStateException("another point is in the way");
    }
    return at;
  }

  private boolean show(String solver, int points) {
    SolverProvider provider = window.workbench().desk().solvers().require(solver);
    window
        .clouds()
        .workspace()
        .change(
            "bench",
            s ->
                new CloudsState(
                    "bench",
                    new CloudData(
                        scattered(points, 1),
                        scattered(points, 2),
                        "sqeuclidean",
                        Optional.empty()),
                    List.of(new Run(s.nextId(), solver, Optional.empty(), provider.defaults())),
                    s.nextId(),
                    s.nextId() + 1,
                    s.rows(),
                    List.of(),
                    Selection.NONE,
                    0));
    return true;
  }

  private static DiscreteMeasure scattered(int n, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][];
    // The first point of each stands apart, where a hand can take it.
    points[0] = new double[] {1.3, seed};
    for (int i = 1; i < n; i++) {
      points[i] = new double[] {random.nextDouble(), random.nextDouble()};
    }
    return DiscreteMeasure.uniform(points);
  }
}
