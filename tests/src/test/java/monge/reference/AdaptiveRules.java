package monge.reference;

/** Rules of the solvers that regularise quadratically or point by point. */
final class AdaptiveRules {

  private AdaptiveRules() {}

  static void add() {
    Rules.solver("smooth-l2")
        .with(Rules.OBJECTIVE, "objective", "objective_regularised")
        .with(Rules.PLAN, "plan");
  }
}
