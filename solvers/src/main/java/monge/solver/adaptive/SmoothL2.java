package monge.solver.adaptive;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import monge.diagnostics.DualityGap;
import monge.diagnostics.MarginalError;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.Cure;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * Quadratically regularised transport {@code min <C,P> + reg/2 sum P^2}: an interior point method,
 * whose potentials a semismooth Newton method on the dual makes exact, with a sparse plan (Blondel,
 * Seguy and Rolet 2018; Lorenz, Manns and Meyer 2021).
 *
 * @param reg weight of the squares, cost per unit of mass
 * @param tolerance gap to reach, as a share of the range of the costs
 */
record SmoothL2(ParameterValues parameters, double reg, double tolerance, int maxIterations)
    implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole = LinearProblems.require(SmoothL2Provider.refusalOf(problem), problem);
    Progress progress = new Progress(monitor);
    try {
      return solve(whole, progress);
    } catch (CancellationException _) {
      return new Stopped(whole, SmoothL2Provider.ID, parameters, progress).beforeTheFirstStep();
    }
  }

  private PlanSolution solve(LinearProblem whole, Progress progress) {
    ScaledProblem scaled = new ScaledProblem(whole, progress::isCancelled);
    double tau = reg / scaled.span();
    double mass = scaled.mass();
    InteriorPoint point =
        new InteriorPoint(
            Regulariser.QUADRATIC,
            scaled.c,
            scaled.a,
            scaled.b,
            tau,
            new double[0],
            new double[0],
            progress::isCancelled);
    QuadraticDual exact = new QuadraticDual(scaled.c, scaled.a, scaled.b, progress::isCancelled);
    double goal = QuadraticDual.goal(scaled, tau);
    int steps = 0;
    boolean polished = false;
    double accuracy = Double.POSITIVE_INFINITY;
    while (!polished
        && steps < maxIterations
        && !progress.isCancelled()
        && accuracy > tolerance
        && point.step()) {
      steps++;
      accuracy = (point.gap() + point.residual()) / mass;
      progress.report(
          new TracePoint(
              steps, scaled.cost(point.plan()), 0, scaled.span() * point.gap(), Double.NaN),
          () -> scaled.coupling(point.plan()));
      if (accuracy < 1e-5) {
        polished = exact.solve(tau, point.g(), goal, progress::isCancelled);
      }
    }
    if (!polished && progress.isCancelled()) {
      return new Stopped(whole, SmoothL2Provider.ID, parameters, progress)
          .at(scaled, scaled.c, point.plan(), false, steps, "steps");
    }
    double[][] p = polished ? exact.plan() : point.plan();
    Coupling plan = scaled.coupling(p);
    MarginalError error = MarginalError.of(plan, whole);
    double squares = 0;
    for (double[] row : p) {
      for (double x : row) {
        squares += x * x;
      }
    }
    double linear = scaled.cost(p);
    double regularised = linear + reg / 2 * squares;
    Objective objective = Objective.of(linear).with("objective_regularised", regularised);
    double dual = scaled.unscaled(polished ? exact.value() : point.dual(0));
    objective = objective.withDual(dual, regularised - dual);
    boolean done = polished || accuracy <= tolerance;
    Status status =
        done ? Status.CONVERGED : steps >= maxIterations ? Status.ITERATION_LIMIT : Status.STALLED;
    String reason =
        String.format(
            Locale.ROOT,
            "%s after %d steps: %s, limit %.2g; marginal error" + " %.2g",
            polished ? "exact dual" : "interior point",
            steps,
            DualityGap.saidAsShare(
                objective.gap().orElse(Double.NaN) / scaled.span() / mass,
                "of the range of the costs"),
            tolerance,
            error.total());
    Optional<Cure> cure =
        status == Status.ITERATION_LIMIT
            ? Optional.of(
                Cure.twice("Allow more steps; some thirty are enough.", "steps", maxIterations))
            : Optional.empty();
    return new PlanSolution(
        whole,
        SmoothL2Provider.ID,
        parameters,
        plan,
        Optional.of(
            polished
                ? scaled.potentials(exact.f(), exact.g())
                : scaled.potentials(point.f(), point.g())),
        objective,
        progress.finish(status, steps, "steps", reason, error.source(), error.target(), cure));
  }
}
