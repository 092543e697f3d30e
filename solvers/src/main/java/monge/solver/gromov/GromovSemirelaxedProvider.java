package monge.solver.gromov;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/** Offers {@code gromov-semirelaxed}. */
public final class GromovSemirelaxedProvider implements SolverProvider {

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          GromovSemirelaxed.ID,
          "Semi-relaxed GW",
          "conditional gradient",
          SolverFamily.GROMOV,
          "Matches the source with a part of the target that has its shape, target weights free:"
              + " for finding a shape within another and for clustering a graph. Not for comparing"
              + " two shapes as wholes.",
          "min Σ (D_ik − D′_jl)² P_ij P_kl over plans with P1 = a",
          "Vincent-Cuaz, Flamary, Corneli, Vayer and Courty 2022, equation 3",
          "O(n²m + nm²) time an iteration, O(n² + m² + nm) memory",
          Set.of(
              Capability.UNBALANCED,
              Capability.SNAPSHOTS,
              Capability.INTRA_DOMAIN,
              Capability.NON_CONVEX),
          List.of(
              Parameters.starts(),
              Parameters.seed(),
              Parameters.maxIterations(),
              Parameters.tolerance()));

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return Structures.refusal(GromovSemirelaxed.ID, problem);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new GromovSemirelaxed(values);
  }

  /** The clouds, with distances of their own where the description gives matrices or edges. */
  @Override
  public TransportProblem problem(ProblemDescription description) {
    return GromovFiles.problem(description);
  }

  @Override
  public long memoryBytes(TransportProblem problem) {
    return GromovFiles.memoryBytes(problem);
  }

  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    return GromovFiles.results(solution);
  }
}
