package monge.solver.entropic;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import monge.cost.Geometry;
import monge.diagnostics.RoundedValue;
import monge.numeric.DualNewton;
import monge.numeric.ScalingSweep;
import monge.numeric.Sweep;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.plan.ScaledKernelCoupling;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.problem.TransportProblem;
import monge.solver.CommonParameters;
import monge.solver.Cure;
import monge.solver.InfeasibleProblemException;
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
 * Entropic transport {@code min <C,P> + eps sum P (log P - 1)} over couplings of a and b, by
 * Sinkhorn's iteration: {@code f_i <- eps (log a_i - LSE_j((g_j - C_ij)/eps))}, then g alike
 * (Cuturi 2013; in logarithms as in Peyré and Cuturi 2019, section 4.4).
 *
 * @param eps regularisation strength, in the unit of the cost
 * @param tolerance marginal error to reach, l1, relative to the mass
 * @param relaxation over-relaxation of the updates, 1 for none or for one that is found
 */
record Sinkhorn(
    ParameterValues parameters,
    double eps,
    double tolerance,
    int maxIterations,
    Domain domain,
    boolean scaling,
    Acceleration acceleration,
    double relaxation,
    boolean newton)
    implements Solver {

  /** How the kernel is held. */
  enum Domain {
    LOG,
    STABILISED,
    PLAIN
  }

  /** How the updates are hastened. */
  enum Acceleration {
    NONE,
    OVER_RELAXATION,
    ANDERSON
  }

  /** Earlier steps that Anderson acceleration combines. */
  private static final int DEPTH = 5;

  /** Exponents beyond this are 0 in double precision, with room for the scalings. */
  private static final double PLAIN_LIMIT = 650;

  /** Newton's steps cost {@code min(n,m)^3}. */
  private static final int NEWTON_LIMIT = 1500;

  /** Up to here a last Newton step to machine precision costs next to nothing. */
  private static final int POLISH_LIMIT = 512;

  /** A stage of eps-scaling ends at this marginal error, or after so many iterations. */
  private static final double STAGE_TOLERANCE = 1e-2;

  private static final int STAGE_ITERATIONS = 50;
  private static final double STAGE_RATIO = 4;

  /** After a cancel, the answer is measured if that takes a few milliseconds. */
  private static final long MEASURED_AFTER_CANCEL = 2_000_000;

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(LinearProblems.refusalOf("sinkhorn", problem), problem);
    return new Run(whole, start, monitor).solve();
  }

  /** One solve: its potentials in units of eps, and how it went. */
  private final class Run {

    private final LinearProblem whole;
    private final PositiveSupport support;
    private final Geometry geometry;
    private final double[] a;
    private final double[] b;
    private final double mass;
    private final double[] phi;
    private final double[] psi;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final ScalingSweep logSweep;
    private final boolean warm;
    private double current = eps;
    private int iterations;
    private double transport = Double.NaN;
    private double error;
    private double firstError = Double.NaN;
    private boolean cancelled;
    private boolean stalled;

    Run(LinearProblem whole, Start start, SolveMonitor monitor) {
      this.whole = whole;
      progress = new Progress(monitor);
      stop = progress::isCancelled;
      support = PositiveSupport.of(whole);
      geometry = support.problem().requireGeometry().forManyPasses();
      a = support.problem().source().weights();
      b = support.problem().target().weights();
      mass = Arrays.stream(a).sum();
      phi = logs(a);
      psi = logs(b);
      error = mass;
      logSweep = new ScalingSweep(geometry::row, a, b);
      warm = start.potentials().map(this::startFrom).orElse(false);
    }

    private boolean startFrom(Potentials potentials) {
      double[] f = potentials.f();
      double[] g = potentials.g();
      if (f.length != whole.rows() || g.length != whole.columns()) {
        return false;
      }
      f = support.restrictRows(f);
      g = support.restrictColumns(g);
      for (int i = 0; i < phi.length; i++) {
        phi[i] = Double.isFinite(f[i]) ? f[i] / eps : 0;
      }
      for (int j = 0; j < psi.length; j++) {
        psi[j] = Double.isFinite(g[j]) ? g[j] / eps : 0;
      }
      return true;
    }

    PlanSolution solve() {
      checkPlainDomain();
      if (!warm && scaling) {
        scaleDown();
      }
      if (!cancelled) {
        iterate();
      }
      if (!cancelled && newton && polishes() && error > 1e-13 * mass) {
        refine(1e-14 * mass, iterations + 6);
      }
      return finished();
    }

    /** Starts at the largest cost and divides eps, keeping f and g relative to the weights. */
    private void scaleDown() {
      double stage = geometry.largestMagnitude();
      if (!(stage > STAGE_RATIO * eps)) {
        return;
      }
      for (; stage > eps && !cancelled && iterations < maxIterations; stage /= STAGE_RATIO) {
        rescale(stage);
        for (int k = 0; k < STAGE_ITERATIONS && iterations < maxIterations; k++) {
          if (!sweep(logSweep, 1) || error <= STAGE_TOLERANCE * mass) {
            break;
          }
        }
        if (!cancelled && newton && accurateStages()) {
          refine(1e-6 * mass, Math.min(maxIterations, iterations + 10));
        }
      }
      if (!cancelled) {
        rescale(eps);
      }
    }

    /**
     * At a very small eps a mass of 1e-2 in the wrong part of the plan would take 1/eps iterations
     * to move: it is put right while eps is larger.
     */
    private boolean accurateStages() {
      return Math.min(a.length, b.length) <= 200 && eps < 2e-4 * geometry.largestMagnitude();
    }

    private void rescale(double to) {
      double ratio = iterations == 0 ? 1 : current / to;
      for (int i = 0; i < phi.length; i++) {
        double weight = Math.log(a[i]);
        phi[i] = (phi[i] - weight) * ratio + weight;
      }
      for (int j = 0; j < psi.length; j++) {
        double weight = Math.log(b[j]);
        psi[j] = (psi[j] - weight) * ratio + weight;
      }
      current = to;
    }

    private void iterate() {
      // The first step leaves potentials at which the stored kernels neither over- nor underflow.
      Sweep sweep = logSweep;
      double limit = tolerance * mass;
      Relaxation relaxing =
          acceleration == Acceleration.OVER_RELAXATION && relaxation == 1
              ? Relaxation.adaptive()
              : Relaxation.fixed(acceleration == Acceleration.ANDERSON ? 1 : relaxation);
      AndersonMixing mixing =
          new AndersonMixing(a, b, acceleration == Acceleration.ANDERSON ? DEPTH : 0);
      mixing.restart(psi);
      double best = Double.POSITIVE_INFINITY;
      double tenBefore = Double.NaN;
      int bestAt = iterations;
      int newtonFrom = 0;
      double omega = 1;
      for (int k = 1; iterations < maxIterations; k++) {
        if (!sweep(sweep, omega)) {
          mixing.undo(psi);
          return;
        }
        if (error <= limit) {
          if (omega == 1) {
            return;
          }
          omega = 1; // A plain step makes the columns exact.
          continue;
        }
        if (k == 1) {
          sweep = finalSweep();
        }
        if (error < best * (1 - 1e-6)) {
          best = error;
          bestAt = iterations;
        } else if (iterations - bestAt >= 300
            && (error < 1e-6 * mass || geometry.hasForbiddenPairs() && iterations > 1000)) {
          stalled = true;
          return;
        }
        omega = relaxing.next(error, dualValue());
        if (k % 10 == 0) {
          if (k >= newtonFrom && newtonPays(tenBefore, limit)) {
            refine(limit, Math.min(maxIterations, iterations + 60));
            if (cancelled || error <= limit) {
              return;
            }
            newtonFrom = 4 * k + 100;
            mixing.restart(psi);
            tenBefore = error;
            continue;
          }
          tenBefore = error;
        }
        if (iterations < maxIterations) {
          mixing.advance(phi, psi);
        }
      }
    }

    private Sweep finalSweep() {
      return switch (domain) {
        case LOG -> logSweep;
        case STABILISED -> new KernelSweep(geometry::row, a, b, true);
        case PLAIN -> new KernelSweep(geometry::row, a, b, false);
      };
    }

    private boolean sweep(Sweep sweep, double omega) {
      double[] before = psi.clone();
      if (!sweep.step(phi, psi, 1 / current, omega, stop)) {
        cancelled = true;
        return false;
      }
      if (!Double.isNaN(sweep.transportCost())) {
        transport = sweep.transportCost();
      }
      error = sweep.columnError();
      // A relaxed step leaves neither side exact.
      error = omega == 1 ? error : Math.max(error, sweep.rowError());
      report(sweep.transportCost(), before);
      return true;
    }

    private void report(double cost, double[] before) {
      iterations++;
      double moved = 0;
      for (int j = 0; j < psi.length; j++) {
        moved = Math.max(moved, Math.abs(psi[j] - before[j]));
      }
      if (Double.isNaN(firstError)) {
        firstError = Math.max(error, 1e-300);
      }
      double gone = Math.log(firstError / Math.max(error, 1e-300));
      double way = Math.log(firstError / (tolerance * mass));
      progress.fraction(
          Math.clamp(
              Math.max(gone / Math.max(way, 1e-9), iterations / (double) maxIterations), 0, 1));
      double epsNow = current;
      Supplier<Coupling> snapshot = () -> coupling(epsNow);
      progress.report(
          new TracePoint(iterations, cost, error, Double.NaN, moved * current), snapshot);
    }

    private boolean polishes() {
      return Math.min(a.length, b.length) <= POLISH_LIMIT
          && (long) a.length * b.length <= 4_000_000
          && error <= tolerance * mass;
    }

    /** Whether some ten Newton steps are cheaper than the iterations that the rate foretells. */
    private boolean newtonPays(double tenBefore, double limit) {
      int side = Math.min(a.length, b.length);
      if (!newton
          || side > NEWTON_LIMIT
          || (long) a.length * b.length > 9_000_000
          || geometry.hasForbiddenPairs() && error > 0.1 * mass
          || Double.isNaN(tenBefore)) {
        return false;
      }
      double rate = Math.log(tenBefore / error) / 10;
      double left = Math.log(error / limit) / Math.max(rate, 1e-12);
      return left > 20 + 2.0 * side;
    }

    /** Newton steps, each followed by a plain one, until the error stops falling. */
    private void refine(double limit, int upTo) {
      DualNewton steps = new DualNewton(geometry::row, a, b, 1 / current, stop);
      double[] bestPhi = phi.clone();
      double[] bestPsi = psi.clone();
      if (!steps.evaluate(phi, psi)) {
        cancelled = true;
        return;
      }
      double best = steps.error();
      double dual = steps.dual();
      int fruitless = 0;
      while (iterations < upTo && best > limit && fruitless < 3) {
        double[] before = psi.clone();
        boolean moved = steps.step(phi, psi);
        cancelled = stop.getAsBoolean();
        if (cancelled || !moved) {
          break;
        }
        error = steps.error();
        if (error > 1e-9 * mass) {
          if (!logSweep.step(phi, psi, 1 / current, 1, stop) || !steps.evaluate(phi, psi)) {
            cancelled = true;
            break;
          }
          error = steps.error();
        }
        report(transport, before);
        // Parts of the plan that must move far apart raise the dual long before the error falls.
        boolean rising = steps.dual() > dual + 1e-10 * (1 + Math.abs(dual));
        dual = steps.dual();
        fruitless = rising || error < 0.5 * best ? 0 : fruitless + 1;
        if (rising || error < best) {
          best = error;
          System.arraycopy(phi, 0, bestPhi, 0, phi.length);
          System.arraycopy(psi, 0, bestPsi, 0, psi.length);
        }
      }
      error = best;
      System.arraycopy(bestPhi, 0, phi, 0, phi.length);
      System.arraycopy(bestPsi, 0, psi, 0, psi.length);
    }

    /** {@code <f,a> + <g,b>}: the dual value when the columns are exact. */
    private double dualValue() {
      double value = 0;
      for (int i = 0; i < phi.length; i++) {
        value += a[i] * phi[i];
      }
      for (int j = 0; j < psi.length; j++) {
        value += b[j] * psi[j];
      }
      return value * current;
    }

    private ScaledKernelCoupling coupling(double atEps) {
      return ScaledKernelCoupling.of(
          whole.requireGeometry(),
          support.expandRows(times(phi, atEps), Double.NEGATIVE_INFINITY),
          support.expandColumns(times(psi, atEps), Double.NEGATIVE_INFINITY),
          atEps);
    }

    private PlanSolution finished() {
      // A solve that was stopped on its way to eps answers with the eps it had reached.
      double reached = current;
      centre();
      ScaledKernelCoupling plan = coupling(reached);
      boolean measured =
          (!cancelled || (long) a.length * b.length <= MEASURED_AFTER_CANCEL)
              && logSweep.measure(phi, psi, 1 / reached, () -> false);
      double sourceError = measured ? logSweep.rowError() : error;
      double targetError = measured ? logSweep.columnError() : 0;
      Objective objective =
          measured
              ? measuredObjective(plan, reached)
              : new Objective(
                  Map.of(
                      "objective",
                      Double.isNaN(transport) ? dualValue() : transport,
                      "objective_entropic",
                      dualValue(),
                      "objective_kl",
                      dualValue() - reached * weightEntropy(a, b)),
                  OptionalDouble.empty(),
                  OptionalDouble.empty());
      double total = sourceError + targetError;
      Status status =
          cancelled
              ? Status.CANCELLED
              : total <= tolerance * mass
                  ? Status.CONVERGED
                  : iterations >= maxIterations ? Status.ITERATION_LIMIT : Status.STALLED;
      return new PlanSolution(
          whole,
          SinkhornProvider.ID,
          parameters,
          plan,
          Optional.of(
              new Potentials(
                  support.expandRows(times(phi, reached), Double.NEGATIVE_INFINITY),
                  support.expandColumns(times(psi, reached), Double.NEGATIVE_INFINITY))),
          objective,
          progress.finish(
              status,
              iterations,
              "iterations",
              reason(status, total, reached),
              sourceError,
              targetError,
              cure(status)));
    }

    /** Shares the free constant so that {@code <a,f> = <b,g>}. */
    private void centre() {
      double difference = 0;
      for (int i = 0; i < phi.length; i++) {
        difference += a[i] * phi[i];
      }
      for (int j = 0; j < psi.length; j++) {
        difference -= b[j] * psi[j];
      }
      double shift = difference / (2 * mass);
      for (int i = 0; i < phi.length; i++) {
        phi[i] -= shift;
      }
      for (int j = 0; j < psi.length; j++) {
        psi[j] += shift;
      }
    }

    private Objective measuredObjective(ScaledKernelCoupling plan, double at) {
      double[] r = logSweep.rowSums();
      double[] c = logSweep.columnSums();
      double cost = logSweep.transportCost();
      double entropic = 0;
      double total = 0;
      for (int i = 0; i < r.length; i++) {
        entropic += at * phi[i] * r[i];
        total += r[i];
      }
      for (int j = 0; j < c.length; j++) {
        entropic += at * psi[j] * c[j];
      }
      double kl = entropic - at * weightEntropy(r, c) + at * (mass * mass - total);
      Objective objective =
          Objective.of(cost).with("objective_entropic", entropic).with("objective_kl", kl);
      if (cancelled) {
        return objective;
      }
      double dual = dualValue() + at * (mass - total);
      return RoundedValue.of(
              plan,
              whole.requireGeometry(),
              whole.source().weights(),
              whole.target().weights(),
              stop)
          .map(rounded -> objective.withDual(dual, rounded.cost() + at * rounded.entropy() - dual))
          .orElse(objective);
    }

    /** {@code <r, log a> + <c, log b>}. */
    private double weightEntropy(double[] r, double[] c) {
      double sum = 0;
      for (int i = 0; i < r.length; i++) {
        sum += r[i] * Math.log(a[i]);
      }
      for (int j = 0; j < c.length; j++) {
        sum += c[j] * Math.log(b[j]);
      }
      return sum;
    }

    private String reason(Status status, double total, double reached) {
      String numbers =
          String.format(
              Locale.ROOT,
              "marginal error %.2g after %d iterations, limit %.2g",
              total,
              iterations,
              tolerance * mass);
      return switch (status) {
        case CANCELLED ->
            reached == eps
                ? "stopped by hand: " + numbers
                : String.format(
                    Locale.ROOT,
                    "stopped by hand at reg %.3g on the way down: %s",
                    reached,
                    numbers);
        case STALLED ->
            geometry.hasForbiddenPairs()
                ? numbers + ": the forbidden pairs seem to leave no plan with these weights"
                : stalled || !newton
                    ? numbers + ": it no longer falls in double precision"
                    : numbers + ": rounding allows no less at this reg";
        default -> numbers;
      };
    }

    private Optional<Cure> cure(Status status) {
      return switch (status) {
        case ITERATION_LIMIT ->
            Optional.of(
                new Cure(
                    "Allow more iterations, or raise reg: fewer are needed then.",
                    "Continue 1000 more",
                    Map.of(
                        CommonParameters.MAX_ITERATIONS,
                        (int) Math.min(Integer.MAX_VALUE, maxIterations + 1000L))));
        case STALLED ->
            geometry.hasForbiddenPairs()
                ? Optional.of(
                    new Cure(
                        "Allow more pairs (finite costs), or change the weights.",
                        "Change the costs",
                        Map.of()))
                : Optional.of(
                    new Cure(
                        "Raise reg tenfold: the plan is blurred more and found easily.",
                        "Raise reg",
                        Map.of(CommonParameters.REG, 10 * eps)));
        default -> Optional.empty();
      };
    }

    private void checkPlainDomain() {
      boolean plain = domain == Domain.PLAIN;
      if (!plain && !geometry.hasForbiddenPairs()) {
        return;
      }
      double[] row = new double[b.length];
      double[] leastInColumn = new double[b.length];
      Arrays.fill(leastInColumn, Double.POSITIVE_INFINITY);
      double worst = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < a.length; i++) {
        geometry.row(i, row);
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < row.length; j++) {
          least = Math.min(least, row[j]);
          leastInColumn[j] = Math.min(leastInColumn[j], row[j]);
        }
        if (least == Double.POSITIVE_INFINITY) {
          throw alone("source", support.row(i));
        }
        worst = Math.max(worst, least);
      }
      for (int j = 0; j < b.length; j++) {
        if (leastInColumn[j] == Double.POSITIVE_INFINITY) {
          throw alone("target", support.column(j));
        }
        worst = Math.max(worst, leastInColumn[j]);
      }
      if (plain && worst / eps > PLAIN_LIMIT) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "reg = %.3g underflows in the plain domain: some point's cheapest partner costs"
                    + " %.3g = %.0f reg, above %.0f; use the log domain (domain = log)",
                eps,
                worst,
                worst / eps,
                PLAIN_LIMIT));
      }
    }

    private InfeasibleProblemException alone(String side, int index) {
      return new InfeasibleProblemException(
          "%s point %d has positive weight but all its pairs are forbidden (cost inf): allow one"
              .formatted(side, index));
    }
  }

  private static double[] logs(double[] x) {
    double[] y = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      y[k] = Math.log(x[k]);
    }
    return y;
  }

  private static double[] times(double[] x, double factor) {
    double[] y = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      y[k] = x[k] * factor;
    }
    return y;
  }
}
