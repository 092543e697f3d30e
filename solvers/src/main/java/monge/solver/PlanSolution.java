package monge.solver;

import java.util.List;
import java.util.Optional;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;

/**
 * An answer that is a coupling.
 *
 * @param coupling P (n×m), points of zero weight included
 * @param potentials f (n) and g (m), if the solver gives any
 * @param fields values a point that belong to the answer, such as the perplexity of each row
 * @param minima the local optima that several starts have led to, best first; empty for a convex
 *     problem or a single start
 */
public record PlanSolution(
    LinearProblem problem,
    String solver,
    ParameterValues parameters,
    Coupling coupling,
    Optional<Potentials> potentials,
    Objective objective,
    Convergence convergence,
    List<PointField> fields,
    List<LocalMinimum> minima)
    implements Solution {

  public PlanSolution {
    if (coupling.rows() != problem.rows() || coupling.columns() != problem.columns()) {
      throw new IllegalArgumentException(
          "the plan is %d×%d, the problem %d×%d"
              .formatted(coupling.rows(), coupling.columns(), problem.rows(), problem.columns()));
    }
    fields = List.copyOf(fields);
    minima = List.copyOf(minima);
  }

  /** An answer without values a point and from one start. */
  public PlanSolution(
      LinearProblem problem,
      String solver,
      ParameterValues parameters,
      Coupling coupling,
      Optional<Potentials> potentials,
      Objective objective,
      Convergence convergence) {
    this(
        problem,
        solver,
        parameters,
        coupling,
        potentials,
        objective,
        convergence,
        List.of(),
        List.of());
  }

  /** The same answer with values a point. */
  public PlanSolution withFields(List<PointField> values) {
    return new PlanSolution(
        problem, solver, parameters, coupling, potentials, objective, convergence, values, minima);
  }

  /** The same answer with the local optima found, best first. */
  public PlanSolution withMinima(List<LocalMinimum> found) {
    return new PlanSolution(
        problem, solver, parameters, coupling, potentials, objective, convergence, fields, found);
  }
}
