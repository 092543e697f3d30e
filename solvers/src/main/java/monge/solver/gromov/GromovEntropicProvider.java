package monge.solver.gromov;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;

/**
 * {@code gromov-entropic}: {@code min sum_ijkl (D_ik - D'_jl)^2 P_ij P_kl + eps sum P log P} over
 * couplings of a and b; solved by {@link GromovEntropic}.
 */
public final class GromovEntropicProvider extends StructureProvider {

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          GromovEntropic.ID,
          "Entropic GW",
          "projected gradient",
          SolverFamily.GROMOV,
          "Matches distances within each cloud by a blurred plan. Take it for noisy shapes,"
              + " and where the sharp plan depends too much on its start. Not with a small ε, which"
              + " costs many outer steps: take gromov.",
          "min Σᵢⱼₖₗ (Dᵢₖ − D′ⱼₗ)² Pᵢⱼ Pₖₗ + ε Σ P log P  over  P1 = a, Pᵀ1 = b, P ≥ 0",
          "Peyré, Cuturi and Solomon, Gromov-Wasserstein averaging of kernel and distance"
              + " matrices, 2016, Propositions 1 and 2",
          "O(n²m + nm²) time and an entropic problem an outer step, O(n² + m² + nm) memory",
          Set.of(
              Capability.BALANCED,
              Capability.SNAPSHOTS,
              Capability.INTRA_DOMAIN,
              Capability.NON_CONVEX),
          List.of(
              ParameterSpec.Real.positive(
                  Parameters.EPSILON,
                  "Regularisation ε",
                  "Weight of the entropy; larger blurs the plan and converges sooner.",
                  "squared unit of distance",
                  0.5,
                  1e-3,
                  10),
              new ParameterSpec.Whole(
                  Parameters.MAX_ITERATIONS,
                  "Most outer steps",
                  "How often the energy may be linearised.",
                  2000,
                  1,
                  1_000_000,
                  10,
                  10_000,
                  ParameterSpec.Scale.LOG),
              ParameterSpec.Real.positive(
                  Parameters.TOLERANCE,
                  "Stop when steps move less than",
                  "Ends the iteration when an outer step moves less mass than this.",
                  "share of the mass",
                  1e-10,
                  1e-12,
                  1e-3)));

  public GromovEntropicProvider() {
    super(DESCRIPTOR);
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return Structures.balancedRefusal(GromovEntropic.ID, problem);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new GromovEntropic(values);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return super.memoryBytes(n, m) + 8 * n * m + GromovEntropic.MIXING_BYTES;
  }
}
