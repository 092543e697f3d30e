package monge.solver.exact;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.LinearProblems;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code assignment}: {@code min sum_i C_{i,s(i)}} over one-to-one matchings s of the smaller side
 * into the larger (or the largest such sum), by shortest augmenting paths.
 *
 * <p>The objective is the <em>sum</em> of the matched costs, {@code mean_cost} their mean; the plan
 * puts mass {@code 1/min(n,m)} on each pair. For {@code n = m} that is an optimal coupling. For
 * {@code n != m} the points left over are unmatched, so the larger side's marginal is not met, and
 * the marginal error says by how much. Potentials obey {@code f_i + g_j <= C_ij} and {@code sum f +
 * sum g = objective}; there are none when maximising.
 */
public final class ShortestAugmentingPathProvider implements SolverProvider {

  static final String ID = "assignment";

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Assignment",
          "augmenting paths",
          SolverFamily.EXACT,
          "Matches points one to one at the least total cost; of clouds of different size the"
              + " larger keeps points without a partner. Take it when points are whole things, such"
              + " as people and seats. Not when weights differ: emd splits mass.",
          "min Σₖ C(rₖ, cₖ)  over  min(n,m) pairs (rₖ, cₖ), no row and no column twice",
          "Jonker and Volgenant, A shortest augmenting path algorithm for dense and sparse linear"
              + " assignment problems, 1987",
          "O(n²m) time for n ≤ m, far less as a rule; memory 8nm bytes up to 32 MB, O(n + m)"
              + " beyond",
          EnumSet.of(
              Capability.POTENTIALS,
              Capability.SYMMETRIC,
              Capability.GAP,
              Capability.SPARSE_PLAN,
              Capability.SNAPSHOTS),
          List.of(
              new ParameterSpec.Flag(
                  ShortestAugmentingPath.MAXIMIZE,
                  "Maximise",
                  "Match at the greatest total cost instead of the least.",
                  false)));

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return refusalOf(problem);
  }

  static Optional<String> refusalOf(TransportProblem problem) {
    Optional<String> unbalanced = LinearProblems.refusalOfUnbalanced(ID, problem);
    if (unbalanced.isPresent() || !(problem instanceof LinearProblem linear)) {
      return unbalanced;
    }
    return LinearProblems.refusalWithoutCost(linear)
        .or(() -> refusalOfWeights("source", linear.source()))
        .or(() -> refusalOfWeights("target", linear.target()));
  }

  private static Optional<String> refusalOfWeights(String side, DiscreteMeasure measure) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double w : measure.weights()) {
      least = Math.min(least, w);
      most = Math.max(most, w);
    }
    return most - least <= 1e-9 * most
        ? Optional.empty()
        : Optional.of(
            ("assignment matches whole points and needs equal weights, but %s weights run from %s"
                    + " to %s: take emd, which splits mass")
                .formatted(side, least, most));
  }

  @Override
  public Solver create(ParameterValues values) {
    return new ShortestAugmentingPath(values);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return NetworkSimplexProvider.memory(n, m);
  }

  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    Map<String, Object> values = ExactResults.of(solution);
    // The objective is a sum over pairs, not <C,P>: the pairs themselves are the answer.
    values.remove("plan");
    if (solution instanceof PlanSolution s) {
      Coupling plan = s.coupling();
      int[] rows = new int[(int) plan.nonzeros()];
      int[] columns = new int[rows.length];
      int[] count = {0};
      plan.forEach(
          (i, j, _) -> {
            rows[count[0]] = i;
            columns[count[0]++] = j;
          });
      values.put("rows", rows);
      values.put("cols", columns);
    }
    return values;
  }
}
