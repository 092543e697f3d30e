package monge.solver.info;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.measure.DiscreteMeasure;
import monge.numeric.AndersonMixing;
import monge.numeric.EntropicProjection;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.NormalDraws;
import monge.numeric.Parallel;
import monge.numeric.SpatialOrder;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.solver.Convergence;
import monge.solver.Cure;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * The outer iteration of InfoOT and Fused InfoOT (equation 4): from {@code P = ab'},
 *
 * <pre>  P <- argmin over couplings of <C - lam dI/dP(P), Q> + eps sum Q log Q</pre>
 *
 * a mirror step of length 1/eps, solved to {@link EntropicProjection#TOLERANCE}. Not monotone, and
 * not sure to settle; damping by theta mixes the step's log kernel with the present one, {@code
 * theta (-cost/eps) + (1 - theta) log P}, which has the same fixed points. They are the stationary
 * points of {@code <C,P> - lam I(P) + eps sum P log P}; the problem is not convex and the answer
 * depends on the start.
 *
 * <p>The published number of steps is enough where clusters guide the plan. Between clouds without
 * any, plans that slide along each other are nearly as good, and each step undoes a few percent of
 * the rest only; unless a number is asked for the iteration therefore goes on until it is at rest.
 * It does not end before the published number, since moves are small near a saddle too, such as
 * symmetric clouds have. After these steps, where moves are small and shrink, it linearises at
 * mixed scores (Anderson), as long as the objective does not rise by it.
 *
 * <p>{@code 4 nm (n + m)} multiplications a step for the gradient, far fewer where kernels are
 * smooth, and some tens of passes over nm entries for the projection. Points of zero weight take no
 * part.
 */
final class MirrorDescent {

  static final String REG = "reg";
  static final String BANDWIDTH = "h";
  static final String STEPS = "outer_iterations";
  static final String TOLERANCE = "tolerance";
  static final String DAMPING = "damping";

  /** A last step that moves less mass than this counts as settled when no tolerance is given. */
  static final double SETTLED = 1e-6;

  /** Steps of the authors' code without a cost. */
  static final int PUBLISHED_PLAIN = 100;

  /** Steps of the authors' code with one. */
  static final int PUBLISHED_FUSED = 50;

  /** Steps at most where their number is not given. */
  static final int MOST = 1000;

  static final String UNIT = "outer steps";

  /** How far beside the product plan the iteration starts where that is a fixed point. */
  private static final double BESIDE = 0.1;

  /** Scores that are mixed near rest. */
  private static final int MIXED = 6;

  /** Scores are mixed where steps move less mass and less from step to step. */
  private static final double NEAR_REST = 1e-2;

  /** The objective does not rise by a mixed step but for rounding. */
  private static final double ROUNDING = 1e-12;

  /** Error of the marginals of a mixed step. */
  private static final double INNER = 1e-9;

  /** The same, as a share of the mass that the step before moved. */
  private static final double INNER_SHARE = 1e-4;

  /** Entries kept of scores and of residuals each: 64 MB both. */
  private static final long ENTRIES = 4_000_000;

  /** The most memory that mixing takes. */
  static final long MIXING_BYTES = 2 * 8 * ENTRIES;

  /** Fewer points stay in their order. */
  private static final int ORDERED = 200;

  /** Points next to each other that may stand in any order. */
  private static final int CELL = 8;

  private final LinearProblem problem;
  private final String solver;
  private final ParameterValues values;
  private final double lam;
  private final Progress progress;
  private final BooleanSupplier stop;
  private final boolean fused;
  private final double eps;
  private final double theta;
  private final boolean untilSettled;
  private final int least;
  private final int steps;
  private final double tolerance;

  private final int[] rows;
  private final int[] columns;
  private final double[] a;
  private final double[] b;
  private final double[][] costs;
  private final KernelInformation information;

  private double[][] plan;
  private double[][] next = {};
  private double[][] scores = {};

  /** The scores that follow from the plan, where the next ones are mixed. */
  private double[][] image = {};

  private Optional<AndersonMixing> mixing = Optional.empty();
  private boolean mixed;
  private boolean takenBack;
  private double total;
  private final Kernels kernels;
  private final double[] rowErrors;
  private final double[] rowCosts;
  private final double[] rowMoves;
  private final double[][] partSums;
  private double transport;
  private double sourceError;
  private double targetError;
  private double move = Double.NaN;
  private double halfWayMove = Double.NaN;
  private double value;
  private double worstInner;

  /**
   * @param sourceKernel K_X of all source points (n×n)
   * @param targetKernel K_Y of all target points (m×m)
   * @param costs C of all pairs (n×m), or no rows if there is no cost
   * @param fused whether C is part of what is minimised, or only reported
   * @throws CancellationException if stopped
   */
  MirrorDescent(
      LinearProblem problem,
      String solver,
      ParameterValues values,
      double[][] sourceKernel,
      double[][] targetKernel,
      double[][] costs,
      double lam,
      boolean fused,
      Progress progress) {
    this.problem = problem;
    this.solver = solver;
    this.values = values;
    this.lam = lam;
    this.progress = progress;
    stop = progress::isCancelled;
    this.fused = fused;
    eps = values.real(REG);
    theta = values.real(DAMPING);
    untilSettled = values.whole(STEPS) == 0;
    steps = untilSettled ? MOST : values.whole(STEPS);
    least = !untilSettled ? 0 : fused ? PUBLISHED_FUSED : PUBLISHED_PLAIN;
    tolerance = untilSettled && values.real(TOLERANCE) == 0 ? SETTLED : values.real(TOLERANCE);
    rows = ordered(problem.source(), stop);
    columns = ordered(problem.target(), stop);
    a = pick(problem.source().weights(), rows);
    b = pick(problem.target().weights(), columns);
    this.costs = costs.length == 0 ? costs : restrict(costs, rows, columns, stop);
    information =
        new KernelInformation(
            restrict(sourceKernel, rows, rows, stop),
            restrict(targetKernel, columns, columns, stop),
            a,
            b,
            stop);
    plan = Matrix.zeros(a.length, b.length, stop);
    kernels = Kernels.forEntries((long) a.length * b.length);
    rowErrors = new double[a.length];
    rowCosts = new double[a.length];
    rowMoves = new double[a.length];
    partSums = new double[Parallel.parts(a.length, 1 + 40_000 / b.length)][b.length];
  }

  /**
   * Iterates.
   *
   * @throws CancellationException if stopped before the first step
   */
  PlanSolution solve(Start start) {
    begin(start);
    EntropicProjection projection = new EntropicProjection(a, b);
    int done = 0;
    boolean cancelled = false;
    if (!information.evaluate(plan, stop)) {
      throw new CancellationException("stopped before the first step");
    }
    value = information.value();
    next = Matrix.zeros(a.length, b.length, stop);
    scores = firstScores();
    while (!cancelled && done < steps && !(done >= least && isAtRest())) {
      if (!takenBack && !nextScores()) {
        cancelled = true;
        break;
      }
      if (!mixed) {
        projection.extrapolate();
      }
      double inner = projection.solve(scores, next, innerTolerance(), stop);
      // Cancelled: the present plan stays the answer, with its values.
      if (stop.getAsBoolean() || !information.evaluate(next, stop)) {
        cancelled = true;
        break;
      }
      done++;
      takenBack = rises(next);
      if (takenBack) {
        continue;
      }
      value = information.value();
      worstInner = Math.max(worstInner, inner);
      double[][] old = plan;
      plan = next;
      next = old;
      measure(old);
      if (done == steps / 2) {
        halfWayMove = sum(rowMoves);
      }
      double before = move;
      move = sum(rowMoves);
      if (untilSettled && theta == 1 && done >= least && move < Math.min(before, NEAR_REST)) {
        beginMixing();
      }
      progress.fraction(untilSettled ? done / (done + (double) least) : done / (double) steps);
      progress.report(
          new TracePoint(
              done,
              fused ? transport - lam * value : value,
              sourceError + targetError,
              Double.NaN,
              move),
          this::coupling);
    }
    return finish(cancelled, done);
  }

  /** A number of steps that is given is taken as published: to rounding. */
  private double innerTolerance() {
    return mixing.isPresent() ? Math.min(INNER, INNER_SHARE * move) : EntropicProjection.TOLERANCE;
  }

  /** Only a plain step tells how far the plan is from a fixed point. */
  private boolean isAtRest() {
    return tolerance > 0 && move <= tolerance && !mixed;
  }

  private void beginMixing() {
    int kept = (int) Math.min(MIXED, ENTRIES / ((long) a.length * b.length));
    if (kept >= 2 && mixing.isEmpty()) {
      mixing = Optional.of(new AndersonMixing(a.length, b.length, kept - 1));
      image = new double[a.length][b.length];
      total = total(plan);
    }
  }

  /** Whether the plan of mixed scores is worse than the one before; if so plain scores follow. */
  private boolean rises(double[][] candidate) {
    if (mixing.isEmpty()) {
      return false;
    }
    double now = total(candidate);
    if (mixed && !(now <= total + ROUNDING * Math.abs(total))) {
      mixing.get().reset();
      takePlain();
      return true;
    }
    total = now;
    return false;
  }

  /** {@code <C,P> - lam I(P) + eps sum P log P}, of the plan whose information was evaluated. */
  private double total(double[][] p) {
    double[] rowTotals = new double[a.length];
    Parallel.ranges(
        a.length,
        partSums.length,
        (_, from, to) -> {
          double[] logs = new double[b.length];
          for (int i = from; i < to; i++) {
            for (int j = 0; j < b.length; j++) {
              logs[j] = Math.max(p[i][j], Double.MIN_NORMAL);
            }
            kernels.log(logs, b.length);
            rowTotals[i] = eps * kernels.dot(p[i], logs, b.length);
            if (fused) {
              rowTotals[i] += kernels.dot(p[i], costs[i], b.length);
            }
          }
        });
    return sum(rowTotals) - lam * information.value();
  }

  /**
   * Writes the scores of the next plan.
   *
   * @return false if stopped
   */
  private boolean nextScores() {
    double[][] target = mixing.isPresent() ? image : scores;
    // Where the scores are to be; or where the next plan will be, if they are needed as they are.
    double[][] gradient = theta == 1 ? target : next;
    if (!information.gradient(gradient, (from, to) -> score(gradient, target, from, to), stop)) {
      return false;
    }
    mixing.ifPresent(this::mix);
    return true;
  }

  /** The step that shows the plan to be at rest is a plain one. */
  private void mix(AndersonMixing mix) {
    boolean nearRest = mixed && move <= tolerance;
    mix.next(scores, image, scores);
    mixed = true;
    if (nearRest) {
      takePlain();
    }
  }

  private void takePlain() {
    double[][] plain = image;
    image = scores;
    scores = plain;
    mixed = false;
  }

  /** Whether steps from the product plan lead nowhere. */
  private boolean startsAtRest() {
    return !fused && information.isProductStationary();
  }

  private void begin(Start start) {
    Optional<Coupling> given =
        start
            .plan()
            .filter(p -> p.rows() == problem.rows() && p.columns() == problem.columns())
            .filter(p -> p.total() > 0);
    Matrix.fill(
        plan,
        b.length,
        stop,
        (from, to) -> {
          double[] row = new double[problem.columns()];
          for (int i = from; i < to; i++) {
            if (given.isPresent()) {
              given.get().row(rows[i], row);
            }
            for (int j = 0; j < b.length; j++) {
              plan[i][j] = given.isPresent() ? row[columns[j]] : a[i] * b[j];
            }
          }
        });
    if (given.isEmpty() && untilSettled && startsAtRest()) {
      disturb();
    }
    measure(plan);
  }

  /** Moves off the fixed point, the same way every time. */
  private void disturb() {
    NormalDraws random = new NormalDraws(1);
    for (double[] row : plan) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= 1 + BESIDE * (random.uniform() - 0.5);
      }
    }
  }

  /** Logarithms of the plan, where damped steps need them. */
  private double[][] firstScores() {
    double[][] logs = Matrix.zeros(a.length, b.length, stop);
    if (theta < 1) {
      Matrix.fill(
          logs,
          b.length,
          stop,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              for (int j = 0; j < b.length; j++) {
                logs[i][j] = Math.log(Math.max(plan[i][j], Double.MIN_NORMAL));
              }
            }
          });
    }
    return logs;
  }

  /**
   * Rows of {@code S <- theta (lam dI/dP - C)/eps + (1 - theta) S}; the gradient may stand in S.
   */
  private void score(double[][] gradient, double[][] target, int from, int to) {
    int m = b.length;
    double gain = theta * lam / eps;
    double loss = fused ? theta / eps : 0;
    for (int i = from; i < to; i++) {
      double[] s = target[i];
      double[] g = gradient[i];
      if (theta == 1) {
        for (int j = 0; j < m; j++) {
          s[j] = gain * g[j];
        }
      } else {
        for (int j = 0; j < m; j++) {
          s[j] = gain * g[j] + (1 - theta) * s[j];
        }
      }
      if (loss > 0) {
        kernels.axpy(-loss, costs[i], s, m);
      }
    }
  }

  private PlanSolution finish(boolean cancelled, int done) {
    double mi = value;
    Map<String, Double> terms = new LinkedHashMap<>();
    // Clouds of different dimension have no cost: what is minimised then is the information lost.
    terms.put("objective", costs.length == 0 ? -mi : transport);
    terms.put("mutual_information", mi);
    if (fused) {
      terms.put("fused_objective", transport - lam * mi);
    }
    if (done > 0) {
      terms.put("last_move", move);
    }
    double limit = tolerance > 0 ? tolerance : SETTLED;
    Status status;
    Optional<Cure> cure = Optional.empty();
    String reason;
    if (cancelled) {
      status = Status.CANCELLED;
      reason = "stopped after %d of %d outer steps".formatted(done, steps);
    } else if (worstInner > 1e-9) {
      status = Status.STALLED;
      reason =
          String.format(
              Locale.ROOT,
              "an inner projection stopped with marginals off by %.1e: scores span too far for reg"
                  + " = %s",
              worstInner,
              eps);
      cure =
          Optional.of(
              new Cure(
                  "A larger reg makes the inner problems easier.",
                  "Double reg",
                  Map.of(REG, 2 * eps)));
    } else if (move <= limit && !mixed) {
      status = Status.CONVERGED;
      reason =
          String.format(
              Locale.ROOT, "the last outer step moved %.1e of the mass, at most %.0e", move, limit);
    } else {
      status = Status.ITERATION_LIMIT;
      reason =
          String.format(
              Locale.ROOT,
              "the last of %d outer steps still moved %.1e of the mass, more than %.0e",
              steps,
              move,
              limit);
      cure = Optional.of(moreSteps());
    }
    if (!cancelled && startsAtRest()) {
      reason +=
          untilSettled
              ? "; every point of one cloud is equally crowded at this h, so the product plan is a"
                  + " fixed point, and the iteration started a little beside it: other plans may be"
                  + " as good"
              : "; every point of one cloud is equally crowded at this h, so the product plan, from"
                  + " which the iteration starts, is already a fixed point: leave the number of"
                  + " steps open (0) to start beside it, or try another h, or fused-infoot";
    }
    Convergence convergence =
        progress.finish(status, done, UNIT, reason, sourceError, targetError, cure);
    return new PlanSolution(
        problem,
        solver,
        values,
        coupling(),
        Optional.empty(),
        new Objective(terms, OptionalDouble.empty(), OptionalDouble.empty()),
        convergence);
  }

  /** Steps up to rest, if need be more of them; shorter ones if they lead nowhere. */
  private Cure moreSteps() {
    if (!untilSettled) {
      return new Cure(
          "Go on until the plan is at rest, %,d outer steps at most.".formatted(MOST),
          "Go on until settled",
          Map.of(STEPS, 0));
    }
    if (move < 0.5 * halfWayMove) {
      return new Cure(
          "The plan still comes to rest: more outer steps.",
          "Take up to %,d steps".formatted(10 * MOST),
          Map.of(STEPS, 10 * MOST, TOLERANCE, tolerance));
    }
    return new Cure(
        "The plan goes back and forth: shorter steps calm it, and have the same plans at rest.",
        "Halve the step length",
        Map.of(DAMPING, theta / 2));
  }

  /** The plan between all points, as given. */
  private Coupling coupling() {
    double[][] whole = new double[problem.rows()][problem.columns()];
    Parallel.ranges(
        rows.length,
        partSums.length,
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            double[] row = whole[rows[i]];
            for (int j = 0; j < columns.length; j++) {
              row[columns[j]] = plan[i][j];
            }
          }
        });
    return DenseCoupling.owning(whole);
  }

  /** Cost, errors of the marginals and distance from {@code old} of the plan, in one sweep. */
  private void measure(double[][] old) {
    int m = b.length;
    Parallel.ranges(
        a.length,
        partSums.length,
        (part, from, to) -> {
          double[] sums = partSums[part];
          Arrays.fill(sums, 0);
          double[] moves = new double[m];
          for (int i = from; i < to; i++) {
            double[] p = plan[i];
            double[] q = old[i];
            rowErrors[i] = Math.abs(kernels.sum(p, m) - a[i]);
            rowCosts[i] = costs.length == 0 ? 0 : kernels.dot(costs[i], p, m);
            kernels.axpy(1, p, sums, m);
            for (int j = 0; j < m; j++) {
              moves[j] = Math.abs(p[j] - q[j]);
            }
            rowMoves[i] = kernels.sum(moves, m);
          }
        });
    for (int part = 1; part < partSums.length; part++) {
      kernels.axpy(1, partSums[part], partSums[0], m);
    }
    transport = sum(rowCosts);
    sourceError = sum(rowErrors);
    targetError = 0;
    for (int j = 0; j < m; j++) {
      targetError += Math.abs(partSums[0][j] - b[j]);
    }
  }

  private static double sum(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v;
    }
    return sum;
  }

  /**
   * The points of positive weight; of many, neighbours next to each other, so that plans and what
   * is made of them have blocks that are next to nothing.
   */
  private static int[] ordered(DiscreteMeasure measure, BooleanSupplier stop) {
    int[] positive = PositiveSupport.positive(measure);
    int count = positive.length;
    if (count < ORDERED || stop.getAsBoolean()) {
      return positive;
    }
    double[][] axes = new double[measure.dimension()][];
    for (int k = 0; k < axes.length; k++) {
      axes[k] = pick(measure.axis(k), positive);
    }
    SpatialOrder order = SpatialOrder.of(axes, CELL);
    int[] sorted = new int[count];
    for (int k = 0; k < count; k++) {
      sorted[k] = positive[order.point(k)];
    }
    return sorted;
  }

  private static double[] pick(double[] x, int[] indices) {
    double[] picked = new double[indices.length];
    for (int k = 0; k < picked.length; k++) {
      picked[k] = x[indices[k]];
    }
    return picked;
  }

  private static double[][] restrict(
      double[][] x, int[] rows, int[] columns, BooleanSupplier stop) {
    double[][] some = new double[rows.length][];
    Matrix.fill(
        some,
        columns.length,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            some[i] = pick(x[rows[i]], columns);
          }
        });
    return some;
  }
}
