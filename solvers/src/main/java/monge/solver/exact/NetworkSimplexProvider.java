package monge.solver.exact;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.LinearProblems;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code emd}: {@code min <C,P>} over couplings of a and b, exactly, by the network simplex method;
 * solved by {@link NetworkSimplex}.
 */
public final class NetworkSimplexProvider implements SolverProvider {

  static final String ID = "emd";

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Exact",
          "network simplex",
          SolverFamily.EXACT,
          "The cheapest plan of all, with the prices that prove it, for any cost and any"
              + " weights; at most n + m − 1 pairs exchange mass. Take it to measure other plans"
              + " against. Not where the plan must move smoothly with the data, as for gradients:"
              + " this one jumps, that of sinkhorn does not.",
          "min ⟨C,P⟩ = Σᵢⱼ Cᵢⱼ Pᵢⱼ  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "dual: max ⟨f,a⟩ + ⟨g,b⟩  over  fᵢ + gⱼ ≤ Cᵢⱼ",
          "Kantorovich, On the translocation of masses, 1942; Peyré and Cuturi, Computational"
              + " Optimal Transport, 2019, equation 2.11 and section 3.5; strongly feasible trees:"
              + " Cunningham, A network simplex method, 1976",
          "pivots grow about like n log n in practice, O(n + m) each; all nm pairs are priced"
              + " a few times; large problems start from prices of coarser or of entropic ones, and"
              + " n = m equal weights are matched by shortest augmenting paths; memory 8nm bytes up"
              + " to 32 MB, O(n + m) beyond that and for squared Euclidean costs in up to 4"
              + " dimensions",
          EnumSet.of(
              Capability.EXACT,
              Capability.SYMMETRIC,
              Capability.BALANCED,
              Capability.POTENTIALS,
              Capability.GAP,
              Capability.SPARSE_PLAN,
              Capability.WARM_START,
              Capability.SNAPSHOTS),
          List.of());

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return refusalOf(problem);
  }

  static Optional<String> refusalOf(TransportProblem problem) {
    return LinearProblems.refusalOf(ID, problem);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new NetworkSimplex(values);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return memory(n, m);
  }

  static long memory(long n, long m) {
    return (n * m <= CostRows.STORED_ENTRIES ? 8 * n * m : 0) + 1_200 * (n + m);
  }

  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    return ExactResults.of(solution);
  }
}
