package monge.solver;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import monge.plan.Coupling;

/** How a solve is watched and stopped. Called on the solving thread. */
public interface SolveMonitor {

  /** Polled at least every 20 ms of work. */
  boolean isCancelled();

  /**
   * One iteration is done.
   *
   * @param snapshot makes the current plan; valid only during this call, and costly: ask for few
   */
  void iteration(TracePoint point, Supplier<Coupling> snapshot);

  /** The share of the work that is done, in [0,1], where the solver knows it. */
  default void progress(double fraction) {}

  /** Watches nothing, stops nothing. */
  SolveMonitor NONE = stoppedBy(() -> false);

  /** Watches nothing; for a solve within another, which stops with it. */
  static SolveMonitor stoppedBy(BooleanSupplier stop) {
    return new SolveMonitor() {
      @Override
      public boolean isCancelled() {
        return stop.getAsBoolean();
      }

      @Override
      public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
    };
  }
}
