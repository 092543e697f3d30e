package monge.diagnostics;

import java.util.Arrays;
import java.util.Locale;
import monge.cost.Geometry;
import monge.plan.Coupling;
import monge.plan.FeasibleRounding;
import monge.plan.Potentials;

/**
 * How far a plan can be from the optimum of the linear program: the primal value of the plan
 * rounded to feasibility, an upper bound, minus the dual value of feasible potentials, a lower
 * bound. Any potentials will do: f is first replaced by its c-transform {@code f_i = min_j C_ij -
 * g_j}, the largest f that is feasible with g.
 *
 * @param primal {@code <C,Q>}, Q the rounded plan
 * @param dual {@code <f,a> + <g,b>}
 * @param value {@code primal - dual}, computed from reduced costs so that costs with a large common
 *     offset do not cancel
 */
public record DualityGap(double primal, double dual, double value) {

  /** Differences below this share of what they are of are rounding. */
  private static final double ROUNDING = 1e-15;

  /** So are those that come out negative below this share. */
  private static final double NEGATIVE = 1e-12;

  /**
   * O(nm d) time, O(n + m) memory.
   *
   * @param a row sums to round to (n)
   * @param b column sums to round to (m), of the same total
   * @throws IllegalArgumentException if shapes or totals disagree
   */
  public static DualityGap of(
      Geometry cost, Coupling plan, Potentials potentials, double[] a, double[] b) {
    Shapes.require(cost, plan);
    Coupling rounded = FeasibleRounding.round(plan, a, b);
    Potentials feasible = transformed(cost, potentials.g()).centred(a, b);
    double[] f = feasible.f();
    double[] g = feasible.g();
    int m = b.length;
    double[] c = new double[m];
    double[] p = new double[m];
    double[] columnSums = new double[m];
    double primal = 0;
    double value = 0;
    // <C,Q> - <f,a> - <g,b> = sum Q (C - f - g) + <f, Q1 - a> + <g, Q'1 - b>
    for (int i = 0; i < a.length; i++) {
      cost.row(i, c);
      rounded.row(i, p);
      double rowSum = 0;
      for (int j = 0; j < m; j++) {
        if (p[j] != 0) {
          primal += p[j] * c[j];
          value += p[j] * (c[j] - f[i] - g[j]);
          rowSum += p[j];
          columnSums[j] += p[j];
        }
      }
      if (a[i] > 0) {
        value += f[i] * (rowSum - a[i]);
      }
    }
    for (int j = 0; j < m; j++) {
      if (b[j] > 0) {
        value += g[j] * (columnSums[j] - b[j]);
      }
    }
    return new DualityGap(primal, dual(feasible, a, b), value);
  }

  /**
   * {@code <f,a> + <g,b>}; points of zero weight do not count.
   *
   * @throws IllegalArgumentException if there is not one potential a weight
   */
  public static double dual(Potentials potentials, double[] a, double[] b) {
    return weighted(potentials.f(), a) + weighted(potentials.g(), b);
  }

  /** {@code sum |f| a + sum |g| b}: what the rounding of a gap is a share of. */
  public static double scale(Potentials potentials, double[] a, double[] b) {
    return weighted(absolute(potentials.f()), a) + weighted(absolute(potentials.g()), b);
  }

  private static double[] absolute(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  /**
   * A gap in words for a sentence. No gap is negative and none is finer than the numbers it is the
   * difference of, so digits that are rounding are not said.
   *
   * @param scale size of the numbers that were subtracted
   */
  public static String said(double gap, double scale) {
    return said(gap, scale, "");
  }

  /**
   * The same of a gap that is counted in shares.
   *
   * @param whole what it is a share of, such as "of the largest cost"
   */
  public static String saidAsShare(double gap, String whole) {
    return said(gap, 1, " " + whole);
  }

  private static String said(double gap, double scale, String whole) {
    if (gap == 0) {
      return "gap 0";
    }
    boolean rounding = Math.abs(gap) <= ROUNDING * scale || (gap < 0 && -gap <= NEGATIVE * scale);
    return rounding ? "gap at rounding level" : String.format(Locale.ROOT, "gap %.2g", gap) + whole;
  }

  private static double weighted(double[] potential, double[] weights) {
    if (potential.length != weights.length) {
      throw new IllegalArgumentException(
          "%d potentials for %d weights: give one a point"
              .formatted(potential.length, weights.length));
    }
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] > 0) {
        sum += weights[k] * potential[k];
      }
    }
    return sum;
  }

  private static Potentials transformed(Geometry cost, double[] g) {
    double[] f = new double[cost.rows()];
    double[] c = new double[g.length];
    for (int i = 0; i < f.length; i++) {
      cost.row(i, c);
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < g.length; j++) {
        least = Math.min(least, c[j] - g[j]);
      }
      f[i] = least;
    }
    return new Potentials(f, g);
  }
}
