package monge.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.stage.Stage;
import monge.app.Workbench;
import monge.app.clouds.CloudData;
import monge.app.clouds.CloudsPane;
import monge.app.clouds.CloudsState;
import monge.app.frame.FileDialogs;
import monge.measure.DiscreteMeasure;
import monge.samples.SampleCatalog;

/**
 * How long the window's thread is kept busy while two runs of n = m = 1000 are solved, shown and
 * cancelled: a beat is sent to it every 5 ms, and the wait of every beat is a sample. Prints
 * percentiles and the largest, in milliseconds; needs no display.
 */
public final class WindowSmoothness {

  private static final int POINTS = 1000;
  private static final int ROUNDS = 8;

  private WindowSmoothness() {}

  public static void main(String[] args) throws Exception {
    CountDownLatch up = new CountDownLatch(1);
    Platform.startup(up::countDown);
    up.await();
    Workbench workbench = call(WindowSmoothness::show);
    CloudsPane clouds =
        workbench.panes().stream()
            .filter(CloudsPane.class::isInstance)
            .map(CloudsPane.class::cast)
            .findFirst()
            .orElseThrow();
    await(clouds::isSettled);
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 2L * round;
      Platform.runLater(() -> replaceData(clouds, seed));
      double[] waits = beatWhile(() -> !clouds.isSettled());
      Arrays.sort(waits);
      System.out.printf(
          "window thread, round %d: %d beats, median %.1f ms, 99 %% %.1f ms, largest %.1f ms%n",
          round + 1,
          waits.length,
          waits[waits.length / 2],
          waits[(int) (0.99 * (waits.length - 1))],
          waits[waits.length - 1]);
    }
    Platform.exit();
  }

  private static Workbench show() {
    Workbench workbench =
        new Workbench(
            false,
            new FileDialogs() {
              @Override
              public List<Path> open(String title, List<Kind> kinds) {
                return List.of();
              }

              @Override
              public Optional<Path> save(String title, String proposedName, List<Kind> kinds) {
                return Optional.empty();
              }
            });
    Stage stage = new Stage();
    stage.setScene(workbench.scene());
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1400);
    stage.setHeight(900);
    stage.show();
    workbench.open(SampleCatalog.require("infoot-fig1"));
    return workbench;
  }

  private static void replaceData(CloudsPane clouds, long seed) {
    clouds
        .workspace()
        .change(
            "new clouds",
            s -> {
              CloudsState next =
                  s.withData(
                      new CloudData(
                          scattered(seed), scattered(seed + 1), "sqeuclidean", Optional.empty()));
              return next.runs().size() > 2 ? next.withRunRemoved(next.runs().get(2).id()) : next;
            });
  }

  private static DiscreteMeasure scattered(long seed) {
    Random random = new Random(seed);
    double[][] points = new double[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      points[i] = new double[] {random.nextDouble(), random.nextDouble()};
    }
    return DiscreteMeasure.uniform(points);
  }

  /** Sends beats until the work that just began has ended, and returns their waits in ms. */
  private static double[] beatWhile(BooleanSupplier working) throws Exception {
    List<Double> waits = new ArrayList<>();
    long begun = System.nanoTime();
    boolean busy = true;
    while (busy || System.nanoTime() - begun < 500_000_000L) {
      long sent = System.nanoTime();
      busy = call(working::getAsBoolean);
      waits.add((System.nanoTime() - sent) * 1e-6);
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return waits.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void await(BooleanSupplier condition) throws Exception {
    while (!call(condition::getAsBoolean)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static <T> T call(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get();
  }
}
