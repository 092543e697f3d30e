package monge.solver.adaptive;

import java.util.Optional;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Whole;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.CommonParameters;
import monge.solver.LinearProblems;

/** What solvers that take steps of {@link InteriorPoint} have in common. */
final class Steps {

  static final Real TOLERANCE =
      CommonParameters.tolerance(
          "Duality gap and residual at which the solve is done.",
          "share of the range of the costs",
          1e-11,
          1e-12,
          1e-4);

  static final Whole MOST =
      CommonParameters.maxSteps(
          "The solve stops after so many steps; some thirty are enough.", 100, 1000);

  private Steps() {}

  /** Refuses what is not transport of equal masses at finite costs. */
  static Optional<String> refusalOf(String solver, TransportProblem problem) {
    Optional<String> refused = LinearProblems.refusalOf(solver, problem);
    return refused.isEmpty()
            && problem instanceof LinearProblem linear
            && linear.requireGeometry().hasForbiddenPairs()
        ? Optional.of(
            solver
                + " cannot keep pairs forbidden (cost inf): take emd or sinkhorn, or a large cost")
        : refused;
  }

  /**
   * Nine matrices n×m, the normal equations' factor and their product.
   *
   * @param rowBlocks multipliers a row
   */
  static long memoryBytes(long n, long m, int rowBlocks, boolean columnBounds) {
    long k = columnBounds ? 2 * m : m;
    return 8 * (9 * n * m + k * rowBlocks * n + k * k);
  }
}
