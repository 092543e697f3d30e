package monge.solver.exact;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
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
 * {@code ot-1d}: transport on the line by matching quantiles. The cost is {@code |x - y|^p} with
 * the solver's own p, whatever cost the problem names; {@code objective} is the p-th power, {@code
 * W_p} its root.
 */
public final class QuantileMatchingProvider implements SolverProvider {

  static final String ID = "ot-1d";

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Exact 1-D",
          "quantile matching",
          SolverFamily.EXACT,
          "The cheapest plan between points on a line, by sorting: millions of points in a"
              + " second. Take it for one coordinate; the cost is |x − y|ᵖ, whatever cost the"
              + " problem names. Not in the plane: emd is exact there, and sliced is quick.",
          "W_p^p = min Σᵢⱼ |xᵢ − yⱼ|ᵖ Pᵢⱼ = ∫₀¹ |F⁻¹(u) − G⁻¹(u)|ᵖ du,  p ≥ 1,  F and G the"
              + " distribution functions",
          "Peyré and Cuturi, Computational Optimal Transport, 2019, remark 2.30; Villani,"
              + " Topics in Optimal Transportation, 2003, chapter 2; Fréchet, Sur la distance de"
              + " deux lois de probabilité, 1957",
          "O((n + m) log(n + m)) time, O(n + m) memory",
          EnumSet.of(
              Capability.EXACT,
              Capability.SYMMETRIC,
              Capability.BALANCED,
              Capability.POTENTIALS,
              Capability.SPARSE_PLAN),
          List.of(
              new ParameterSpec.Real(
                  QuantileMatching.P,
                  "Power p",
                  "The cost of a move is the distance to this power; p must be at least 1, since"
                      + " cheapest plans for concave costs may cross.",
                  "",
                  2,
                  1,
                  true,
                  Double.MAX_VALUE,
                  1,
                  4,
                  Scale.LINEAR)));

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
    int from = linear.source().dimension();
    int to = linear.target().dimension();
    return from == 1 && to == 1
        ? Optional.empty()
        : Optional.of(
            ("ot-1d sorts points on a line, but source points have %d coordinates and target"
                    + " points %d: take emd")
                .formatted(from, to));
  }

  @Override
  public Solver create(ParameterValues values) {
    return new QuantileMatching(values);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return 100 * (n + m);
  }

  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    return ExactResults.of(solution);
  }
}
