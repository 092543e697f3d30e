package monge.solver.unbalanced;

import java.util.Arrays;
import java.util.Optional;
import monge.numeric.LogSumExp;
import monge.numeric.ScalingSweep;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.plan.ScaledKernelCoupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.InfeasibleProblemException;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;
import monge.solver.Status;

/**
 * Entropic transport with soft marginals, {@code min <C,P> + eps KL(P|R) + D1(P1|a) + D2(P'1|b)},
 * by alternating maximisation of its dual in logarithms: {@code P = R .* exp((f + g' - C)/eps)}
 * (Chizat, Peyré, Schmitzer and Vialard 2018). With two Kullback-Leibler penalties every pass ends
 * at the best common shift {@code (f + s, g - s)} (Séjourné, Vialard and Peyré 2022, Proposition
 * 2), without which the total mass settles slowly; passes are mixed by Anderson's method.
 *
 * @param eps regularisation strength, in the unit of the cost
 * @param product whether the reference R is {@code ab'} rather than 1
 * @param tolerance largest change of a potential at the end, relative to the largest cost
 */
record UnbalancedSinkhorn(
    ParameterValues parameters,
    double eps,
    Penalty source,
    Penalty target,
    boolean product,
    double tolerance,
    int maxIterations)
    implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(
            LinearProblems.refusalOfAnyMass(UnbalancedSinkhornProvider.ID, problem), problem);
    double from = whole.source().mass();
    double to = whole.target().mass();
    if (source.isHard()
        && target.isHard()
        && Math.abs(from - to) > LinearProblems.MASS_TOLERANCE * Math.max(from, to)) {
      throw new InfeasibleProblemException(
          "the source holds mass %s, the target %s, and reg_m1 = reg_m2 = inf keep both: no plan"
                  .formatted(from, to)
              + " has these marginals; make one of them finite");
    }
    return new Run(whole, start, new Progress(monitor)).solve();
  }

  /** One solve; its passes act on the column potentials g. */
  private final class Run implements AnnealedAscent.Pass {

    private final LinearProblem whole;
    private final Progress progress;
    private final SoftScaling scaling;
    private final double[] a;
    private final double[] b;
    private final double[] logA;
    private final double[] logB;
    private final double reference;
    private final double[] phi;
    private final double[] f;
    private final double[] rowMass;
    private final double[] g;
    private final double[] startG;
    private final double[] keptF;
    private final boolean warm;
    private double current = eps;
    private double dual;
    private final AnnealedAscent ascent;

    Run(LinearProblem whole, Start start, Progress progress) {
      this.whole = whole;
      this.progress = progress;
      scaling = new SoftScaling(whole, this::relaxRow, this::relaxColumn);
      a = scaling.a;
      b = scaling.b;
      logA = scaling.logA;
      logB = scaling.logB;
      reference = product ? sum(a) * sum(b) : (double) a.length * b.length;
      phi = new double[a.length];
      f = new double[a.length];
      rowMass = new double[a.length];
      keptF = new double[a.length];
      g = new double[b.length];
      startG = new double[b.length];
      warm = start.potentials().map(this::startFrom).orElse(false);
      ascent =
          new AnnealedAscent(
              this, progress, g, eps, scaling.largestCost(), tolerance, maxIterations);
    }

    /** Potentials of an answer absorb the reference: {@code f + eps log r}. */
    private boolean startFrom(Potentials earlier) {
      double[] u = earlier.f();
      double[] v = earlier.g();
      if (u.length != whole.rows() || v.length != whole.columns()) {
        return false;
      }
      u = scaling.support().restrictRows(u);
      v = scaling.support().restrictColumns(v);
      for (int i = 0; i < f.length; i++) {
        f[i] = Double.isFinite(u[i]) ? u[i] - eps * logReference(logA[i]) : 0;
      }
      for (int j = 0; j < g.length; j++) {
        g[j] = Double.isFinite(v[j]) ? v[j] - eps * logReference(logB[j]) : 0;
      }
      System.arraycopy(f, 0, keptF, 0, f.length);
      return true;
    }

    private double logReference(double logWeight) {
      return product ? logWeight : 0;
    }

    private double relaxRow(int i, double logSum) {
      double balanced = current * (logA[i] - logReference(logA[i]) - logSum);
      f[i] = source.potential(balanced, current);
      double potential = f[i] / current + logReference(logA[i]);
      rowMass[i] = Math.exp(potential + logSum);
      return potential;
    }

    private double relaxColumn(int j, double logSum) {
      double balanced = current * (logB[j] - logReference(logB[j]) - logSum);
      g[j] = target.potential(balanced, current);
      return g[j] / current + logReference(logB[j]);
    }

    @Override
    public boolean apply(double[] x) {
      double[] psi = new double[x.length];
      for (int j = 0; j < x.length; j++) {
        startG[j] = target.admissible(x[j]);
        psi[j] = startG[j] / current + logReference(logB[j]);
      }
      for (int i = 0; i < phi.length; i++) {
        phi[i] = f[i] / current + logReference(logA[i]);
      }
      if (!scaling.step(phi, psi, current, progress::isCancelled)) {
        return false;
      }
      dual = 0;
      for (int i = 0; i < f.length; i++) {
        dual += source.dual(a[i], f[i]) - current * rowMass[i];
      }
      for (int j = 0; j < startG.length; j++) {
        dual += target.dual(b[j], startG[j]);
      }
      dual += current * reference;
      shift();
      System.arraycopy(g, 0, x, 0, x.length);
      return true;
    }

    /** The best common shift of two Kullback-Leibler sides, in closed form. */
    private void shift() {
      if (!(source instanceof Penalty.KullbackLeibler(double rho1))
          || !(target instanceof Penalty.KullbackLeibler(double rho2))) {
        return;
      }
      double s =
          rho1 * (rho2 / (rho1 + rho2)) * (logSumExp(logA, f, rho1) - logSumExp(logB, g, rho2));
      for (int i = 0; i < f.length; i++) {
        f[i] += s;
      }
      for (int j = 0; j < g.length; j++) {
        g[j] -= s;
      }
    }

    private static double logSumExp(double[] logWeights, double[] potentials, double rho) {
      double[] exponents = new double[logWeights.length];
      for (int k = 0; k < exponents.length; k++) {
        exponents[k] = logWeights[k] - potentials[k] / rho;
      }
      return LogSumExp.of(exponents);
    }

    @Override
    public double dual() {
      return dual;
    }

    @Override
    public void keep() {
      System.arraycopy(f, 0, keptF, 0, f.length);
    }

    @Override
    public void setEps(double value) {
      current = value;
    }

    @Override
    public Coupling plan(double[] variables) {
      return plan(keptF, variables, current);
    }

    PlanSolution solve() {
      ascent.run(warm);
      return answer();
    }

    private ScaledKernelCoupling plan(double[] rowPotential, double[] columnPotential, double at) {
      return scaling.plan(
          absorbed(rowPotential, logA, at), absorbed(columnPotential, logB, at), at);
    }

    private double[] absorbed(double[] potential, double[] logWeights, double at) {
      double[] sums = new double[potential.length];
      for (int k = 0; k < sums.length; k++) {
        sums[k] = potential[k] + at * logReference(logWeights[k]);
      }
      return sums;
    }

    private PlanSolution answer() {
      double[] rowPotential = keptF;
      double[] columnPotential = ascent.variables();
      double[] absorbedF = absorbed(rowPotential, logA, current);
      double[] absorbedG = absorbed(columnPotential, logB, current);
      ScalingSweep sums = scaling.measured(absorbedF, absorbedG, current);
      double[] rows = sums.rowSums();
      double[] columns = sums.columnSums();
      double transport = sums.transportCost();
      double sourceTerm = 0;
      double targetTerm = 0;
      double bound = current * (reference - sum(rows));
      double divergence = -transport + current * (reference - sum(rows));
      for (int i = 0; i < a.length; i++) {
        sourceTerm += source.value(a[i], rows[i]);
        bound += source.dual(a[i], rowPotential[i]);
        divergence += rows[i] * rowPotential[i];
      }
      for (int j = 0; j < b.length; j++) {
        targetTerm += target.value(b[j], columns[j]);
        bound += target.dual(b[j], columnPotential[j]);
        divergence += columns[j] * columnPotential[j];
      }
      double total = transport + divergence + sourceTerm + targetTerm;
      Objective objective =
          Objective.of(transport)
              .with("objective_total", total)
              .with("reg_term", divergence)
              .with("marginal_term_source", sourceTerm)
              .with("marginal_term_target", targetTerm);
      double sourceError = source.isHard() ? distance(rows, a) : Double.NaN;
      double targetError = target.isHard() ? distance(columns, b) : Double.NaN;
      Status status = ascent.status();
      MassBalance balance = scaling.balance(sums);
      objective = balance.addedTo(objective);
      if (status.isSuccess() || !source.isHard() && !target.isHard()) {
        objective = objective.withDual(bound, total - bound);
      }
      return new PlanSolution(
              whole,
              UnbalancedSinkhornProvider.ID,
              parameters,
              plan(rowPotential, columnPotential, current),
              Optional.of(scaling.potentials(absorbedF, absorbedG)),
              objective,
              progress.finish(
                  status,
                  ascent.iterations(),
                  "iterations",
                  ascent.reason(total - bound),
                  sourceError,
                  targetError,
                  ascent.cure()))
          .withFields(balance.fields());
    }
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double distance(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += Math.abs(x[k] - y[k]);
    }
    return sum;
  }
}
