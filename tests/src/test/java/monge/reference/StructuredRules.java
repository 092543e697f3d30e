package monge.reference;

/** Rules for plans with structure. */
final class StructuredRules {

  private StructuredRules() {}

  static void add() {
    Rules.solver("group-lasso-l1l2")
        .with(Rules.PLAN, "plan")
        .with(Rules.OBJECTIVE, "objective")
        .with(Rules.entries("0", "objective_total_rel"), "objective_total");
    Rules.solver("group-lasso-lpl1")
        .with(Rules.PLAN, "plan")
        .with(Rules.OBJECTIVE, "objective", "objective_total");
    Rules.solver("lowrank-sinkhorn")
        .with(Rules.PLAN, "plan")
        .with(new Rules.Rule(Rules.How.OWN_TEST, "0", "0"), "objective")
        .with(Rules.entries("1e-9", "1e-9"), "objective_emd");
  }
}
