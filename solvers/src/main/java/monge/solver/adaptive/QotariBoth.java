package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * The cheapest coupling in which every row and every column has at least a given perplexity,
 * quadratic ({@link Otari}).
 */
record QotariBoth(ParameterValues parameters) implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    return new Otari("qotari-d", Regulariser.QUADRATIC, OtariSide.BOTH, parameters)
        .solve(problem, monitor);
  }
}
