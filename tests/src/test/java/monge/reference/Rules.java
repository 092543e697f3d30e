package monge.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/** How each value of each solver's result is held against its reference. */
final class Rules {

  /** What is done with a value. */
  enum How {
    /** Entry by entry. */
    ENTRIES,
    /** As a coupling; entry by entry where it is unique. */
    PLAN,
    /** By a test of its own, not against the reference; must be there. */
    OWN_TEST,
    /** Entry by entry if it is there. */
    IF_PRESENT
  }

  /**
   * @param absolute a number, or the name of a tolerance of the case, with an optional factor
   * @param relative the same
   */
  record Rule(How how, String absolute, String relative) {}

  private static final Map<String, Map<String, Rule>> BY_SOLVER = new LinkedHashMap<>();

  static final Rule OBJECTIVE = entries("objective_abs", "objective_rel");
  static final Rule PLAN = new Rule(How.PLAN, "plan_abs", "0");
  static final Rule OWN = new Rule(How.OWN_TEST, "0", "0");

  static {
    solver("emd")
        .with(OBJECTIVE, "objective", "dual_objective", "W1")
        .with(PLAN, "plan")
        .with(OWN, "dual_u", "dual_v", "W2");
    solver("ot-1d")
        .with(OBJECTIVE, "objective")
        .with(entries("1e-12", "1e-9"), "W_p")
        .with(PLAN, "plan");
    solver("assignment").with(OBJECTIVE, "objective").with(OWN, "rows", "cols");
    solver("sinkhorn")
        .with(OBJECTIVE, "objective", "objective_entropic", "objective_kl")
        .with(PLAN, "plan")
        .with(OWN, "dual_f", "dual_g");
    solver("ipot")
        .with(entries("plan_abs", "0"), "plan_k1", "plan_k10", "plan_k100")
        .with(OBJECTIVE, "objective_k1", "objective_k10", "objective_k100", "objective_emd")
        .with(entries("0", "1e-6"), "objective_k20000", "objective_k50000");
    for (String id : new String[] {"infoot", "fused-infoot"}) {
      solver(id)
          .with(new Rule(How.PLAN, "plan_exact_inner_abs", "0"), "plan_exact_inner")
          .with(entries("mi_abs", "0"), "mi_exact_inner")
          .with(entries("1e-10", "0"), "kernel_source_row0", "kernel_target_row0")
          .with(entries("1e-8", "1e-8"), "gradient_at_product_plan")
          .with(
              entries("projection_abs", "0"),
              "conditional_in_sample",
              "conditional_new_training_sigma")
          .with(entries("0", "1e-10"), "sigma_source_training", "sigma_target_training")
          .with(
              entries("mi_abs*lam", "1e-6"),
              "fused_objective_exact_inner",
              "linear_cost_exact_inner")
          .with(new Rule(How.IF_PRESENT, "projection_abs", "0"), "conditional_new_official_sigma")
          .with(new Rule(How.IF_PRESENT, "0", "1e-10"), "sigma_source_new_points");
    }
    solver("fused-infoot-labels")
        .with(new Rule(How.PLAN, "plan_exact_inner_abs", "0"), "plan_exact_inner")
        .with(entries("1e-6", "0"), "mi_exact_inner")
        .with(entries("kernel_abs", "0"), "kernel_source")
        .with(entries("0", "1e-10"), "sigma_source");
    solver("infoot-mi-eval").with(entries("abs", "0"), "mi", "gradient", "ratio");
    solver("gaussian-w2")
        .with(entries("W2_abs", "0"), "W2")
        .with(entries("W2_abs", "1e-7"), "W2_squared")
        .with(entries("A_abs", "1e-8"), "A")
        .with(entries("A_abs*10", "1e-7"), "b");
    solver("linear-map").with(entries("abs", "0"), "A", "b", "transformed");
    solver("barycentric-projection")
        .with(new Rule(How.PLAN, "abs", "0"), "plan_entropic")
        .with(entries("1e-9", "0"), "barycentric_entropic_rows")
        .with(
            entries("abs", "0"),
            "barycentric_entropic",
            "barycentric_emd",
            "inverse_barycentric_entropic");
    solver("color-transfer")
        .with(entries("abs", "0"), "emd_ferradans", "sinkhorn_continuous", "sinkhorn_ferradans")
        .with(entries("1e-9", "1e-8"), "emd_objective");
    solver("entropic-map")
        .with(entries("abs", "0"), "mapped", "mapped_source", "mapped_inverse_target")
        .with(entries("dual_abs", "0"), "dual_f_centred", "dual_g_centred");
    solver("rounding")
        .with(PLAN, "plan")
        .with(OBJECTIVE, "objective")
        .with(entries("abs", "0"), "l1_change", "l1_bound");
    DivergenceRules.add();
    StructuredRules.add();
    AdaptiveRules.add();
    GromovRules.add();
    BY_SOLVER.putAll(UnbalancedRules.all());
  }

  private Rules() {}

  /** The rules of a solver's values by key. */
  static Map<String, Rule> of(String solver) {
    Map<String, Rule> rules = BY_SOLVER.get(solver);
    if (rules == null) {
      throw new Mismatch("there are no rules to compare results of '%s' by".formatted(solver));
    }
    return rules;
  }

  static Rule entries(String absolute, String relative) {
    return new Rule(How.ENTRIES, absolute, relative);
  }

  static Table solver(String id) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    BY_SOLVER.put(id, rules);
    return new Table(rules);
  }

  record Table(Map<String, Rule> rules) {
    Table with(Rule rule, String... keys) {
      for (String key : keys) {
        rules.put(key, rule);
      }
      return this;
    }
  }
}
