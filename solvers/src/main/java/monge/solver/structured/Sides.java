package monge.solver.structured;

import monge.numeric.Parallel;

/** Runs the same work for the source and for the target, at once where there is enough of it. */
final class Sides {

  /** Fewer entries are not worth a second processor. */
  private static final long ENTRIES = 4_000;

  private final boolean atOnce;

  /**
   * @param entries of both sides' factors
   */
  Sides(long entries) {
    atOnce = entries >= ENTRIES;
  }

  void run(Runnable source, Runnable target) {
    if (atOnce) {
      Parallel.forEach(2, side -> (side == 0 ? source : target).run());
    } else {
      source.run();
      target.run();
    }
  }
}
