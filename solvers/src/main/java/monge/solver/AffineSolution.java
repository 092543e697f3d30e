package monge.solver;

import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.projection.AffineMap;

/**
 * An answer that is an affine map between Gaussians, given or fitted to clouds.
 *
 * @param map from the source to the target, to be trusted only if {@code pushesForward}
 * @param pushesForward whether the map carries the source law to the target law; false when a
 *     singular covariance admits no linear map, in which case only the distance is meaningful
 */
public record AffineSolution(
    TransportProblem problem,
    String solver,
    ParameterValues parameters,
    AffineMap map,
    boolean pushesForward,
    Objective objective,
    Convergence convergence)
    implements Solution {}
