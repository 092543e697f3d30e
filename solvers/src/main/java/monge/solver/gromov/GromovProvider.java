package monge.solver.gromov;

import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;

/**
 * {@code gromov}: {@code min sum_ijkl (D_ik - D'_jl)^2 P_ij P_kl} over couplings of a and b, D and
 * D' the distances within each cloud; solved by {@link Gromov}.
 */
public final class GromovProvider extends StructureProvider {

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          Gromov.ID,
          "Gromov–Wasserstein",
          "conditional gradient",
          SolverFamily.GROMOV,
          "Matches points so that distances within one cloud become distances within the"
              + " other. Take it for shapes that are turned or mirrored, clouds of different"
              + " dimension and graphs. Not where positions count: take fused-gromov. The answer is"
              + " a local minimum; take several starts where it matters.",
          "min Σᵢⱼₖₗ (Dᵢₖ − D′ⱼₗ)² Pᵢⱼ Pₖₗ  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "D and D′ the distances within each cloud",
          "Mémoli, Gromov-Wasserstein distances and the metric approach to object matching, 2011"
              + " (the distance is half the root of this value); Peyré, Cuturi and Solomon,"
              + " Gromov-Wasserstein averaging of kernel and distance matrices, 2016, Proposition"
              + " 1; conditional gradient as in Vayer, Courty, Tavenard, Chapel and Flamary,"
              + " Optimal transport for structured data with application on graphs, 2019",
          "O(n²m + nm²) time and a linear program an iteration, O(n² + m² + nm) memory",
          Set.of(
              Capability.BALANCED,
              Capability.SNAPSHOTS,
              Capability.INTRA_DOMAIN,
              Capability.NON_CONVEX),
          Parameters.descents());

  public GromovProvider() {
    super(DESCRIPTOR);
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return Structures.balancedRefusal(Gromov.ID, problem);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new Gromov(values);
  }
}
