package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/** Quadratic transport at a given average perplexity ({@link AveragePerplexity}). */
record QotNorm(ParameterValues parameters) implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    return new AveragePerplexity("qot-norm", Regulariser.QUADRATIC, parameters)
        .solve(problem, monitor);
  }
}
