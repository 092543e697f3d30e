package monge.solver.entropic;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.numeric.BlockedSemiDual;
import monge.numeric.DualNewton;
import monge.numeric.InexactNewton;
import monge.numeric.Kernels;
import monge.numeric.ScalingSweep;
import monge.numeric.SemiDual;
import monge.numeric.StoredSemiDual;
import monge.numeric.Sweep;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Start;
import monge.solver.TracePoint;

/**
 * One solve by {@link Sinkhorn}: a start, from coarser clouds or a larger eps; plain or hastened
 * iterations; Newton steps, by conjugate gradients first, by elimination where those fail.
 */
final class SinkhornRun {

  /** Earlier steps that Anderson acceleration combines. */
  private static final int DEPTH = 5;

  /** Newton's steps by elimination cost {@code min(n,m)^3}. */
  private static final int NEWTON_LIMIT = 1500;

  /** Up to here a last Newton step to machine precision costs next to nothing. */
  private static final int POLISH_LIMIT = 128;

  /** Plans of so many entries are stored while Newton's method works on them. */
  static final long STORED_LIMIT = 16_000_000;

  /** From this marginal error on, Newton's model of the dual is worth its price. */
  private static final double NEWTON_FROM = 0.5;

  /** Clouds with so many pairs need no matrix; fewer entries stay in the processor's cache. */
  private static final long BLOCKED_FROM = 4_000_000;

  /** Cells are compact in few dimensions. */
  private static final int BLOCKED_DIMENSIONS = 4;

  /** The longest of Sinkhorn's steps before Newton's, in units of eps. */
  private static final double LONGEST = 50;

  /** A stage of eps-scaling ends at this marginal error, or after so many iterations. */
  private static final double STAGE_TOLERANCE = 1e-2;

  private static final int STAGE_ITERATIONS = 50;
  private static final double STAGE_RATIO = 4;

  /** How far a solve of coarser clouds, a start only, goes. */
  private static final double COARSE_TOLERANCE = 1e-3;

  private static final int COARSE_ITERATIONS = 500;

  private final Sinkhorn settings;
  private final LinearProblem whole;
  private final PositiveSupport support;
  private final Geometry geometry;
  private final ScaledPotentials at;
  private final double[] a;
  private final double[] b;
  private final double mass;
  private final double[] phi;
  private final double[] psi;
  private final Progress progress;
  private final BooleanSupplier stop;
  private final Kernels kernels;

  /** Absent where no pass over all entries is made. */
  private final Optional<ScalingSweep> logSweep;

  private final boolean blocked;
  private int iterations;
  private double transport = Double.NaN;
  private double error;
  private double firstError = Double.NaN;
  private boolean cancelled;
  private boolean stalled;
  private boolean ascended;

  /** Sums of the columns of the last plan where they are known, its rows being exact. */
  private Optional<double[]> columnSums = Optional.empty();

  SinkhornRun(Sinkhorn settings, LinearProblem whole, SolveMonitor monitor) {
    this(settings, whole, monitor, Kernels.forEntries((long) whole.rows() * whole.columns()));
  }

  private SinkhornRun(
      Sinkhorn settings, LinearProblem whole, SolveMonitor monitor, Kernels kernels) {
    this.settings = settings;
    this.whole = whole;
    this.kernels = kernels;
    progress = new Progress(monitor);
    stop = progress::isCancelled;
    support = PositiveSupport.of(whole);
    geometry = support.problem().requireGeometry().forManyPasses();
    at = new ScaledPotentials(support.problem(), settings.eps());
    a = at.a;
    b = at.b;
    mass = at.mass;
    phi = at.phi;
    psi = at.psi;
    error = mass;
    blocked = settings.newton() && isBlocked(support.problem());
    logSweep =
        blocked ? Optional.empty() : Optional.of(new ScalingSweep(geometry::row, a, b, kernels));
  }

