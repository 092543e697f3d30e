package monge.app.clouds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import monge.app.frame.Mark;
import monge.app.frame.PaneStatus;
import monge.app.frame.PaneStatus.Fact;
import monge.app.frame.Replay;
import monge.app.frame.Strings;
import monge.solver.Capability;
import monge.solver.Solution;
import monge.views.picture.Numbers;
import org.jspecify.annotations.Nullable;

/** Tells the bars how the runs stand: a sentence, the inspected run's numbers, its replay. */
final class RunsSummary {

  private final CloudsModel model;
  private final PaneStatus status;
  private PaneStatus.@Nullable Line shown;
  private @Nullable Solution replayed;
  private List<Object> told = List.of();

  RunsSummary(CloudsModel model, PaneStatus status) {
    this.model = model;
    this.status = status;
  }

  /** Called every frame. */
  void frame() {
    if (hasChanged()) {
      PaneStatus.Line line = line();
      if (!line.equals(shown)) {
        shown = line;
        status.line().set(line);
      }
    }
    showReplay();
    Replay replay = status.replay();
    model
        .takeWantedIteration()
        .ifPresent(k -> replay.position().set(Math.clamp(k, 0, replay.last().get())));
  }

  /** Whether the line may say something else; frames in which nothing happened write no words. */
  private boolean hasChanged() {
    List<Object> now = new ArrayList<>();
    for (RunModel run : model.runs().get()) {
      now.add(run.shown().get());
      now.add(run.status().get());
    }
    model.inspected().ifPresent(now::add);
    boolean same = now.size() == told.size();
    for (int k = 0; same && k < now.size(); k++) {
      same = now.get(k) == told.get(k);
    }
    told = now;
    return !same || shown == null;
  }

  private PaneStatus.Line line() {
    List<RunModel> runs = model.runs().get();
    int running = 0;
    int stale = 0;
    int failed = 0;
    int unconverged = 0;
    long bytes = 0;
    int plans = 0;
    Duration elapsed = Duration.ZERO;
    for (RunModel run : runs) {
      RunStatus s = run.shown().get();
      switch (s.mark()) {
        case RUNNING -> running++;
        case STALE -> stale++;
        case FAILED -> failed++;
        case NOT_CONVERGED, CANCELLED -> unconverged++;
        default -> {}
      }
      if (s.facts().bytes() > 0) {
        plans++;
        bytes += s.facts().bytes();
      }
      elapsed = elapsed.plus(s.elapsed());
    }
    List<Fact> facts = new ArrayList<>();
    model
        .inspected()
        .ifPresent(
            run ->
                run.status()
                    .get()
                    .solution()
                    .ifPresent(solution -> addFacts(facts, run, solution)));
    if (plans > 0) {
      facts.add(
          new Fact(plans == 1 ? "plan" : Strings.of("status.plans", plans), Numbers.bytes(bytes)));
    }
    int n = runs.size();
    if (n == 0) {
      return new PaneStatus.Line(Mark.STALE, Strings.of("status.empty"), "", facts);
    }
    if (running > 0) {
      return new PaneStatus.Line(Mark.RUNNING, some("running", running, n), "", facts);
    }
    if (failed > 0) {
      return new PaneStatus.Line(Mark.FAILED, some("failed", failed, n), "", facts);
    }
    if (stale > 0) {
      return new PaneStatus.Line(Mark.STALE, some("stale", stale, n), "", facts);
    }
    if (unconverged > 0) {
      return new PaneStatus.Line(
          Mark.NOT_CONVERGED, some("unconverged", unconverged, n), "", facts);
    }
    String words = n == 1 ? Strings.of("status.uptodate.one") : Strings.of("status.uptodate", n);
    return new PaneStatus.Line(
        Mark.CONVERGED, words, Strings.of("status.in", Numbers.duration(elapsed)), facts);
  }

  private static String some(String state, int count, int n) {
    return n == 1
        ? Strings.of("status." + state + ".one")
        : Strings.of("status." + state, count, n);
  }

  private static void addFacts(List<Fact> facts, RunModel run, Solution solution) {
    PlanFacts counted = run.status().get().facts();
    double cost = solution.objective().value();
    facts.add(new Fact(Words.isCost(run, solution) ? "⟨C, P⟩" : "value", Numbers.cost(cost)));
    solution.objective().gap().ifPresent(g -> facts.add(new Fact("gap", Numbers.gap(g, cost))));
    double error = solution.convergence().marginalError();
    if (run.provider().descriptor().can(Capability.UNBALANCED)) {
      if (counted.entries() > 0) {
        facts.add(new Fact("mass", Numbers.cost(counted.mass().moved())));
      }
    } else if (!Double.isNaN(error)) {
      facts.add(new Fact("marginal error", Numbers.error(error)));
    }
    if (counted.entries() > 0) {
      facts.add(new Fact("nnz", Numbers.count(counted.above())));
    }
  }

  private void showReplay() {
    Replay replay = status.replay();
    RunModel run = model.inspected().orElse(null);
    Solution solution = run == null ? null : run.status().get().solution().orElse(null);
    replay.absence().set(absence(run, solution));
    if (solution == replayed) {
      return;
    }
    replayed = solution;
    if (run == null || solution == null || run.status().get().snapshots().size() < 2) {
      replay.reset("", 0);
      return;
    }
    replay.reset(
        run.provider().descriptor().name()
            + " "
            + solution.convergence().unit().replaceFirst("s$", ""),
        solution.convergence().iterations());
  }

  /** Why no iterations can be shown, if they cannot. */
  private static String absence(@Nullable RunModel run, @Nullable Solution solution) {
    if (run != null && !run.provider().descriptor().can(Capability.SNAPSHOTS)) {
      return Strings.of("replay.direct", run.provider().descriptor().name());
    }
    if (solution == null) {
      return Strings.of("replay.none");
    }
    return Strings.of(
        solution.convergence().iterations() == 0 ? "replay.at-once" : "replay.unkept");
  }
}
