package monge.solver.proximal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.diagnostics.DualityGap;
import monge.diagnostics.RoundedValue;
import monge.numeric.Kernels;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.Potentials;
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
 * IPOT: {@code P^{t+1} = argmin <C,P> + beta KL(P | P^t)}, each step solved by a few scalings (Xie,
 * Wang, Wang and Zha 2020, Algorithm 1). After t steps the plan is the entropic one at about {@code
 * eps = beta / t}; columns are exact, rows in the limit. {@code f = beta F / t} and its c-transform
 * bound the optimum from below.
 *
 * @param beta weight of the proximal term, in the unit of the cost
 * @param inner scalings a step, L
 * @param tolerance gap of the rounded plan to reach, as a share of the largest cost
 */
record Ipot(ParameterValues parameters, double beta, int inner, int maxIterations, double tolerance)
    implements Solver {

  /** After a cancel, the answer is measured if that takes a few milliseconds. */
  private static final long MEASURED_AFTER_CANCEL = 2_000_000;

  /** What a dual bound and a rounded plan prove. */
  private record Certificate(double dual, double gap, Potentials potentials) {}

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole = LinearProblems.require(IpotProvider.refusalOf(problem), problem);
    Progress progress = new Progress(monitor);
    ProximalSteps steps = new ProximalSteps(whole, beta, inner);
    double mass = whole.source().mass();
    double scale = Math.max(whole.requireGeometry().largestMagnitude(), Double.MIN_NORMAL) * mass;
    Optional<Certificate> certificate = Optional.empty();
    boolean cancelled = false;
    boolean done = false;
    int nextCheck = 10;
    double gap = Double.NaN;
    while (!done && steps.steps() < maxIterations) {
      if (!steps.next(progress::isCancelled)) {
        cancelled = true;
        break;
      }
      int t = steps.steps();
      if (t == nextCheck || t == maxIterations) {
        // The certificate costs some ten passes over the costs: look less and less often.
        nextCheck = t + Math.max(10, t / 8);
        certificate = certificate(whole, steps, progress::isCancelled);
        if (certificate.isEmpty()) {
          cancelled = true;
          break;
        }
        gap = certificate.get().gap();
        done = gap <= tolerance * scale && steps.error() <= 0.1 * tolerance * mass;
      }
      progress.fraction(t / (double) maxIterations);
      progress.report(
          new TracePoint(t, steps.transportCost(), steps.error(), gap, Double.NaN), steps::plan);
      gap = Double.NaN;
    }
    return answer(whole, steps, progress, certificate, cancelled, done, scale);
  }

  private PlanSolution answer(
      LinearProblem whole,
      ProximalSteps steps,
      Progress progress,
      Optional<Certificate> certificate,
      boolean cancelled,
      boolean done,
      double scale) {
    Coupling plan = steps.plan();
    boolean measured = !cancelled || (long) whole.rows() * whole.columns() <= MEASURED_AFTER_CANCEL;
    double targetError = 0;
    double sourceError = steps.error();
    if (measured) {
      steps.measure();
      sourceError = steps.rowError();
      targetError = steps.error();
    }
    Objective objective = Objective.of(steps.transportCost());
    if (!cancelled && certificate.isPresent()) {
      objective = objective.withDual(certificate.get().dual(), certificate.get().gap());
    }
    Status status = cancelled ? Status.CANCELLED : done ? Status.CONVERGED : Status.ITERATION_LIMIT;
    String numbers =
        cancelled
            ? String.format(
                Locale.ROOT,
                "stopped by hand after %d steps: marginal error %.2g",
                steps.steps(),
                sourceError + targetError)
            : String.format(
                Locale.ROOT,
                "%s after %d steps, limit %.2g; marginal error %.2g",
                DualityGap.saidAsShare(
                    objective.gap().orElse(Double.NaN) / scale, "of the largest cost"),
                steps.steps(),
                tolerance,
                sourceError + targetError);
    Optional<Cure> cure =
        status == Status.ITERATION_LIMIT
            ? Optional.of(
                Cure.twice(
                    "Allow more steps; a smaller beta takes larger ones, with more inner"
                        + " iterations.",
                    "steps",
                    maxIterations))
            : Optional.empty();
    return new PlanSolution(
        whole,
        IpotProvider.ID,
        parameters,
        plan,
        cancelled ? Optional.empty() : certificate.map(Certificate::potentials),
        objective,
        progress.finish(status, steps.steps(), "steps", numbers, sourceError, targetError, cure));
  }

  /** Empty if stopped. */
  private static Optional<Certificate> certificate(
      LinearProblem whole, ProximalSteps steps, BooleanSupplier stop) {
    Geometry geometry = whole.requireGeometry();
    int n = whole.rows();
    int m = whole.columns();
    Kernels kernels = Kernels.forEntries((long) n * m);
    double[] some = steps.sourcePotential();
    double[] c = new double[m];
    // g_j = min_i C_ij - f_i, then f_i = min_j C_ij - g_j: feasible at every point.
    double[] minusG = new double[m];
    Arrays.fill(minusG, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < some.length && !stop.getAsBoolean(); i++) {
      geometry.row(steps.support().row(i), c);
      kernels.maxInto(some[i], 1, c, minusG, m);
    }
    double[] g = new double[m];
    for (int j = 0; j < m; j++) {
      g[j] = Double.isInfinite(minusG[j]) ? 0 : -minusG[j];
    }
    double[] f = new double[n];
    double dual = 0;
    for (int i = 0; i < n && !stop.getAsBoolean(); i++) {
      geometry.row(i, c);
      double least = -kernels.maxShifted(g, 1, c, m);
      f[i] = Double.isInfinite(least) ? 0 : least;
      dual += whole.source().weight(i) * f[i];
    }
    for (int j = 0; j < m; j++) {
      dual += whole.target().weight(j) * g[j];
    }
    double bound = dual;
    return RoundedValue.of(
            steps.plan(), geometry, whole.source().weights(), whole.target().weights(), stop)
        .map(rounded -> new Certificate(bound, rounded.cost() - bound, new Potentials(f, g)));
  }
}
