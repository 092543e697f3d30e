package monge.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import monge.app.task.SolveRecord.Snapshot;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;

final class SolveRecordTest {

  private static final Coupling PLAN = DenseCoupling.of(new double[][] {{0.5, 0}, {0, 0.5}});

  @Test
  void thinsSnapshotsButKeepsTheirOrderAndTheBeginning() {
    SolveRecord record = new SolveRecord(job(), 1 << 20);
    report(record, 5000);
    List<Snapshot> kept = record.snapshots();
    assertTrue(kept.size() >= 20 && kept.size() <= 121, "kept " + kept.size());
    assertEquals(1, kept.getFirst().iteration());
    for (int k = 1; k < kept.size(); k++) {
      assertTrue(kept.get(k - 1).iteration() < kept.get(k).iteration());
    }
    assertEquals(5000, record.latest().orElseThrow().iteration());
  }

  @Test
  void staysWithinItsMemory() {
    SolveRecord record = new SolveRecord(job(), 10 * PLAN.bytes());
    report(record, 1000);
    long bytes = record.snapshots().stream().mapToLong(s -> s.plan().bytes()).sum();
    assertTrue(bytes > 0 && bytes <= 10 * PLAN.bytes(), "took " + bytes);
  }

  @Test
  void asksForNoSnapshotItCannotKeep() {
    SolveRecord record = new SolveRecord(job(), 0);
    record.iteration(
        new TracePoint(1, 0, 0, 0, 0),
        () -> {
          throw new AssertionError("no snapshot was wanted");
        });
    assertTrue(record.snapshots().isEmpty());
  }

  @Test
  void passesOnTheCancel() {
    Job<String> job = job();
    SolveRecord record = new SolveRecord(job, 0);
    assertFalse(record.isCancelled());
    job.cancel();
    assertTrue(record.isCancelled());
  }

  private static void report(SolveRecord record, int iterations) {
    for (int k = 1; k <= iterations; k++) {
      record.iteration(new TracePoint(k, 0, 1.0 / k, Double.NaN, Double.NaN), () -> PLAN);
    }
  }

  private static Job<String> job() {
    return new Job<>("test", _ -> {}, _ -> {});
  }
}
