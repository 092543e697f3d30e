package monge.solver.gaussian;

import monge.parameter.ParameterValues;
import monge.problem.GaussianProblem;
import monge.problem.TransportProblem;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * Optimal transport between N(m1,S1) and N(m2,S2) for the squared Euclidean cost:
 *
 * <pre>
 *   W2^2 = |m1 - m2|^2 + tr(S1 + S2 - 2 (S1^{1/2} S2 S1^{1/2})^{1/2}),   T(x) = m2 + A (x - m1)
 * </pre>
 *
 * with the A of {@link BrenierMap} (Peyré, Cuturi 2019, remark 2.31). Singular covariances are
 * accepted; where no linear map exists the solution says so and the distance still holds. O(d^3).
 */
record GaussianW2(ParameterValues values) implements Solver {

  static final String ID = "gaussian-w2";

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    if (!(problem instanceof GaussianProblem gaussians)) {
      throw new IllegalArgumentException(GaussianW2Provider.NOT_GAUSSIANS);
    }
    return GaussianAnswer.of(
        problem, ID, values, gaussians.source(), gaussians.target(), new Progress(monitor));
  }
}
