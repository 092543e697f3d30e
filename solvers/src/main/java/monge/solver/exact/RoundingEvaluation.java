package monge.solver.exact;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.diagnostics.MarginalError;
import monge.diagnostics.TransportCost;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.FeasibleRounding;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.solver.Evaluation;
import monge.solver.SolveMonitor;

/**
 * Rounds the plan given in {@code params.plan} to the marginals by {@link FeasibleRounding}: {@code
 * plan} Q (n×m), its {@code objective} {@code <C,Q>}, {@code l1_change} {@code |P - Q|_1} and its
 * bound {@code l1_bound}.
 */
public final class RoundingEvaluation implements Evaluation {

  @Override
  public String id() {
    return "rounding";
  }

  @Override
  public String summary() {
    return "Rounds a given plan, params.plan, to the marginals a and b: scales rows and columns"
        + " down, then adds what is missing (Altschuler, Weed and Rigollet 2017, Algorithm 2).";
  }

  @Override
  public Map<String, Object> evaluate(ProblemDescription description, SolveMonitor monitor) {
    double[][] given = description.requireMatrix("plan", "give the plan to round");
    LinearProblem problem = description.balancedProblem();
    requireCoupling(given, problem);
    Coupling plan = DenseCoupling.of(given);
    double[][] rounded =
        FeasibleRounding.round(plan, problem.source().weights(), problem.target().weights())
            .toDense();
    double change = 0;
    for (int i = 0; i < rounded.length; i++) {
      for (int j = 0; j < rounded[i].length; j++) {
        change += Math.abs(rounded[i][j] - given[i][j]);
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("objective", TransportCost.of(problem.requireGeometry(), DenseCoupling.of(rounded)));
    values.put("plan", rounded);
    values.put("l1_change", change);
    values.put("l1_bound", 2 * MarginalError.of(plan, problem).total());
    return values;
  }

  private static void requireCoupling(double[][] plan, LinearProblem problem) {
    if (plan.length != problem.rows()) {
      throw new IllegalArgumentException(
          "params.plan has %d rows, the source %d points: give one row a point"
              .formatted(plan.length, problem.rows()));
    }
    for (int i = 0; i < plan.length; i++) {
      if (plan[i].length != problem.columns()) {
        throw new IllegalArgumentException(
            "params.plan row %d has %d entries, the target %d points: give one entry a point"
                .formatted(i, plan[i].length, problem.columns()));
      }
      for (int j = 0; j < plan[i].length; j++) {
        if (!(plan[i][j] >= 0) || plan[i][j] == Double.POSITIVE_INFINITY) {
          throw new IllegalArgumentException(
              "params.plan entry (%d,%d) is %s: mass must be finite and >= 0"
                  .formatted(i, j, plan[i][j]));
        }
      }
    }
  }
}
