package monge.solver;

import java.util.Optional;
import monge.problem.GaussianProblem;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;

/** What solvers of linear problems ask of a problem before they start. */
public final class LinearProblems {

  /** Masses that differ by less, relative to the larger, are taken for equal. */
  public static final double MASS_TOLERANCE = 1e-9;

  private LinearProblems() {}

  /**
   * The problem, if nothing speaks against it.
   *
   * @throws IllegalArgumentException with the refusal
   */
  public static LinearProblem require(Optional<String> refusal, TransportProblem problem) {
    refusal.ifPresent(
        sentence -> {
          throw new IllegalArgumentException(sentence);
        });
    return (LinearProblem) problem;
  }

  /** Refuses what is not transport between two discrete measures of the same mass. */
  public static Optional<String> refusalOfUnbalanced(String solver, TransportProblem problem) {
    return switch (problem) {
      case GaussianProblem _ -> Optional.of(refusalOfGaussians(solver));
      case LinearProblem p -> {
        double from = p.source().mass();
        double to = p.target().mass();
        yield Math.abs(from - to) <= MASS_TOLERANCE * Math.max(from, to)
            ? Optional.empty()
            : Optional.of(
                "the source holds mass %s, the target %s: %s needs equal masses, normalise both"
                    .formatted(from, to, solver));
      }
    };
  }

  private static String refusalOfGaussians(String solver) {
    return solver
        + " moves weighted points, and this problem is between two Gaussians: sample points from"
        + " them, or take gaussian-w2";
  }

  /** Refuses what has no cost between the points; masses may differ, pairs not be forbidden. */
  public static Optional<String> refusalOfAnyMass(String solver, TransportProblem problem) {
    return switch (problem) {
      case GaussianProblem _ -> Optional.of(refusalOfGaussians(solver));
      case LinearProblem p when p.geometry().isPresent() ->
          p.requireGeometry().hasForbiddenPairs()
              ? Optional.of(
                  solver
                      + " cannot keep pairs forbidden (cost inf): give them a cost above what"
                      + " leaving the mass unmoved costs")
              : Optional.empty();
      case LinearProblem p -> refusalWithoutCost(p);
    };
  }

  /** Refuses clouds without a cost between them. */
  public static Optional<String> refusalWithoutCost(LinearProblem problem) {
    return problem.geometry().isPresent()
        ? Optional.empty()
        : Optional.of(
            ("source points have %d coordinates, target points %d: there is no cost between them;"
                    + " give a cost matrix or points of one dimension")
                .formatted(problem.source().dimension(), problem.target().dimension()));
  }

  /** Refuses what is not transport of equal masses with a cost between the points. */
  public static Optional<String> refusalOf(String solver, TransportProblem problem) {
    Optional<String> unbalanced = refusalOfUnbalanced(solver, problem);
    return unbalanced.isPresent() || !(problem instanceof LinearProblem linear)
        ? unbalanced
        : refusalWithoutCost(linear);
  }
}
