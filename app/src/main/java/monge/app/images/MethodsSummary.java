package monge.app.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import monge.app.frame.Mark;
import monge.app.frame.PaneStatus;
import monge.app.frame.Strings;
import monge.solver.PlanSolution;
import monge.views.picture.Numbers;

/** All methods in one line for the window's foot. */
final class MethodsSummary {

  private MethodsSummary() {}

  /**
   * @param runs all methods
   * @param chosen the one that is looked at
   * @param clipped the share of its pixels outside sRGB; NaN if unknown
   */
  static PaneStatus.Line of(List<TransferRun> runs, Optional<TransferRun> chosen, double clipped) {
    long running = count(runs, Mark.RUNNING);
    long stale = count(runs, Mark.STALE);
    Optional<Mark> worst =
        runs.stream()
            .map(r -> r.status().get().mark())
            .filter(m -> m == Mark.FAILED || m == Mark.NOT_CONVERGED || m == Mark.CANCELLED)
            .findFirst();
    Mark mark =
        running > 0
            ? Mark.RUNNING
            : stale > 0 || runs.isEmpty() ? Mark.STALE : worst.orElse(Mark.CONVERGED);
    String sentence =
        runs.isEmpty()
            ? Strings.of("images.no-methods")
            : running + stale > 0
                ? Strings.of("images.solving", runs.size() - running - stale, runs.size())
                : worst
                    .map(w -> Strings.of("images.some", w.word()))
                    .orElse(Strings.of("images.done", runs.size()));
    String detail =
        chosen
            .map(run -> run.status().get())
            .filter(s -> s.mark() == Mark.RUNNING)
            .map(s -> Numbers.duration(s.elapsed()))
            .orElse("");
    List<PaneStatus.Fact> facts =
        chosen
            .flatMap(run -> run.status().get().transfer())
            .map(transfer -> facts(transfer, clipped))
            .orElse(List.of());
    return new PaneStatus.Line(mark, sentence, detail, facts);
  }

  private static long count(List<TransferRun> runs, Mark mark) {
    return runs.stream().filter(r -> r.status().get().mark() == mark).count();
  }

  private static List<PaneStatus.Fact> facts(Transfer transfer, double clipped) {
    List<PaneStatus.Fact> facts = new ArrayList<>();
    facts.add(new PaneStatus.Fact("⟨C, P⟩", Numbers.cost(transfer.solution().objective().value())));
    if (!Double.isNaN(clipped)) {
      facts.add(new PaneStatus.Fact(Strings.of("images.clipped.short"), Numbers.percent(clipped)));
    }
    if (transfer.solution() instanceof PlanSolution plan) {
      facts.add(
          new PaneStatus.Fact(
              Strings.of("images.plan.short"), Numbers.bytes(plan.coupling().bytes())));
    }
    return facts;
  }
}
