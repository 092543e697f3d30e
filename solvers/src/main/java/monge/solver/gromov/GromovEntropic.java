package monge.solver.gromov;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import monge.diagnostics.MarginalError;
import monge.numeric.EntropicProjection;
import monge.numeric.Kernels;
import monge.numeric.Parallel;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.Convergence;
import monge.solver.Cure;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * Entropic Gromov-Wasserstein (Peyré, Cuturi and Solomon 2016, equation 9): {@code min E(P) + eps
 * sum P log P} over couplings, by their projected gradient with step 1/eps,
 *
 * <pre>  P <- argmin over couplings of <G(P), Q> + eps sum Q log Q,</pre>
 *
 * from {@code ab'}, each inner problem solved to {@link EntropicProjection#TOLERANCE}. Near the
 * end, where steps shrink slowly, every third is an {@link Extrapolation} of the last, kept if it
 * descends. Fixed points are the stationary points. Not convex.
 */
record GromovEntropic(ParameterValues values) implements Solver {

  static final String ID = "gromov-entropic";

  /** Marginal errors of an inner solve above this mean that it failed. */
  private static final double INNER = 1e-9;

  /** Plain steps between two extrapolated ones. */
  private static final int PLAIN_STEPS = 2;

  /** So many steps that shrank one after the other precede the first extrapolated one. */
  private static final int CALM = 5;

  /** The objective does not rise by an extrapolated step but for rounding. */
  private static final double ROUNDING = 1e-14;

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem clouds = LinearProblems.require(Structures.balancedRefusal(ID, problem), problem);
    return new Run(clouds, values, start, new Progress(monitor)).solve();
  }

  /** One solve. */
  private static final class Run {
    private final LinearProblem problem;
    private final ParameterValues values;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final Structures structures;
    private final GromovEnergy energy;
    private final double[] a;
    private final double[] b;
    private final double eps;
    private final int limit;
    private final double tolerance;
    private double[][] plan;
    private double[][] next;
    private double[][] gradient;
    private double[][] nextGradient;
    private final double[][] scores;
    private double move = Double.NaN;
    private double worstInner;
    private double energyOfPlan;
    private double objective;
    private final Extrapolation memory;
    private int calm;
    private int plainSteps;
    private int done;

    Run(LinearProblem problem, ParameterValues values, Start start, Progress progress) {
      this.problem = problem;
      this.values = values;
      this.progress = progress;
      stop = progress::isCancelled;
      structures = Structures.of(problem);
      energy = structures.energy();
      a = structures.sourceWeights();
      b = structures.targetWeights();
      eps = values.real(Parameters.EPSILON);
      limit = values.whole(Parameters.MAX_ITERATIONS);
      tolerance = values.real(Parameters.TOLERANCE);
      plan = new double[a.length][b.length];
      next = new double[a.length][b.length];
      gradient = new double[a.length][b.length];
      nextGradient = new double[a.length][b.length];
      scores = new double[a.length][b.length];
      memory = new Extrapolation(a.length, b.length);
      begin(structures.restricted(start.plan()));
    }

    private void begin(Optional<double[][]> given) {
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < b.length; j++) {
          plan[i][j] = a[i] * b[j];
        }
      }
      energy.productGradient(a, b, gradient);
      energyOfPlan = GromovEnergy.value(plan, gradient);
      if (given.isPresent() && energy.gradient(given.get(), next, stop)) {
        plan = given.get();
        for (int i = 0; i < a.length; i++) {
          System.arraycopy(next[i], 0, gradient[i], 0, b.length);
        }
        energyOfPlan = GromovEnergy.value(plan, gradient);
      }
      objective = energyOfPlan + eps * negentropy(plan);
    }

    PlanSolution solve() {
      EntropicProjection projection = new EntropicProjection(a, b);
      boolean cancelled = stop.getAsBoolean();
      while (!cancelled && done < limit && !(move <= tolerance)) {
        boolean far = plainSteps >= PLAIN_STEPS && calm >= CALM && memory.count() > PLAIN_STEPS;
        if (far) {
          memory.write(eps, scores);
        } else {
          writeScores();
        }
        double inner = projection.solve(scores, next, stop);
        // Cancelled: the present plan stays the answer, with its values.
        if (stop.getAsBoolean() || !energy.gradient(next, nextGradient, stop)) {
          cancelled = true;
          break;
        }
        done++;
        double value = GromovEnergy.value(next, nextGradient);
        double total = value + eps * negentropy(next);
        if (far && !(total <= objective + ROUNDING * Math.abs(objective))) {
          memory.clear();
          plainSteps = 0;
          continue;
        }
        worstInner = Math.max(worstInner, inner);
        step(value, total, far);
      }
      return answer(cancelled);
    }

    private void writeScores() {
      Kernels kernels = Kernels.forEntries((long) a.length * b.length);
      for (int i = 0; i < a.length; i++) {
        Arrays.fill(scores[i], 0);
        kernels.axpy(-1 / eps, gradient[i], scores[i], b.length);
      }
    }

    /** Takes the next plan; only a plain step tells how far the plan is from a fixed point. */
    private void step(double value, double total, boolean far) {
      double[][] old = plan;
      plan = next;
      next = old;
      old = gradient;
      gradient = nextGradient;
      nextGradient = old;
      energyOfPlan = value;
      objective = total;
      double moved = 0;
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < b.length; j++) {
          moved += Math.abs(plan[i][j] - next[i][j]);
        }
      }
      watch(moved, far);
      progress.fraction(done / (double) limit);
      progress.report(
          new TracePoint(done, objective, 0, Double.NaN, moved), () -> structures.coupling(plan));
    }

    /** Steps that grow leave a saddle: nothing is extrapolated there. */
    private void watch(double moved, boolean far) {
      if (far) {
        plainSteps = 0;
      } else {
        if (moved < move) {
          calm++;
        } else if (plainSteps > 0) {
          calm = 0;
          memory.clear();
        }
        plainSteps++;
        move = moved;
      }
      if (calm > 0) {
        memory.add(scores, eps, gradient);
      }
    }

    private static double negentropy(double[][] plan) {
      double[] rows = new double[plan.length];
      Parallel.ranges(
          rows.length,
          Parallel.parts(rows.length, 1 + 10_000 / plan[0].length),
          (_, from, to) -> {
            for (int i = from; i < to; i++) {
              rows[i] = negentropy(plan[i]);
            }
          });
      return Arrays.stream(rows).sum();
    }

    private static double negentropy(double[] row) {
      double sum = 0;
      for (double x : row) {
        sum += x > 0 ? x * Math.log(x) : 0;
      }
      return sum;
    }

    private PlanSolution answer(boolean cancelled) {
      Map<String, Double> terms = new LinkedHashMap<>();
      terms.put("objective", Math.max(0, energyOfPlan));
      terms.put("objective_entropic", objective);
      Coupling coupling = structures.coupling(plan);
      return new PlanSolution(
          problem,
          ID,
          values,
          coupling,
          Optional.empty(),
          new Objective(terms, OptionalDouble.empty(), OptionalDouble.empty()),
          convergence(coupling, cancelled));
    }

    private Convergence convergence(Coupling coupling, boolean cancelled) {
      MarginalError error = MarginalError.of(coupling, problem);
      Status status =
          cancelled
              ? Status.CANCELLED
              : worstInner > INNER
                  ? Status.STALLED
                  : move <= tolerance ? Status.CONVERGED : Status.ITERATION_LIMIT;
      String reason =
          switch (status) {
            case CANCELLED -> "stopped after %d of %d outer steps".formatted(done, limit);
            case STALLED ->
                String.format(
                    Locale.ROOT,
                    "an inner projection stopped with marginals off by %.1e: distances are too"
                        + " large for epsilon = %s",
                    worstInner,
                    eps);
            default ->
                String.format(
                    Locale.ROOT,
                    "outer step %d moved %.1e of the mass, limit %.0e; a stationary point, another"
                        + " start may end lower",
                    done,
                    move,
                    tolerance);
          };
      return progress.finish(
          status,
          done,
          "outer steps",
          reason,
          error.source(),
          error.target(),
          status == Status.STALLED || status == Status.ITERATION_LIMIT
              ? Optional.of(cure(status))
              : Optional.empty());
    }

    private Cure cure(Status status) {
      return status == Status.STALLED
          ? new Cure(
              "A larger epsilon makes the inner problems easier.",
              "Double epsilon",
              Map.of(Parameters.EPSILON, 2 * eps))
          : new Cure(
              "More outer steps; a larger epsilon needs fewer.",
              "Take %d steps".formatted(2 * limit),
              Map.of(Parameters.MAX_ITERATIONS, 2 * limit));
    }
  }
}
