package monge.diagnostics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;

/**
 * What a regularisation strength eps means for a problem: whether plain kernels underflow, how wide
 * the blur is against the spacing of the points, which strengths are sensible, and what other
 * libraries call the same strength.
 *
 * <p>The blur is the width of the kernel {@code exp(-c/eps)}: for {@code c = |x-y|²} that of a
 * Gaussian, {@code sqrt(eps/2)}; for a cost that grows like a distance, eps itself.
 *
 * @param eps the strength asked about, in the unit of the cost
 * @param plainLimit below this eps some row or column of {@code exp(-C/eps)} is 0 in double
 *     precision: {@code max_i min_j C_ij / 650} over rows and columns
 * @param blur the width of the kernel in the unit of the points; empty for a cost matrix
 * @param spacing the median distance of a target point to its nearest neighbour; empty for a cost
 *     matrix or fewer than two different points
 * @param low below this the plan is an exact one in all but name, at many iterations
 * @param high above this every source point is sent to nearly the same mean
 * @param meanCost the mean of the finite costs
 * @param pot {@code reg} of {@code ot.sinkhorn(a, b, M, reg)} for the same cost matrix
 * @param geomLoss {@code blur} of GeomLoss' {@code SamplesLoss("sinkhorn", p, blur)}, whose cost is
 *     {@code |x-y|^p / p} and eps {@code blur^p}; values are then half as large for p = 2. Empty
 *     for costs it does not have
 * @param ott {@code epsilon} of OTT's geometries without scaling of the cost
 * @param ottRelative the same where OTT scales the cost by its mean ({@code scale_cost="mean"})
 */
