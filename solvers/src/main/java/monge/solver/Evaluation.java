package monge.solver;

import java.util.Map;
import monge.problem.ProblemDescription;

/**
 * A computation that problem files name like a solver but that is no solver: a projection of a
 * plan, the mutual information of a given plan, a rounding. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface Evaluation {

  /** The name in problem files. */
  String id();

  /** One sentence: what it computes. */
  String summary();

  /**
   * The {@code values} of the result file, as in {@link SolverProvider#results}.
   *
   * @throws IllegalArgumentException if the description lacks what the computation needs
   */
  Map<String, Object> evaluate(ProblemDescription description, SolveMonitor monitor);
}
