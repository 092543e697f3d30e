package monge.reference;

import com.fasterxml.jackson.databind.JsonNode;

/** Rules of the solvers that regularise quadratically or point by point. */
final class AdaptiveRules {

  private AdaptiveRules() {}

  static void add() {
    Rules.Rule perplexity = Rules.entries("0", "perplexity_rel");
    Rules.Rule temperature = Rules.entries("eps_abs", "eps_rel");
    Rules.solver("smooth-l2")
        .with(Rules.OBJECTIVE, "objective", "objective_regularised")
        .with(Rules.PLAN, "plan");
    for (String id : new String[] {"eot-perplexity", "qot-norm"}) {
      Rules.solver(id)
          .with(Rules.OBJECTIVE, "objective", "objective_regularised")
          .with(Rules.PLAN, "plan")
          .with(perplexity, "row_perplexity", "mean_perplexity", "bound_perplexity")
          .with(temperature, "eps");
    }
    for (String family : new String[] {"eotari", "qotari"}) {
      for (String side : new String[] {"-s", "-t", "-d"}) {
        // Of both sides' temperatures the sums alone are determined: a test of its own.
        Rules.solver(family + side)
            .with(Rules.OBJECTIVE, "objective", "dual_objective")
            .with(Rules.PLAN, "plan")
            .with(perplexity, "row_perplexity", "column_perplexity")
            .with(side.equals("-d") ? Rules.OWN : temperature, "eps", "eps_target");
      }
    }
  }

  /** {@code T_ij = eps_i + eps_target_j} against those of the reference, where it holds some. */
  static void judgeTemperatures(ReferenceCase reference, JsonNode values) {
    JsonNode expected = reference.expected();
    if (!expected.path("eps_unique").asBoolean(false) || !values.has("eps")) {
      return;
    }
    double[] rows = Numbers.vector("eps", values.get("eps"));
    double[] columns = Numbers.vector("eps_target", values.get("eps_target"));
    double[] expectedRows = Numbers.vector("eps", expected.get("eps"));
    double[] expectedColumns = Numbers.vector("eps_target", expected.get("eps_target"));
    for (int i = 0; i < expectedRows.length; i++) {
      for (int j = 0; j < expectedColumns.length; j++) {
        double sum = expectedRows[i] + expectedColumns[j];
        double allowed = reference.given("eps_abs") + reference.given("eps_rel") * Math.abs(sum);
        if (!(Math.abs(rows[i] + columns[j] - sum) <= allowed)) {
          throw new Mismatch(
              "eps[%d] + eps_target[%d] is %s, expected %s within %.2g"
                  .formatted(i, j, rows[i] + columns[j], sum, allowed));
        }
      }
    }
  }
}
