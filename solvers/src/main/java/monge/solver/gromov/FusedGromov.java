package monge.solver.gromov;

import java.util.Optional;
import monge.cost.Geometry;
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
 * Fused Gromov-Wasserstein (Vayer, Chapel, Flamary, Tavenard and Courty 2019, equation 2 for q =
 * 2): {@code min (1 - alpha) <M, P> + alpha E(P)} over couplings, M the ground cost between
 * features and E the energy of the structures, by {@link ConditionalGradient}. Not convex.
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
    double[] a = structures.sourceWeights();
    double[] b = structures.targetWeights();
    double alpha = values.real(Parameters.ALPHA);
    Geometry features = structures.problem().requireGeometry();
    ConditionalGradient descent =
        new ConditionalGradient(
            structures.energy(),
            new LinearStep.Exact(a, b),
            features.toDense(),
            alpha,
            clouds.source().mass(),
            progress::isCancelled);
    return new LocalSearch(clouds, ID, values, structures, descent, progress, alpha, true, b)
        .solve(Beginnings.couplings(structures, values, start, progress::isCancelled));
  }
}
