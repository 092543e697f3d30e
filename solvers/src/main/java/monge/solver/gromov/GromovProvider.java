package monge.solver.gromov;

import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;

/** Offers {@code gromov}. */
public final class GromovProvider extends StructureProvider {

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          Gromov.ID,
          "Gromov–Wasserstein",
          "conditional gradient",
          SolverFamily.GROMOV,
          "Matches points so that distances within one cloud become distances within the other: for"
              + " shapes that are turned or mirrored, clouds of different dimension and graphs. The"
              + " answer is a local minimum; take several starts where it matters.",
          "min Σ (D_ik − D′_jl)² P_ij P_kl over couplings",
          "Mémoli 2011, Definition 5.7; Peyré, Cuturi and Solomon 2016, Proposition 1; Vayer and"
              + " others 2019, Algorithm 1",
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
