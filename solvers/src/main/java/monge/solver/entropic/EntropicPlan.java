package monge.solver.entropic;

import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.solver.CommonParameters;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.Start;

/** The converged entropic plan that an evaluation of a problem file starts from. */
final class EntropicPlan {

  private EntropicPlan() {}

  /**
   * Solves with the {@code reg} of the description, or the default.
   *
   * @throws IllegalArgumentException if the problem is refused or the solve does not converge
   */
  static PlanSolution of(ProblemDescription description, SolveMonitor monitor) {
    SolverProvider provider = new SinkhornProvider();
    ParameterValues settings = provider.defaults();
    settings =
        settings.with(
            CommonParameters.REG,
            description.real(CommonParameters.REG, settings.real(CommonParameters.REG)));
    PlanSolution solution =
        (PlanSolution)
            provider.create(settings).solve(provider.problem(description), Start.COLD, monitor);
    if (!solution.convergence().status().isSuccess() && !monitor.isCancelled()) {
      throw new IllegalArgumentException(
          "sinkhorn at reg = %s did not converge: %s; raise reg"
              .formatted(settings.real(CommonParameters.REG), solution.convergence().reason()));
    }
    return solution;
  }
}
