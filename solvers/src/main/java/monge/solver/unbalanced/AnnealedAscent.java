package monge.solver.unbalanced;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import monge.diagnostics.DualityGap;
import monge.parameter.ParameterSpec.Real;
import monge.plan.Coupling;
import monge.solver.CommonParameters;
import monge.solver.Cure;
import monge.solver.Progress;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * An {@link AcceleratedAscent} that begins at a large regularisation and lowers it to the one asked
 * for, until the variables, in the unit of the cost, come to rest.
 */
final class AnnealedAscent {

  /** The setting of solvers that end so. */
  static final Real TOLERANCE =
      CommonParameters.tolerance(
          "Largest change of a potential in one iteration at which the solve is done.",
          "share of the largest cost",
          1e-11,
          1e-13,
          1e-3);

  /** Larger values of eps that come first end at this change, in units of theirs. */
  private static final double STAGE_TOLERANCE = 1e-2;

  /** The first value of eps as a share of the largest cost: larger ones are soon forgotten. */
  private static final double FIRST_STAGE = 1.0 / 16;

  private static final int STAGE_ITERATIONS = 30;
  private static final double STAGE_RATIO = 4;

  /** So many passes without a smaller change mean that rounding is in the way. */
  private static final int PATIENCE = 300;

  /** Past the tolerance masses are settled to this share of theirs, if that takes no more. */
  private static final double MASS_TOLERANCE = 1e-11;

  private static final int LAST_DIGITS = 20;

  /** A pass at a regularisation strength, and the plan of what it kept. */
  interface Pass extends AcceleratedAscent.Pass {
    void setEps(double eps);

    Coupling plan(double[] variables);
  }

  private final Pass pass;
  private final Progress progress;
  private final double eps;
  private final double tolerance;
  private final double largest;
  private final double limit;
  private final int maxIterations;
  private AcceleratedAscent ascent;
  private int iterations;
  private boolean cancelled;

  /**
   * @param start where the variables begin
   * @param largest the largest cost, in whose unit the tolerance is
   */
  AnnealedAscent(
      Pass pass,
      Progress progress,
      double[] start,
      double eps,
      double largest,
      double tolerance,
      int maxIterations) {
    this.pass = pass;
    this.progress = progress;
    this.eps = eps;
    this.tolerance = tolerance;
    this.largest = largest;
    limit = tolerance * Math.max(largest, eps);
    this.maxIterations = maxIterations;
    ascent = new AcceleratedAscent(start);
  }

  /**
   * @param warm whether the start is near the end, so that no larger eps come first
   */
  void run(boolean warm) {
    cancelled = !approach(warm ? 0 : FIRST_STAGE * largest);
    // A potential is good to eps times the error of the masses it makes.
    double fine = Math.min(limit, MASS_TOLERANCE * eps);
    double best = Double.POSITIVE_INFINITY;
    int bestAt = iterations;
    while (!cancelled
        && !(ascent.change() <= fine)
        && iterations < maxIterations
        && iterations - bestAt < (ascent.change() <= limit ? LAST_DIGITS : PATIENCE)) {
      cancelled = !advance();
      if (ascent.change() < best * (1 - 1e-6) || ascent.change() > 1e3 * limit) {
        best = Math.min(best, ascent.change());
        bestAt = iterations;
      }
    }
  }

  /** False if stopped: the pass stays at the regularisation it had reached. */
  private boolean approach(double from) {
    for (double stage = from;
        stage > STAGE_RATIO * eps && iterations < maxIterations;
        stage /= STAGE_RATIO) {
      pass.setEps(stage);
      for (int k = 0; k < STAGE_ITERATIONS && iterations < maxIterations; k++) {
        if (!advance()) {
          return false;
        }
        if (ascent.change() <= STAGE_TOLERANCE * stage) {
          break;
        }
      }
      ascent = new AcceleratedAscent(ascent.variables());
    }
    pass.setEps(eps);
    return true;
  }

  private boolean advance() {
    if (!ascent.advance(pass)) {
      return false;
    }
    iterations++;
    progress.fraction(iterations / (double) maxIterations);
    Supplier<Coupling> snapshot = () -> pass.plan(ascent.variables());
    progress.report(
        new TracePoint(iterations, ascent.dual(), Double.NaN, Double.NaN, ascent.change()),
        snapshot);
    return true;
  }

  double[] variables() {
    return ascent.variables();
  }

  int iterations() {
    return iterations;
  }

  Status status() {
    return cancelled
        ? Status.CANCELLED
        : ascent.change() <= limit
            ? Status.CONVERGED
            : iterations >= maxIterations ? Status.ITERATION_LIMIT : Status.STALLED;
  }

  /** Why it stopped, in a sentence with the numbers. */
  String reason(double gap) {
    return cancelled
        ? "stopped by hand after %d iterations".formatted(iterations)
        : String.format(
            Locale.ROOT,
            "potentials moved by %.2g of the largest cost, limit %.2g; %s",
            ascent.change() / limit * tolerance,
            tolerance,
            DualityGap.said(gap, largest));
  }

  Optional<Cure> cure() {
    return switch (status()) {
      case ITERATION_LIMIT ->
          Optional.of(
              Cure.twice("Allow more iterations, or a larger reg.", "iterations", maxIterations));
      case STALLED ->
          Optional.of(
              new Cure(
                  "Rounding stands in the way: take a larger tolerance.",
                  "Take a larger tolerance",
                  Map.of(CommonParameters.TOLERANCE, Math.min(1e-2, 100 * tolerance))));
      default -> Optional.empty();
    };
  }
}
