package monge.solver;

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
  SolveMonitor NONE =
      new SolveMonitor() {
        @Override
        public boolean isCancelled() {
          return false;
        }

        @Override
        public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
      };
}
