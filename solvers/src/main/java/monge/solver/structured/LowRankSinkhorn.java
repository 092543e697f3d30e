package monge.solver.structured;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import monge.diagnostics.MarginalError;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.FactoredCoupling;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.problem.TransportProblem;
import monge.solver.Cure;
import monge.solver.LinearProblems;
import monge.solver.LocalMinimum;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * The best of several descents over couplings {@code P = Q diag(1/g) R'} of low rank (Scetbon,
 * Cuturi and Peyré 2021): not convex, so each start may end elsewhere.
 *
 * @param rank the most hubs that mass may flow through
 * @param reg weight of the entropy of Q, R and g, in the unit of the cost; 0 for none
 * @param seed of the first start; the others take the next numbers
 * @param tolerance relative fall of the value in a step at which a descent is done
 */
record LowRankSinkhorn(
    ParameterValues parameters,
    int rank,
    double reg,
    int seed,
    int starts,
    int maxIterations,
    double tolerance)
    implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(LowRankSinkhornProvider.refusalOf(problem), problem);
    return new Run(whole, new Progress(monitor)).solve();
  }

  /** Where a descent ended. */
  private record End(
      FactoredCoupling plan, double transport, double value, boolean converged, int seed) {}

  /** One solve. */
  private final class Run {

    private final LinearProblem whole;
    private final PositiveSupport support;
    private final LowRankDescent descent;
    private final Progress progress;
    private final int hubs;
    private final List<End> ends = new ArrayList<>();
    private int steps;
    private boolean cancelled;

    Run(LinearProblem whole, Progress progress) {
      this.whole = whole;
      this.progress = progress;
      support = PositiveSupport.of(whole);
      LinearProblem problem = support.problem();
      hubs = Math.min(rank, Math.min(problem.rows(), problem.columns()));
      descent = new LowRankDescent(problem, CostOperator.of(problem.requireGeometry()), hubs, reg);
    }

    PlanSolution solve() {
      // With one hub there is one plan, ab'.
      int runs = hubs == 1 ? 1 : starts;
      for (int k = 0; k < runs && !cancelled; k++) {
        ends.add(descend(k, runs));
      }
      ends.sort(Comparator.comparingDouble(End::value));
      return finished(ends.getFirst());
    }

    private End descend(int run, int runs) {
      descent.start(support.problem(), seed + run);
      boolean done = false;
      for (int k = 0; k < maxIterations && !done; k++) {
        if (progress.isCancelled()) {
          cancelled = true;
          break;
        }
        double fall = descent.step();
        steps++;
        done = fall <= tolerance;
        double ahead = Math.log(Math.max(fall, tolerance)) / Math.log(tolerance);
        progress.fraction(Math.clamp((run + ahead) / runs, 0, 1));
        progress.report(
            new TracePoint(steps, descent.regularised(), Double.NaN, Double.NaN, fall),
            () -> coupling(descent.plan()));
      }
      return new End(
          descent.plan(), descent.transportCost(), descent.regularised(), done, seed + run);
    }

    /** The plan with the points of zero weight put back. */
    private Coupling coupling(FactoredCoupling plan) {
      return plan.rows() == whole.rows() && plan.columns() == whole.columns()
          ? plan
          : plan.expanded(support::row, support::column, whole.rows(), whole.columns());
    }

    private PlanSolution finished(End best) {
      Coupling plan = coupling(best.plan());
      Objective objective = Objective.of(best.transport());
      if (reg > 0) {
        objective = objective.with("objective_regularised", best.value());
      }
      Status status =
          cancelled
              ? Status.CANCELLED
              : best.converged() ? Status.CONVERGED : Status.ITERATION_LIMIT;
      String reason =
          cancelled
              ? "stopped by hand after %d steps, in start %d".formatted(steps, ends.size())
              : String.format(
                  Locale.ROOT,
                  best.converged()
                      ? "the best of %d starts fell by less than %.0e in a step; %d steps in all"
                      : "the best of %d starts still fell by more than %.0e a step; %d steps in"
                          + " all",
                  ends.size(),
                  tolerance,
                  steps);
      Optional<Cure> cure =
          status == Status.ITERATION_LIMIT
              ? Optional.of(
                  new Cure(
                      "Allow more steps a start, or take a smaller rank.",
                      "Allow twice the steps",
                      Map.of(
                          "max_iterations", (int) Math.min(Integer.MAX_VALUE, 2L * maxIterations))))
              : Optional.empty();
      MarginalError error =
          MarginalError.of(plan, whole.source().weights(), whole.target().weights());
      return new PlanSolution(
              whole,
              LowRankSinkhornProvider.ID,
              parameters,
              plan,
              Optional.empty(),
              objective,
              progress.finish(status, steps, "steps", reason, error.source(), error.target(), cure))
          .withMinima(
              ends.stream().map(e -> new LocalMinimum("seed " + e.seed(), e.value())).toList());
    }
  }
}
