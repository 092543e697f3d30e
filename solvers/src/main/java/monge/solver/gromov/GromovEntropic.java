package monge.solver.gromov;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.diagnostics.MarginalError;
import monge.numeric.AndersonMixing;
import monge.numeric.EntropicProjection;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.Parallel;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
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
 * Entropic Gromov-Wasserstein (Peyré, Cuturi and Solomon 2016, Proposition 2): {@code min E(P) +
 * eps sum P log P} over couplings, by their projected gradient with step 1/eps,
 *
 * <pre>  P <- argmin over couplings of <G(P), Q> + eps sum Q log Q,</pre>
 *
 * from {@code ab'}, the inner problems solved the better the shorter the steps, the last to {@link
 * EntropicProjection#TOLERANCE}. While steps grow in one direction, as they do where a saddle is
 * left, or hardly shrink, the gradient to linearise with is extrapolated along it ({@link
 * Residuals}); once steps have shrunk for a while, it is an {@link AndersonMixing} of the last
 * ones; a step that does not descend is taken back. Only a plain step that moves little ends the
 * solve. Fixed points are the stationary points. Not convex.
 */
record GromovEntropic(ParameterValues values) implements Solver {

  static final String ID = "gromov-entropic";

  /** Marginal errors of an inner solve above this mean that it failed. */
  private static final double INNER = 1e-9;

  /** Marginal errors of an inner solve as a share of the square of the last step. */
  private static final double INNER_SHARE = 1e-6;

  /** So many steps that shrank one after the other precede the first mixed one. */
  private static final int CALM = 5;

  /** The same after a mixed step was taken back. */
  private static final int CALM_AGAIN = 2;

  /** The objective does not rise by a mixed step but for rounding. */
  private static final double ROUNDING = 1e-12;

  /** Gradients that are mixed; more save hardly a step, and take as long as they save. */
  private static final int MIXED = 6;

  /** Steps that shrink faster are not lengthened. */
  private static final double SLOW = 0.8;

  /** A step is lengthened by so many of its lengths at most. */
  private static final double LONGEST = 3;

  /** Cosine of the angle between steps that count as one direction. */
  private static final double ALIGNED = 0.95;

  /** The mass, in all, that a lengthened step should move: growth is linear for small steps. */
  private static final double FARTHEST = 0.2;

  /** A step is not lengthened for less. */
  private static final double SHORTEST = 0.3;

  /** Entries kept of gradients and of residuals each: 64 MB both. */
  private static final long ENTRIES = 4_000_000;

  /** The most memory that mixing takes. */
  static final long MIXING_BYTES = 2 * 8 * ENTRIES;

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem clouds = LinearProblems.require(Structures.balancedRefusal(ID, problem), problem);
    return new Run(clouds, values, start, new Progress(monitor)).solve();
  }

  /** One solve. */
  private static final class Run {
    private final LinearProblem problem;
    private final ParameterValues values;
    private final Start start;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final Structures structures;
    private final double[] a;
    private final double[] b;
    private final double eps;
    private final int limit;
    private final double tolerance;
    private Optional<Coupling> answer = Optional.empty();
    private double move = Double.NaN;

    private double worstInner;
    private double energyOfPlan;
    private double objective;
    private MarginalError errors = new MarginalError(0, 0);
    private int calm;
    private int done;

    Run(LinearProblem problem, ParameterValues values, Start start, Progress progress) {
      this.problem = problem;
      this.values = values;
      this.start = start;
      this.progress = progress;
      stop = progress::isCancelled;
      structures = Structures.of(problem);
      a = structures.sourceWeights();
      b = structures.unitTargetWeights();
      eps = values.real(Parameters.EPSILON);
      limit = values.whole(Parameters.MAX_ITERATIONS);
      tolerance = values.real(Parameters.TOLERANCE);
    }

    PlanSolution solve() {
      boolean cancelled = false;
      try {
        new Descent().run();
      } catch (CancellationException _) {
        cancelled = true;
      }
      if (answer.isEmpty()) {
        atProduct();
      }
      return answer(answer.get(), cancelled);
    }

    /** The values of {@code ab'}, without a matrix. */
    private void atProduct() {
      answer = Optional.of(StartPlan.product(a, b).coupling());
      energyOfPlan = structures.productEnergy(b);
      double negentropy = 0;
      double massOfA = Arrays.stream(a).sum();
      double massOfB = Arrays.stream(b).sum();
      for (double x : a) {
        negentropy += massOfB * x * Math.log(x);
      }
      for (double x : b) {
        negentropy += massOfA * x * Math.log(x);
      }
      objective = energyOfPlan + eps * negentropy;
    }

    /** The iteration and its matrices. */
    private final class Descent {
      private final GromovEnergy energy;
      private final EntropicProjection projection;
      private final Optional<AndersonMixing> mixing;
      private final Residuals residuals;
      private final Kernels kernels = Kernels.forEntries((long) a.length * b.length);
      private double[][] plan;
      private double[][] next;
      private double[][] gradient;
      private double[][] nextGradient;

      /** What the next step linearises with: a gradient, or an affine combination of gradients. */
      private final double[][] point;

      private final double[][] scores;

      Descent() {
        energy = structures.energy(stop);
        projection = new EntropicProjection(a, structures.targetWeights());
        int kept = (int) Math.min(MIXED, ENTRIES / ((long) a.length * b.length));
        mixing =
            kept < 2
                ? Optional.empty()
                : Optional.of(new AndersonMixing(a.length, b.length, kept - 1));
        residuals = new Residuals(a.length, b.length);
        plan = matrix();
        next = matrix();
        gradient = matrix();
        nextGradient = matrix();
        point = matrix();
        scores = matrix();
        structures
            .restricted(start.plan())
            .ifPresentOrElse(
                p -> {
                  begin((i, row) -> p.row(i, row));
                  energy.gradient(plan, gradient);
                  errors = errors();
                },
                () -> {
                  begin(this::productRow);
                  energy.productGradient(a, b, gradient);
                });
        energyOfPlan = GromovEnergy.value(plan, gradient);
        objective = energyOfPlan + eps * negentropy(plan);
        answer = Optional.of(DenseCoupling.owning(plan));
      }

      private double[][] matrix() {
        return Matrix.zeros(a.length, b.length, stop);
      }

      private void productRow(int i, double[] row) {
        for (int j = 0; j < b.length; j++) {
          row[j] = a[i] * b[j];
        }
      }

      private void begin(RowWriter rows) {
        each(plan, (i, row) -> rows.write(i, row));
      }

      /** Runs {@code body} on every row. */
      private void each(double[][] matrix, RowWriter body) {
        Matrix.fill(
            matrix,
            b.length,
            stop,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                body.write(i, matrix[i]);
              }
            });
      }

      void run() {
        Kind kind = Kind.PLAIN;
        double last = Double.NaN;
        take(gradient);
        while (done < limit && !(move <= tolerance)) {
          score();
          double inner = projection.solve(scores, next, innerTolerance(last), stop);
          if (stop.getAsBoolean()) {
            throw new CancellationException("stopped in an outer step");
          }
          energy.gradient(next, nextGradient);
          done++;
          double value = GromovEnergy.value(next, nextGradient);
          double total = value + eps * negentropy(next);
          if (kind != Kind.PLAIN && !(total <= objective + ROUNDING * Math.abs(objective))) {
            takeBack(kind);
            kind = Kind.PLAIN;
            continue;
          }
          worstInner = Math.max(worstInner, inner);
          last = step(value, total, errors(), kind);
          kind = choose(kind, last);
        }
      }

      /** The projection is warm, so that the first step need not be less exact. */
      private double innerTolerance(double last) {
        return Double.isNaN(last)
            ? EntropicProjection.TOLERANCE
            : Math.min(INNER, INNER_SHARE * last * last);
      }

      private void take(double[][] from) {
        each(point, (i, row) -> System.arraycopy(from[i], 0, row, 0, row.length));
      }

      private void score() {
        each(
            scores,
            (i, row) -> {
              Arrays.fill(row, 0);
              kernels.axpy(-1 / eps, point[i], row, row.length);
            });
      }

      /** Goes on plainly from the plan before. */
      private void takeBack(Kind kind) {
        if (kind == Kind.MIXED) {
          mixing.ifPresent(AndersonMixing::reset);
          calm = CALM - CALM_AGAIN;
        }
        residuals.reset();
        take(gradient);
      }

      /** Writes the next point; the present one led to the present plan, which moved by so much. */
      private Kind choose(Kind kind, double moved) {
        boolean aligned = false;
        if (kind != Kind.MIXED) {
          residuals.next(point, gradient);
          aligned = residuals.growth() >= SLOW && residuals.cosine() >= ALIGNED;
          countCalm(residuals.growth());
        }
        if (calm > 0 && mixing.isPresent()) {
          mixing.get().next(point, gradient, point);
          if (calm >= CALM && !(kind == Kind.MIXED && moved <= tolerance)) {
            return Kind.MIXED;
          }
        }
        take(gradient);
        double longer = Math.min(LONGEST, FARTHEST / moved - 1);
        if (!aligned || longer < SHORTEST) {
          return Kind.PLAIN;
        }
        residuals.addTo(point, longer);
        return Kind.EXTRAPOLATED;
      }

      private void countCalm(double growth) {
        if (growth < 1) {
          calm++;
        } else if (growth >= 1 && calm > 0) {
          // Steps that grow leave a saddle: nothing is mixed there.
          calm = 0;
          mixing.ifPresent(AndersonMixing::reset);
        }
      }

      /** Takes the next plan; only a plain step tells how far the plan is from a fixed point. */
      private double step(double value, double total, MarginalError sums, Kind kind) {
        double[][] old = plan;
        plan = next;
        next = old;
        old = gradient;
        gradient = nextGradient;
        nextGradient = old;
        energyOfPlan = value;
        objective = total;
        answer = Optional.of(DenseCoupling.owning(plan));
        errors = sums;
        double moved = distance(plan, next);
        if (kind == Kind.PLAIN) {
          move = moved;
        }
        progress.fraction(done / (double) limit);
        progress.report(
            new TracePoint(done, objective, 0, Double.NaN, moved),
            () -> structures.coupling(DenseCoupling.of(plan)));
        return moved;
      }

      /** Of the plan whose gradient was computed last. */
      private MarginalError errors() {
        return MarginalError.ofSums(
            energy.rowSums(), energy.columnSums(), a, structures.targetWeights());
      }

      private double distance(double[][] x, double[][] y) {
        double[] rows = new double[a.length];
        Parallel.ranges(
            a.length,
            Parallel.parts(a.length, 1 + 20_000 / b.length),
            (_, from, to) -> {
              for (int i = from; i < to; i++) {
                for (int j = 0; j < b.length; j++) {
                  rows[i] += Math.abs(x[i][j] - y[i][j]);
                }
              }
            });
        return kernels.sum(rows, rows.length);
      }

      private double negentropy(double[][] p) {
        double[] rows = new double[a.length];
        Matrix.fill(
            p,
            b.length,
            stop,
            (from, to) -> {
              double[] logs = new double[b.length];
              for (int i = from; i < to; i++) {
                for (int j = 0; j < logs.length; j++) {
                  logs[j] = Math.max(p[i][j], Double.MIN_NORMAL);
                }
                kernels.log(logs, logs.length);
                rows[i] = kernels.dot(p[i], logs, logs.length);
              }
            });
        return kernels.sum(rows, rows.length);
      }
    }

    /** What a step linearises with. */
    private enum Kind {
      /** The gradient at the last plan. */
      PLAIN,
      EXTRAPOLATED,
      MIXED
    }

    /** Writes one row of a matrix. */
    @FunctionalInterface
    private interface RowWriter {
      void write(int i, double[] row);
    }

    private PlanSolution answer(Coupling plan, boolean cancelled) {
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
          convergence(cancelled));
    }

    private Convergence convergence(boolean cancelled) {
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
          errors.source(),
          errors.target(),
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