  PlanSolution solve(Start start) {
    KernelCheck.require(settings, support, geometry);
    boolean warm = start.potentials().map(this::startFrom).orElse(false);
    if (!warm && settings.scaling()) {
      start();
    }
    if (!cancelled) {
      iterateToEnd();
    }
    if (!cancelled && settings.newton() && polishes() && error > 1e-13 * mass) {
      refine(1e-14 * mass, iterations + 6);
    }
    if (!cancelled && !blocked && error <= settings.tolerance() * mass && isSymmetric()) {
      exchange();
    }
    return new SinkhornAnswer(settings, whole, support, geometry, at, logSweep)
        .of(
            progress,
            new SinkhornAnswer.End(iterations, transport, error, cancelled, stalled, columnSums));
  }

  /** Between equal clouds: f and g exchanged are optimal too. */
  private boolean isSymmetric() {
    LinearProblem problem = support.problem();
    if (!problem.source().equals(problem.target())) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        if (geometry.cost(i, j) != geometry.cost(j, i)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The mean of the potentials and of those exchanged. Points so far from all others that the plan
   * between them is rounding have their sum only from the marginals; f = g tells the difference.
   */
  private void exchange() {
    double[] keptPhi = phi.clone();
    double[] keptPsi = psi.clone();
    double keptError = error;
    at.centre();
    for (int i = 0; i < phi.length; i++) {
      psi[i] = (phi[i] + psi[i]) / 2;
    }
    if (!sweep(logSweep(), 1) || !(error <= settings.tolerance() * mass)) {
      System.arraycopy(keptPhi, 0, phi, 0, phi.length);
      System.arraycopy(keptPsi, 0, psi, 0, psi.length);
      error = keptError;
    }
  }

  private ScalingSweep logSweep() {
    return logSweep.orElseThrow();
  }

  private boolean startFrom(Potentials potentials) {
    double[] f = potentials.f();
    double[] g = potentials.g();
    if (f.length != whole.rows() || g.length != whole.columns()) {
      return false;
    }
    at.set(support.restrictRows(f), support.restrictColumns(g));
    return true;
  }

  /** From coarser clouds where there are such, else from an eps as large as the costs. */
  private void start() {
    Optional<CoarseProblem> coarser =
        settings.newton() ? CoarseProblem.of(support.problem()) : Optional.empty();
    if (coarser.isEmpty()) {
      scaleDown(geometry.largestMagnitude());
      return;
    }
    CoarseProblem coarse = coarser.get();
    // Below the spread of a cell the coarse plan says nothing about the fine one.
    double from = Math.max(settings.eps(), coarse.spread());
    SinkhornRun run =
        new SinkhornRun(
            settings.coarser(from, COARSE_TOLERANCE, COARSE_ITERATIONS),
            coarse.problem(),
            new OnlyStopping(stop),
            kernels);
    run.start();
    if (!run.cancelled) {
      run.iterateToEnd();
    }
    cancelled = run.cancelled || !coarse.extend(run.at, support.problem(), at, kernels, stop);
    if (!cancelled) {
      at.restartAt(from);
      if (from > settings.eps()) {
        scaleDown(from);
      }
    }
  }

  /** A monitor for a solve within a solve: what it does is not shown, but it can be stopped. */
  private record OnlyStopping(BooleanSupplier stop) implements SolveMonitor {
    @Override
    public boolean isCancelled() {
      return stop.getAsBoolean();
    }

    @Override
    public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
  }

  /** Divides eps stage by stage, keeping f and g relative to the weights. */
  private void scaleDown(double from) {
    double eps = settings.eps();
    double stage = from;
    if (!(stage > STAGE_RATIO * eps) && iterations == 0 && from == geometry.largestMagnitude()) {
      return;
    }
    if (iterations == 0) {
      at.restartAt(stage);
    }
    for (; stage > eps && !cancelled && iterations < most(); stage /= STAGE_RATIO) {
      at.rescale(stage);
      if (blocked) {
        ascend(semiDual(), STAGE_TOLERANCE * mass);
        continue;
      }
      for (int k = 0; k < STAGE_ITERATIONS && iterations < most(); k++) {
        if (!sweep(logSweep(), 1) || error <= STAGE_TOLERANCE * mass) {
          break;
        }
      }
      if (!cancelled && settings.newton() && accurateStages()) {
        refine(1e-6 * mass, Math.min(most(), iterations + 10));
      }
    }
    if (!cancelled) {
      at.rescale(eps);
    }
  }

  private int most() {
    return settings.maxIterations();
  }

  /**
   * At a very small eps a mass of 1e-2 in the wrong part of the plan would take 1/eps iterations to
   * move: it is put right while eps is larger.
   */
  private boolean accurateStages() {
    return Math.min(a.length, b.length) <= 200
        && settings.eps() < 2e-4 * geometry.largestMagnitude();
  }

  private void iterateToEnd() {
    if (blocked) {
      iterateBlocked();
    } else {
      iterate();
    }
  }

  private void iterate() {
    // The first step leaves potentials at which the stored kernels neither over- nor underflow.
    Sweep sweep = logSweep();
    double limit = settings.tolerance() * mass;
    boolean anderson = settings.acceleration() == Sinkhorn.Acceleration.ANDERSON;
    OverRelaxation relaxing =
        settings.acceleration() == Sinkhorn.Acceleration.OVER_RELAXATION
                && settings.relaxation() == 1
            ? OverRelaxation.adaptive()
            : OverRelaxation.fixed(anderson ? 1 : settings.relaxation());
    AndersonMixing mixing = new AndersonMixing(a, b, anderson ? DEPTH : 0);
    mixing.restart(psi);
    double best = Double.POSITIVE_INFINITY;
    double tenBefore = Double.NaN;
    int bestAt = iterations;
    int newtonFrom = 0;
    double omega = 1;
    for (int k = 1; iterations < most(); k++) {
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
      if (ascends()) {
        ascend(limit);
        if (cancelled || error <= limit) {
          return;
        }
        mixing.restart(psi);
      }
      if (error < best * (1 - 1e-6)) {
        best = error;
        bestAt = iterations;
      } else if (iterations - bestAt >= 300
          && (error < 1e-6 * mass || geometry.hasForbiddenPairs() && iterations > 1000)) {
        stalled = true;
        return;
      }
      omega = relaxing.next(error, at.dualValue());
      if (k % 10 == 0) {
        if (k >= newtonFrom && newtonPays(tenBefore, limit)) {
          refine(limit, Math.min(most(), iterations + 60));
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
      if (iterations < most()) {
        mixing.advance(phi, psi);
      }
    }
  }

  private Sweep finalSweep() {
    return switch (settings.domain()) {
      case LOG -> logSweep();
      case STABILISED -> new KernelSweep(geometry::row, a, b, true);
      case PLAIN -> new KernelSweep(geometry::row, a, b, false);
    };
  }

  private boolean sweep(Sweep sweep, double omega) {
    double[] before = psi.clone();
    if (!sweep.step(phi, psi, at.scale(), omega, stop)) {
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
    double way = Math.log(firstError / (settings.tolerance() * mass));
    progress.fraction(
        Math.clamp(Math.max(gone / Math.max(way, 1e-9), iterations / (double) most()), 0, 1));
    Supplier<Coupling> snapshot = () -> SinkhornAnswer.coupling(whole, support, at);
    progress.report(
        new TracePoint(iterations, cost, error, Double.NaN, moved * at.eps()), snapshot);
  }

  private boolean polishes() {
    return Math.min(a.length, b.length) <= POLISH_LIMIT
        && (long) a.length * b.length <= 4_000_000
        && error <= settings.tolerance() * mass;
  }

  private boolean ascends() {
    return settings.newton()
        && !ascended
        && error < NEWTON_FROM * mass
        && (long) a.length * b.length <= STORED_LIMIT
        && !geometry.hasForbiddenPairs();
  }

  /** Whether no matrix is kept and passes leave out pairs of cells: large clouds, near points. */
  static boolean isBlocked(LinearProblem problem) {
    return (long) problem.rows() * problem.columns() > BLOCKED_FROM
        && problem.geometry().orElse(null) instanceof PointCloudGeometry cloud
        && cloud.costFunction() instanceof CostFunction.SquaredEuclidean
        && cloud.source().dimension() <= BLOCKED_DIMENSIONS;
  }

  private BlockedSemiDual semiDual() {
    LinearProblem problem = support.problem();
    return new BlockedSemiDual(
        problem.source().axes(), problem.target().axes(), a, b, at.scale(), phi);
  }

  /** Newton steps by conjugate gradients while they get on; they leave the rows exact. */
  private void ascend(double limit) {
    ascended = true;
    ascend(new StoredSemiDual(geometry::row, a, b, at.scale(), phi, kernels), limit);
  }

  private void ascend(SemiDual dual, double limit) {
    InexactNewton newton = new InexactNewton(dual, b, stop);
    if (!newton.evaluate(psi)) {
      cancelled = true;
      return;
    }
    adopt(dual, newton, psi);
    approach(dual, newton);
    int most = 100 + Math.min(a.length, b.length) / 4;
    int fruitless = 0;
    while (!cancelled && newton.error() > limit && iterations < most() && fruitless < 4) {
      double[] before = psi.clone();
      double errorBefore = newton.error();
      boolean moved = newton.step(psi, limit, most);
      cancelled |= !moved && stop.getAsBoolean();
      if (!moved) {
        return;
      }
      adopt(dual, newton, before);
      fruitless = error < 0.7 * errorBefore ? 0 : fruitless + 1;
    }
  }

  /** Sinkhorn's own steps until Newton's model is worth its price. */
  private void approach(SemiDual dual, InexactNewton newton) {
    double[] sums = dual.columnSums();
    while (newton.error() > NEWTON_FROM * mass && iterations < most() && !cancelled) {
      double[] before = psi.clone();
      for (int j = 0; j < psi.length; j++) {
        psi[j] += Math.clamp(Math.log(b[j] / sums[j]), -LONGEST, LONGEST);
      }
      cancelled = !newton.evaluate(psi);
      if (cancelled) {
        System.arraycopy(before, 0, psi, 0, psi.length);
      } else {
        adopt(dual, newton, before);
      }
    }
  }

  private void adopt(SemiDual dual, InexactNewton newton, double[] before) {
    System.arraycopy(dual.rowPotentials(), 0, phi, 0, phi.length);
    error = newton.error();
    transport = dual.transportCost();
    report(transport, before);
  }

  /** The end of a solve that keeps no matrix. */
  private void iterateBlocked() {
    BlockedSemiDual dual = semiDual();
    double limit = settings.tolerance() * mass;
    double before = Double.POSITIVE_INFINITY;
    while (!cancelled && error > limit && error < before && iterations < most()) {
      before = error;
      ascend(dual, limit);
    }
    stalled = error > limit && iterations < most();
    columnSums = Optional.of(dual.columnSums());
  }

  /** Whether some ten Newton steps are cheaper than the iterations that the rate foretells. */
  private boolean newtonPays(double tenBefore, double limit) {
    int side = Math.min(a.length, b.length);
    if (!settings.newton()
        || side > NEWTON_LIMIT
        || (long) a.length * b.length > 4_000_000
        || geometry.hasForbiddenPairs() && error > 0.1 * mass
        || Double.isNaN(tenBefore)) {
      return false;
    }
    double rate = Math.log(tenBefore / error) / 10;
    double left = Math.log(error / limit) / Math.max(rate, 1e-12);
    return left > 20 + 2.0 * side;
  }

  /** Newton steps by elimination, each followed by a plain one, until the error stops falling. */
  private void refine(double limit, int upTo) {
    DualNewton steps = new DualNewton(geometry::row, a, b, at.scale(), stop);
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
        if (!logSweep().step(phi, psi, at.scale(), 1, stop) || !steps.evaluate(phi, psi)) {
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
}
