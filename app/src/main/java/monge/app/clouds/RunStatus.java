package monge.app.clouds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import monge.app.frame.Mark;
import monge.app.task.SolveRecord.Snapshot;
import monge.solver.Cure;
import monge.solver.Solution;
import monge.solver.TracePoint;

/**
 * How a run stands now. Immutable.
 *
 * @param mark its state as icon and word
 * @param solution the last answer, also while a newer one is on its way
 * @param fresh whether the answer belongs to the data and settings of now
 * @param snapshots plans on the way to the answer, for the replay
 * @param facts what was counted in the plan
 * @param latest the last iteration of the solve that runs
 * @param fraction its share of work done; NaN where nobody knows
 * @param elapsed its time so far
 * @param failure why there is no answer, one sentence; empty if there is one
 * @param cure what a button can do about it
 */
public record RunStatus(
    Mark mark,
    Optional<Solution> solution,
    boolean fresh,
    List<Snapshot> snapshots,
    PlanFacts facts,
    Optional<TracePoint> latest,
    double fraction,
    Duration elapsed,
    String failure,
    Optional<Cure> cure) {

  static final RunStatus NEW =
      new RunStatus(
          Mark.STALE,
          Optional.empty(),
          false,
          List.of(),
          PlanFacts.NONE,
          Optional.empty(),
          Double.NaN,
          Duration.ZERO,
          "",
          Optional.empty());

  public RunStatus {
    snapshots = List.copyOf(snapshots);
  }

  static RunStatus answered(
      Solution solution, List<Snapshot> snapshots, PlanFacts facts, boolean fresh) {
    return new RunStatus(
        fresh ? Mark.of(solution.convergence().status()) : Mark.STALE,
        Optional.of(solution),
        fresh,
        snapshots,
        facts,
        Optional.empty(),
        Double.NaN,
        solution.convergence().elapsed(),
        "",
        fresh ? solution.convergence().cure() : Optional.empty());
  }

  /** The same answer, no longer that of the data and settings. */
  RunStatus outdated() {
    return new RunStatus(
        Mark.STALE,
        solution,
        false,
        snapshots,
        facts,
        Optional.empty(),
        Double.NaN,
        elapsed,
        "",
        Optional.empty());
  }

  /** A solve is under way; the old answer stays. */
  RunStatus running(Optional<TracePoint> now, double share, Duration time) {
    return new RunStatus(
        Mark.RUNNING, solution, false, snapshots, facts, now, share, time, "", Optional.empty());
  }

  /** There is no answer to what is asked now. */
  RunStatus failed(String sentence) {
    return new RunStatus(
        Mark.FAILED,
        solution,
        false,
        List.of(),
        PlanFacts.NONE,
        Optional.empty(),
        Double.NaN,
        Duration.ZERO,
        sentence,
        Optional.empty());
  }

  public boolean isRunning() {
    return mark == Mark.RUNNING;
  }
}
