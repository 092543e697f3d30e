package monge.solver;

import monge.problem.TransportProblem;

/**
 * A solver with its settings fixed. Stateless, thread-safe, and deterministic: the same problem,
 * start and settings give the same bits.
 */
@FunctionalInterface
public interface Solver {

  /**
   * Solves, or stops early when the monitor is cancelled, returning the best iterate with status
   * {@link Status#CANCELLED}.
   *
   * @throws InfeasibleProblemException if no admissible plan exists
   * @throws IllegalArgumentException if the problem is one the provider refuses
   */
  Solution solve(TransportProblem problem, Start start, SolveMonitor monitor);

  /**
   * Solves from scratch, unwatched.
   *
   * @throws InfeasibleProblemException if no admissible plan exists
   * @throws IllegalArgumentException if the problem is one the provider refuses
   */
  default Solution solve(TransportProblem problem) {
    return solve(problem, Start.COLD, SolveMonitor.NONE);
  }
}
