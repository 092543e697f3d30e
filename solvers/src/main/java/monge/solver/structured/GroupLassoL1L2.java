package monge.solver.structured;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.diagnostics.DualityGap;
import monge.numeric.EntropicProjection;
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
import monge.solver.structured.RegularisedProblem.Values;

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
    private final Progress progress;
    private final BooleanSupplier stop;
    private int steps;
    private double distance = Double.POSITIVE_INFINITY;
    private final LastPlan last;
    private OptionalDouble dual = OptionalDouble.empty();
    private Optional<Potentials> potentials = Optional.empty();

    Run(LinearProblem whole, Progress progress) {
      this.whole = whole;
      this.progress = progress;
      stop = progress::isCancelled;
      problem = new RegularisedProblem(whole, stop);
      last = new LastPlan(problem, eps, eta);
    }

    PlanSolution solve() {
      boolean cancelled = false;
      try {
        new Iteration().run();
      } catch (CancellationException _) {
        // A certificate that is missing makes no answer worse.
        cancelled = !done();
      }
      if (last.isProduct()) {
        last.measureProduct(problem.productNorms());
      }
      return finished(cancelled);
    }

    private boolean done() {
      return distance <= limit();
    }

    private double limit() {
      return Math.max(tolerance, INNER * (1 + eta / eps)) * problem.mass();
    }

    /** The steps and their matrices. */
    private final class Iteration {

      private final double theta = eta / (eps + eta);
      private final GroupNorms norms;
      private final EntropicProjection projection;
      private final double[][] cost;
      private final double[][] scores;
      private final double[][] gradient;
      private double[][] plan;
      private double[][] next;

      Iteration() {
        norms = new GroupNorms(problem.classes(), problem.columns(), stop);
        projection = problem.projection();
        cost = problem.cost();
        scores = problem.matrix();
        gradient = problem.matrix();
        plan = problem.productPlan();
        next = problem.matrix();
      }

      void run() {
        double first = Double.NaN;
        while (!done() && steps < maxIterations) {
          step();
          first = Double.isNaN(first) ? distance : first;
          progress.fraction(
              Math.clamp(Math.log(first / distance) / Math.log(first / limit()), 0, 1));
        }
        certify();
      }

      private void step() {
        norms.gradient(plan, scores, projection.rowPotentials(), gradient);
        setScores(theta, eps + eta);
        project();
        double change = problem.distance(plan, next);
        Values measured = problem.measure(cost, next);
        double omega = norms.value(next);
        // Rows and columns of the scores count up to constants, so P^0 = ab' is the score 0.
        double[][] swap = plan;
        plan = next;
        next = swap;
        last.keep(plan, measured, omega);
        steps++;
        // A contraction by theta that moved so far is at most so far from its fixed point.
        distance = Math.max(change * eta / eps, eta == 0 ? 0 : Double.MIN_NORMAL);
        progress.report(
            new TracePoint(steps, last.total(), measured.columnError(), Double.NaN, change),
            () -> problem.snapshot(plan));
      }

      /** {@code S <- memory S - (C + eta W) / strength}. */
      private void setScores(double memory, double strength) {
        problem.each(
            scores,
            i -> {
              double[] row = scores[i];
              for (int j = 0; j < row.length; j++) {
                row[j] =
                    (memory == 0 ? 0 : memory * row[j])
                        - (cost[i][j] + eta * gradient[i][j]) / strength;
              }
            });
      }

      private void project() {
        projection.solve(scores, next, stop);
        if (stop.getAsBoolean()) {
          throw new CancellationException("stopped in a step");
        }
      }

      private void certify() {
        norms.gradient(plan, scores, projection.rowPotentials(), gradient);
        setScores(0, eps);
        project();
        double[] f = times(projection.rowPotentials());
        double[] g = times(projection.columnPotentials());
        dual = OptionalDouble.of(problem.pairing(f, g));
        potentials = Optional.of(problem.potentials(f, g));
      }
    }

    private PlanSolution finished(boolean cancelled) {
      Objective objective = last.objective();
      if (dual.isPresent()) {
        objective = objective.withDual(dual.getAsDouble(), last.total() - dual.getAsDouble());
      }
      Status status =
          cancelled ? Status.CANCELLED : done() ? Status.CONVERGED : Status.ITERATION_LIMIT;
      return new PlanSolution(
          whole,
          GroupLassoL1L2Provider.ID,
          parameters,
          last.coupling(),
          potentials,
          objective,
          progress.finish(
              status,
              steps,
              "steps",
              reason(status, objective),
              last.values().rowError(),
              last.values().columnError(),
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
              "at most %.2g of mass from the optimum after %d steps, limit %.2g; %s",
              distance,
              steps,
              limit(),
              DualityGap.said(objective.gap().orElse(Double.NaN), Math.abs(last.total())));
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
