package monge.solver;

import java.util.Optional;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;

/** An answer that is a coupling. */
public record PlanSolution(
    LinearProblem problem,
    String solver,
    ParameterValues parameters,
    Coupling coupling,
    Optional<Potentials> potentials,
    Objective objective,
    Convergence convergence)
    implements Solution {

  public PlanSolution {
    if (coupling.rows() != problem.rows() || coupling.columns() != problem.columns()) {
      throw new IllegalArgumentException(
          "the plan is %d×%d, the problem %d×%d"
              .formatted(coupling.rows(), coupling.columns(), problem.rows(), problem.columns()));
    }
  }
}
