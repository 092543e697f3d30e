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
 * Fused Gromov-Wasserstein (Vayer, Courty, Tavenard, Chapel and Flamary 2019, for q = 2): {@code
 * min (1 - alpha) <M, P> + alpha E(P)} over couplings, M the ground cost between features and E the
 * energy of the structures, by {@link ConditionalGradient}. Not convex.
 */
record FusedGromov(ParameterValues values) implements Solver {

  static final String ID = "fused-gromov";

  static Optional<String> refusal(TransportProblem problem) {
    return LinearProblems.refusalOf(ID, problem)
        .or(() -> Structures.refusal(ID, problem))
        .or(
            () ->
                problem instanceof LinearProblem p && p.requireGeometry().hasForbiddenPairs()
                    ? Optional.of(ID + " cannot keep pairs forbidden (cost inf): take emd")
                    : Optional.empty());
  }

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem clouds = LinearProblems.require(refusal(problem), problem);
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
            values.real(Parameters.ALPHA),
            structures.problem().geometry(),
            structures.unitTargetWeights())
        .solve(Beginnings.couplings(structures, values, start, progress::isCancelled));
  }
}
