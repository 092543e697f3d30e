package monge.solver.gromov;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.solver.Evaluation;
import monge.solver.SolveMonitor;

/**
 * {@code gromov-eval}: {@code sum_ijkl (D_ik - D'_jl)^2 P_ij P_kl} of a plan that is given, with
 * its own sums as marginals, and its gradient in both slots; see {@link GromovEnergy}.
 */
public final class GromovEvaluation implements Evaluation {

  @Override
  public String id() {
    return "gromov-eval";
  }

  @Override
  public String summary() {
    return "Gromov–Wasserstein energy Σᵢⱼₖₗ (Dᵢₖ − D′ⱼₗ)² Pᵢⱼ Pₖₗ of a given plan, params.plan,"
        + " and its gradient (Peyré, Cuturi and Solomon 2016, Proposition 1).";
  }

  @Override
  public Map<String, Object> evaluate(ProblemDescription description, SolveMonitor monitor) {
    double[][] plan = description.requireMatrix("plan", "give the plan to evaluate");
    LinearProblem problem = GromovFiles.problem(description);
    Structures.refusal(id(), problem)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    if (plan.length != problem.rows() || plan[0].length != problem.columns()) {
      throw new IllegalArgumentException(
          "params.plan in '%s' is %d×%d but there are %d source and %d target points"
              .formatted(
                  description.id(),
                  plan.length,
                  plan[0].length,
                  problem.rows(),
                  problem.columns()));
    }
    GromovEnergy energy = Structures.withAllPoints(problem).energy(() -> false);
    double[][] gradient = new double[problem.rows()][problem.columns()];
    energy.gradient(plan, gradient);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("objective", GromovEnergy.value(plan, gradient));
    values.put("gradient", gradient);
    return values;
  }
}
