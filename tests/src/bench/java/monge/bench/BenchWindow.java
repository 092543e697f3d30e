package monge.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.stage.Stage;
import monge.app.Workbench;
import monge.app.WorkbenchApp;
import monge.app.clouds.CloudsPane;
import monge.samples.SampleCatalog;

/** The real window without a display, and the clocks of its threads. */
final class BenchWindow {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Workbench workbench;
  private final CloudsPane clouds;
  private final Thread thread;
  private final Thread renderer;

  private BenchWindow(Workbench workbench, CloudsPane clouds, Thread thread, Thread renderer) {
    this.workbench = workbench;
    this.clouds = clouds;
    this.thread = thread;
    this.renderer = renderer;
  }

  /** Starts the toolkit. */
  static void start() throws InterruptedException {
    WorkbenchApp.setUpToolkit();
    // A bench that fails must not leave the window open behind it.
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (_, failure) -> {
              failure.printStackTrace();
              Runtime.getRuntime().halt(1);
            });
    CountDownLatch up = new CountDownLatch(1);
    Platform.startup(up::countDown);
    up.await();
  }

  /** The window with a sample that is solved and painted. */
  static BenchWindow showing(String sample) throws Exception {
    start();
    Workbench workbench = call(BenchWindow::show);
    call(
        () -> {
          workbench.open(SampleCatalog.require(sample));
          return workbench;
        });
    CloudsPane clouds =
        workbench.panes().stream()
            .filter(CloudsPane.class::isInstance)
            .map(CloudsPane.class::cast)
            .findFirst()
            .orElseThrow();
    BenchWindow window =
        new BenchWindow(
            workbench,
            clouds,
            call(Thread::currentThread),
            Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("QuantumRenderer"))
                .findFirst()
                .orElseThrow());
    await(() -> workbench.desk().tasks().isIdle() && clouds.isSettled());
    return window;
  }

  private static Workbench show() {
    WorkbenchApp app = new WorkbenchApp();
    Stage stage = new Stage();
    stage.setX(0);
    stage.setY(0);
    app.start(stage);
    // A moving picture is never settled.
    app.workbench().desk().playback().playing().set(false);
    return app.workbench();
  }

  Workbench workbench() {
    return workbench;
  }

  CloudsPane clouds() {
    return clouds;
  }

  /** What the window's thread and the toolkit's renderer, on which it waits, have computed, ms. */
  double computed() {
    return (THREADS.getThreadCpuTime(thread.threadId())
            + THREADS.getThreadCpuTime(renderer.threadId()))
        * 1e-6;
  }

  /** What the calling thread has computed. */
  static long ownNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  static void await(BooleanSupplier condition) throws Exception {
    while (!call(condition::getAsBoolean)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  static <T> T call(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get();
  }
}
