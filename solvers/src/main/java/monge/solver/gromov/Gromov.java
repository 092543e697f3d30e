package monge.solver.gromov;

import java.util.Optional;
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
 * Gromov-Wasserstein (Mémoli 2011, whose distance is half the root of the value): {@code min E(P)}
 * over couplings, see {@link GromovEnergy}, by {@link ConditionalGradient}. Not convex: the answer
 * is a local minimum.
 */
record Gromov(ParameterValues values) implements Solver {

  static final String ID = "gromov";

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem clouds = LinearProblems.require(Structures.balancedRefusal(ID, problem), problem);
    Progress progress = new Progress(monitor);
    Structures structures = Structures.of(clouds);
    LinearStep step = new LinearStep.Exact(structures.sourceWeights(), structures.targetWeights());
    return new LocalSearch(
            clouds,
            ID,
            values,
            progress,
            structures,
            step,
            1,
            Optional.empty(),
            structures.unitTargetWeights())
        .solve(Beginnings.couplings(structures, values, start, progress::isCancelled));
  }
}
