package monge.solver.entropic;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.projection.Barycentric;
import monge.solver.Evaluation;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;

/**
 * {@code barycentric-projection}: {@code T(x_i) = sum_j P_ij y_j / sum_j P_ij} (n×d) of the
 * entropic and of the exact plan of a problem; see {@link Barycentric}.
 */
public final class BarycentricEvaluation implements Evaluation {

  @Override
  public String id() {
    return "barycentric-projection";
  }

  @Override
  public String summary() {
    return "Maps every source point to the mean of where its mass goes, T(xᵢ) = Σⱼ Pᵢⱼ yⱼ / Σⱼ"
        + " Pᵢⱼ (InfoOT, equation 5), by the entropic and by the exact plan.";
  }

  @Override
  public Map<String, Object> evaluate(ProblemDescription description, SolveMonitor monitor) {
    PlanSolution entropic = EntropicPlan.of(description, monitor);
    LinearProblem problem = entropic.problem();
    Barycentric map = Barycentric.of(entropic.coupling(), problem.target());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("plan_entropic", entropic.coupling().toDense());
    values.put("barycentric_entropic_rows", map.rows());
    values.put("barycentric_entropic", map.images());
    values.put(
        "inverse_barycentric_entropic",
        Barycentric.inverse(entropic.coupling(), problem.source()).images());
    SolverProvider emd = SolverRegistry.load().require("emd");
    Solution exact = emd.create(emd.defaults()).solve(problem, Start.COLD, monitor);
    if (exact instanceof PlanSolution plan) {
      values.put("barycentric_emd", Barycentric.of(plan.coupling(), problem.target()).images());
    }
    return values;
  }
}
