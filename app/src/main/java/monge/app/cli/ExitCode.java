package monge.app.cli;

/** What the command line ends with. */
final class ExitCode {

  static final int DONE = 0;

  /** A solver stopped short of its answer; the result is written and marked. */
  static final int NOT_CONVERGED = 1;

  /** Bad input or arguments. */
  static final int BAD_INPUT = 2;

  static final int CANCELLED = 130;

  private ExitCode() {}
}
