package monge.numeric;

import java.util.function.BooleanSupplier;

/**
 * Whether a parallel loop is to end early: asked on the thread that began the loop, seen by all its
 * threads.
 */
public final class CallerStop {

  private final Thread caller = Thread.currentThread();
  private final BooleanSupplier stop;
  private volatile boolean stopped;

  /** Made by the thread that begins the loop. */
  public CallerStop(BooleanSupplier stop) {
    this.stop = stop;
  }

  /** Asks if this is the caller's thread; whether the loop is to end. */
  public boolean look() {
    if (Thread.currentThread() == caller && stop.getAsBoolean()) {
      stopped = true;
    }
    return stopped;
  }

  /** Whether a look said so. */
  public boolean isStopped() {
    return stopped;
  }
}
