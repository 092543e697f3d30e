package monge.solver;

import java.util.List;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;

/** An answer, with the problem it answers. Immutable; views read nothing else. */
public sealed interface Solution permits PlanSolution, AffineSolution, ValueSolution {

  /** The problem that it answers. */
  TransportProblem problem();

  /** The id of the solver that gave it. */
  String solver();

  /** The settings that the solver had. */
  ParameterValues parameters();

  /** What it costs, by name. */
  Objective objective();

  /** Values a point that belong to the answer; empty if there are none. */
  default List<PointField> fields() {
    return List.of();
  }

  /** How and why the solve stopped: whether it is an answer at all. */
  Convergence convergence();
}
