package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * The cheapest coupling in which every row has perplexity at least xi, entropic ({@link Otari}).
 */
record EotariSource(ParameterValues parameters) implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    return new Otari("eotari-s", Regulariser.ENTROPIC, OtariSide.SOURCE, parameters)
        .solve(problem, monitor);
  }
}
