package monge.solver.structured;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.numeric.EntropicProjection;
import monge.numeric.Parallel;
import monge.parameter.ParameterValues;
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
 * Entropic transport with an l1-l2 penalty on classes, {@code min <C,P> + eps sum P log P + eta
 * sum_j sum_c |P_{c,j}|_2}, strictly convex. The penalty is 1-smooth relative to the entropy, so
 * that
 *
 * <pre>
 *   P^{k+1} = argmin <C + eta grad Omega(P^k), P> + eps sum P log P + eta KL(P | P^k)
 * </pre>
 *
 * never raises the objective and converges by the factor {@code eta / (eps + eta)} or better; each
 * step is one entropic projection.
 *
 * <p>Certificate: Omega is a norm, so {@code <W,Q> <= Omega(Q)} for {@code W = grad Omega(P)} and
 * every Q; the entropic problem with cost {@code C + eta W} bounds the optimum from below. The gap
 * is that of generalised conditional gradient (Rakotomamonjy et al.).
 *
 * @param eps weight of the entropy, in the unit of the cost
 * @param eta weight of the penalty, in the unit of the cost
 * @param tolerance bound on the l1 distance to the optimum, as a share of the mass
 */
record GroupLassoL1L2(
    ParameterValues parameters, double eps, double eta, int maxIterations, double tolerance)
    implements Solver {

  /** What inner projections leave: no step can be measured more finely. */
  private static final double INNER = 4 * EntropicProjection.TOLERANCE;

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(Classes.refusalOf(GroupLassoL1L2Provider.ID, problem), problem);
    return new Run(whole, new Progress(monitor)).solve();
  }

  /** One solve. */
  private final class Run {

    private final LinearProblem whole;
    private final RegularisedProblem problem;
    private final GroupNorms norms;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final EntropicProjection projection;
    private final double theta = eta / (eps + eta);
    private double[][] plan;
    private double[][] next;
    private final double[][] scores;
    private final double[][] gradient;
    private int steps;
    private boolean cancelled;
    private double distance = Double.POSITIVE_INFINITY;

    Run(LinearProblem whole, Progress progress) {
      this.whole = whole;
      this.progress = progress;
      stop = progress::isCancelled;
      problem = new RegularisedProblem(whole);
      norms = new GroupNorms(problem.classes(), problem.columns());
      projection = problem.projection();
      plan = problem.productPlan();
      next = new double[problem.rows()][problem.columns()];
      scores = new double[problem.rows()][problem.columns()];
      gradient = new double[problem.rows()][problem.columns()];
    }

    PlanSolution solve() {
      double first = Double.NaN;
      while (!done() && steps < maxIterations && !cancelled) {
        step();
        if (!cancelled) {
          first = Double.isNaN(first) ? distance : first;
          progress.fraction(
              Math.clamp(Math.log(first / distance) / Math.log(first / limit()), 0, 1));
        }
      }
      return finished();
    }

    private boolean done() {
      return distance <= limit();
    }

    private double limit() {
      return Math.max(tolerance, INNER * (1 + eta / eps)) * problem.mass();
    }

    private void step() {
      norms.gradient(plan, scores, projection.rowPotentials(), gradient);
      setScores(scores, theta, eps + eta);
      projection.solve(scores, next, stop);
      cancelled = stop.getAsBoolean();
      if (cancelled) {
        return;
      }
      double change = problem.distance(plan, next);
      // Rows and columns of the scores count up to constants, so P^0 = ab' is the score 0.
      double[][] swap = plan;
      plan = next;
      next = swap;
      steps++;
      // A contraction by theta that moved so far is at most so far from its fixed point.
      distance = Math.max(change * eta / eps, eta == 0 ? 0 : Double.MIN_NORMAL);
      progress.report(
          new TracePoint(steps, total(), problem.columnError(plan), Double.NaN, change),
          () -> problem.coupling(plan));
    }

    /** {@code S <- memory S - (C + eta W) / strength}. */
    private void setScores(double[][] out, double memory, double strength) {
      Parallel.ranges(
          problem.rows(),
          Parallel.parts(problem.rows(), 1 + 40_000 / problem.columns()),
          (_, from, to) -> {
            for (int i = from; i < to; i++) {
              double[] c = problem.cost()[i];
              for (int j = 0; j < c.length; j++) {
                out[i][j] =
                    (memory == 0 ? 0 : memory * scores[i][j])
                        - (c[j] + eta * gradient[i][j]) / strength;
              }
            }
          });
    }

    private double total() {
      return problem.transportCost(plan)
          + eps * problem.negativeEntropy(plan)
          + eta * norms.value(plan);
    }

    private PlanSolution finished() {
      double cost = problem.transportCost(plan);
      double penalty = norms.value(plan);
      double total = cost + eps * problem.negativeEntropy(plan) + eta * penalty;
      Objective objective =
          Objective.of(cost).with("objective_total", total).with("group_penalty", penalty);
      Optional<Potentials> potentials = Optional.empty();
      if (!cancelled) {
        norms.gradient(plan, scores, projection.rowPotentials(), gradient);
        setScores(scores, 0, eps);
        projection.solve(scores, next, stop);
        if (!stop.getAsBoolean()) {
          double[] f = times(projection.rowPotentials());
          double[] g = times(projection.columnPotentials());
          double dual = problem.pairing(f, g);
          objective = objective.withDual(dual, total - dual);
          potentials = Optional.of(problem.potentials(f, g));
        }
      }
      Status status =
          cancelled ? Status.CANCELLED : done() ? Status.CONVERGED : Status.ITERATION_LIMIT;
      return new PlanSolution(
          whole,
          GroupLassoL1L2Provider.ID,
          parameters,
          problem.coupling(plan),
          potentials,
          objective,
          progress.finish(
              status,
              steps,
              "steps",
              reason(status, objective),
              problem.rowError(plan),
              problem.columnError(plan),
              cure(status)));
    }

    private double[] times(double[] potentials) {
      for (int k = 0; k < potentials.length; k++) {
        potentials[k] *= eps;
      }
      return potentials;
    }

    private String reason(Status status, Objective objective) {
      String numbers =
          String.format(
              Locale.ROOT,
              "at most %.2g of mass from the optimum after %d steps, limit %.2g; gap %.2g",
              distance,
              steps,
              limit(),
              objective.gap().orElse(Double.NaN));
      return status == Status.CANCELLED
          ? "stopped by hand after %d steps".formatted(steps)
          : numbers;
    }

    private Optional<Cure> cure(Status status) {
      return status == Status.ITERATION_LIMIT
          ? Optional.of(
              new Cure(
                  "Allow more steps, or take a larger reg or a smaller eta: the distance falls by"
                      + " eta / (reg + eta) a step.",
                  "Allow twice the steps",
                  Map.of("max_iterations", (int) Math.min(Integer.MAX_VALUE, 2L * maxIterations))))
          : Optional.empty();
    }
  }
}
