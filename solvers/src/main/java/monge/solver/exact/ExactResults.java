package monge.solver.exact;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.solver.PlanSolution;
import monge.solver.Solution;

/** The values that exact solvers write to a result file. */
final class ExactResults {

  /** Plans with more entries than this are left out of result files. */
  private static final long PLAN_ENTRIES = 4_000_000;

  private ExactResults() {}

  static Map<String, Object> of(Solution solution) {
    Map<String, Object> values = new LinkedHashMap<>(solution.objective().terms());
    solution.objective().dual().ifPresent(d -> values.put("dual_objective", d));
    solution.objective().gap().ifPresent(g -> values.put("gap", g));
    values.put("marginal_error_source", solution.convergence().sourceError());
    values.put("marginal_error_target", solution.convergence().targetError());
    if (solution instanceof PlanSolution s) {
      Coupling plan = s.coupling();
      if ((long) plan.rows() * plan.columns() <= PLAN_ENTRIES) {
        values.put("plan", plan.toDense());
      }
      if (s.potentials().isPresent()) {
        Potentials p = s.potentials().get();
        values.put("dual_u", p.f());
        values.put("dual_v", p.g());
      }
    }
    return values;
  }
}
