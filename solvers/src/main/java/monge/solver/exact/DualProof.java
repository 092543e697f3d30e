package monge.solver.exact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.diagnostics.DualityGap;
import monge.diagnostics.OptimalityCertificate;
import monge.numeric.Kernels;
import monge.numeric.RowSlices;
import monge.plan.Potentials;
import monge.plan.SparseCoupling;

/**
 * Feasible potentials for all points, those without weight included, and what they prove about a
 * plan.
 *
 * @param gap {@code <C,P> - <f,a> - <g,b>}, from reduced costs
 */
record DualProof(Potentials potentials, OptimalityCertificate certificate, double gap) {

  /** Work between two looks at the stop signal, in pairs: some milliseconds. */
  private static final long SLICE = 4_000_000;

  /** How good the prices are, in words. */
  String said(double[] a, double[] b) {
    return String.format(
        Locale.ROOT,
        "no dual violation above %.1g, %s",
        certificate.dualViolation(),
        DualityGap.said(gap, DualityGap.scale(potentials, a, b)));
  }

  /**
   * Completes prices of the points of positive weight: {@code g_j = min_i C_ij - f_i} where there
   * is no weight, then {@code f_i = min_j C_ij - g_j} for all sources, with {@code <f,a> = <g,b>}.
   * A point whose pairs are all forbidden gets 0. Looks at all n m pairs, twice if there are points
   * without weight; empty if cancelled meanwhile.
   */
  static Optional<DualProof> of(
      Geometry geometry,
      SparseCoupling plan,
      double[] sourcePrices,
      double[] targetPrices,
      double[] a,
      double[] b,
      BooleanSupplier cancelled) {
    double[] f = sourcePrices.clone();
    double[] g = targetPrices.clone();
    if (!isPositive(a) || !isPositive(b)) {
      if (!complete(geometry, f, g, a, b, cancelled)) {
        return Optional.empty();
      }
    }
    return ofComplete(geometry, plan, new Potentials(f, g).centred(a, b).g(), a, b, cancelled);
  }

  private static boolean isPositive(double[] weights) {
    return Arrays.stream(weights).allMatch(w -> w > 0);
  }

  private static boolean complete(
      Geometry geometry,
      double[] f,
      double[] g,
      double[] a,
      double[] b,
      BooleanSupplier cancelled) {
    int m = b.length;
    double[] c = new double[m];
    double[] least = new double[m];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int i = 0; i < a.length; i++) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      if (a[i] > 0) {
        geometry.row(i, c);
        double low = Double.POSITIVE_INFINITY;
        for (int j = 0; j < m; j++) {
          if (b[j] > 0) {
            low = Math.min(low, c[j] - g[j]);
          }
        }
        f[i] = low;
        for (int j = 0; j < m; j++) {
          least[j] = Math.min(least[j], c[j] - low);
        }
      }
    }
    for (int j = 0; j < m; j++) {
      if (!(b[j] > 0)) {
        g[j] = least[j] == Double.POSITIVE_INFINITY ? 0 : least[j];
      }
    }
    return true;
  }

  /**
   * The same for prices g that are complete and stay as they are, constant included. Looks at all n
   * m pairs once.
   */
  static Optional<DualProof> ofComplete(
      Geometry geometry,
      SparseCoupling plan,
      double[] g,
      double[] a,
      double[] b,
      BooleanSupplier cancelled) {
    int n = a.length;
    int m = b.length;
    double[] f = new double[n];
    double[] violations = new double[n];
    Kernels kernels = Kernels.forEntries((long) n * m);
    boolean seen =
        RowSlices.each(
            n,
            m,
            SLICE,
            cancelled,
            (first, end) -> {
              double[] c = new double[m];
              for (int i = first; i < end; i++) {
                geometry.row(i, c);
                double low = kernels.leastReduced(c, g, 0, m);
                f[i] = low == Double.POSITIVE_INFINITY ? 0 : low;
                violations[i] = kernels.mostViolated(f[i], g, c, m);
              }
            });
    if (!seen) {
      return Optional.empty();
    }
    double violation = Math.max(0, kernels.max(violations, n));
    double slackness = slackness(geometry, plan, f, g);
    double gap = slackness + value(f, plan.rowMarginal(), a) + value(g, plan.columnMarginal(), b);
    return Optional.of(
        new DualProof(new Potentials(f, g), new OptimalityCertificate(violation, slackness), gap));
  }

  private static double slackness(Geometry geometry, SparseCoupling plan, double[] f, double[] g) {
    double[] sum = {0};
    plan.forEach((i, j, mass) -> sum[0] += mass * (geometry.cost(i, j) - f[i] - g[j]));
    return sum[0];
  }

  /** What the potential makes of the mass that is too much or too little. */
  private static double value(double[] potential, double[] found, double[] wanted) {
    double sum = 0;
    for (int k = 0; k < potential.length; k++) {
      sum += potential[k] * (found[k] - wanted[k]);
    }
    return sum;
  }
}
