package monge.solver;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.plan.Potentials;

/** The values every solver reports to a result file. */
public final class ResultValues {

  private ResultValues() {}

  /** The plan, the potentials and every term of the objective, by their names in result files. */
  public static Map<String, Object> of(Solution solution) {
    Map<String, Object> values = new LinkedHashMap<>(solution.objective().terms());
    solution.objective().dual().ifPresent(d -> values.put("dual_objective", d));
    solution.objective().gap().ifPresent(g -> values.put("gap", g));
    switch (solution) {
      case PlanSolution s -> {
        values.put("plan", s.coupling().toDense());
        putKnown(values, "marginal_error_source", s.convergence().sourceError());
        putKnown(values, "marginal_error_target", s.convergence().targetError());
        if (s.potentials().isPresent()) {
          Potentials p = s.potentials().get();
          values.put("dual_f", p.f());
          values.put("dual_g", p.g());
        }
      }
      case AffineSolution s -> {
        values.put("A", s.map().matrix());
        values.put("b", s.map().offset());
      }
      case ValueSolution _ -> {}
    }
    solution.fields().forEach(field -> values.put(field.key(), field.values()));
    return values;
  }

  private static void putKnown(Map<String, Object> values, String key, double value) {
    if (!Double.isNaN(value)) {
      values.put(key, value);
    }
  }
}
