package monge.app.clouds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import monge.app.clouds.CloudsState.Run;
import monge.app.frame.Mark;
import monge.app.frame.Messages;
import monge.app.task.Job;
import monge.app.task.SolveRecord;
import monge.app.task.SolveRecord.Snapshot;
import monge.app.task.TaskRunner;
import monge.problem.LinearProblem;
import monge.solver.Capability;
import monge.solver.Solution;
import monge.solver.SolverProvider;
import monge.solver.Start;
import monge.solver.Status;
import monge.views.picture.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * One run: solves when asked, watches the solve, keeps the answer. A solve that no longer answers
 * the question of now is given a moment to end, so that a dragged point is followed, and is then
 * cancelled.
 */
final class RunModel {

  /** Heap that the replay of one run may take. */
  private static final long REPLAY_BYTES =
      Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 24);

  /** How long an outdated solve may go on before it is cancelled. */
  private static final Duration PATIENCE = Duration.ofMillis(120);

  /** Numbers of a running solve appear after this time; quick solves would only flicker. */
  private static final Duration SHOWN_AFTER = Duration.ofMillis(150);

  /** Numbers of a running solve change as often as they can be read; each change is a repaint. */
  private static final long SHOWN_EVERY_NANOS = 100_000_000L;

  /** How long the last answer is shown as if it were that of now. */
  private static final long STEADY_NANOS = 250_000_000L;

  /** What is asked: data, settings. */
  private record Question(CloudData data, Run run) {
    /** Two solves answer the same question also when the columns were moved. */
    boolean sameAs(@Nullable Question other) {
      return other != null
          && (data == other.data || data.equals(other.data))
          && run.equals(other.run);
    }
  }

  private record Answer(Solution solution, List<Snapshot> snapshots, PlanFacts facts) {}

  private final SolverProvider provider;
  private final TaskRunner tasks;
  private final ReadOnlyObjectWrapper<RunStatus> status =
      new ReadOnlyObjectWrapper<>(RunStatus.NEW);
  private final ReadOnlyObjectWrapper<RunStatus> shown = new ReadOnlyObjectWrapper<>(RunStatus.NEW);
  private long outdatedSince;
  private long toldAt;
  private Question wanted;
  private @Nullable Question answered;
  private @Nullable Question asked;
  private @Nullable Job<Answer> job;
  private volatile @Nullable SolveRecord record;
  private boolean requested;
  private boolean warm = true;
  private boolean held;

  RunModel(SolverProvider provider, TaskRunner tasks, CloudData data, Run run) {
    this.provider = provider;
    this.tasks = tasks;
    wanted = new Question(data, run);
    status.addListener(_ -> show());
  }

  int id() {
    return wanted.run().id();
  }

  Run run() {
    return wanted.run();
  }

  SolverProvider provider() {
    return provider;
  }

  ReadOnlyObjectProperty<RunStatus> status() {
    return status.getReadOnlyProperty();
  }

  /**
   * The state for headers and lists: it says that the answer is outdated or on its way only once
   * that has lasted, so that nothing flickers while a point is dragged.
   */
  ReadOnlyObjectProperty<RunStatus> shown() {
    return shown.getReadOnlyProperty();
  }

  private void show() {
    RunStatus now = status.get();
    if (now.fresh() || !now.failure().isEmpty() || shown.get().solution().isEmpty()) {
      outdatedSince = 0;
      shown.set(now);
      return;
    }
    long time = System.nanoTime();
    if (outdatedSince == 0) {
      outdatedSince = time;
    }
    if (time - outdatedSince >= STEADY_NANOS) {
      shown.set(now);
    }
  }

  /** The data and settings to answer from now on. */
  void want(CloudData data, Run run) {
    Question next = new Question(data, run);
    if (next.sameAs(wanted)) {
      return;
    }
    wanted = next;
    held = false;
    if (job == null) {
      status.set(status.get().outdated());
    }
  }

  /** Solves anew, from scratch. */
  void request() {
    requested = true;
    warm = false;
    held = false;
    if (job != null) {
      job.cancel();
    }
  }

  /** Solves again starting from the answer there is. */
  void continueFromHere() {
    requested = true;
    warm = true;
    held = false;
  }

  /** Stops the solve and keeps its best answer so far. */
  void cancel() {
    requested = false;
    held = true;
    if (job != null) {
      job.cancel();
    }
  }

  /** The run is gone. */
  void close() {
    held = true;
    if (job != null) {
      job.cancel();
    }
  }

  /** Called every frame: starts what is due, stops what is outdated, shows how far it is. */
  void frame(boolean live) {
    show();
    Job<Answer> running = job;
    if (running == null) {
      // What was changed and changed back before a solve began is the question of the answer again,
      // but the answer has been called outdated.
      boolean open = !wanted.sameAs(answered) || status.get().mark() == Mark.STALE;
      boolean due = requested || (live && !held && open);
      if (due) {
        start();
      }
      return;
    }
    if (!wanted.sameAs(asked) && running.elapsed().compareTo(PATIENCE) > 0) {
      running.cancel();
    }
    long now = System.nanoTime();
    boolean told = now - toldAt < SHOWN_EVERY_NANOS;
    if (!told && running.elapsed().compareTo(SHOWN_AFTER) > 0 && record != null) {
      toldAt = now;
      SolveRecord watched = record;
      watched
          .latest()
          .ifPresent(
              p ->
                  running.progress(
                      running.fraction(),
                      Numbers.count(p.iteration())
                          + (Double.isNaN(p.marginalError())
                              ? ""
                              : " " + Numbers.error(p.marginalError()))));
      status.set(status.get().running(watched.latest(), running.fraction(), running.elapsed()));
    }
  }

  private void start() {
    Question question = wanted;
    Start from =
        warm && provider.descriptor().can(Capability.WARM_START)
            ? status.get().solution().map(Start::from).orElse(Start.COLD)
            : Start.COLD;
    requested = false;
    warm = true;
    asked = question;
    job =
        tasks.solve(
            provider.descriptor().name(),
            self -> solve(question, from, self),
            answer -> accept(question, answer),
            error -> reject(question, error));
  }

  private Answer solve(Question question, Start from, Job<Answer> self) {
    LinearProblem problem = question.data().problem(question.run().cost());
    Optional<String> refusal = provider.objection(problem);
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
    SolveRecord watched = new SolveRecord(self, REPLAY_BYTES);
    record = watched;
    Solution solution = provider.create(question.run().parameters()).solve(problem, from, watched);
    return new Answer(solution, watched.snapshots(), PlanFacts.of(solution));
  }

  private void accept(Question question, Answer answer) {
    job = null;
    record = null;
    boolean fresh = question.sameAs(wanted);
    if (answer.solution().convergence().status() == Status.CANCELLED && (!fresh || requested)) {
      // Cut short because something newer is asked: the older, complete answer says more.
      status.set(status.get().outdated());
      return;
    }
    answered = question;
    status.set(RunStatus.answered(answer.solution(), answer.snapshots(), answer.facts(), fresh));
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
