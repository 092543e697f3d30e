package monge.solver;

import java.util.Map;
import java.util.Optional;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;

/** Makes a solver from its settings; found by {@link java.util.ServiceLoader}. */
public interface SolverProvider {

  /** What the solver is and what it can be set to; the same at every call. */
  SolverDescriptor descriptor();

  /** The sentence to show when this solver does not apply to the problem; empty when it does. */
  Optional<String> refusal(TransportProblem problem);

  /**
   * The sentence why a solve should not even be started: the solver's own {@link #refusal}, or more
   * memory than there is. Whoever solves on a person's behalf asks this first.
   */
  default Optional<String> objection(TransportProblem problem) {
    return refusal(problem).or(() -> MemoryGuard.ofThisJava().refusal(this, problem));
  }

  /**
   * The solver of these settings.
   *
   * @param values of the descriptor's parameters, as {@link #defaults} and changes of it are
   */
  Solver create(ParameterValues values);

  /**
   * The problem this solver makes of a description: with masses of 1 unless the solver says
   * otherwise.
   *
   * @throws IllegalArgumentException if the description lacks what the problem needs
   */
  default TransportProblem problem(ProblemDescription description) {
    return description.balancedProblem();
  }

  /**
   * Where a solve of this problem begins, if the description says so.
   *
   * @param problem the one made of the description
   * @throws IllegalArgumentException if the description names no place to begin at
   */
  default Start start(ProblemDescription description, TransportProblem problem) {
    return Start.COLD;
  }

  /** Bytes of heap a solve takes beyond the problem itself, an estimate. */
  default long memoryBytes(TransportProblem problem) {
    return problem instanceof LinearProblem p ? memoryBytes(p.rows(), p.columns()) : 0;
  }

  /** The same between n and m points. */
  default long memoryBytes(long n, long m) {
    return 8 * n * m;
  }

  /**
   * The {@code values} of a result file: Double, Integer, Boolean, String, {@code int[]}, {@code
   * double[]}, {@code double[][]} or a map of such, by the key that problem files expect. The
   * description is the one the problem was made from; it may hold further requests such as {@code
   * new_points}.
   */
  default Map<String, Object> results(Solution solution, ProblemDescription description) {
    return ResultValues.of(solution);
  }

  /** All settings at their defaults. */
  default ParameterValues defaults() {
    return ParameterValues.defaults(descriptor().parameters());
  }
}
