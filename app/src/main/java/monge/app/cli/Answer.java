package monge.app.cli;

import java.util.Map;
import java.util.Optional;
import monge.app.io.ResultFile;
import monge.problem.ProblemDescription;
import monge.solver.Solution;

/**
 * What a solve came to.
 *
 * @param solution absent for an evaluation and for a problem without an admissible plan
 * @param remark one sentence for a person when the answer is not what was asked for; else empty
 */
record Answer(
    ProblemDescription description,
    String solver,
    Optional<Solution> solution,
    String status,
    String remark,
    int exitCode,
    int iterations,
    double seconds,
    Map<String, Object> values) {

  Answer withValues(Map<String, Object> others) {
    return new Answer(
        description, solver, solution, status, remark, exitCode, iterations, seconds, others);
  }

  ResultFile asFile() {
    return new ResultFile(
        description.id(),
        solver,
        status,
        iterations,
        seconds,
        values,
        solution.map(_ -> description),
        solution.map(s -> s.parameters().asMap()).orElse(Map.of()));
  }
}
