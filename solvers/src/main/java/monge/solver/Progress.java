package monge.solver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import monge.plan.Coupling;

/**
 * A solver's own record of one solve: forwards to the monitor, keeps the trace, measures the time.
 * Used by one thread.
 */
public final class Progress {

  /** Traces longer than this are thinned to every second point. */
  private static final int TRACE_LIMIT = 4096;

  private final SolveMonitor monitor;
  private final long startedAt = System.nanoTime();
  private final List<TracePoint> trace = new ArrayList<>();
  private int stride = 1;
  private Optional<TracePoint> last = Optional.empty();

  /** Starts the clock. */
  public Progress(SolveMonitor monitor) {
    this.monitor = monitor;
  }

  /** Whether the monitor wants the solve to stop. */
  public boolean isCancelled() {
    return monitor.isCancelled();
  }

  /** Tells the monitor the share of the work that is done, in [0,1]. */
  public void fraction(double done) {
    monitor.progress(done);
  }

  /** Records an iteration; {@code snapshot} is only called if the monitor wants the plan. */
  public void report(TracePoint point, Supplier<Coupling> snapshot) {
    last = Optional.of(point);
    if (point.iteration() % stride == 0 || trace.isEmpty()) {
      trace.add(point);
      if (trace.size() > TRACE_LIMIT) {
        thin();
      }
    }
    monitor.iteration(point, snapshot);
  }

  /** The time since the record was begun. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /**
   * Ends the record; parameters as in {@link Convergence}. The last iteration is always part of the
   * trace.
   */
  public Convergence finish(
      Status status,
      int iterations,
      String unit,
      String reason,
      double sourceError,
      double targetError,
      Optional<Cure> cure) {
    last.filter(p -> trace.isEmpty() || trace.getLast() != p).ifPresent(trace::add);
    return new Convergence(
        status, iterations, unit, elapsed(), reason, sourceError, targetError, trace, cure);
  }

  private void thin() {
    List<TracePoint> kept = new ArrayList<>(trace.size() / 2 + 1);
    for (int k = 0; k < trace.size(); k += 2) {
      kept.add(trace.get(k));
    }
    trace.clear();
    trace.addAll(kept);
    stride *= 2;
  }
}
