package monge.solver.structured;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.diagnostics.DualityGap;
import monge.numeric.AndersonMixing;
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
 * step is one entropic projection. The logarithms of the plans are an {@link AndersonMixing} of the
 * last ones, which matters where eta is many times eps; a step that raises the objective is taken
 * back, and so are steps that lead no nearer than plain ones would have. Only a plain step ends the
 * solve.
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

  /** Plain steps before plans are mixed. */
  private static final int CALM = 5;

  /** Plain steps in a row where mixed ones have led nowhere again and again. */
  private static final int MOST_PLAIN = 1 << 20;

  /** Mixed steps before a plain one tells whether they lead anywhere. */
  private static final int MIXED_STEPS = 10;

  /** Plans that are mixed. */
  private static final int MIXED = 10;

  /** Entries kept of plans and of residuals each: 64 MB both. */
  private static final long MIXED_ENTRIES = 4_000_000;

  /** The most memory that mixing takes. */
  static final long MIXING_BYTES = 2 * 8 * MIXED_ENTRIES;

  /** The objective does not rise by a mixed step but for rounding. */
  private static final double ROUNDING = 1e-13;

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
      private final Optional<AndersonMixing> mixing;
      private final double[][] cost;
      private final double[][] gradient;
      private double[][] scores;
      private double[][] image;
      private double[][] plan;
      private double[][] next;
      private final double[][] best;
      private double bestDistance = Double.POSITIVE_INFINITY;
      private double total = Double.POSITIVE_INFINITY;
      private int plainLeft = CALM;
      private int penalty = 4 * CALM;

      Iteration() {
        norms = new GroupNorms(problem.classes(), problem.columns(), stop);
        projection = problem.projection();
        cost = problem.cost();
        scores = problem.matrix();
        image = problem.matrix();
        gradient = problem.matrix();
        plan = problem.productPlan();
        next = problem.matrix();
        int kept = (int) Math.min(MIXED, MIXED_ENTRIES / ((long) plan.length * plan[0].length));
        mixing =
            kept < 2
                ? Optional.empty()
                : Optional.of(new AndersonMixing(plan.length, plan[0].length, kept - 1));
        best = mixing.isPresent() ? problem.matrix() : scores;
      }

      void run() {
        double first = Double.NaN;
        double moved = Double.POSITIVE_INFINITY;
        int mixed = 0;
        while (!done() && steps < maxIterations) {
          // Only a plain step tells how far the optimum is.
          boolean mix =
              mixing.isPresent() && plainLeft == 0 && mixed < MIXED_STEPS && !(moved <= limit());
          moved = step(mix);
          first = Double.isNaN(first) ? moved : first;
          progress.fraction(Math.clamp(Math.log(first / moved) / Math.log(first / limit()), 0, 1));
          if (mix) {
            mixed++;
            continue;
          }
          if (mixed > 0 && distance > bestDistance * Math.pow(theta, mixed + 1)) {
            goBack();
          }
          mixed = 0;
          keepBest();
        }
        certify();
      }

      private void keepBest() {
        if (mixing.isPresent() && distance < bestDistance) {
          bestDistance = distance;
          problem.each(best, i -> System.arraycopy(scores[i], 0, best[i], 0, best[i].length));
        }
      }

      /** Mixed steps have led no nearer than plain ones would have: back, and plain for a while. */
      private void goBack() {
        mixing.ifPresent(AndersonMixing::reset);
        plainLeft = penalty;
        penalty = Math.min(2 * penalty, MOST_PLAIN);
        if (bestDistance < distance) {
          problem.each(scores, i -> System.arraycopy(best[i], 0, scores[i], 0, best[i].length));
          project(scores);
          take(false);
          distance = bestDistance;
        }
      }

      /** One step; the change of the plan times {@code eta / eps}. */
      private double step(boolean mix) {
        norms.gradient(plan, scores, projection.rowPotentials(), gradient);
        setScores(image, theta, eps + eta);
        if (plainLeft == 0) {
          mixing.ifPresent(m -> m.next(scores, image, scores));
        }
        boolean mixed = mix;
        if (mixed) {
          project(scores);
          mixed = measured() <= total + ROUNDING * Math.abs(total);
          if (!mixed) {
            mixing.ifPresent(AndersonMixing::reset);
          }
        }
        if (!mixed) {
          // Rows and columns of the scores count up to constants, so P^0 = ab' is the score 0.
          double[][] swap = scores;
          scores = image;
          image = swap;
          project(scores);
          plainLeft = Math.max(0, plainLeft - 1);
        }
        steps++;
        return take(!mixed);
      }

      /** Takes the next plan; the bound on its distance from the optimum if the step was plain. */
      private double take(boolean plain) {
        double change = problem.distance(plan, next);
        Values measured = problem.measure(cost, next);
        double[][] swap = plan;
        plan = next;
        next = swap;
        last.keep(plan, measured, norms.value(plan));
        total = last.total();
        double bound = Math.max(change * eta / eps, eta == 0 ? 0 : Double.MIN_NORMAL);
        if (plain) {
          // A contraction by theta that moved so far is at most so far from its fixed point.
          distance = bound;
        }
        progress.report(
            new TracePoint(steps, total, measured.columnError(), Double.NaN, change),
            () -> problem.snapshot(plan));
        return bound;
      }

      /** The objective of the next plan. */
      private double measured() {
        Values v = problem.measure(cost, next);
        return v.cost() + eps * v.entropy() + eta * norms.value(next);
      }

      /** Writes {@code memory S - (C + eta W) / strength}. */
      private void setScores(double[][] out, double memory, double strength) {
        problem.each(
            out,
            i -> {
              double[] row = out[i];
              for (int j = 0; j < row.length; j++) {
                row[j] =
                    (memory == 0 ? 0 : memory * scores[i][j])
                        - (cost[i][j] + eta * gradient[i][j]) / strength;
              }
            });
      }

      private void project(double[][] of) {
        projection.solve(of, next, stop);
        if (stop.getAsBoolean()) {
          throw new CancellationException("stopped in a step");
        }
      }

      private void certify() {
        norms.gradient(plan, scores, projection.rowPotentials(), gradient);
        setScores(image, 0, eps);
        project(image);
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
