package monge.app.task;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work on a background thread, watched from the window's thread. Its numbers are written
 * by the worker and read once a frame.
 *
 * @param <T> what it makes
 */
public final class Job<T> {

  /** The work itself; it polls {@link Job#isCancelled()} at least every 20 ms. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Job<T> job) throws Exception;
  }

  private final String title;
  private final Consumer<T> done;
  private final Consumer<Throwable> failed;
  private final long createdAt = System.nanoTime();
  private volatile long startedAt;
  private volatile boolean cancelled;
  private volatile double fraction = Double.NaN;
  private volatile String detail = "";
  private volatile @Nullable Runnable outcome;

  Job(String title, Consumer<T> done, Consumer<Throwable> failed) {
    this.title = title;
    this.done = done;
    this.failed = failed;
  }

  public String title() {
    return title;
  }

  /** Asks the work to stop; it ends soon after, with its best answer so far. */
  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** The share of the work that is done, in [0,1]; NaN where nobody knows. */
  public double fraction() {
    return fraction;
  }

  /** A few words on where the work stands, such as "iteration 40, error 1.2e−3". */
  public String detail() {
    return detail;
  }

  /** Called by the worker. */
  public void progress(double share, String words) {
    fraction = share;
    detail = words;
  }

  /** Time since the work began; zero while it waits for a thread. */
  public Duration elapsed() {
    return startedAt == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** Time since somebody asked for it. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - createdAt);
  }

  public boolean isStarted() {
    return startedAt != 0;
  }

  void run(Work<T> work) {
    startedAt = System.nanoTime();
    try {
      T result = work.run(this);
      outcome = () -> done.accept(result);
    } catch (Exception | Error e) {
      // Handed to the window's thread, which shows it to the person.
      outcome = () -> failed.accept(e);
    }
  }

  /** What the window's thread has to do now that the work has ended; empty while it runs. */
  Optional<Runnable> outcome() {
    return Optional.ofNullable(outcome);
  }
}
