package monge.solver;

import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;

/** An answer, with the problem it answers. Immutable; views read nothing else. */
public sealed interface Solution permits PlanSolution, AffineSolution {

  TransportProblem problem();

  /** The id of the solver that gave it. */
  String solver();

  ParameterValues parameters();

  Objective objective();

  Convergence convergence();
}
