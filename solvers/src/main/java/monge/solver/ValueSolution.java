package monge.solver;

import java.util.List;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;

/**
 * An answer that is a number without a plan, such as a kernel distance.
 *
 * @param fields values a point, such as a witness function at the points
 */
public record ValueSolution(
    LinearProblem problem,
    String solver,
    ParameterValues parameters,
    Objective objective,
    Convergence convergence,
    List<PointField> fields)
    implements Solution {

  public ValueSolution {
    fields = List.copyOf(fields);
  }
}
