package monge.projection;

import monge.cost.CostFunction;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.LogSumExp;
import monge.plan.Potentials;
import monge.problem.LinearProblem;

/**
 * The entropic map (Pooladian and Niles-Weed 2021): {@code T(x) = sum_j y_j w_j(x)}, {@code w_j(x)}
 * proportional to {@code exp((g_j - c(x, y_j)) / eps)}. Defined for every x, also far from the data
 * (the largest exponent is taken out first); at a source point it is the barycentric projection of
 * the entropic plan. For {@code c = |x - y|^2} it is {@code x - grad f(x) / 2}. Immutable; O(m d) a
 * point.
 */
public final class EntropicMap implements PointMap {

  private final CostFunction cost;
  private final double[][] points;
  private final double[] potential;
  private final double eps;

  private EntropicMap(CostFunction cost, double[][] points, double[] potential, double eps) {
    this.cost = cost;
    this.points = points;
    this.potential = potential;
    this.eps = eps;
  }

  /**
   * The map into the cloud of {@code target} with potential g (absorbing the weights, {@code -inf}
   * at weight 0; m) and {@code eps > 0}, both in the unit of the cost.
   *
   * @throws IllegalArgumentException if the cloud has no coordinates, there is not one potential a
   *     point, none is finite or one is NaN or {@code +inf}, or eps is not finite and {@code > 0}
   */
  public static EntropicMap of(
      CostFunction cost, DiscreteMeasure target, double[] potential, double eps) {
    if (target.dimension() == 0) {
      throw new IllegalArgumentException("the points have no coordinates: a map needs them");
    }
    if (potential.length != target.size()) {
      throw new IllegalArgumentException(
          "%d potentials for %d points".formatted(potential.length, target.size()));
    }
    if (!(eps > 0) || eps == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("eps = %s: must be finite and > 0".formatted(eps));
    }
    boolean some = false;
    for (int j = 0; j < potential.length; j++) {
      if (Double.isNaN(potential[j]) || potential[j] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "potential %d is %s: must be finite or -inf".formatted(j, potential[j]));
      }
      some |= potential[j] > Double.NEGATIVE_INFINITY;
    }
    if (!some) {
      throw new IllegalArgumentException("all potentials are -inf: at least one must be finite");
    }
    return new EntropicMap(cost, target.points(), potential.clone(), eps);
  }

  /**
   * Source to target, from the potentials of an entropic plan of {@code problem}.
   *
   * @throws IllegalArgumentException if the cost is no function of two points, or as {@link #of}
   */
  public static EntropicMap forward(LinearProblem problem, Potentials potentials, double eps) {
    return of(costOf(problem), problem.target(), potentials.g(), eps);
  }

  /**
   * Target to source, from f and the source points.
   *
   * @throws IllegalArgumentException as {@link #forward}
   */
  public static EntropicMap inverse(LinearProblem problem, Potentials potentials, double eps) {
    return of(costOf(problem), problem.source(), potentials.f(), eps);
  }

  private static CostFunction costOf(LinearProblem problem) {
    if (problem.requireGeometry() instanceof PointCloudGeometry cloud) {
      return cloud.costFunction();
    }
    throw new IllegalArgumentException(
        "costs are known between the points of the clouds only (a matrix, or geodesic:k): the"
            + " entropic map needs a cost between any two points, such as sqeuclidean");
  }

  /**
   * {@code T(x)} (d). O(m d).
   *
   * @throws IllegalArgumentException if x has another dimension than the cloud, or an entry that is
   *     not a number within 1e150 of 0
   */
  @Override
  public double[] apply(double[] x) {
    Coordinates.require(x, points[0].length, "cloud");
    double[] weights = new double[points.length];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = (potential[j] - cost.between(x, points[j])) / eps;
    }
    LogSumExp.softmax(weights);
    double[] image = new double[x.length];
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] > 0) {
        for (int k = 0; k < image.length; k++) {
          image[k] += weights[j] * points[j][k];
        }
      }
    }
    return image;
  }
}
