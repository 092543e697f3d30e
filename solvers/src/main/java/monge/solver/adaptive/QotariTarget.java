package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * The cheapest coupling in which every column has perplexity at least xi, quadratic ({@link
 * Otari}).
 */
record QotariTarget(ParameterValues parameters) implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    return new Otari("qotari-t", Regulariser.QUADRATIC, OtariSide.TARGET, parameters)
        .solve(problem, monitor);
  }
}
