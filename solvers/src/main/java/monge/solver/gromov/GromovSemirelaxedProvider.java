package monge.solver.gromov;

import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.Start;

/**
 * {@code gromov-semirelaxed}: {@code min sum_ijkl (D_ik - D'_jl)^2 P_ij P_kl} over {@code P >= 0}
 * with row sums a, column sums free; solved by {@link GromovSemirelaxed}.
 */
public final class GromovSemirelaxedProvider extends StructureProvider {

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          GromovSemirelaxed.ID,
          "Semi-relaxed GW",
          "conditional gradient",
          SolverFamily.GROMOV,
          "Matches the source with a part of the target that has its shape, target weights free."
              + " Take it to find a shape within another or to cluster a graph. Not to compare two"
              + " shapes as wholes: take gromov.",
          "min Σᵢⱼₖₗ (Dᵢₖ − D′ⱼₗ)² Pᵢⱼ Pₖₗ  over  P1 = a, P ≥ 0",
          "Vincent-Cuaz, Flamary, Corneli, Vayer and Courty, Semi-relaxed Gromov-Wasserstein"
              + " divergence with applications on graphs, 2022",
          "O(n²m + nm²) time an iteration, O(n² + m² + nm) memory",
          Set.of(
              Capability.UNBALANCED,
              Capability.SNAPSHOTS,
              Capability.INTRA_DOMAIN,
              Capability.NON_CONVEX),
          Parameters.descents());

  public GromovSemirelaxedProvider() {
    super(DESCRIPTOR);
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return Structures.refusal(GromovSemirelaxed.ID, problem);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new GromovSemirelaxed(values);
  }

  /** {@code params.init}, a plan with the row sums of the source weights. */
  @Override
  public Start start(ProblemDescription description, TransportProblem problem) {
    return InitialPlan.of(description, problem, false);
  }
}
