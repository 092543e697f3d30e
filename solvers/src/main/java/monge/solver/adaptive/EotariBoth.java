package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * The cheapest coupling in which every row and every column has at least a given perplexity,
 * entropic ({@link Otari}).
 */
record EotariBoth(ParameterValues parameters) implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    return new Otari("eotari-d", Regulariser.ENTROPIC, OtariSide.BOTH, parameters)
        .solve(problem, monitor);
  }
}
