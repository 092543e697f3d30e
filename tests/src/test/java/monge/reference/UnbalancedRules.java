package monge.reference;

import java.util.Map;
import monge.reference.Rules.How;
import monge.reference.Rules.Rule;

/** How results of unbalanced, partial and weak transport are held against their references. */
final class UnbalancedRules {

  private static final Rule OBJECTIVE = new Rule(How.ENTRIES, "objective_abs", "objective_rel");
  private static final Rule PLAN = new Rule(How.ENTRIES, "plan_abs", "0");
  private static final Rule OWN = new Rule(How.OWN_TEST, "0", "0");

  private UnbalancedRules() {}

  /** The rules by solver and key. */
  static Map<String, Map<String, Rule>> all() {
    Rule total = new Rule(How.ENTRIES, "0", "objective_total_rel");
    Rule marginal = new Rule(How.ENTRIES, "marginal_abs", "0");
    return Map.of(
        "unbalanced-kl",
        Map.of(
            "plan",
            PLAN,
            "objective",
            OBJECTIVE,
            "objective_total",
            OBJECTIVE,
            "reg_term",
            OBJECTIVE,
            "marginal_term_source",
            OBJECTIVE,
            "marginal_term_target",
            OBJECTIVE,
            "mass",
            OBJECTIVE),
        "unbalanced-noreg",
        Map.of(
            "objective_total",
            total,
            "objective",
            new Rule(How.ENTRIES, "1e-4", "1e-4"),
            "mass",
            new Rule(How.ENTRIES, "1e-4", "1e-4"),
            "marginal_source",
            marginal,
            "marginal_target",
            marginal),
        "partial",
        Map.of(
            "objective",
            OBJECTIVE,
            "mass",
            new Rule(How.ENTRIES, "marginal_abs", "0"),
            "plan",
            OWN),
        "partial-entropic",
        Map.of(
            "plan",
            PLAN,
            "objective",
            OBJECTIVE,
            "objective_entropic",
            OBJECTIVE,
            "mass",
            new Rule(How.ENTRIES, "plan_abs", "0")),
        "weak-ot",
        Map.of("objective", OBJECTIVE, "barycentric", new Rule(How.ENTRIES, "abs", "0")));
  }
}