public record EpsAdviser(
    double eps,
    double plainLimit,
    OptionalDouble blur,
    OptionalDouble spacing,
    double low,
    double high,
    double meanCost,
    double pot,
    OptionalDouble geomLoss,
    double ott,
    double ottRelative) {

  /** Exponents beyond this are 0 in double precision, with room for the scalings. */
  private static final double PLAIN_EXPONENT = 650;

  /** Points whose neighbours are looked for; larger clouds are sampled evenly. */
  private static final int SAMPLE = 2000;

  /** Shares of the mean cost that bound eps where there are no points. */
  private static final double LOW_SHARE = 5e-3;

  private static final double HIGH_SHARE = 0.5;

  /**
   * Looks at every cost once, and at the neighbours of at most 2000 target points: O(nm d).
   *
   * @param eps {@code > 0} and finite, in the unit of the cost
   * @throws IllegalArgumentException if it is not
   */
  public static EpsAdviser of(Geometry geometry, double eps) {
    if (!(eps > 0) || eps == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("eps = %s: must be finite and > 0".formatted(eps));
    }
    int m = geometry.columns();
    double[] row = new double[m];
    double[] leastInColumn = new double[m];
    Arrays.fill(leastInColumn, Double.POSITIVE_INFINITY);
    double worst = 0;
    double sum = 0;
    long count = 0;
    for (int i = 0; i < geometry.rows(); i++) {
      geometry.row(i, row);
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < m; j++) {
        if (row[j] < Double.POSITIVE_INFINITY) {
          least = Math.min(least, row[j]);
          leastInColumn[j] = Math.min(leastInColumn[j], row[j]);
          sum += row[j];
          count++;
        }
      }
      worst = least < Double.POSITIVE_INFINITY ? Math.max(worst, least) : worst;
    }
    for (double least : leastInColumn) {
      worst = least < Double.POSITIVE_INFINITY ? Math.max(worst, least) : worst;
    }
    double mean = count == 0 ? 0 : sum / count;
    return advice(geometry, eps, worst / PLAIN_EXPONENT, mean);
  }

  private static EpsAdviser advice(
      Geometry geometry, double eps, double plainLimit, double meanCost) {
    OptionalDouble blur = OptionalDouble.empty();
    OptionalDouble spacing = OptionalDouble.empty();
    OptionalDouble geomLoss = OptionalDouble.empty();
    double low = LOW_SHARE * Math.abs(meanCost);
    double high = HIGH_SHARE * Math.abs(meanCost);
    if (geometry instanceof PointCloudGeometry cloud) {
      CostFunction cost = cloud.costFunction();
      boolean squared = cost instanceof CostFunction.SquaredEuclidean;
      blur = OptionalDouble.of(squared ? Math.sqrt(eps / 2) : eps);
      geomLoss = squared || cost instanceof CostFunction.Euclidean ? blur : OptionalDouble.empty();
      spacing = spacing(cloud.target());
      double radius = radius(cloud.target());
      if (radius > 0) {
        // Half the spacing keeps neighbours apart, half the radius keeps the cloud's shape.
        double narrow = Math.min(spacing.orElse(radius), radius) / 2;
        low = squared ? 2 * narrow * narrow : narrow;
        high = squared ? radius * radius / 2 : radius / 2;
      }
    }
    return new EpsAdviser(
        eps,
        plainLimit,
        blur,
        spacing,
        low,
        Math.max(low, high),
        meanCost,
        eps,
        geomLoss,
        eps,
        meanCost > 0 ? eps / meanCost : Double.POSITIVE_INFINITY);
  }

  /** The median distance to the nearest other point that is not the same. */
  private static OptionalDouble spacing(DiscreteMeasure cloud) {
    Geometry within = new PointCloudGeometry(cloud, cloud, new CostFunction.Euclidean());
    int n = cloud.size();
    int sample = Math.min(n, SAMPLE);
    double[] row = new double[n];
    double[] nearest = new double[sample];
    int found = 0;
    for (int s = 0; s < sample; s++) {
      within.row((int) ((long) s * n / sample), row);
      double least = Double.POSITIVE_INFINITY;
      for (double distance : row) {
        least = distance > 0 ? Math.min(least, distance) : least;
      }
      if (least < Double.POSITIVE_INFINITY) {
        nearest[found++] = least;
      }
    }
    Arrays.sort(nearest, 0, found);
    return found == 0 ? OptionalDouble.empty() : OptionalDouble.of(nearest[found / 2]);
  }

  /** The root of the mean squared distance from the mean. */
  private static double radius(DiscreteMeasure cloud) {
    double mass = cloud.mass();
    double variance = 0;
    for (int k = 0; k < cloud.dimension(); k++) {
      double mean = 0;
      for (int i = 0; i < cloud.size(); i++) {
        mean += cloud.weight(i) / mass * cloud.coordinate(i, k);
      }
      for (int i = 0; i < cloud.size(); i++) {
        double d = cloud.coordinate(i, k) - mean;
        variance += cloud.weight(i) / mass * d * d;
      }
    }
    return Math.sqrt(variance);
  }

  /** The geometric middle of the range, to two digits; only where there is a range. */
  public double middle() {
    return strengths(1).getFirst();
  }

  /**
   * Strengths that divide the range evenly by ratio, without its ends, to two digits. Only where
   * there {@link #hasRange is a range}.
   *
   * @param count how many
   */
  public List<Double> strengths(int count) {
    List<Double> strengths = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      double strength = low * Math.pow(high / low, k / (count + 1.0));
      strengths.add(new BigDecimal(strength).round(new MathContext(2)).doubleValue());
    }
    return strengths;
  }

  /** Whether there is a range at all: clouds of one place, and costs of zero, give none. */
  public boolean hasRange() {
    return low > 0 && high < Double.POSITIVE_INFINITY;
  }

  /** One sentence: whether eps lies in the range, and what follows if not. */
  public String verdict() {
    if (eps < low) {
      return "eps is below the range: the plan is nearly an exact one; an exact solver is faster.";
    }
    if (eps > high) {
      return "eps is above the range: every point is sent to nearly the same mean.";
    }
    return "eps lies in the range: neighbours are blurred, the shape of the target is kept.";
  }
}
