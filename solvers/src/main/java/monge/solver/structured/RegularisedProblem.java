package monge.solver.structured;

import java.util.Arrays;
import monge.cost.Geometry;
import monge.numeric.EntropicProjection;
import monge.numeric.Parallel;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;

/**
 * What the group lasso solvers share: the points of positive weight, their costs and classes, and
 * projections onto the couplings, each started from the last.
 */
final class RegularisedProblem {

  private final LinearProblem whole;
  private final PositiveSupport support;
  private final double[] a;
  private final double[] b;
  private final double[][] cost;
  private final Classes classes;
  private final int parts;

  RegularisedProblem(LinearProblem whole) {
    this.whole = whole;
    support = PositiveSupport.of(whole);
    LinearProblem problem = support.problem();
    Geometry geometry = problem.requireGeometry();
    cost = geometry.toDense();
    a = problem.source().weights();
    b = problem.target().weights();
    // Masses that agree to rounding only would leave an error that no scaling removes.
    double ratio = Arrays.stream(a).sum() / Arrays.stream(b).sum();
    for (int j = 0; j < b.length; j++) {
      b[j] *= ratio;
    }
    classes = Classes.of(problem.source());
    parts = Parallel.parts(a.length, 1 + 20_000 / b.length);
  }

  int rows() {
    return a.length;
  }

  int columns() {
    return b.length;
  }

  Classes classes() {
    return classes;
  }

  double mass() {
    return Arrays.stream(a).sum();
  }

  /** Costs of pairs of positive weight; not to be changed. */
  double[][] cost() {
    return cost;
  }

  EntropicProjection projection() {
    return new EntropicProjection(a, b);
  }

  double[][] productPlan() {
    double mass = mass();
    double[][] plan = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        plan[i][j] = a[i] * b[j] / mass;
      }
    }
    return plan;
  }

  /** {@code <f,a> + <g,b>}. */
  double pairing(double[] f, double[] g) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * f[i];
    }
    for (int j = 0; j < b.length; j++) {
      sum += b[j] * g[j];
    }
    return sum;
  }

  /** {@code <C,P>}. */
  double transportCost(double[][] plan) {
    return sum(plan, (i, j, p) -> p * cost[i][j]);
  }

  /** {@code sum P log P}. */
  double negativeEntropy(double[][] plan) {
    return sum(plan, (_, _, p) -> p * Math.log(p));
  }

  /** {@code |P - Q|_1}. */
  double distance(double[][] plan, double[][] other) {
    double[] sums = new double[parts];
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < b.length; j++) {
              sums[part] += Math.abs(plan[i][j] - other[i][j]);
            }
          }
        });
    return Arrays.stream(sums).sum();
  }

  @FunctionalInterface
  private interface Term {
    double of(int i, int j, double p);
  }

  private double sum(double[][] plan, Term term) {
    double[] sums = new double[parts];
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            for (int j = 0; j < b.length; j++) {
              double p = plan[i][j];
              sum += p > 0 ? term.of(i, j, p) : 0;
            }
          }
          sums[part] = sum;
        });
    return Arrays.stream(sums).sum();
  }

  /** {@code |P1 - a|_1}. */
  double rowError(double[][] plan) {
    double error = 0;
    for (int i = 0; i < a.length; i++) {
      error += Math.abs(Arrays.stream(plan[i]).sum() - a[i]);
    }
    return error;
  }

  /** {@code |P'1 - b|_1}. */
  double columnError(double[][] plan) {
    double[] sums = new double[b.length];
    for (double[] row : plan) {
      for (int j = 0; j < b.length; j++) {
        sums[j] += row[j];
      }
    }
    double error = 0;
    for (int j = 0; j < b.length; j++) {
      error += Math.abs(sums[j] - b[j]);
    }
    return error;
  }

  /** The plan with the points of zero weight put back. */
  Coupling coupling(double[][] plan) {
    if (a.length == whole.rows() && b.length == whole.columns()) {
      return DenseCoupling.of(plan);
    }
    double[][] all = new double[whole.rows()][whole.columns()];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        all[support.row(i)][support.column(j)] = plan[i][j];
      }
    }
    return DenseCoupling.owning(all);
  }

  /** Potentials with the points of zero weight put back. */
  Potentials potentials(double[] f, double[] g) {
    return new Potentials(
            support.expandRows(f, Double.NEGATIVE_INFINITY),
            support.expandColumns(g, Double.NEGATIVE_INFINITY))
        .centred(whole.source().weights(), whole.target().weights());
  }
}
