package monge.app.gaussians;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import monge.app.frame.Desk;
import monge.app.frame.Messages;
import monge.app.frame.Strings;
import monge.app.task.Job;
import monge.app.task.SolveRecord;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import monge.solver.Solution;
import monge.solver.SolverProvider;
import monge.solver.Start;
import monge.views.gaussian.GaussianScene;

/**
 * What draws of both Gaussians say about their distance, solved in the background: of many changes
 * in a row the last one is solved.
 */
final class DrawnDistances {

  private static final String EXACT = "emd";

  /** What was found, and the state it was drawn for. */
  private record Estimate(GaussiansState state, OptionalDouble fitted, OptionalDouble exact) {}

  private final Desk desk;
  private final ClosedForm closedForm;
  private final Supplier<GaussiansState> now;
  private final Runnable changed;
  private Optional<Estimate> estimate = Optional.empty();
  private boolean estimating;

  /**
   * @param now the state to draw for
   * @param changed called when something new is known
   */
  DrawnDistances(Desk desk, ClosedForm closedForm, Supplier<GaussiansState> now, Runnable changed) {
    this.desk = desk;
    this.closedForm = closedForm;
    this.now = now;
    this.changed = changed;
  }

  /** The distance between the Gaussians fitted to the draws; empty before it is known. */
  OptionalDouble fitted() {
    return estimate.map(Estimate::fitted).orElse(OptionalDouble.empty());
  }

  /** The exact distance between the draws; empty before it is known. */
  OptionalDouble exact() {
    return estimate.map(Estimate::exact).orElse(OptionalDouble.empty());
  }

  /** Whether the numbers are of another state than that of now. */
  boolean isStale() {
    return estimate.filter(e -> !e.state().drawsAs(now.get())).isPresent();
  }

  boolean isBusy() {
    return estimating;
  }

  /** Whether nothing was ever found. */
  boolean isEmpty() {
    return estimate.isEmpty();
  }

  /** Nothing is known any more. */
  void forget() {
    estimate = Optional.empty();
  }

  /** Solves for the state of now, unless that is known or on its way. */
  void ask() {
    GaussiansState state = now.get();
    if (estimating || estimate.filter(e -> e.state().drawsAs(state)).isPresent()) {
      return;
    }
    estimating = true;
    desk.tasks()
        .<Estimate>solve(
            Strings.of("gaussians.estimating", state.samples()),
            job -> estimated(state, job),
            result -> {
              accept(result);
              if (desk.live().get()) {
                ask();
              }
            },
            failure -> {
              accept(new Estimate(state, OptionalDouble.empty(), OptionalDouble.empty()));
              desk.messages().error(Messages.sentence(Strings.of("gaussians.failed"), failure));
            });
  }

  private void accept(Estimate found) {
    estimating = false;
    estimate = Optional.of(found);
    changed.run();
  }

  private Estimate estimated(GaussiansState state, Job<?> job) {
    DiscreteMeasure x = state.sourceDraws();
    DiscreteMeasure y = state.targetDraws();
    double fitted =
        closedForm.between(GaussianScene.fitted(x), GaussianScene.fitted(y)).objective().value();
    SolverProvider exact = desk.solvers().require(EXACT);
    Solution solution =
        exact
            .create(exact.defaults())
            .solve(
                LinearProblem.between(x, y, new CostFunction.SquaredEuclidean()),
                Start.COLD,
                new SolveRecord(job, 0));
    return new Estimate(
        state,
        OptionalDouble.of(fitted),
        solution.convergence().status().isSuccess()
            ? OptionalDouble.of(solution.objective().value())
            : OptionalDouble.empty());
  }
}
