package monge.solver.entropic;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.projection.EntropicMap;
import monge.solver.CommonParameters;
import monge.solver.Evaluation;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;

/**
 * {@code entropic-map}: {@code T(x) = sum_j y_j w_j(x)}, {@code w(x) = softmax_j (g_j - c(x, y_j))
 * / eps}, at a problem's own points and at {@code params.new_points}; see {@link EntropicMap}.
 */
public final class EntropicMapEvaluation implements Evaluation {

  @Override
  public String id() {
    return "entropic-map";
  }

  @Override
  public String summary() {
    return "Maps params.new_points by T(x) = Σⱼ yⱼ wⱼ(x), w(x) = softmax over j of (gⱼ −"
        + " c(x,yⱼ))/ε, g from sinkhorn (Pooladian and Niles-Weed 2021).";
  }

  @Override
  public Map<String, Object> evaluate(ProblemDescription description, SolveMonitor monitor) {
    PlanSolution solution = EntropicPlan.of(description, monitor);
    LinearProblem problem = solution.problem();
    Potentials duals = solution.potentials().orElseThrow();
    double eps = solution.parameters().real(CommonParameters.REG);
    EntropicMap forward = EntropicMap.forward(problem, duals, eps);
    EntropicMap inverse = EntropicMap.inverse(problem, duals, eps);
    Map<String, Object> values = new LinkedHashMap<>();
    description.matrix("new_points").ifPresent(p -> values.put("mapped", forward.applyAll(p)));
    values.put("mapped_source", forward.applyAll(problem.source().points()));
    values.put("mapped_inverse_target", inverse.applyAll(problem.target().points()));
    values.put("dual_f_centred", centred(duals.f(), problem.source().weights()));
    values.put("dual_g_centred", centred(duals.g(), problem.target().weights()));
    return values;
  }

  /** The potential without its weighted mean. */
  private static double[] centred(double[] potential, double[] weights) {
    double mean = 0;
    double mass = 0;
    for (int i = 0; i < potential.length; i++) {
      if (weights[i] > 0) {
        mean += weights[i] * potential[i];
        mass += weights[i];
      }
    }
    for (int i = 0; i < potential.length; i++) {
      potential[i] -= mean / mass;
    }
    return potential;
  }
}
