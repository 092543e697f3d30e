package monge.solver.structured;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import monge.cost.Geometry;
import monge.numeric.EntropicProjection;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.FactoredCoupling;
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
  private final Geometry geometry;
  private final Classes classes;
  private final BooleanSupplier stop;
  private final Kernels kernels;

  /**
   * @param stop asked on the calling thread; what is stopped throws CancellationException
   */
  RegularisedProblem(LinearProblem whole, BooleanSupplier stop) {
    this.whole = whole;
    this.stop = stop;
    support = PositiveSupport.of(whole);
    LinearProblem problem = support.problem();
    geometry = problem.requireGeometry();
    a = problem.source().weights();
    b = problem.target().weights();
    // Masses that agree to rounding only would leave an error that no scaling removes.
    double ratio = Arrays.stream(a).sum() / Arrays.stream(b).sum();
    for (int j = 0; j < b.length; j++) {
      b[j] *= ratio;
    }
    classes = Classes.of(problem.source());
    kernels = Kernels.forEntries((long) a.length * b.length);
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

  double[][] matrix() {
    return Matrix.zeros(a.length, b.length, stop);
  }

  /** Costs of pairs of positive weight. */
  double[][] cost() {
    double[][] cost = matrix();
    each(cost, i -> geometry.row(i, cost[i]));
    return cost;
  }

  /** Runs {@code body} on the number of every row. */
  void each(double[][] matrix, IntConsumer body) {
    Matrix.fill(
        matrix,
        b.length,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            body.accept(i);
          }
        });
  }

  EntropicProjection projection() {
    return new EntropicProjection(a, b);
  }

  double[][] productPlan() {
    double[] share = share();
    double[][] plan = matrix();
    each(plan, i -> kernels.axpy(a[i], share, plan[i], share.length));
    return plan;
  }

  /** {@code b / |b|_1}. */
  private double[] share() {
    double mass = mass();
    return Arrays.stream(b).map(x -> x / mass).toArray();
  }

  /**
   * What is known of a plan, measured once.
   *
   * @param cost {@code <C,P>}
   * @param entropy {@code sum P log P}
   * @param rowError {@code |P1 - a|_1}
   * @param columnError {@code |P'1 - b|_1}
   */
  record Values(double cost, double entropy, double rowError, double columnError) {}

  Values measure(double[][] cost, double[][] plan) {
    int m = b.length;
    double[] costs = new double[a.length];
    double[] entropies = new double[a.length];
    double[] errors = new double[a.length];
    each(
        plan,
        i -> {
          costs[i] = kernels.dot(cost[i], plan[i], m);
          errors[i] = Math.abs(kernels.sum(plan[i], m) - a[i]);
          double[] logs = new double[m];
          for (int j = 0; j < m; j++) {
            logs[j] = Math.max(plan[i][j], Double.MIN_NORMAL);
          }
          kernels.log(logs, m);
          entropies[i] = kernels.dot(plan[i], logs, m);
        });
    double[] sums = new double[m];
    Columnwise.each(
        a.length,
        m,
        stop,
        (i, from, to) -> {
          double[] row = plan[i];
          for (int j = from; j < to; j++) {
            sums[j] += row[j];
          }
        });
    double error = 0;
    for (int j = 0; j < m; j++) {
      error += Math.abs(sums[j] - b[j]);
    }
    return new Values(
        kernels.sum(costs, costs.length),
        kernels.sum(entropies, entropies.length),
        kernels.sum(errors, errors.length),
        error);
  }

  /** The same of the product plan, without a matrix. */
  Values measureProduct() {
    double[] share = share();
    double entropy = 0;
    for (double x : a) {
      entropy += x * Math.log(x);
    }
    double mass = mass();
    for (double x : share) {
      entropy += mass * x * Math.log(x);
    }
    return new Values(geometry.productCost(a, share), entropy, 0, 0);
  }

  /** {@code Omega} of the product plan for the l1-l2 penalty. */
  double productNorms() {
    return GroupNorms.ofProduct(classes, a, share());
  }

  /** The masses of the classes (rows) at the targets in the product plan. */
  double[][] productGroups() {
    double[] share = share();
    double[][] groups = new double[classes.count()][b.length];
    double[] masses = new double[groups.length];
    for (int i = 0; i < a.length; i++) {
      masses[classes.of(i)] += a[i];
    }
    for (int c = 0; c < groups.length; c++) {
      kernels.axpy(masses[c], share, groups[c], share.length);
    }
    return groups;
  }

  /** The product plan with the points of zero weight put back. */
  Coupling productCoupling() {
    FactoredCoupling product =
        FactoredCoupling.of(new double[][] {a}, new double[][] {share()}, new double[] {1});
    return isWhole()
        ? product
        : product.expanded(support::row, support::column, whole.rows(), whole.columns());
  }

  private boolean isWhole() {
    return a.length == whole.rows() && b.length == whole.columns();
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

  /** {@code |P - Q|_1}. */
  double distance(double[][] plan, double[][] other) {
    double[] sums = new double[a.length];
    each(
        plan,
        i -> {
          for (int j = 0; j < b.length; j++) {
            sums[i] += Math.abs(plan[i][j] - other[i][j]);
          }
        });
    return kernels.sum(sums, sums.length);
  }

  /** The plan, which is not to be changed any more, with the points of zero weight put back. */
  Coupling coupling(double[][] plan) {
    if (isWhole()) {
      return DenseCoupling.owning(plan);
    }
    double[][] all = new double[whole.rows()][whole.columns()];
    for (int i = 0; i < a.length; i++) {
      all[support.row(i)] = support.expandColumns(plan[i], 0);
    }
    return DenseCoupling.owning(all);
  }

  /** The plan as it is now, copied. */
  Coupling snapshot(double[][] plan) {
    return isWhole() ? DenseCoupling.of(plan) : coupling(plan);
  }

  /** Potentials with the points of zero weight put back. */
  Potentials potentials(double[] f, double[] g) {
    return new Potentials(
            support.expandRows(f, Double.NEGATIVE_INFINITY),
            support.expandColumns(g, Double.NEGATIVE_INFINITY))
        .centred(whole.source().weights(), whole.target().weights());
  }
}
