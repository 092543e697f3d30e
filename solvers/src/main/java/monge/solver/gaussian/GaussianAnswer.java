package monge.solver.gaussian;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import monge.interpolation.BuresGeodesic;
import monge.measure.GaussianMeasure;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.AffineSolution;
import monge.solver.Objective;
import monge.solver.Progress;
import monge.solver.Status;

/** Makes the solution that both solvers of this family return. */
final class GaussianAnswer {

  private GaussianAnswer() {}

  static AffineSolution of(
      TransportProblem problem,
      String solver,
      ParameterValues values,
      GaussianMeasure source,
      GaussianMeasure target,
      Progress progress) {
    BrenierMap brenier = BrenierMap.between(source, target);
    BuresGeodesic path = BuresGeodesic.between(source, target);
    double squared = path.meanSquared() + path.buresSquared();
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("objective", squared);
    terms.put("W2_squared", squared);
    terms.put("W2", Math.sqrt(squared));
    terms.put("mean_part", path.meanSquared());
    terms.put("bures_part", path.buresSquared());
    terms.put("pushforward_residual", brenier.residual());
    String reason =
        brenier.pushesForward()
            ? String.format(
                Locale.ROOT, "closed form; A S1 A = S2 to %.1e of S2", brenier.residual())
            : String.format(
                Locale.ROOT,
                "closed form; the source covariance is singular and no linear map carries it to "
                    + "the target's (A S1 A misses S2 by %.1e of it), so only the distance holds",
                brenier.residual());
    return new AffineSolution(
        problem,
        solver,
        values,
        brenier.map(),
        brenier.pushesForward(),
        new Objective(terms, OptionalDouble.empty(), OptionalDouble.empty()),
        progress.finish(
            Status.OPTIMAL, 1, "steps", reason, Double.NaN, Double.NaN, Optional.empty()));
  }
}
