package monge.solver.exact;

import java.util.Optional;
import monge.problem.GaussianProblem;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;

/** What the solvers of this package ask of a problem before they start. */
final class LinearProblems {

  private LinearProblems() {}

  /**
   * The problem, if nothing speaks against it.
   *
   * @throws IllegalArgumentException with the refusal
   */
  static LinearProblem require(Optional<String> refusal, TransportProblem problem) {
    refusal.ifPresent(
        sentence -> {
          throw new IllegalArgumentException(sentence);
        });
    return (LinearProblem) problem;
  }

  /** Refuses what is not transport between two discrete measures of the same mass. */
  static Optional<String> refusalOfUnbalanced(String solver, TransportProblem problem) {
    return switch (problem) {
      case GaussianProblem _ ->
          Optional.of(
              solver
                  + " moves weighted points, and this problem is between two Gaussians: sample"
                  + " points from them, or take gaussian-w2");
      case LinearProblem p -> {
        double from = IntegerWeights.sum(p.source().weights());
        double to = IntegerWeights.sum(p.target().weights());
        yield Math.abs(from - to) <= NetworkSimplex.MASS_TOLERANCE * Math.max(from, to)
            ? Optional.empty()
            : Optional.of(
                "the source holds mass %s, the target %s: %s needs equal masses, normalise both"
                    .formatted(from, to, solver));
      }
    };
  }

  /** Refuses clouds without a cost between them. */
  static Optional<String> refusalWithoutCost(LinearProblem problem) {
    return problem.geometry().isPresent()
        ? Optional.empty()
        : Optional.of(
            ("source points have %d coordinates, target points %d: there is no cost between them;"
                    + " give a cost matrix or points of one dimension")
                .formatted(problem.source().dimension(), problem.target().dimension()));
  }
}
