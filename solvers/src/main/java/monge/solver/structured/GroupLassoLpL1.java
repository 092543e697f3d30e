package monge.solver.structured;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.numeric.EntropicProjection;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.Cure;
import monge.solver.LinearProblems;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import monge.solver.structured.RegularisedProblem.Values;

/**
 * Entropic transport with a concave penalty on classes, {@code <C,P> + eps sum P log P + eta sum_j
 * sum_c S_cj^p}, {@code S_cj = sum_{i in c} P_ij}, 0 < p < 1, by majorisation: from {@code W = 0},
 * repeat
 *
 * <pre>
 *   P = argmin <C + eta W, P> + eps sum P log P,    W_ij = p (S_{c(i),j} + delta)^{p-1}
 * </pre>
 *
 * exactly as often as asked. Not convex: another start could end elsewhere.
 *
 * @param delta keeps the weights of empty groups finite; the objective is reported without it
 */
record GroupLassoLpL1(
    ParameterValues parameters, double eps, double eta, int steps, double delta, double p)
    implements Solver {

  /** A last step that moves less of the mass counts as none. */
  private static final double STILL = 1e-6;

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(Classes.refusalOf(GroupLassoLpL1Provider.ID, problem), problem);
    return new Run(whole, new Progress(monitor)).solve();
  }

  /** One solve. */
  private final class Run {

    private final LinearProblem whole;
    private final RegularisedProblem problem;
    private final Progress progress;
    private final BooleanSupplier stop;
    private int done;
    private double change = Double.NaN;
    private final LastPlan last;

    Run(LinearProblem whole, Progress progress) {
      this.whole = whole;
      this.progress = progress;
      stop = progress::isCancelled;
      problem = new RegularisedProblem(whole, stop);
      last = new LastPlan(problem, eps, eta);
    }

    PlanSolution solve() {
      try {
        new Iteration().run();
      } catch (CancellationException _) {
        // The last plan that is complete is the answer.
      }
      if (last.isProduct()) {
        last.measureProduct(penalty(problem.productGroups()));
      }
      return finished();
    }

    /** The steps and their matrices. */
    private final class Iteration {
      private final double[][] cost;
      private final double[][] scores;
      private final double[][] groups;
      private double[][] plan;
      private double[][] next;

      Iteration() {
        cost = problem.cost();
        scores = problem.matrix();
        groups = new double[problem.classes().count()][problem.columns()];
        plan = problem.productPlan();
        next = problem.matrix();
      }

      void run() {
        EntropicProjection projection = problem.projection();
        while (done < steps) {
          setScores();
          projection.solve(scores, next, stop);
          if (stop.getAsBoolean()) {
            throw new CancellationException("stopped in a step");
          }
          step();
        }
      }

      private void step() {
        double moved = problem.distance(plan, next);
        Values measured = problem.measure(cost, next);
        measureGroups(next);
        double[][] swap = plan;
        plan = next;
        next = swap;
        change = moved;
        last.keep(plan, measured, penalty(groups));
        done++;
        progress.fraction(done / (double) steps);
        progress.report(
            new TracePoint(done, last.total(), measured.columnError(), Double.NaN, change),
            () -> problem.snapshot(plan));
      }

      private void setScores() {
        double[][] weights = new double[groups.length][problem.columns()];
        if (done > 0) {
          for (int c = 0; c < groups.length; c++) {
            for (int j = 0; j < weights[c].length; j++) {
              weights[c][j] = p * Math.pow(groups[c][j] + delta, p - 1);
            }
          }
        }
        problem.each(
            scores,
            i -> {
              double[] c = cost[i];
              double[] w = weights[problem.classes().of(i)];
              for (int j = 0; j < c.length; j++) {
                scores[i][j] = -(c[j] + eta * w[j]) / eps;
              }
            });
      }

      /** The sums of the groups, which the next weights come from. */
      private void measureGroups(double[][] of) {
        for (double[] row : groups) {
          Arrays.fill(row, 0);
        }
        Columnwise.each(
            of.length,
            problem.columns(),
            stop,
            (i, from, to) -> {
              double[] sums = groups[problem.classes().of(i)];
              for (int j = from; j < to; j++) {
                sums[j] += of[i][j];
              }
            });
      }
    }

    private double penalty(double[][] groups) {
      double sum = 0;
      for (double[] row : groups) {
        for (double s : row) {
          sum += Math.pow(s, p);
        }
      }
      return sum;
    }

    private PlanSolution finished() {
      double limit = STILL * problem.mass();
      Status status =
          done < steps
              ? Status.CANCELLED
              : done == 1 || change <= limit ? Status.CONVERGED : Status.ITERATION_LIMIT;
      String reason =
          status == Status.CANCELLED
              ? "stopped by hand after %d of %d outer steps".formatted(done, steps)
              : String.format(
                  Locale.ROOT,
                  "the last of %d outer steps moved %.2g of mass, limit %.2g",
                  steps,
                  change,
                  limit);
      Optional<Cure> cure =
          status == Status.ITERATION_LIMIT
              ? Optional.of(
                  new Cure(
                      "More outer steps, if the plan is to come to rest.",
                      "Take twice the steps",
                      Map.of("outer_iterations", (int) Math.min(1_000_000, 2L * steps))))
              : Optional.empty();
      return new PlanSolution(
          whole,
          GroupLassoLpL1Provider.ID,
          parameters,
          last.coupling(),
          Optional.empty(),
          last.objective(),
          progress.finish(
              status,
              done,
              "outer steps",
              reason,
              last.values().rowError(),
              last.values().columnError(),
              cure));
    }
  }
}
