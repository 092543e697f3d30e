package monge.app.gaussians;

import monge.measure.GaussianMeasure;
import monge.problem.GaussianProblem;
import monge.solver.AffineSolution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;

/** The map between two Gaussians, at once. */
final class ClosedForm {

  private static final String SOLVER = "gaussian-w2";

  private final SolverProvider provider;

  ClosedForm(SolverRegistry solvers) {
    provider = solvers.require(SOLVER);
  }

  SolverProvider provider() {
    return provider;
  }

  AffineSolution between(GaussianMeasure source, GaussianMeasure target) {
    return (AffineSolution)
        provider
            .create(provider.defaults())
            .solve(new GaussianProblem(source, target), Start.COLD, SolveMonitor.NONE);
  }
}
