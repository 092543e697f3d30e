package monge.solver.entropic;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import monge.cost.Geometry;
import monge.diagnostics.RoundedValue;
import monge.numeric.ScalingSweep;
import monge.numeric.Sweep;
import monge.plan.Potentials;
import monge.plan.ScaledKernelCoupling;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.solver.CommonParameters;
import monge.solver.Cure;
import monge.solver.InfeasibleProblemException;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;

/** What a solve has come to: its plan as potentials, measured, and why it ended. */
final class SinkhornAnswer {

  /**
   * How a solve has ended.
   *
   * @param transport {@code <C,P>} near the end; NaN if unknown
   * @param error the marginal error that the last iteration saw
   * @param columnSums of the last plan, where its rows are exact and another pass over it would be
   *     long
   */
  record End(
      int iterations,
      double transport,
      double error,
      boolean cancelled,
      boolean stalled,
      Optional<double[]> columnSums) {}

  /** A plan's sums and cost. */
  private record Sums(double[] rows, double[] columns, double transport) {}

  /** After a cancel, the answer is measured if that takes a few milliseconds. */
  private static final long MEASURED_AFTER_CANCEL = 2_000_000;

  /** Plans of so many entries are rounded for a duality gap; it would take long for larger ones. */
  private static final long ROUNDED = 400_000_000;

  private final Sinkhorn settings;
  private final LinearProblem whole;
  private final PositiveSupport support;
  private final Geometry geometry;
  private final ScaledPotentials at;
  private final Optional<ScalingSweep> logSweep;

  SinkhornAnswer(
      Sinkhorn settings,
      LinearProblem whole,
      PositiveSupport support,
      Geometry geometry,
      ScaledPotentials at,
      Optional<ScalingSweep> logSweep) {
    this.settings = settings;
    this.whole = whole;
    this.support = support;
    this.geometry = geometry;
    this.at = at;
    this.logSweep = logSweep;
  }

  /** The plan of these potentials, with empty rows and columns at points of zero weight. */
  static ScaledKernelCoupling coupling(
      LinearProblem whole, PositiveSupport support, ScaledPotentials at) {
    Potentials all = expanded(support, at);
    return ScaledKernelCoupling.of(whole.requireGeometry(), all.f(), all.g(), at.eps());
  }

  private static Potentials expanded(PositiveSupport support, ScaledPotentials at) {
    Potentials own = at.inUnitOfCost();
    return new Potentials(
        support.expandRows(own.f(), Double.NEGATIVE_INFINITY),
        support.expandColumns(own.g(), Double.NEGATIVE_INFINITY));
  }

  PlanSolution of(Progress progress, End end) {
    at.centre();
    ScaledKernelCoupling plan = coupling(whole, support, at);
    Optional<Sums> measured = measured(end);
    double sourceError = measured.map(m -> Sweep.distance(m.rows(), at.a)).orElse(end.error());
    double targetError = measured.map(m -> Sweep.distance(m.columns(), at.b)).orElse(0.0);
    Objective objective =
        measured
            .map(sums -> objective(sums, plan, progress, end))
            .orElseGet(() -> unmeasuredObjective(end));
    double total = sourceError + targetError;
    Status status = status(end, total);
    if (status == Status.STALLED && geometry.hasForbiddenPairs()) {
      requirePlan(progress);
    }
    return new PlanSolution(
        whole,
        SinkhornProvider.ID,
        settings.parameters(),
        plan,
        Optional.of(expanded(support, at)),
        objective,
        progress.finish(
            status,
            end.iterations(),
            "iterations",
            reason(status, total, end),
            sourceError,
            targetError,
            cure(status)));
  }

  /**
   * Scaling cannot tell a problem without a plan from one that is hard; exact transport can.
   *
   * @throws InfeasibleProblemException if the forbidden pairs leave no plan with these weights
   */
  private void requirePlan(Progress progress) {
    SolverProvider exact = SolverRegistry.load().require("emd");
    exact
        .create(exact.defaults())
        .solve(whole, Start.COLD, SolveMonitor.stoppedBy(progress::isCancelled));
  }

