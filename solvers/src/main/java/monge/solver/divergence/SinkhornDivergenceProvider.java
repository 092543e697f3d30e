package monge.solver.divergence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.cost.PointCloudGeometry;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.CommonParameters;
import monge.solver.LinearProblems;
import monge.solver.ResultValues;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code sinkhorn-divergence}: {@code S(a,b) = OT(a,b) - OT(a,a)/2 - OT(b,b)/2}, {@code OT = min
 * <C,P> + eps KL(P | ab')} over couplings; computed by {@link SinkhornDivergence}.
 */
public final class SinkhornDivergenceProvider implements SolverProvider {

  static final String ID = "sinkhorn-divergence";

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          CommonParameters.entropy(
              "Small compares like optimal transport, large like a kernel distance.", 100),
          CommonParameters.tolerance(
              "Marginal error of each of the three plans at which the solve is done.",
              "share of the mass",
              1e-11,
              1e-12,
              1e-2),
          CommonParameters.maxIterations(
              "Each of the three solves stops after so many iterations."));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Sinkhorn divergence",
          "debiased Sinkhorn",
          SolverFamily.DIVERGENCE,
          "A difference of two clouds that is 0 when they are equal, between the transport cost"
              + " (small ε) and a kernel distance (large ε). Take it as a loss; for costs |x − y|ᵖ"
              + " with p ≤ 2 it is never negative. Not for its plan, which is the blurred one of"
              + " sinkhorn.",
          "S(a,b) = OT(a,b) − ½ OT(a,a) − ½ OT(b,b),  OT = min ⟨C,P⟩ + ε KL(P | abᵀ)",
          "Genevay, Peyré and Cuturi, Learning generative models with Sinkhorn divergences,"
              + " 2018; Feydy, Séjourné, Vialard, Amari, Trouvé and Peyré, Interpolating between"
              + " optimal transport and MMD using Sinkhorn divergences, 2019; Peyré and Cuturi,"
              + " Computational Optimal Transport, 2019, section 8.5",
          "O(nm + n² + m²) time an iteration, O(n + m) memory",
          Set.of(
              Capability.BALANCED,
              Capability.SYMMETRIC,
              Capability.POTENTIALS,
              Capability.GAP,
              Capability.WARM_START,
              Capability.SNAPSHOTS),
          PARAMETERS);

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return refusalOf(problem);
  }

  static Optional<String> refusalOf(TransportProblem problem) {
    Optional<String> refused = LinearProblems.refusalOf(ID, problem);
    return refused.isEmpty()
            && problem instanceof LinearProblem linear
            && !(linear.requireGeometry() instanceof PointCloudGeometry)
        ? Optional.of(
            ID
                + " needs costs within each cloud too, and a cost matrix or geodesic:k has none:"
                + " give points and another cost, such as sqeuclidean")
        : refused;
  }

  @Override
  public Solver create(ParameterValues values) {
    return new SinkhornDivergence(
        values,
        values.real(CommonParameters.REG),
        values.real(CommonParameters.TOLERANCE),
        values.whole(CommonParameters.MAX_ITERATIONS));
  }

  @Override
  public long memoryBytes(long n, long m) {
    long entries = n * m <= 16_000_000 ? 32 * n * m : 0;
    long within = (n * n <= 16_000_000 ? 8 * n * n : 0) + (m * m <= 16_000_000 ? 8 * m * m : 0);
    return 8 * 50 * (n + m) + entries + within;
  }

  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    return ResultValues.withStrength(solution);
  }
}
