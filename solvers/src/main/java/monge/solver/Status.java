package monge.solver;

/** Why a solve stopped. */
public enum Status {
  /** The exact optimum, with a certificate or in closed form. */
  OPTIMAL("Optimal"),
  /** The stopping test of the solver holds. */
  CONVERGED("Converged"),
  /** The iteration limit came first; the result is kept but is not the answer. */
  ITERATION_LIMIT("Not converged"),
  /** No further progress is possible in double precision, short of the tolerance. */
  STALLED("Not converged"),
  /** A person stopped it; the best iterate is kept. */
  CANCELLED("Cancelled");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  /** The word beside the state icon. */
  public String word() {
    return word;
  }

  /** True if the result is what was asked for. */
  public boolean isSuccess() {
    return this == OPTIMAL || this == CONVERGED;
  }
}
