package monge.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import monge.reference.Rules.How;
import monge.reference.Rules.Rule;

/** How results of unbalanced, partial and weak transport are held against their references. */
final class UnbalancedRules {

  private static final Rule PLAN = new Rule(How.ENTRIES, "plan_abs", "0");

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
            Rules.OBJECTIVE,
            "objective_total",
            Rules.OBJECTIVE,
            "reg_term",
            Rules.OBJECTIVE,
            "marginal_term_source",
            Rules.OBJECTIVE,
            "marginal_term_target",
            Rules.OBJECTIVE,
            "mass",
            Rules.OBJECTIVE),
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
            Rules.OBJECTIVE,
            "mass",
            new Rule(How.ENTRIES, "marginal_abs", "0"),
            "plan",
            Rules.OWN),
        "partial-entropic",
        Map.of(
            "plan",
            PLAN,
            "objective",
            Rules.OBJECTIVE,
            "objective_entropic",
            Rules.OBJECTIVE,
            "mass",
            new Rule(How.ENTRIES, "plan_abs", "0")),
        "weak-ot",
        Map.of("objective", Rules.OBJECTIVE, "barycentric", new Rule(How.ENTRIES, "abs", "0")));
  }

  /** A partial plan is any that moves at most the weights, and costs what it says. */
  static void judgePartial(
      JsonNode values, double[] a, double[] b, double[][] cost, double tolerance) {
    double[][] plan = Numbers.matrix("plan", values.get("plan"));
    double own = 0;
    double[] columns = new double[b.length];
    for (int i = 0; i < a.length; i++) {
      double row = 0;
      for (int j = 0; j < b.length; j++) {
        if (!(plan[i][j] >= -1e-12)) {
          throw new Mismatch("plan: entry (%d,%d) is %s".formatted(i, j, plan[i][j]));
        }
        row += plan[i][j];
        columns[j] += plan[i][j];
        own += plan[i][j] * cost[i][j];
      }
      requireAtMost("row", i, row, a[i] + tolerance);
    }
    for (int j = 0; j < b.length; j++) {
      requireAtMost("column", j, columns[j], b[j] + tolerance);
    }
    double stated = Numbers.number("objective", values.get("objective"));
    if (!(Math.abs(stated - own) <= 1e-9 * Math.max(1, Math.abs(own)))) {
      throw new Mismatch("objective: %s, but <C,P> of its plan is %s".formatted(stated, own));
    }
  }

  private static void requireAtMost(String side, int k, double found, double most) {
    if (!(found <= most)) {
      throw new Mismatch("plan: %s %d moves %s, it holds %s".formatted(side, k, found, most));
    }
  }
}
