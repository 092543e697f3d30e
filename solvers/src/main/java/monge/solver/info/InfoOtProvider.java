package monge.solver.info;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code infoot}: {@code max I(P) - eps sum P log P} over couplings of a and b, I the mutual
 * information of {@link KernelInformation}; solved by {@link InfoOt}.
 */
public final class InfoOtProvider implements SolverProvider {

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          InfoOt.ID,
          "InfoOT",
          "mutual information",
          SolverFamily.INFORMATION,
          "Aligns two clouds so that the plan carries as much information as it can: keeps"
              + " clusters together and compares distances within each cloud only. Take it for"
              + " clouds of different dimension or unit. Not where positions count: take"
              + " fused-infoot. The answer depends on the start.",
          "max I(P) − ε Σ P log P  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "I(P) = Σᵢⱼ Pᵢⱼ log(Fᵢⱼ / ((K_X a)ᵢ (K_Y b)ⱼ)),  F = K_X P K_Yᵀ,  K ="
              + " exp(−distance² / 2h²s²), s the spread of the cloud",
          "Chuang, Jegelka and Alvarez-Melis, InfoOT: information maximizing optimal"
              + " transport, 2023, Definition 1, equations 2 and 3; iteration: equation 4",
          "O(nm (n + m)) time an outer step, O(n² + m² + nm) memory",
          Set.of(
              Capability.BALANCED,
              Capability.SNAPSHOTS,
              Capability.WARM_START,
              Capability.INTRA_DOMAIN,
              Capability.NON_CONVEX),
          List.of(
              Parameters.bandwidth(),
              Parameters.regularisation(0.05, ""),
              Parameters.steps(MirrorDescent.PUBLISHED_PLAIN),
              Parameters.tolerance(),
              Parameters.damping()));

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return reasonAgainst(InfoOt.ID, problem);
  }

  static Optional<String> reasonAgainst(String id, TransportProblem problem) {
    return switch (problem) {
      case LinearProblem p when p.source().dimension() == 0 || p.target().dimension() == 0 ->
          Optional.of(
              id
                  + " needs points on both sides: densities cannot be estimated from weights and a"
                  + " cost matrix");
      case LinearProblem p when Math.abs(p.source().mass() - p.target().mass()) > 1e-9 ->
          Optional.of(
              id
                  + " needs equal masses: the source weighs %s, the target %s; normalise them"
                      .formatted(p.source().mass(), p.target().mass()));
      case LinearProblem _ -> Optional.empty();
      default -> Optional.of(id + " needs two point clouds; for Gaussians take gaussian-w2");
    };
  }

  @Override
  public Solver create(ParameterValues values) {
    return new InfoOt(values);
  }

  /** The clouds with Euclidean cost unless the description names another. */
  @Override
  public TransportProblem problem(ProblemDescription description) {
    return InfoResults.problem(description);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return InfoResults.memoryBytes(n, m);
  }

  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    return InfoResults.of(solution, description);
  }
}
