package monge.solver.adaptive;

/** Whose perplexity is bounded from below. */
enum OtariSide {
  SOURCE,
  TARGET,
  BOTH;

  boolean boundsSource() {
    return this != TARGET;
  }

  boolean boundsTarget() {
    return this != SOURCE;
  }
}
