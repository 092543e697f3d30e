package monge.app.images;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import monge.app.frame.Mark;
import monge.app.frame.Messages;
import monge.app.images.ImagesState.Fit;
import monge.app.images.ImagesState.Run;
import monge.app.task.Job;
import monge.app.task.SolveRecord;
import monge.app.task.TaskRunner;
import monge.image.ColorTransfer;
import monge.image.PaletteFlow;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.SolverProvider;
import monge.solver.Start;
import monge.solver.Status;
import org.jspecify.annotations.Nullable;

/**
 * One method: solves when asked, watches the solve, keeps the answer. A solve that no longer
 * answers the question of now is given a moment to end and is then cancelled.
 */
final class TransferRun {

  private static final Duration PATIENCE = Duration.ofMillis(120);
  private static final Duration SHOWN_AFTER = Duration.ofMillis(150);

  /** Numbers of a running solve change as often as they can be read; each change is a repaint. */
  private static final long SHOWN_EVERY_NANOS = 100_000_000L;

  /** Swatches a palette row. */
  private static final int SWATCHES = 10;

  /** What is asked. */
  private record Question(OpenPicture source, OpenPicture target, Fit fit, Run run) {
    boolean sameAs(@Nullable Question other) {
      return other != null && samePlanAs(other) && run.equals(other.run);
    }

    /** The same plan answers both, whatever the extension. */
    boolean samePlanAs(Question other) {
      return source == other.source
          && target == other.target
          && fit.equals(other.fit)
          && run.solver().equals(other.run.solver())
          && run.parameters().equals(other.run.parameters());
    }
  }

  private final SolverProvider provider;
  private final TaskRunner tasks;
  private final Palettes.Source palettes;
  private final ReadOnlyObjectWrapper<TransferStatus> status =
      new ReadOnlyObjectWrapper<>(TransferStatus.NEW);
  private Run run;
  private @Nullable Question wanted;
  private @Nullable Question answered;
  private @Nullable Question asked;
  private @Nullable Job<Transfer> job;
  private volatile @Nullable SolveRecord record;
  private long toldAt;
  private boolean requested;
  private boolean held;

  TransferRun(SolverProvider provider, TaskRunner tasks, Palettes.Source palettes, Run run) {
    this.provider = provider;
    this.tasks = tasks;
    this.palettes = palettes;
    this.run = run;
  }

  int id() {
    return run.id();
  }

  Run run() {
    return run;
  }

  SolverProvider provider() {
    return provider;
  }

  ReadOnlyObjectProperty<TransferStatus> status() {
    return status.getReadOnlyProperty();
  }

  /** The pictures and settings to answer from now on. */
  void want(ImagesState state, Run now) {
    run = now;
    if (state.source().isEmpty() || state.target().isEmpty()) {
      return;
    }
    Question next = new Question(state.source().get(), state.target().get(), state.fit(), now);
    if (next.sameAs(wanted)) {
      return;
    }
    wanted = next;
    held = false;
    if (job == null) {
      status.set(status.get().outdated());
    }
  }

  /** Solves anew. */
  void request() {
    requested = true;
    held = false;
    answered = null;
    close();
    held = false;
  }

  /** Stops the solve. */
  void close() {
    held = true;
    if (job != null) {
      job.cancel();
    }
  }

  /** Called every frame: starts what is due, stops what is outdated, shows how far it is. */
  void frame(boolean live) {
    Question question = wanted;
    if (question == null) {
      return;
    }
    Job<Transfer> running = job;
    if (running == null) {
      // What was changed and changed back before a solve began is the question of the answer again,
      // but the answer has been called outdated.
      boolean open = !question.sameAs(answered) || status.get().mark() == Mark.STALE;
      if (requested || (live && !held && open)) {
        start(question);
      }
      return;
    }
    if (!question.sameAs(asked) && running.elapsed().compareTo(PATIENCE) > 0) {
      running.cancel();
    }
    long now = System.nanoTime();
    if (running.elapsed().compareTo(SHOWN_AFTER) > 0 && now - toldAt >= SHOWN_EVERY_NANOS) {
      toldAt = now;
      SolveRecord watched = record;
      status.set(
          status
              .get()
              .running(watched == null ? Optional.empty() : watched.latest(), running.elapsed()));
    }
  }

  private void start(Question question) {
    requested = false;
    asked = question;
    Question before = answered;
    Optional<Solution> known =
        before != null && before.samePlanAs(question)
            ? status.get().transfer().map(Transfer::solution)
            : Optional.empty();
    job =
        tasks.solve(
            provider.descriptor().name(),
            self -> answer(question, known, self),
            transfer -> accept(question, transfer),
            error -> reject(question, error));
  }

  private Transfer answer(Question question, Optional<Solution> known, Job<Transfer> self) {
    Palettes drawn = palettes.of(question.source(), question.target(), question.fit());
    Solution solution = known.orElseGet(() -> solve(question, drawn, self));
    ColorTransfer map =
        ColorTransfer.fit(
            solution,
            question.fit().space(),
            question.run().extension(),
            question.run().bandwidth());
    int seed = question.fit().seed();
    PaletteFlow flow =
        solution instanceof PlanSolution plan
            ? PaletteFlow.of(plan.coupling(), drawn.source(), drawn.target(), SWATCHES, seed)
            : PaletteFlow.withoutPlan(drawn.source(), drawn.target(), SWATCHES, seed);
    return new Transfer(
        drawn,
        solution,
        map,
        map.along(question.source().preview()),
        map.along(question.source().thumb()),
        flow,
        solution instanceof PlanSolution);
  }

  private Solution solve(Question question, Palettes drawn, Job<Transfer> self) {
    Optional<String> refusal = provider.objection(drawn.problem());
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
    SolveRecord watching = new SolveRecord(self, 0);
    record = watching;
    return provider
        .create(question.run().parameters())
        .solve(drawn.problem(), Start.COLD, watching);
  }

  private void accept(Question question, Transfer transfer) {
    job = null;
    record = null;
    boolean fresh = question.sameAs(wanted);
    if (transfer.solution().convergence().status() == Status.CANCELLED && (!fresh || requested)) {
      // Cut short because something newer is asked: the older, complete answer says more.
      status.set(status.get().outdated());
      return;
    }
    answered = question;
    status.set(TransferStatus.answered(transfer, fresh));
  }

  private void reject(Question question, Throwable error) {
    job = null;
    record = null;
    if (!question.sameAs(wanted)) {
      // What was wrong with a question that nobody asks any more is of no use.
      status.set(status.get().outdated());
      return;
    }
    answered = question;
    status.set(status.get().failed(Messages.sentence(provider.descriptor().name(), error)));
  }
}
