package monge.solver;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.plan.Coupling;
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
        putPlan(values, s.coupling());
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

  /** The same with the strength of the regularisation that the answer is of. */
  public static Map<String, Object> withStrength(Solution solution) {
    Map<String, Object> values = of(solution);
    values.put(CommonParameters.REG, solution.parameters().real(CommonParameters.REG));
    return values;
  }

  /**
   * Puts the plan, entry by entry, under {@code plan}; under {@code plan_left_out} a sentence
   * instead, if it would take more than a third of the heap.
   */
  public static void putPlan(Map<String, Object> values, Coupling plan) {
    long entries = (long) plan.rows() * plan.columns();
    if (8 * entries <= Runtime.getRuntime().maxMemory() / 3) {
      values.put("plan", plan.toDense());
    } else {
      values.put(
          "plan_left_out",
          "the plan of %d×%d entries is too large for a result file: --plan writes it row by row"
              .formatted(plan.rows(), plan.columns()));
    }
  }

  private static void putKnown(Map<String, Object> values, String key, double value) {
    if (!Double.isNaN(value)) {
      values.put(key, value);
    }
  }
}
