package monge.reference;

/** How results of the Gromov-Wasserstein family are compared. */
final class GromovRules {

  private GromovRules() {}

  static void add() {
    Rules.solver("gromov")
        .with(Rules.OBJECTIVE, "objective")
        .with(Rules.PLAN, "plan")
        .with(Rules.entries("0", "0"), "permutation_target_of_source");
    Rules.solver("gromov-eval")
        .with(Rules.OBJECTIVE, "objective")
        .with(Rules.entries("gradient_abs", "0"), "gradient");
    Rules.solver("gromov-entropic")
        .with(Rules.OBJECTIVE, "objective", "objective_entropic")
        .with(Rules.PLAN, "plan");
    Rules.solver("fused-gromov").with(Rules.OBJECTIVE, "objective").with(Rules.PLAN, "plan");
    Rules.solver("gromov-semirelaxed").with(Rules.OWN, "objective", "plan");
  }
}
