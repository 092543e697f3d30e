package monge.solver.unbalanced;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import monge.cost.Geometry;
import monge.diagnostics.DualityGap;
import monge.numeric.Kernels;
import monge.numeric.ScalingSweep;
import monge.parameter.ParameterValues;
import monge.plan.Potentials;
import monge.plan.ScaledKernelCoupling;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
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
 * Unbalanced transport without entropy, {@code min <C,P> + D(P1|a) + D(P'1|b)} (Chapel, Flamary,
 * Wu, Févotte and Gasso 2021, equation 2), by proximal point steps {@code P <- argmin objective(P)
 * + beta KL(P|P^t)}: like their multiplicative updates these multiply rows and columns, and a
 * factor {@code exp(-C/beta)}, but a step goes as far as beta allows, so the end is reached at a
 * linear rate. Points of zero weight stay empty, though squares alone would price what they receive
 * at no more than {@code rho/2 p^2}: a plan between the measures' points is asked for, the same for
 * both penalties. The plan stays {@code exp(phi_i + psi_j - scale C_ij)}, never stored.
 *
 * @param tolerance duality gap at the end, as a share of what moving nothing costs
 */
record UnregularisedUnbalanced(
    ParameterValues parameters, Divergence divergence, double tolerance, int maxIterations)
    implements Solver {

  /** The first step's beta, a share of the largest cost; it falls from step to step. */
  private static final double FIRST_BETA = 0.1;

  /** The last beta, a share of the largest cost: with a firm penalty small ones take more steps. */
  private static final double LEAST_LAST_BETA = 5e-5;

  private static final double MOST_LAST_BETA = 1e-3;

  /** The last beta as a share of the Kullback-Leibler penalty, in between. */
  private static final double LAST_BETA_OF_RHO = 2e-3;

  private static final double BETA_RATIO = 0.99;

  /** The gap as a share of a value that is itself next to nothing, as between equal clouds. */
  private static final double DIGITS = 1e-3;

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(
            LinearProblems.refusalOfAnyMass(UnregularisedUnbalancedProvider.ID, problem), problem);
    return new Run(whole, new Progress(monitor)).solve();
  }

  /** One solve. */
  private final class Run {

    private final LinearProblem whole;
    private final Progress progress;
    private final PositiveSupport support;
    private final Geometry geometry;
    private final double[] a;
    private final double[] b;
    private final ScalingSweep sweep;
    private final double[] phi;
    private final double[] psi;
    private final double[] basePhi;
    private final double[] basePsi;
    private final double[] f;
    private final double[] g;
    private final double nothing;
    private double beta;
    private double scale;
    private int steps;
    private Potentials certificate;
    private double dual = Double.NEGATIVE_INFINITY;
    private double total = Double.POSITIVE_INFINITY;

    Run(LinearProblem whole, Progress progress) {
      this.whole = whole;
      this.progress = progress;
      support = PositiveSupport.of(whole);
      geometry = support.problem().requireGeometry().forManyPasses();
      a = support.problem().source().weights();
      b = support.problem().target().weights();
      sweep = new ScalingSweep(geometry::row, a, b, this::relaxRow, this::relaxColumn);
      phi = Arrays.stream(a).map(Math::log).toArray();
      psi = Arrays.stream(b).map(Math::log).toArray();
      basePhi = phi.clone();
      basePsi = psi.clone();
      f = new double[a.length];
      g = new double[b.length];
      certificate = new Potentials(f, g);
      double all = 0;
      for (double w : a) {
        all += divergence.value(w, 0);
      }
      for (double w : b) {
        all += divergence.value(w, 0);
      }
      nothing = all;
    }

    private double relaxRow(int i, double logSum) {
      f[i] = divergence.potential(a[i], basePhi[i] + logSum, beta);
      return basePhi[i] + f[i] / beta;
    }

    private double relaxColumn(int j, double logSum) {
      g[j] = divergence.potential(b[j], basePsi[j] + logSum, beta);
      return basePsi[j] + g[j] / beta;
    }

    PlanSolution solve() {
      double largest = geometry.largestMagnitude() > 0 ? geometry.largestMagnitude() : 1;
      boolean cancelled = false;
      boolean done = false;
      int nextCheck = 10;
      beta = FIRST_BETA * largest;
      double last = largest * lastBeta(largest);
      while (!done && steps < maxIterations) {
        if (!step()) {
          cancelled = true;
          break;
        }
        beta = Math.max(last, BETA_RATIO * beta);
        double gap = Double.NaN;
        if (steps == nextCheck || steps == maxIterations) {
          nextCheck = steps + Math.max(10, steps / 8);
          if (!certify()) {
            cancelled = true;
            break;
          }
          gap = total - dual;
          done =
              gap <= tolerance * nothing
                  && gap <= Math.max(DIGITS * total, DIGITS * tolerance * nothing);
        }
        progress.fraction(steps / (double) maxIterations);
        progress.report(
            new TracePoint(steps, sweep.transportCost(), Double.NaN, gap, Double.NaN), this::plan);
      }
      return answer(cancelled, done);
    }

    private double lastBeta(double largest) {
      return divergence instanceof Divergence.KullbackLeibler(double rho)
          ? Math.clamp(LAST_BETA_OF_RHO * rho / largest, LEAST_LAST_BETA, MOST_LAST_BETA)
          : LEAST_LAST_BETA;
    }

    private boolean step() {
      System.arraycopy(phi, 0, basePhi, 0, phi.length);
      System.arraycopy(psi, 0, basePsi, 0, psi.length);
      double next = scale + 1 / beta;
      // Extrapolated by the last potentials, the first guess of a step is nearly right.
      for (int i = 0; i < phi.length; i++) {
        phi[i] += f[i] / beta;
      }
      for (int j = 0; j < psi.length; j++) {
        psi[j] += g[j] / beta;
      }
      if (!sweep.step(phi, psi, next, 1, progress::isCancelled)) {
        System.arraycopy(basePhi, 0, phi, 0, phi.length);
        System.arraycopy(basePsi, 0, psi, 0, psi.length);
        return false;
      }
      shift();
      scale = next;
      steps++;
      return true;
    }

    /** The best common shift of f and g: it leaves the plan and makes the next guess better. */
    private void shift() {
      double s = divergence.shift(a, f, b, g);
      for (int i = 0; i < f.length; i++) {
        f[i] += s;
        phi[i] += s / beta;
      }
      for (int j = 0; j < g.length; j++) {
        g[j] -= s;
        psi[j] -= s / beta;
      }
    }

    /** A lower bound from potentials made feasible, and the value of the plan; false if stopped. */
    private boolean certify() {
      int m = b.length;
      Kernels kernels = Kernels.forEntries((long) a.length * m);
      double[] c = new double[m];
      double[] row = new double[a.length];
      double[] minusColumn = new double[m];
      Arrays.fill(minusColumn, Double.NEGATIVE_INFINITY);
      double bound = 0;
      for (int i = 0; i < a.length; i++) {
        if (progress.isCancelled()) {
          return false;
        }
        geometry.row(i, c);
        row[i] = -kernels.maxShifted(g, 1, c, m);
        kernels.maxInto(row[i], 1, c, minusColumn, m);
        bound += divergence.dual(a[i], row[i]);
      }
      double[] column = new double[m];
      for (int j = 0; j < m; j++) {
        column[j] = -minusColumn[j];
        bound += divergence.dual(b[j], column[j]);
      }
      if (bound > dual) {
        dual = bound;
        certificate = new Potentials(row, column);
      }
      return measure();
    }

    private boolean measure() {
      if (!sweep.measure(phi, psi, scale, () -> false)) {
        return false;
      }
      total = sweep.transportCost();
      for (int i = 0; i < a.length; i++) {
        total += divergence.value(a[i], sweep.rowSums()[i]);
      }
      for (int j = 0; j < b.length; j++) {
        total += divergence.value(b[j], sweep.columnSums()[j]);
      }
      return true;
    }

    private ScaledKernelCoupling plan() {
      double eps = scale > 0 ? 1 / scale : 1;
      return ScaledKernelCoupling.of(
          whole.requireGeometry(),
          support.expandRows(times(phi, eps), Double.NEGATIVE_INFINITY),
          support.expandColumns(times(psi, eps), Double.NEGATIVE_INFINITY),
          eps);
    }

    private PlanSolution answer(boolean cancelled, boolean done) {
      if (scale == 0) {
        scale = 1;
      }
      measure();
      MassBalance balance =
          MassBalance.of(
              support.expandRows(sweep.rowSums(), 0),
              support.expandColumns(sweep.columnSums(), 0),
              whole);
      Objective objective =
          balance.addedTo(Objective.of(sweep.transportCost()).with("objective_total", total));
      if (!cancelled) {
        objective = objective.withDual(dual, total - dual);
      }
      Status status =
          cancelled ? Status.CANCELLED : done ? Status.CONVERGED : Status.ITERATION_LIMIT;
      String reason =
          cancelled
              ? "stopped by hand after %d steps".formatted(steps)
              : String.format(
                  Locale.ROOT,
                  "%s after %d steps, limit %.2g",
                  DualityGap.saidAsShare((total - dual) / nothing, "of what moving nothing costs"),
                  steps,
                  tolerance);
      Optional<Cure> cure =
          status == Status.ITERATION_LIMIT
              ? Optional.of(
                  Cure.twice("Allow more steps, or a larger gap.", "steps", maxIterations))
              : Optional.empty();
      return new PlanSolution(
              whole,
              UnregularisedUnbalancedProvider.ID,
              parameters,
              plan(),
              cancelled ? Optional.empty() : Optional.of(expanded(certificate)),
              objective,
              progress.finish(status, steps, "steps", reason, Double.NaN, Double.NaN, cure))
          .withFields(balance.fields());
    }

    private Potentials expanded(Potentials some) {
      return new Potentials(
          support.expandRows(some.f(), Double.NEGATIVE_INFINITY),
          support.expandColumns(some.g(), Double.NEGATIVE_INFINITY));
    }
  }

  private static double[] times(double[] x, double factor) {
    return Arrays.stream(x).map(v -> v * factor).toArray();
  }
}