  private Optional<Sums> measured(End end) {
    long entries = (long) at.a.length * at.b.length;
    if (end.cancelled() && entries > MEASURED_AFTER_CANCEL) {
      return Optional.empty();
    }
    if (end.columnSums().isPresent()) {
      return Optional.of(new Sums(at.a, end.columnSums().get(), end.transport()));
    }
    return logSweep
        .filter(sweep -> sweep.measure(at.phi, at.psi, at.scale(), () -> false))
        .map(sweep -> new Sums(sweep.rowSums(), sweep.columnSums(), sweep.transportCost()));
  }

  private Status status(End end, double total) {
    if (end.cancelled()) {
      return Status.CANCELLED;
    }
    if (total <= settings.tolerance() * at.mass) {
      return Status.CONVERGED;
    }
    return end.iterations() >= settings.maxIterations() ? Status.ITERATION_LIMIT : Status.STALLED;
  }

  private Objective unmeasuredObjective(End end) {
    double dual = at.dualValue();
    return new Objective(
        Map.of(
            "objective",
            Double.isNaN(end.transport()) ? dual : end.transport(),
            "objective_entropic",
            dual,
            "objective_kl",
            dual - at.eps() * at.weightEntropy(at.a, at.b)),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  private Objective objective(Sums sums, ScaledKernelCoupling plan, Progress progress, End end) {
    double eps = at.eps();
    double[] r = sums.rows();
    double[] c = sums.columns();
    double total = 0;
    for (double sum : r) {
      total += sum;
    }
    double entropic = at.pairing(r, c);
    double kl = entropic - eps * at.weightEntropy(r, c) + eps * (at.mass * at.mass - total);
    Objective objective =
        Objective.of(sums.transport())
            .with("objective_entropic", entropic)
            .with("objective_kl", kl);
    if (end.cancelled()) {
      return objective;
    }
    double dual = at.dualValue() + eps * (at.mass - total);
    if ((long) r.length * c.length > ROUNDED) {
      return new Objective(objective.terms(), OptionalDouble.of(dual), OptionalDouble.empty());
    }
    return RoundedValue.of(
            plan,
            whole.requireGeometry(),
            whole.source().weights(),
            whole.target().weights(),
            progress::isCancelled)
        .map(rounded -> objective.withDual(dual, rounded.cost() + eps * rounded.entropy() - dual))
        .orElse(objective);
  }

  private String reason(Status status, double total, End end) {
    String numbers =
        String.format(
            Locale.ROOT,
            "marginal error %.2g after %d iterations, limit %.2g",
            total,
            end.iterations(),
            settings.tolerance() * at.mass);
    return switch (status) {
      case CANCELLED ->
          // A solve that was stopped on its way to eps answers with the eps it had reached.
          at.eps() == settings.eps()
              ? "stopped by hand: " + numbers
              : String.format(
                  Locale.ROOT,
                  "stopped by hand at reg %.3g on the way down: %s",
                  at.eps(),
                  numbers);
      case STALLED ->
          geometry.hasForbiddenPairs()
              ? numbers + ": some pairs get next to nothing beside the forbidden ones"
              : end.stalled() || !settings.newton()
                  ? numbers + ": it no longer falls in double precision"
                  : numbers + ": rounding allows no less at this reg";
      default -> numbers;
    };
  }

  private Optional<Cure> cure(Status status) {
    return switch (status) {
      case ITERATION_LIMIT ->
          Optional.of(
              new Cure(
                  "Allow more iterations, or raise reg: fewer are needed then.",
                  "Continue 1000 more",
                  Map.of(
                      CommonParameters.MAX_ITERATIONS,
                      (int) Math.min(Integer.MAX_VALUE, settings.maxIterations() + 1000L))));
      case STALLED ->
          geometry.hasForbiddenPairs()
              ? Optional.of(
                  new Cure(
                      "Take emd, which is exact, or allow more pairs (finite costs).",
                      "Change the costs",
                      Map.of()))
              : Optional.of(
                  new Cure(
                      "Raise reg tenfold: the plan is blurred more and found easily.",
                      "Raise reg",
                      Map.of(CommonParameters.REG, 10 * settings.eps())));
      default -> Optional.empty();
    };
  }
}
