package monge.app.images;

import java.time.Duration;
import java.util.Optional;
import monge.app.frame.Mark;
import monge.solver.Cure;
import monge.solver.TracePoint;

/**
 * How a method stands now. Immutable.
 *
 * @param transfer the last answer, also while a newer one is on its way
 * @param fresh whether the answer belongs to the pictures and settings of now
 * @param latest the last iteration of the solve that runs
 * @param failure why there is no answer, one sentence; empty if there is one
 * @param cure what a button can do about it
 */
record TransferStatus(
    Mark mark,
    Optional<Transfer> transfer,
    boolean fresh,
    Optional<TracePoint> latest,
    Duration elapsed,
    String failure,
    Optional<Cure> cure) {

  static final TransferStatus NEW =
      new TransferStatus(
          Mark.STALE,
          Optional.empty(),
          false,
          Optional.empty(),
          Duration.ZERO,
          "",
          Optional.empty());

  static TransferStatus answered(Transfer transfer, boolean fresh) {
    var convergence = transfer.solution().convergence();
    return new TransferStatus(
        fresh ? Mark.of(convergence.status()) : Mark.STALE,
        Optional.of(transfer),
        fresh,
        Optional.empty(),
        convergence.elapsed(),
        "",
        fresh ? convergence.cure() : Optional.empty());
  }

  /** The same answer, no longer that of the pictures and settings. */
  TransferStatus outdated() {
    return new TransferStatus(
        Mark.STALE, transfer, false, Optional.empty(), elapsed, "", Optional.empty());
  }

  /** A solve is under way; the old answer stays. */
  TransferStatus running(Optional<TracePoint> now, Duration time) {
    return new TransferStatus(Mark.RUNNING, transfer, false, now, time, "", Optional.empty());
  }

  /** There is no answer to what is asked now. */
  TransferStatus failed(String sentence) {
    return new TransferStatus(
        Mark.FAILED,
        Optional.empty(),
        false,
        Optional.empty(),
        Duration.ZERO,
        sentence,
        Optional.empty());
  }
}
