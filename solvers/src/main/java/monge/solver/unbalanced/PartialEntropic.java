package monge.solver.unbalanced;

import java.util.Arrays;
import java.util.Optional;
import monge.numeric.ScalingSweep;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * Entropic partial transport {@code min <C,P> + eps sum P log P} over {@code P1 <= a, P'1 <= b, sum
 * P = mass}, by alternating maximisation of its dual: {@code P = exp((f_i + g_j + l - C_ij)/eps)}
 * with {@code f, g <= 0} (Benamou, Carlier, Cuturi, Nenna and Peyré 2015, Proposition 5; here on
 * the dual), in logarithms, mixed by Anderson's method.
 *
 * @param eps regularisation strength, in the unit of the cost
 * @param mass what is moved, at most the smaller of the two masses
 * @param tolerance largest change of a potential at the end, relative to the largest cost
 */
record PartialEntropic(
    ParameterValues parameters, double eps, double mass, double tolerance, int maxIterations)
    implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(
            LinearProblems.refusalOfAnyMass(PartialEntropicProvider.ID, problem), problem);
    PartialTransport.requireMass(whole, mass);
    return new Run(whole, new Progress(monitor)).solve();
  }

  /** One solve; its passes act on {@code h = g + l} and, behind it, on {@code l}. */
  private final class Run implements AnnealedAscent.Pass {

    private final LinearProblem whole;
    private final Progress progress;
    private final SoftScaling scaling;
    private final AnnealedAscent ascent;
    private final double[] f;
    private final double[] keptF;
    private final double[] rowMass;
    private final double[] h;
    private final double[] columnMass;
    private double level;
    private double current = eps;
    private double dual;

    Run(LinearProblem whole, Progress progress) {
      this.whole = whole;
      this.progress = progress;
      scaling = new SoftScaling(whole, this::relaxRow, this::relaxColumn);
      int n = scaling.a.length;
      int m = scaling.b.length;
      f = new double[n];
      keptF = new double[n];
      rowMass = new double[n];
      h = new double[m];
      columnMass = new double[m];
      ascent =
          new AnnealedAscent(
              this,
              progress,
              new double[m + 1],
              eps,
              scaling.largestCost(),
              tolerance,
              maxIterations);
    }

    private double relaxRow(int i, double logSum) {
      double potential = Math.min(0, scaling.logA[i] - logSum);
      f[i] = current * potential;
      rowMass[i] = Math.exp(potential + logSum);
      return potential;
    }

    private double relaxColumn(int j, double logSum) {
      double potential = Math.min(level / current, scaling.logB[j] - logSum);
      h[j] = current * potential;
      columnMass[j] = Math.exp(potential + logSum);
      return potential;
    }

    @Override
    public boolean apply(double[] x) {
      int m = h.length;
      double[] a = scaling.a;
      double[] b = scaling.b;
      level = x[m];
      double bound = mass * (level + current);
      double[] psi = new double[m];
      for (int j = 0; j < m; j++) {
        double least = Math.min(x[j], level);
        bound += b[j] * (least - level);
        psi[j] = least / current;
      }
      if (!scaling.step(SoftScaling.divided(f, current), psi, current, progress::isCancelled)) {
        return false;
      }
      for (int i = 0; i < f.length; i++) {
        bound += a[i] * f[i] - current * rowMass[i];
      }
      dual = bound;
      double moved = Arrays.stream(columnMass).sum();
      double lift = current * Math.log(mass / moved);
      for (int j = 0; j < m; j++) {
        x[j] = h[j] + lift;
      }
      x[m] = level + lift;
      return true;
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
      return scaling.plan(keptF, Arrays.copyOf(variables, h.length), current);
    }

    PlanSolution solve() {
      ascent.run(false);
      double[] x = ascent.variables();
      double[] columns = Arrays.copyOf(x, h.length);
      double l = x[h.length];
      double[] a = scaling.a;
      double[] b = scaling.b;
      ScalingSweep sums = scaling.measured(keptF, columns, current);
      double[] rowSums = sums.rowSums();
      double[] columnSums = sums.columnSums();
      double transport = sums.transportCost();
      // eps sum P log P = sum P (f + h - C), the costs of the plan cancel.
      double entropic = 0;
      double bound = mass * (l + current);
      for (int i = 0; i < a.length; i++) {
        entropic += rowSums[i] * keptF[i];
        bound += a[i] * keptF[i] - current * rowSums[i];
      }
      for (int j = 0; j < b.length; j++) {
        entropic += columnSums[j] * columns[j];
        bound += b[j] * (columns[j] - l);
      }
      MassBalance balance = scaling.balance(sums);
      Objective objective =
          balance.addedTo(Objective.of(transport).with("objective_entropic", entropic));
      if (ascent.status().isSuccess()) {
        objective = objective.withDual(bound, entropic - bound);
      }
      return new PlanSolution(
              whole,
              PartialEntropicProvider.ID,
              parameters,
              plan(x),
              Optional.of(scaling.potentials(keptF, columns)),
              objective,
              progress.finish(
                  ascent.status(),
                  ascent.iterations(),
                  "iterations",
                  ascent.reason(entropic - bound),
                  Double.NaN,
                  Double.NaN,
                  ascent.cure()))
          .withFields(balance.fields());
    }
  }
}
