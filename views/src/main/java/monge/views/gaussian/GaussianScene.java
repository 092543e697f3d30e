package monge.views.gaussian;

import java.util.List;
import java.util.Optional;
import monge.interpolation.BuresGeodesic;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.numeric.NormalDraws;
import monge.problem.GaussianProblem;
import monge.projection.AffineMap;
import monge.solver.AffineSolution;
import monge.solver.Solution;

/**
 * What pictures of a transport between two Gaussians of the plane are made from.
 *
 * @param map the linear map; empty where none carries the source to the target
 * @param path the laws on the way
 */
public record GaussianScene(
    GaussianMeasure source, GaussianMeasure target, Optional<AffineMap> map, BuresGeodesic path) {

  /** {@code 1 - exp(-2)}: the mass of a Gaussian of the plane inside its 2σ ellipse. */
  private static final double WITHIN_TWO_SIGMA = 0.8646647167633873;

  /** Whether there is such a scene in a solution: an affine answer for Gaussians of the plane. */
  public static boolean isIn(Solution solution) {
    return solution instanceof AffineSolution
        && solution.problem() instanceof GaussianProblem p
        && p.source().dimension() == 2;
  }

  /**
   * @throws IllegalArgumentException if {@link #isIn} says no
   */
  public static GaussianScene of(Solution solution) {
    if (!isIn(solution)
        || !(solution instanceof AffineSolution answer)
        || !(answer.problem() instanceof GaussianProblem problem)) {
      throw new IllegalArgumentException(
          "the answer of '%s' is not a map between two Gaussians of the plane"
              .formatted(solution.solver()));
    }
    return new GaussianScene(
        problem.source(),
        problem.target(),
        answer.pushesForward() ? Optional.of(answer.map()) : Optional.empty(),
        BuresGeodesic.between(problem.source(), problem.target()));
  }

  /**
   * Independent draws of a Gaussian of the plane.
   *
   * @param seed the same draws for the same seed, turned and stretched with the Gaussian
   */
  public static DiscreteMeasure draws(GaussianMeasure gaussian, int count, long seed) {
    PrincipalAxes axes = PrincipalAxes.of(gaussian);
    double c = Math.cos(axes.angle());
    double s = Math.sin(axes.angle());
    double[] mean = gaussian.mean();
    NormalDraws random = new NormalDraws(seed);
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      double u = axes.sigmaLong() * random.normal();
      double v = axes.sigmaShort() * random.normal();
      points[i] = new double[] {mean[0] + c * u - s * v, mean[1] + s * u + c * v};
    }
    return DiscreteMeasure.uniform(points);
  }

  /** The Gaussian of a cloud's mean and covariance (divided by its mass, not n - 1). */
  public static GaussianMeasure fitted(DiscreteMeasure cloud) {
    double mass = cloud.mass();
    double mx = 0;
    double my = 0;
    for (int i = 0; i < cloud.size(); i++) {
      mx += cloud.weight(i) / mass * cloud.coordinate(i, 0);
      my += cloud.weight(i) / mass * cloud.coordinate(i, 1);
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < cloud.size(); i++) {
      double w = cloud.weight(i) / mass;
      double dx = cloud.coordinate(i, 0) - mx;
      double dy = cloud.coordinate(i, 1) - my;
      xx += w * dx * dx;
      xy += w * dx * dy;
      yy += w * dy * dy;
    }
    return new GaussianMeasure(new double[] {mx, my}, new double[][] {{xx, xy}, {xy, yy}});
  }

  /**
   * Points that stand for the mass inside the source's 2σ ellipse, from the centre outwards: the
   * quantiles of the radius around a sunflower's spiral.
   */
  List<double[]> carriers(int count) {
    PrincipalAxes axes = PrincipalAxes.of(source);
    double c = Math.cos(axes.angle());
    double s = Math.sin(axes.angle());
    double[] mean = source.mean();
    double[][] points = new double[count][];
    for (int k = 0; k < count; k++) {
      double r = Math.sqrt(-2 * Math.log(1 - WITHIN_TWO_SIGMA * (k + 0.5) / count));
      double u = axes.sigmaLong() * r * Math.cos(2.4 * k + 0.4);
      double v = axes.sigmaShort() * r * Math.sin(2.4 * k + 0.4);
      points[k] = new double[] {mean[0] + c * u - s * v, mean[1] + s * u + c * v};
    }
    return List.of(points);
  }
}
