package monge.app.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import monge.plan.Coupling;
import monge.solver.SolveMonitor;
import monge.solver.TracePoint;
import org.jspecify.annotations.Nullable;

/**
 * Watches one solve: keeps the latest iteration for the window to poll, and snapshots of the plan
 * for the replay. When there are too many snapshots, or they take too much memory, every second one
 * is dropped and they are taken half as often.
 */
public final class SolveRecord implements SolveMonitor {

  /** The plan after an iteration. */
  public record Snapshot(int iteration, Coupling plan) {}

  private static final int MOST_SNAPSHOTS = 120;

  /** Snapshots may take this share of the time of the solve. */
  private static final double SHARE_OF_TIME = 0.1;

  private final Job<?> job;
  private final long budgetBytes;
  private final long startedAt = System.nanoTime();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private long bytes;
  private long snapshotNanos;
  private int spacing = 1;
  private long nextIteration;
  private volatile @Nullable TracePoint latest;

  /**
   * @param budgetBytes heap that the snapshots of this solve may take
   */
  public SolveRecord(Job<?> job, long budgetBytes) {
    this.job = job;
    this.budgetBytes = budgetBytes;
  }

  @Override
  public boolean isCancelled() {
    return job.isCancelled();
  }

  @Override
  public void progress(double fraction) {
    job.progress(fraction, job.detail());
  }

  @Override
  public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
    latest = point;
    long now = System.nanoTime();
    boolean affordable = snapshotNanos <= SHARE_OF_TIME * (now - startedAt) + 10_000_000;
    if (point.iteration() < nextIteration || !affordable || budgetBytes <= 0) {
      return;
    }
    Coupling plan = snapshot.get();
    snapshotNanos += System.nanoTime() - now;
    keep(new Snapshot(point.iteration(), plan));
    nextIteration = (long) point.iteration() + spacing;
  }

  private synchronized void keep(Snapshot snapshot) {
    snapshots.add(snapshot);
    bytes += snapshot.plan().bytes();
    while (snapshots.size() > MOST_SNAPSHOTS || bytes > budgetBytes) {
      if (snapshots.size() == 1) {
        // Not even one fits: this solve has no replay.
        snapshots.clear();
        bytes = 0;
        spacing = Integer.MAX_VALUE;
        return;
      }
      // Every second one goes, the first one stays.
      for (int k = snapshots.size() / 2 * 2 - 1; k > 0; k -= 2) {
        bytes -= snapshots.remove(k).plan().bytes();
      }
      spacing = Math.min(spacing * 2, 1 << 30);
    }
  }

  /** The last iteration reported so far. */
  public Optional<TracePoint> latest() {
    return Optional.ofNullable(latest);
  }

  /** The snapshots kept so far, by increasing iteration. */
  public synchronized List<Snapshot> snapshots() {
    return List.copyOf(snapshots);
  }
}
