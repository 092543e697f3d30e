package monge.diagnostics;

import monge.plan.Coupling;
import monge.problem.LinearProblem;

/**
 * How far a plan is from a coupling of a and b, in mass.
 *
 * @param source {@code |P1 - a|_1}
 * @param target {@code |P'1 - b|_1}
 */
public record MarginalError(double source, double target) {

  /**
   * O(nonzeros + n + m) for a sparse plan, O(nm) for any other.
   *
   * @throws IllegalArgumentException if there is not one weight a row and column
   */
  public static MarginalError of(Coupling plan, double[] a, double[] b) {
    return ofSums(plan.rowMarginal(), plan.columnMarginal(), a, b);
  }

  /**
   * Of a plan whose sums P1 and P'1 are known. O(n + m).
   *
   * @throws IllegalArgumentException if there is not one weight a sum
   */
  public static MarginalError ofSums(
      double[] rowSums, double[] columnSums, double[] a, double[] b) {
    return new MarginalError(distance(rowSums, a), distance(columnSums, b));
  }

  /** The same for the weights of a problem. */
  public static MarginalError of(Coupling plan, LinearProblem problem) {
    return of(plan, problem.source().weights(), problem.target().weights());
  }

  /** The sum of both sides. */
  public double total() {
    return source + target;
  }

  private static double distance(double[] found, double[] wanted) {
    if (found.length != wanted.length) {
      throw new IllegalArgumentException(
          "the plan has %d sums, there are %d weights".formatted(found.length, wanted.length));
    }
    double sum = 0;
    for (int k = 0; k < found.length; k++) {
      sum += Math.abs(found[k] - wanted[k]);
    }
    return sum;
  }
}
