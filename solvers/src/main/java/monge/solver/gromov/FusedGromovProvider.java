package monge.solver.gromov;

import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;

/**
 * {@code fused-gromov}: {@code min (1 - alpha) <M,P> + alpha sum_ijkl (D_ik - D'_jl)^2 P_ij P_kl}
 * over couplings of a and b, M the cost between features; solved by {@link FusedGromov}.
 */
public final class FusedGromovProvider extends StructureProvider {

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          FusedGromov.ID,
          "Fused Gromov–Wasserstein",
          "conditional gradient",
          SolverFamily.GROMOV,
          "Trades the cost between features against distances within each cloud. Take it for graphs"
              + " whose nodes carry features, or shapes that are known roughly to lie in place. Not"
              + " where only the shape counts: take gromov. The answer is a local minimum.",
          "min (1 − α) ⟨M,P⟩ + α Σᵢⱼₖₗ (Dᵢₖ − D′ⱼₗ)² Pᵢⱼ Pₖₗ  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "M the cost between features, D and D′ the distances within each cloud",
          "Vayer, Courty, Tavenard, Chapel and Flamary, Optimal transport for structured data"
              + " with application on graphs, 2019",
          "O(n²m + nm²) time and a linear program an iteration, O(n² + m² + nm) memory",
          Set.of(Capability.BALANCED, Capability.SNAPSHOTS, Capability.NON_CONVEX),
          Parameters.descents(
              ParameterSpec.Real.between(
                  Parameters.ALPHA,
                  "Structure α",
                  "Weight of the distances within each cloud against the cost between them: 0 is"
                      + " exact transport, 1 is Gromov–Wasserstein.",
                  0.5,
                  0,
                  1)));

  public FusedGromovProvider() {
    super(DESCRIPTOR);
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return FusedGromov.refusal(problem);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new FusedGromov(values);
  }

  /** The ground cost is the cost of the description, or that of its features. */
  @Override
  public TransportProblem problem(ProblemDescription description) {
    return GromovFiles.withFeatures(GromovFiles.problem(description), description);
  }
}
