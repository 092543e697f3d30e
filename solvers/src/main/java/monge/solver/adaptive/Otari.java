package monge.solver.adaptive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import monge.diagnostics.MarginalError;
import monge.diagnostics.TransportCost;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.FeasibleRounding;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.CommonParameters;
import monge.solver.Cure;
import monge.solver.InfeasibleProblemException;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * Optimal transport with adaptive regularisation (Van Assel, Vayer, Flamary and Courty 2023,
 * section 3): {@code min <C,P>} over couplings in which every row (or column, or both) has at least
 * a given perplexity, the effective number of its entries. The multiplier of a row's bound is its
 * own temperature: {@code P_ij = psi*'((f_i + g_j - C_ij) / eps_i)}; rows whose bound is inactive
 * have temperature 0 and solve a linear program.
 *
 * <p>Feasible iff {@code xi_source} is at most the perplexity of b and {@code xi_target} that of a;
 * at equality {@code ab'} is the only admissible plan.
 */
record Otari(String id, Regulariser psi, OtariSide side, ParameterValues parameters) {

  static final String METHOD = "method";
  static final String DYKSTRA = "dykstra";
  static final String SIGMA = "sigma";
  static final String SWEEPS = "sweeps";

  /** Error at which Dykstra's projections stop, a share of the mass. */
  private static final double DYKSTRA_ERROR = 1e-8;

  /** Perplexities as near to the largest feasible one as this share count as the largest. */
  private static final double AT_MOST = 1e-9;

  /** A bound that is exceeded by this share is inactive. */
  private static final double INACTIVE = 1e-6;

  /** Temperatures count as this much more in the dual value, whichever gives the best bound. */
  private static final double[] FLOORS = {1e-12, 1e-11, 1e-10, 1e-8, 1e-6};

  /** Accuracy that is not improved further, and the gain of a step that is worth another one. */
  private static final double BEST = 1e-14;

  private static final double GAIN = 0.3;

  /** The share by which an answer may miss its bounds and marginals. */
  private static final double FEASIBLE = 1e-7;

  /** Marginal errors of that share of the mass are rounding. */
  private static final double ROUNDING = 1e-11;

  PlanSolution solve(TransportProblem problem, SolveMonitor monitor) {
    LinearProblem whole = LinearProblems.require(Steps.refusalOf(id, problem), problem);
    Progress progress = new Progress(monitor);
    try {
      return solve(whole, progress);
    } catch (CancellationException _) {
      return new Stopped(whole, id, parameters, progress).beforeTheFirstStep();
    }
  }

  private PlanSolution solve(LinearProblem whole, Progress progress) {
    ScaledProblem scaled = new ScaledProblem(whole, progress::isCancelled);
    double xiSource = side.boundsSource() ? parameters.real("xi_source") : 1;
    double xiTarget = side.boundsTarget() ? parameters.real("xi_target") : 1;
    double mostSource = psi.perplexityOf(scaled.b);
    double mostTarget = psi.perplexityOf(scaled.a);
    requireFeasible("xi_source", xiSource, mostSource, "target");
    requireFeasible("xi_target", xiTarget, mostTarget, "source");
    if (xiSource > 1 && xiSource >= mostSource * (1 - AT_MOST)
        || xiTarget > 1 && xiTarget >= mostTarget * (1 - AT_MOST)) {
      return productPlan(whole, scaled, progress);
    }
    return parameters.choice(METHOD).equals(DYKSTRA)
        ? projected(whole, scaled, xiSource, xiTarget, progress)
        : new Run(whole, scaled, xiSource, xiTarget, progress).solve();
  }

  /** The paper's Algorithm 1, and whether it has found the cheapest plan. */
  private PlanSolution projected(
      LinearProblem whole,
      ScaledProblem scaled,
      double xiSource,
      double xiTarget,
      Progress progress) {
    int most = parameters.whole(SWEEPS);
    double tolerance = DYKSTRA_ERROR * scaled.mass();
    Dykstra projections =
        new Dykstra(
            psi,
            scaled.c,
            scaled.a,
            scaled.b,
            xiSource,
            xiTarget,
            parameters.real(SIGMA) / scaled.span());
    int sweeps = 0;
    double[][] p;
    double error;
    do {
      projections.sweep();
      sweeps++;
      p = projections.plan();
      error = scaled.marginalError(p) + shortfall(scaled, p, xiSource, xiTarget);
      double[][] now = p;
      progress.report(
          new TracePoint(sweeps, scaled.cost(p), error, Double.NaN, Double.NaN),
          () -> scaled.coupling(now));
    } while (error > tolerance && sweeps < most && !progress.isCancelled());
    int slack = projections.slackBounds(p);
    boolean done = error <= tolerance;
    Status status =
        !done && progress.isCancelled()
            ? Status.CANCELLED
            : !done ? Status.ITERATION_LIMIT : slack == 0 ? Status.CONVERGED : Status.STALLED;
    String reason =
        String.format(
            Locale.ROOT,
            "error %.2g of marginals and bounds after %d sweeps, limit %.2g; %s",
            error,
            sweeps,
            tolerance,
            slack == 0
                ? "every bound is tight: the plan is exact"
                : slack + " bounds are slack: the plan is not known to be the cheapest");
    Optional<Cure> cure =
        status == Status.STALLED || status == Status.ITERATION_LIMIT
            ? Optional.of(
                new Cure(
                    "A smaller σ leaves fewer bounds slack and takes more sweeps; the interior"
                        + " point method is exact always.",
                    "Use the interior point method",
                    Map.of(METHOD, "dual")))
            : Optional.empty();
    Coupling plan = scaled.coupling(p);
    MarginalError marginals = MarginalError.of(plan, whole);
    return new PlanSolution(
            whole,
            id,
            parameters,
            plan,
            Optional.empty(),
            Objective.of(scaled.cost(p)),
            progress.finish(
                status, sweeps, "sweeps", reason, marginals.source(), marginals.target(), cure))
        .withFields(Spread.perplexities(psi, scaled, p));
  }

  /** The share by which perplexities fall short of their bounds, the worst of them. */
  private double shortfall(ScaledProblem scaled, double[][] p, double xiSource, double xiTarget) {
    double worst = 0;
    if (xiSource > 1) {
      for (double v : Spread.ofRows(psi, p)) {
        worst = Math.max(worst, 1 - v / xiSource);
      }
    }
    if (xiTarget > 1) {
      for (double v : Spread.ofColumns(psi, p)) {
        worst = Math.max(worst, 1 - v / xiTarget);
      }
    }
    return worst * scaled.mass();
  }

  private static void requireFeasible(String key, double xi, double most, String side) {
    if (xi > 1 && xi > most * (1 + AT_MOST)) {
      throw new InfeasibleProblemException(
          String.format(
              Locale.ROOT,
              "%s = %s is infeasible: the perplexity of the %s weights, %.12g, is the largest that"
                  + " every plan can reach; lower %s to it",
              key,
              xi,
              side,
              most,
              key));
    }
  }

  /** The only admissible plan where a perplexity is the largest feasible one. */
  private PlanSolution productPlan(LinearProblem whole, ScaledProblem scaled, Progress progress) {
    double mass = scaled.mass();
    double[][] p = new double[scaled.a.length][scaled.b.length];
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p[i].length; j++) {
        p[i][j] = scaled.a[i] * (scaled.b[j] / mass);
      }
    }
    Coupling plan = scaled.coupling(p);
    MarginalError error = MarginalError.of(plan, whole);
    boolean cancelled = progress.isCancelled();
    return new PlanSolution(
            whole,
            id,
            parameters,
            plan,
            Optional.empty(),
            Objective.of(scaled.cost(p)),
            progress.finish(
                cancelled ? Status.CANCELLED : Status.OPTIMAL,
                0,
                "steps",
                "the perplexity is the largest feasible one: the product of the weights is the only"
                    + " admissible plan",
                error.source(),
                error.target(),
                Optional.empty()))
        .withFields(Spread.perplexities(psi, scaled, p));
  }

  /** One solve by {@link InteriorPoint}, clouds exchanged where that leaves it less work. */
  private final class Run {
    private final LinearProblem whole;
    private final ScaledProblem scaled;
    private final double xiSource;
    private final double xiTarget;
    private final Progress progress;
    private final boolean exchanged;
    private final double[][] costs;
    private final InteriorPoint point;
    private final double mass;
    private double accuracy = Double.POSITIVE_INFINITY;
    private int steps;

    Run(
        LinearProblem whole,
        ScaledProblem scaled,
        double xiSource,
        double xiTarget,
        Progress progress) {
      this.whole = whole;
      this.scaled = scaled;
      this.xiSource = xiSource;
      this.xiTarget = xiTarget;
      this.progress = progress;
      mass = scaled.mass();
      boolean rowsFirst = xiTarget <= 1;
      boolean columnsFirst = xiSource <= 1;
      exchanged = columnsFirst != rowsFirst ? columnsFirst : scaled.b.length > scaled.a.length;
      double[] eta = bounds(scaled.a, xiSource);
      double[] theta = bounds(scaled.b, xiTarget);
      costs = exchanged ? Spread.transposed(scaled.c, progress::isCancelled) : scaled.c;
      point =
          new InteriorPoint(
              psi,
              costs,
              exchanged ? scaled.b : scaled.a,
              exchanged ? scaled.a : scaled.b,
              0,
              exchanged ? theta : eta,
              exchanged ? eta : theta,
              progress::isCancelled);
    }

    private double[] bounds(double[] weights, double xi) {
      return xi > 1 ? Arrays.stream(weights).map(w -> psi.bound(w, xi)).toArray() : new double[0];
    }

    PlanSolution solve() {
      double tolerance = parameters.real(CommonParameters.TOLERANCE);
      int most = parameters.whole(CommonParameters.MAX_ITERATIONS);
      boolean moved = true;
      boolean done = false;
      double before = Double.POSITIVE_INFINITY;
      // Nearly inactive bounds need more than the tolerance: go on while a step still gains a lot.
      while (moved
          && steps < most
          && (!done || (accuracy > BEST && accuracy < GAIN * before))
          && !progress.isCancelled()) {
        moved = point.step();
        if (moved) {
          boolean feasible = point.infeasibility() <= FEASIBLE;
          if (done && !feasible) {
            point.back();
            break;
          }
          steps++;
          before = accuracy;
          accuracy = (point.gap() + point.residual()) / mass;
          done = feasible && accuracy <= tolerance;
          progress.report(
              new TracePoint(
                  steps,
                  scaled.cost(costs, point.plan()),
                  Double.NaN,
                  scaled.span() * point.gap(),
                  Double.NaN),
              () -> scaled.coupling(plan()));
        }
      }
      if (progress.isCancelled() && !done) {
        return stopped();
      }
      return answer(
          done ? Status.CONVERGED : moved ? Status.ITERATION_LIMIT : Status.STALLED,
          tolerance,
          most);
    }

    private PlanSolution stopped() {
      PlanSolution best =
          new Stopped(whole, id, parameters, progress)
              .at(scaled, costs, point.plan(), exchanged, steps, "steps");
      return Stopped.isMeasured(costs) ? best.withFields(fields(plan())) : best;
    }

    private double[][] plan() {
      return exchanged ? Spread.transposed(point.plan()) : point.plan();
    }

    private PlanSolution answer(Status status, double tolerance, int most) {
      double[][] p = plan();
      if (psi == Regulariser.QUADRATIC && status == Status.CONVERGED) {
        dropZeros(p);
      }
      Coupling plan = scaled.coupling(p);
      MarginalError error = MarginalError.of(plan, whole);
      if (error.total() > ROUNDING * mass) {
        // Weights of very different sizes cost the Newton systems some digits.
        plan = FeasibleRounding.round(plan, whole.source().weights(), whole.target().weights());
        error = MarginalError.of(plan, whole);
      }
      double cost = TransportCost.of(whole.requireGeometry(), plan);
      double dual = scaled.unscaled(Arrays.stream(FLOORS).map(point::dual).max().orElseThrow());
      if (progress.isCancelled()) {
        return stopped();
      }
      Objective objective = Objective.of(cost).withDual(dual, cost - dual);
      double[] f = exchanged ? point.g() : point.f();
      double[] g = exchanged ? point.f() : point.g();
      Potentials potentials = scaled.potentials(f, g);
      String reason =
          String.format(
              Locale.ROOT,
              "gap and residual %.2g of the range of the costs after %d steps, limit %.2g",
              accuracy,
              steps,
              tolerance);
      Optional<Cure> cure =
          status == Status.ITERATION_LIMIT
              ? Optional.of(Cure.twice("Allow more steps; some thirty are enough.", "steps", most))
              : status == Status.STALLED
                  ? Optional.of(
                      new Cure(
                          "Accept a larger tolerance.",
                          "Tolerance 1e-7",
                          Map.of(CommonParameters.TOLERANCE, 1e-7)))
                  : Optional.empty();
      return new PlanSolution(
              whole,
              id,
              parameters,
              plan,
              Optional.of(potentials),
              objective,
              progress.finish(status, steps, "steps", reason, error.source(), error.target(), cure))
          .withFields(fields(p));
    }

    /**
     * Entries that tend to 0: as shares of what the product of the weights holds there they are
     * next to nothing, and far smaller than their reduced costs.
     */
    private void dropZeros(double[][] p) {
      double[][] z = point.reducedCosts();
      for (int i = 0; i < p.length; i++) {
        for (int j = 0; j < p[i].length; j++) {
          double reduced = exchanged ? z[j][i] : z[i][j];
          double share = p[i][j] * mass / (scaled.a[i] * scaled.b[j]);
          if (share < 1e-3 * reduced && share < 1e-9) {
            p[i][j] = 0;
          }
        }
      }
    }

    private List<PointField> fields(double[][] p) {
      List<PointField> fields = new ArrayList<>(Spread.perplexities(psi, scaled, p));
      String unit = psi == Regulariser.ENTROPIC ? "unit of cost" : "cost / mass";
      double[] ofSource = exchanged ? point.columnTemperatures() : point.rowTemperatures();
      double[] ofTarget = exchanged ? point.rowTemperatures() : point.columnTemperatures();
      if (side.boundsSource()) {
        double[] eps = temperatures(ofSource, Spread.ofRows(psi, p), xiSource);
        fields.add(
            PointField.ofSource("eps", "Temperature", unit, scaled.atSource(eps, Double.NaN)));
      }
      if (side.boundsTarget()) {
        double[] eps = temperatures(ofTarget, Spread.ofColumns(psi, p), xiTarget);
        fields.add(
            PointField.ofTarget(
                "eps_target", "Temperature", unit, scaled.atTarget(eps, Double.NaN)));
      }
      return fields;
    }

    /** In the problem's own unit; exactly 0 where the bound is inactive. */
    private double[] temperatures(double[] eps, double[] perplexity, double xi) {
      double[] own = new double[eps.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = perplexity[i] > xi * (1 + INACTIVE) ? 0 : scaled.span() * eps[i];
      }
      return own;
    }
  }
}
