package monge.bench;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import monge.app.clouds.CloudData;
import monge.app.clouds.CloudsPane;
import monge.app.clouds.CloudsState;
import monge.measure.DiscreteMeasure;

/**
 * How long the window's thread is kept busy while two runs of n = m = 1000 are solved, shown and
 * cancelled: a beat is sent to it every 5 ms, and the wait of every beat is a sample. Prints the
 * largest wait of each round, and what the window's thread and the renderer, on which it waits,
 * computed in the busiest wait: on a loaded machine the rest of a wait is other programs' doing.
 */
public final class WindowSmoothness {

  private static final int POINTS = 1000;
  private static final int ROUNDS = 8;

  private WindowSmoothness() {}

  /** The longest wait and the most computed in a wait, ms. */
  private record Waits(double longest, double busiest) {}

  public static void main(String[] args) throws Exception {
    BenchWindow window = BenchWindow.showing("infoot-fig1");
    CloudsPane clouds = window.clouds();
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 2L * round;
      Platform.runLater(() -> replaceData(clouds, seed));
      Waits waits = beatWhile(window, () -> !clouds.isSettled());
      Row.print(
          "window thread blocked during solves, round " + (round + 1),
          "%.0f ms, computing %.0f ms".formatted(waits.longest(), waits.busiest()),
          "50 ms");
    }
    Platform.exit();
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

  /** Sends beats until the work that just began has ended. */
  private static Waits beatWhile(BenchWindow window, BooleanSupplier working) throws Exception {
    double longest = 0;
    double busiest = 0;
    long begun = System.nanoTime();
    boolean busy = true;
    while (busy || System.nanoTime() - begun < 500_000_000L) {
      double computed = window.computed();
      long sent = System.nanoTime();
      busy = BenchWindow.call(working::getAsBoolean);
      longest = Math.max(longest, (System.nanoTime() - sent) * 1e-6);
      busiest = Math.max(busiest, window.computed() - computed);
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return new Waits(longest, busiest);
  }
}
