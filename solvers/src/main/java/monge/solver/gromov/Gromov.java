package monge.solver.gromov;

import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.LinearProblems;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * Gromov-Wasserstein (Mémoli 2011): {@code min E(P)} over couplings, see {@link GromovEnergy}, by
 * {@link ConditionalGradient}. Not convex: the answer is a local minimum.
 */
record Gromov(ParameterValues values) implements Solver {

  static final String ID = "gromov";

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem clouds = LinearProblems.require(Structures.balancedRefusal(ID, problem), problem);
    Progress progress = new Progress(monitor);
    Structures structures = Structures.of(clouds);
    double[] a = structures.sourceWeights();
    double[] b = structures.targetWeights();
    ConditionalGradient descent =
        new ConditionalGradient(
            structures.energy(),
            new LinearStep.Exact(a, b),
            new double[0][],
            1,
            clouds.source().mass(),
            progress::isCancelled);
    return new LocalSearch(clouds, ID, values, structures, descent, progress, 1, false, b)
        .solve(Beginnings.couplings(structures, values, start, progress::isCancelled));
  }
}
