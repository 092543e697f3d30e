package monge.projection;

import java.util.Arrays;
import monge.measure.DiscreteMeasure;
import monge.numeric.GaussianKernel;
import monge.numeric.Kernels;
import monge.plan.Coupling;

/**
 * InfoOT's conditional projection (Chuang, Jegelka, Alvarez-Melis 2023, equation 6): the kernel
 * estimate of {@code E[y | x]} under the joint law of a plan P, for any point x, in the sample or
 * not.
 *
 * <pre>
 *   T(x) = sum_j w_j(x) y_j / sum_j w_j(x),   w_j(x) = b_j f_P(x, y_j) / f_Y(y_j)
 *   f_P(x, y) = sum_kl P_kl K_X(x, x_k) K_Y(y, y_l),   f_Y(y) = sum_l b_l K_Y(y, y_l)
 * </pre>
 *
 * The paper has uniform b, where the factor b_j cancels; it makes zero-weight points irrelevant and
 * keeps the limit right for other weights: as h → 0, T tends to the barycentric projection at the
 * samples and to the image of the nearest sample elsewhere. Kernel widths are {@code h} times each
 * cloud's own spread ({@link GaussianKernel#spread}), whichever point is asked for. T is a convex
 * combination of target points everywhere: the largest kernel value is divided out, so that neither
 * distance nor a tiny h leaves 0/0.
 *
 * <p>Making one costs O(m^2 d' + nnz(P) d'), an image O(n (d + d')), where nnz counts the positive
 * entries of the plan. Source and target may have different dimensions.
 */
public final class Conditional implements PointMap {

  private final double bandwidth;
  private final GaussianKernel sourceKernel;
  private final double[][] sourceAxes;
  private final double[] weight;
  private final double[][] moment;
  private final Kernels kernels;

  private Conditional(
      double bandwidth,
      GaussianKernel sourceKernel,
      double[][] sourceAxes,
      double[] weight,
      double[][] moment) {
    this.bandwidth = bandwidth;
    this.sourceKernel = sourceKernel;
    this.sourceAxes = sourceAxes;
    this.weight = weight;
    this.moment = moment;
    // An image is one row; where there are many points there will be many images.
    kernels = Kernels.forEntries((long) weight.length * weight.length);
  }

  /**
   * The projection of a plan, from any solver.
   *
   * @param h bandwidth, >= 0, without unit; need not be the one a solver used
   * @throws IllegalArgumentException if shapes disagree, a cloud has no coordinates, h is negative
   *     or not finite, or the plan carries no mass
   */
  public static Conditional of(
      Coupling plan, DiscreteMeasure source, DiscreteMeasure target, double h) {
    if (plan.rows() != source.size() || plan.columns() != target.size()) {
      throw new IllegalArgumentException(
          "the plan is %d×%d but there are %d source and %d target points"
              .formatted(plan.rows(), plan.columns(), source.size(), target.size()));
    }
    GaussianKernel sourceKernel = GaussianKernel.of(source, h);
    GaussianKernel targetKernel = GaussianKernel.of(target, h);
    int n = source.size();
    int axes = target.dimension();

    // With N_lj = b_j K_Y(l,j) / f_Y(j), the sums over j are taken before those over the plan:
    // z_l = sum_j N_lj (y_j, 1), then the moments (V_k, W_k) = sum_l P_kl z_l of each source point.
    double[][] moments = Moments.of(plan, smoothedTargets(target, targetKernel));

    int[] active = new int[n];
    int count = 0;
    for (int k = 0; k < n; k++) {
      if (moments[axes][k] > 0) {
        active[count++] = k;
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException("the plan carries no mass: it has no projection");
    }
    active = Arrays.copyOf(active, count);
    double[][] sourceAxes = new double[source.dimension()][];
    for (int c = 0; c < sourceAxes.length; c++) {
      sourceAxes[c] = pick(source.axis(c), active);
    }
    double[][] moment = new double[axes][];
    for (int c = 0; c < axes; c++) {
      moment[c] = pick(moments[c], active);
    }
    return new Conditional(h, sourceKernel, sourceAxes, pick(moments[axes], active), moment);
  }

  /** The bandwidth h. */
  public double bandwidth() {
    return bandwidth;
  }

  /**
   * @throws IllegalArgumentException if x has another dimension than the source, or an entry that
   *     is not a number within 1e150 of 0
   */
  @Override
  public double[] apply(double[] x) {
    double[] kernel = kernelAt(x);
    double[] image = new double[moment.length];
    double total = kernels.dot(kernel, weight, kernel.length);
    for (int c = 0; c < image.length; c++) {
      image[c] = kernels.dot(kernel, moment[c], kernel.length) / total;
    }
    return image;
  }

  private double[] kernelAt(double[] x) {
    Coordinates.require(x, sourceAxes.length, "source");
    int n = weight.length;
    double[] squared = new double[n];
    kernels.squaredDistances(x, sourceAxes, squared, n);
    sourceKernel.relative(squared, n, squared, kernels);
    return squared;
  }

  /** {@code sum_j N_lj y_jc} for every axis c, and {@code sum_j N_lj} last; by axis. */
  private static double[][] smoothedTargets(DiscreteMeasure target, GaussianKernel kernel) {
    int m = target.size();
    int axes = target.dimension();
    double[][] y = new double[axes][];
    for (int c = 0; c < axes; c++) {
      y[c] = target.axis(c);
    }
    double[] b = target.weights();
    double[][] kernelY = kernel.matrix(target);
    Kernels kernels = Kernels.forEntries((long) m * m);
    double[][] smoothed = new double[axes + 1][m];
    for (int j = 0; j < m; j++) {
      if (b[j] == 0) {
        continue;
      }
      double[] row = kernelY[j];
      double share = b[j] / kernels.dot(b, row, m);
      for (int c = 0; c < axes; c++) {
        kernels.axpy(share * y[c][j], row, smoothed[c], m);
      }
      kernels.axpy(share, row, smoothed[axes], m);
    }
    return smoothed;
  }

  private static double[] pick(double[] values, int[] indices) {
    double[] picked = new double[indices.length];
    for (int k = 0; k < picked.length; k++) {
      picked[k] = values[indices[k]];
    }
    return picked;
  }
}
