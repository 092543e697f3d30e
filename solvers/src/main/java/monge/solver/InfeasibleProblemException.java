package monge.solver;

/** No admissible plan exists; the message says why and what would be feasible. */
public final class InfeasibleProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InfeasibleProblemException(String message) {
    super(message);
  }
}
