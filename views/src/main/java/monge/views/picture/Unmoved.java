package monge.views.picture;

import monge.plan.Coupling;
import monge.problem.LinearProblem;

/**
 * The mass that a plan does not move as the measures ask: the share of each point's weight that
 * leaves or reaches it. A balanced plan moves all of it.
 */
public final class Unmoved {

  /** Shares that differ from 1 by less are whole: what solvers leave by rounding or tolerance. */
  private static final double WHOLE = 1e-3;

  /** The share moved of every point of a plan that answers for both marginals. */
  public static final Unmoved NOTHING = new Unmoved(new double[0], new double[0], 0, 0);

  private final double[] source;
  private final double[] target;
  private final double left;
  private final double unmet;

  private Unmoved(double[] source, double[] target, double left, double unmet) {
    this.source = source;
    this.target = target;
    this.left = left;
    this.unmet = unmet;
  }

  /** O(nonzeros) of the plan. */
  public static Unmoved of(LinearProblem problem, Coupling plan) {
    double[] a = problem.source().weights();
    double[] b = problem.target().weights();
    double[] rows = plan.rowMarginal();
    double[] columns = plan.columnMarginal();
    return new Unmoved(shares(rows, a), shares(columns, b), lacking(rows, a), lacking(columns, b));
  }

  private static double[] shares(double[] moved, double[] weights) {
    double[] shares = new double[moved.length];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = weights[k] > 0 ? moved[k] / weights[k] : 1;
    }
    return shares;
  }

  private static double lacking(double[] moved, double[] weights) {
    double sum = 0;
    double mass = 0;
    for (int k = 0; k < moved.length; k++) {
      sum += Math.max(0, weights[k] - moved[k]);
      mass += weights[k];
    }
    return mass > 0 ? sum / mass : 0;
  }

  boolean isSourceMoved(int i) {
    return i >= source.length || Math.abs(source[i] - 1) < WHOLE;
  }

  boolean isTargetMoved(int j) {
    return j >= target.length || Math.abs(target[j] - 1) < WHOLE;
  }

  /** What leaves source point {@code i}, as a share of its weight; above 1 where mass is made. */
  double sourceShare(int i) {
    return source[i];
  }

  /** What reaches target point {@code j}, as a share of its weight. */
  double targetShare(int j) {
    return target[j];
  }

  /** Such as "22 % of the source's mass stays, 12 % of the target's is unmet"; empty if nothing. */
  public String words() {
    if (Math.max(left, unmet) < WHOLE) {
      return "";
    }
    return Math.abs(left - unmet) < WHOLE
        ? Numbers.percent(left) + " of the mass not moved"
        : "%s of the source not moved, %s of the target not met"
            .formatted(Numbers.percent(left), Numbers.percent(unmet));
  }
}
