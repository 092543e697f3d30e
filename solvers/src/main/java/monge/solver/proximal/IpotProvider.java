package monge.solver.proximal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterSpec.Whole;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.CommonParameters;
import monge.solver.LinearProblems;
import monge.solver.PlanSolution;
import monge.solver.ResultValues;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;

/**
 * {@code ipot}: {@code min <C,P>} over couplings of a and b by steps {@code P <- argmin <C,P'> +
 * beta KL(P' | P)}; solved by {@link Ipot}.
 */
public final class IpotProvider implements SolverProvider {

  static final String ID = "ipot";

  /**
   * Step counts whose plans a result file holds, and those of which it holds the objective only.
   */
  private static final int[] PLANS_AT = {1, 10, 100};

  private static final int[] OBJECTIVES_AT = {20_000, 50_000};

  /** Entries times steps that a result file may cost: some seconds. */
  private static final long RESULT_WORK = 1_000_000_000L;

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          Real.positive(
              "beta",
              "Proximal weight β",
              "How far a step may go: a small β goes far, but then needs more inner iterations;"
                  + " 0.01 to 0.3 of the largest cost take the fewest.",
              "unit of cost",
              0.5,
              1e-3,
              10),
          new Whole(
              "inner_iterations",
              "Inner iterations L",
              "Scalings in each step.",
              1,
              1,
              1000,
              1,
              100,
              Scale.LOG),
          CommonParameters.maxSteps(
              "The solve stops after so many steps; few steps leave a blurred plan.",
              5000,
              100_000),
          CommonParameters.tolerance(
              "Duality gap of the rounded plan at which the solve is done.",
              "share of the largest cost",
              1e-4,
              1e-9,
              1e-2));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "IPOT",
          "proximal point",
          SolverFamily.PROXIMAL,
          "Tends to the exact plan by entropic steps; stopped early, the plan is a blurred"
              + " one. Take it to choose between sharp and smooth by the number of steps, or as a"
              + " loss that does not shrink what it fits. Not where only the exact plan counts: emd"
              + " is faster.",
          "Pᵗ⁺¹ = argmin ⟨C,P⟩ + β KL(P | Pᵗ)  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "P⁰ = 1 everywhere, KL(P | Q) = Σ P log(P/Q) − P + Q",
          "Xie, Wang, Wang and Zha, A fast proximal point method for computing exact Wasserstein"
              + " distance, 2020, Algorithm 1",
          "O(L nm) time a step; O(nm) memory up to 16 million pairs, O(n + m) beyond",
          Set.of(Capability.BALANCED, Capability.POTENTIALS, Capability.GAP, Capability.SNAPSHOTS),
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
    Optional<String> refused = LinearProblems.refusalOf("ipot", problem);
    return refused.isEmpty()
            && problem instanceof LinearProblem linear
            && linear.requireGeometry().hasForbiddenPairs()
        ? Optional.of("ipot cannot keep pairs forbidden (cost inf): take emd or sinkhorn")
        : refused;
  }

  @Override
  public Solver create(ParameterValues values) {
    return new Ipot(
        values,
        values.real("beta"),
        values.whole("inner_iterations"),
        values.whole(CommonParameters.MAX_ITERATIONS),
        values.real(CommonParameters.TOLERANCE));
  }

  @Override
  public long memoryBytes(long n, long m) {
    return 8 * 50 * (n + m) + (n * m <= 16_000_000 ? 8 * n * m : 0);
  }

  /**
   * Beside the answer, the iterates after 1, 10 and 100 steps, the objectives after 20,000 and
   * 50,000 where that is a matter of seconds, and the exact optimum.
   */
  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    Map<String, Object> values = ResultValues.of(solution);
    if (!(solution instanceof PlanSolution answer)) {
      return values;
    }
    LinearProblem problem = answer.problem();
    ParameterValues settings = answer.parameters();
    ProximalSteps steps =
        new ProximalSteps(problem, settings.real("beta"), settings.whole("inner_iterations"));
    for (int k : PLANS_AT) {
      advance(steps, k);
      values.put("plan_k" + k, steps.plan().toDense());
      steps.measure();
      values.put("objective_k" + k, steps.transportCost());
    }
    long entries = (long) problem.rows() * problem.columns() * settings.whole("inner_iterations");
    for (int k : OBJECTIVES_AT) {
      if (entries * k <= RESULT_WORK) {
        advance(steps, k);
        steps.measure();
        values.put("objective_k" + k, steps.transportCost());
      }
    }
    SolverRegistry.load()
        .find("emd")
        .filter(emd -> emd.refusal(problem).isEmpty())
        .ifPresent(
            emd ->
                values.put(
                    "objective_emd",
                    emd.create(emd.defaults()).solve(problem).objective().value()));
    return values;
  }

  private static void advance(ProximalSteps steps, int to) {
    while (steps.steps() < to) {
      steps.next(() -> false);
    }
  }
}
