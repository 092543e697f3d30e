package monge.solver.gromov;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import monge.diagnostics.MarginalError;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.FeasibleRounding;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Start;

/**
 * {@code params.init} of a problem file, the plan to begin at: a matrix (n×m), or the words {@code
 * outer(a,b)}, which stand for {@code ab'}, where solvers begin without it too.
 */
final class InitialPlan {

  /** Sums may be off by this share of the mass, as in files with few digits; they are put right. */
  private static final double ROUNDED = 1e-6;

  private static final double EXACT = 1e-13;

  private InitialPlan() {}

  /**
   * @param columnsToo whether the column sums are prescribed like the row sums
   * @throws IllegalArgumentException if it is no such plan
   */
  static Start of(ProblemDescription description, TransportProblem problem, boolean columnsToo) {
    Object init = description.params().get("init");
    if (init == null || !(problem instanceof LinearProblem clouds)) {
      return Start.COLD;
    }
    if (init instanceof String words) {
      return named(words);
    }
    double[][] plan = description.matrix("init").orElseThrow();
    check(plan, clouds);
    double[] a = clouds.source().weights();
    Coupling given = DenseCoupling.of(plan);
    double[] b = columnsToo ? clouds.target().weights() : given.columnMarginal();
    MarginalError error = MarginalError.of(given, a, b);
    double mass = clouds.source().mass();
    if (error.total() > ROUNDED * mass) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "params.init is not a plan of this problem: its row sums are off by %.2g in all"
                  + "%s; give a plan with the sums of the weights",
              error.source(),
              columnsToo
                  ? String.format(Locale.ROOT, ", its column sums by %.2g", error.target())
                  : ""));
    }
    Coupling exact =
        error.total() <= EXACT * mass
            ? given
            : columnsToo ? FeasibleRounding.round(given, a, b) : rowsScaled(plan, a);
    return new Start(Optional.of(exact), Optional.empty());
  }

  private static Start named(String words) {
    String plain = words.replace(" ", "").toLowerCase(Locale.ROOT);
    if (plain.equals("outer(a,b)") || plain.equals("product")) {
      return Start.COLD;
    }
    throw new IllegalArgumentException(
        "params.init is '%s': give a plan, one row a source point, or outer(a,b)".formatted(words));
  }

  private static void check(double[][] plan, LinearProblem clouds) {
    for (int i = 0; i < plan.length; i++) {
      if (plan.length != clouds.rows() || plan[i].length != clouds.columns()) {
        throw new IllegalArgumentException(
            "params.init is %d×%d but there are %d source and %d target points"
                .formatted(plan.length, plan[i].length, clouds.rows(), clouds.columns()));
      }
      for (int j = 0; j < plan[i].length; j++) {
        if (!(plan[i][j] >= 0 && plan[i][j] < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "params.init has %s at (%d,%d): masses are finite and not negative"
                  .formatted(plan[i][j], i, j));
        }
      }
    }
  }

  private static Coupling rowsScaled(double[][] plan, double[] a) {
    double[][] scaled = new double[plan.length][];
    for (int i = 0; i < scaled.length; i++) {
      double sum = Arrays.stream(plan[i]).sum();
      double factor = sum > 0 ? a[i] / sum : 0;
      scaled[i] = Arrays.stream(plan[i]).map(p -> factor * p).toArray();
    }
    return DenseCoupling.owning(scaled);
  }
}
