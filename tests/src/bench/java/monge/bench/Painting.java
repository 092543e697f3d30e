package monge.bench;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import monge.cost.GroundCost;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.views.SolutionView;
import monge.views.ViewInput;
import monge.views.ViewRegistry;
import monge.views.picture.Camera;
import monge.views.picture.Look;
import monge.views.picture.Picture;
import monge.views.picture.Selection;
import monge.views.surface.PictureSurface;

/**
 * How often a second a large picture is painted anew while it moves, and what that costs the
 * window's thread: a plan of 20,000 lines between 5,000 points that is panned, and a heat map of
 * 1024 × 1024 cells over which the pointer goes.
 */
public final class Painting {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 720;
  private static final int WARM_SECONDS = 3;
  private static final int SECONDS = 4;

  private Painting() {}

  /** What is shown in a frame. */
  @FunctionalInterface
  private interface Film {
    Picture frame(int number);
  }

  public static void main(String[] args) throws Exception {
    BenchWindow.start();
    ExecutorService painter = Executors.newFixedThreadPool(2);
    PictureSurface surface = BenchWindow.call(() -> show(painter));
    measure(surface, "20,000 lines and 5,000 points", plan(2500), "30 a second, 8 ms");
    measure(surface, "heat map of 1024 × 1024", matrix(1024), "60 a second");
    painter.shutdown();
    Platform.exit();
  }

  private static PictureSurface show(ExecutorService painter) {
    PictureSurface surface = new PictureSurface(painter);
    Stage stage = new Stage();
    stage.setX(0);
    stage.setY(0);
    stage.setScene(new Scene(surface, WIDTH, HEIGHT));
    stage.show();
    return surface;
  }

  private static void measure(PictureSurface surface, String name, Film film, String goal)
      throws Exception {
    int[] painted = new int[1];
    long[] window = new long[1];
    AnimationTimer timer =
        BenchWindow.call(
            () -> {
              surface.paintedProperty().addListener((_, _, _) -> painted[0]++);
              AnimationTimer made =
                  new AnimationTimer() {
                    private int number;

                    @Override
                    public void handle(long now) {
                      surface.setPicture(film.frame(number++));
                    }
                  };
              made.start();
              return made;
            });
    TimeUnit.SECONDS.sleep(WARM_SECONDS);
    int before = BenchWindow.call(() -> painted[0]);
    window[0] = BenchWindow.call(BenchWindow::ownNanos);
    long begun = System.nanoTime();
    TimeUnit.SECONDS.sleep(SECONDS);
    int frames = BenchWindow.call(() -> painted[0]) - before;
    double nanos = BenchWindow.call(BenchWindow::ownNanos) - window[0];
    double seconds = (System.nanoTime() - begun) * 1e-9;
    BenchWindow.call(
        () -> {
          timer.stop();
          return timer;
        });
    Row.print(
        name,
        "%.0f a second, %.1f ms of the window's thread each"
            .formatted(frames / seconds, nanos * 1e-6 / Math.max(1, frames)),
        goal);
  }

  private static Film plan(int points) {
    Solution solution = solution(points);
    SolutionView view = ViewRegistry.load().require("plan");
    Camera whole =
        view.picture(input(solution, view, Optional.empty(), Selection.NONE))
            .camera(WIDTH, HEIGHT)
            .orElseThrow();
    return number -> {
      double away = 20 * Math.sin(0.1 * number) / whole.pixelsPerUnit();
      Camera moved = new Camera(whole.centreX() + away, whole.centreY(), whole.pixelsPerUnit());
      return view.picture(input(solution, view, Optional.of(moved), Selection.NONE));
    };
  }

  private static Film matrix(int points) {
    Solution solution = solution(points);
    SolutionView view = ViewRegistry.load().require("matrix");
    return number ->
        view.picture(
            input(solution, view, Optional.empty(), new Selection.SourcePoint(number % points)));
  }

  private static ViewInput input(
      Solution solution, SolutionView view, Optional<Camera> camera, Selection selection) {
    return new ViewInput(
        solution,
        Optional.empty(),
        solution.convergence().iterations(),
        0,
        ParameterValues.defaults(view.descriptor().options()),
        selection,
        camera,
        List.of(),
        Look.LIGHT);
  }

  private static Solution solution(int points) {
    SolverProvider provider = SolverRegistry.load().require("sinkhorn");
    LinearProblem problem =
        LinearProblem.between(
            scattered(points, 1), scattered(points, 2), GroundCost.named("sqeuclidean"));
    return provider.create(provider.defaults()).solve(problem, Start.COLD, SolveMonitor.NONE);
  }

  private static DiscreteMeasure scattered(int n, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      points[i] = new double[] {random.nextDouble(), random.nextDouble()};
    }
    return DiscreteMeasure.uniform(points);
  }
}
