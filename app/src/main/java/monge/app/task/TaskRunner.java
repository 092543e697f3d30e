package monge.app.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import monge.numeric.Parallel;

/**
 * The one place where the window's threads start. Solves, files and paintings run here; their
 * results are handed over on the window's thread, every frame and as soon as a job ends.
 */
public final class TaskRunner implements AutoCloseable {

  /** Jobs quicker than this never show up in the list of tasks, where they would only flicker. */
  private static final Duration LISTED_AFTER = Duration.ofMillis(300);

  private final ExecutorService solvers;
  private final ExecutorService files;
  private final ExecutorService painter;
  private final ExecutorService pastime;
  private final AtomicBoolean coming = new AtomicBoolean();
  private volatile boolean started;
  private volatile int nicenessOfPainter;
  private final List<Job<?>> live = new ArrayList<>();
  private final List<Runnable> frameListeners = new ArrayList<>();
  private final ObservableList<Job<?>> listed = FXCollections.observableArrayList();
  private final AnimationTimer frames =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          frame();
        }
      };

  public TaskRunner() {
    int processors = Runtime.getRuntime().availableProcessors();
    solvers =
        Executors.newFixedThreadPool(Math.max(2, processors - 1), named("solver", Courtesy.WORK));
    files = Executors.newSingleThreadExecutor(named("files", Courtesy.WORK));
    painter = Executors.newFixedThreadPool(Math.clamp(processors, 1, 4), named("painter", 0));
    pastime = Executors.newSingleThreadExecutor(named("pastime", Courtesy.PASTIME));
  }

  /** Begins handing over results. */
  public void start() {
    started = true;
    frames.start();
  }

  /** Solves; {@code done} and {@code failed} are called on the window's thread. */
  public <T> Job<T> solve(
      String title, Job.Work<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    return submit(
        solvers, title, job -> Parallel.leavingOneFree(() -> work.run(job)), done, failed);
  }

  /** Reads or writes files, one after the other. */
  public <T> Job<T> file(
      String title, Job.Work<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    return submit(files, title, work, done, failed);
  }

  /** Where pictures are painted. */
  public Executor painter() {
    return work ->
        painter.execute(
            () -> {
              Courtesy.giveWay(nicenessOfPainter);
              work.run();
            });
  }

  /**
   * From now on painters give way like all the others. Before, while the window opens, nothing is
   * waited for as much as its first picture.
   */
  public void settleDown() {
    nicenessOfPainter = Courtesy.WORK;
    pastime.execute(Courtesy::compilersGiveWay);
  }

  /** Where work is done that nobody waits for; it ends with the window. */
  public Executor pastime() {
    return pastime;
  }

  /**
   * Asks for what is done every frame to be done before the next one: a hand that drags a point
   * need not wait for the beat of the screen. Many calls in a row are one.
   */
  public void soon() {
    if (coming.compareAndSet(false, true)) {
      Platform.runLater(
          () -> {
            coming.set(false);
            frame();
          });
    }
  }

  /** Called every frame on the window's thread, after results were handed over. */
  public void onFrame(Runnable listener) {
    frameListeners.add(listener);
  }

  /** The jobs worth showing, oldest first. */
  public ObservableList<Job<?>> jobs() {
    return FXCollections.unmodifiableObservableList(listed);
  }

  /** Asks every job to stop. */
  public void cancelAll() {
    live.forEach(Job::cancel);
  }

  /** Whether nothing runs or waits. */
  public boolean isIdle() {
    return live.isEmpty();
  }

  /** Hands over what has ended since the last frame; does nothing once closed. */
  public void frame() {
    if (painter.isShutdown()) {
      return;
    }
    for (Job<?> job : List.copyOf(live)) {
      job.outcome()
          .ifPresent(
              outcome -> {
                live.remove(job);
                listed.remove(job);
                outcome.run();
              });
    }
    for (Job<?> job : live) {
      if (!listed.contains(job) && job.age().compareTo(LISTED_AFTER) > 0) {
        listed.add(job);
      }
    }
    for (Runnable listener : List.copyOf(frameListeners)) {
      listener.run();
    }
  }

  /** Cancels everything and lets the threads end. */
  @Override
  public void close() {
    if (started) {
      started = false;
      frames.stop();
    }
    live.forEach(Job::cancel);
    solvers.shutdownNow();
    files.shutdown();
    painter.shutdownNow();
    pastime.shutdownNow();
  }

  private <T> Job<T> submit(
      Executor where,
      String title,
      Job.Work<T> work,
      Consumer<T> done,
      Consumer<Throwable> failed) {
    Job<T> job = new Job<>(title, done, failed);
    live.add(job);
    where.execute(
        () -> {
          job.run(work);
          if (started) {
            soon();
          }
        });
    return job;
  }

  /** Daemons that give way: the window's own thread comes first. */
  private static ThreadFactory named(String role, int niceness) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Runnable courteous =
          () -> {
            Courtesy.giveWay(niceness);
            work.run();
          };
      Thread thread = new Thread(courteous, "monge-" + role + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
