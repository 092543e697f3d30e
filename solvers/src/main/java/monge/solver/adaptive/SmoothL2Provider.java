package monge.solver.adaptive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.CommonParameters;
import monge.solver.PlanSolution;
import monge.solver.ResultValues;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code smooth-l2}: {@code min <C,P> + reg/2 sum P^2} over couplings of a and b; solved by {@link
 * SmoothL2}.
 */
public final class SmoothL2Provider implements SolverProvider {

  static final String ID = "smooth-l2";

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          Real.positive(
              "reg",
              "Regularisation γ",
              "Weight of the squared plan: large spreads mass evenly, small leaves few entries.",
              "cost / mass",
              1,
              1e-3,
              1e3),
          Steps.TOLERANCE,
          Steps.MOST);

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Quadratic",
          "semismooth Newton",
          SolverFamily.ADAPTIVE,
          "A smooth plan that stays sparse: mass spreads over a few near points and is exactly"
              + " 0 elsewhere. Take it where sinkhorn blurs too far. Not for thousands of points,"
              + " where sinkhorn is much faster, nor for a map of new points.",
          "min ⟨C,P⟩ + γ/2 Σᵢⱼ P²ᵢⱼ  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "Pᵢⱼ = max(0, fᵢ + gⱼ − Cᵢⱼ)/γ",
          "Blondel, Seguy and Rolet, Smooth and sparse optimal transport, 2018, equation 7"
              + " (the dual); Lorenz, Manns and Meyer, Quadratically regularized optimal transport,"
              + " 2021",
          "O(nm²) time a step, some twenty steps, O(nm) memory",
          Set.of(
              Capability.BALANCED,
              Capability.SYMMETRIC,
              Capability.POTENTIALS,
              Capability.GAP,
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
    return Steps.refusalOf(ID, problem);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new SmoothL2(
        values,
        values.real(CommonParameters.REG),
        values.real(CommonParameters.TOLERANCE),
        values.whole(CommonParameters.MAX_ITERATIONS));
  }

  @Override
  public long memoryBytes(long n, long m) {
    return Steps.memoryBytes(n, m, 1, false);
  }

  /** Beside the answer, the number of positive entries of the plan. */
  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    Map<String, Object> values = ResultValues.of(solution);
    if (solution instanceof PlanSolution answer) {
      values.put("nonzeros", (int) answer.coupling().nonzeros());
    }
    return values;
  }
}
