package monge.solver.gromov;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import monge.numeric.EntropicProjection;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.NormalDraws;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.problem.LinearProblem;
import monge.solver.LinearProblems;
import monge.solver.PlanSolution;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;

/**
 * Where descents begin: a plan that is given; {@code ab'}; the plan of a few landmarks; then the
 * exact plan of the ground cost where there is one; then random plans.
 */
final class Beginnings {

  /** Random plans are couplings in proportion to exp of normal draws of this deviation. */
  private static final double SPREAD = 6;

  private static final LocalSearch.Beginning LANDMARKS =
      new LocalSearch.Beginning("landmarks", LocalSearch.Origin.LANDMARKS);

  private Beginnings() {}

  /** Couplings. */
  static List<LocalSearch.Beginning> couplings(
      Structures structures, ParameterValues values, Start start, BooleanSupplier stop) {
    NormalDraws draws = new NormalDraws(values.whole(Parameters.SEED));
    LinearProblem problem = structures.problem();
    List<LocalSearch.Beginning> list = first(structures, values, start);
    SolverProvider emd = SolverRegistry.load().require("emd");
    if (list.size() < values.whole(Parameters.STARTS)
        && LinearProblems.refusalOf("emd", problem).isEmpty()
        && !problem.requireGeometry().hasForbiddenPairs()) {
      list.add(
          new LocalSearch.Beginning(
              "exact plan of the ground cost",
              () ->
                  emd.create(emd.defaults())
                              .solve(problem, Start.COLD, new LinearStep.CancelOnly(stop))
                          instanceof PlanSolution answer
                      ? Optional.of(answer.coupling())
                      : Optional.empty()));
    }
    addRandom(list, values, () -> randomCoupling(structures, draws, stop));
    return list;
  }

  /**
   * Plans with row sums a only. Rows choose their targets one by one, so that a symmetric figure is
   * easily folded: without a given plan the landmarks are always tried beside the product plan.
   */
  static List<LocalSearch.Beginning> rowPlans(
      Structures structures, ParameterValues values, Start start, BooleanSupplier stop) {
    NormalDraws draws = new NormalDraws(values.whole(Parameters.SEED));
    List<LocalSearch.Beginning> list = first(structures, values, start);
    if (list.size() == 1 && structures.restricted(start.plan()).isEmpty()) {
      list.add(LANDMARKS);
    }
    addRandom(list, values, () -> randomRows(structures, draws, stop));
    return list;
  }

  private static List<LocalSearch.Beginning> first(
      Structures structures, ParameterValues values, Start start) {
    List<LocalSearch.Beginning> list = new ArrayList<>();
    Optional<Coupling> given = structures.restricted(start.plan());
    if (given.isPresent()) {
      list.add(new LocalSearch.Beginning("given plan", () -> given));
    }
    if (list.size() < values.whole(Parameters.STARTS)) {
      list.add(new LocalSearch.Beginning("product plan", LocalSearch.Origin.PRODUCT));
    }
    if (list.size() < values.whole(Parameters.STARTS)) {
      list.add(LANDMARKS);
    }
    return list;
  }

  private static void addRandom(
      List<LocalSearch.Beginning> list, ParameterValues values, Supplier<double[][]> plan) {
    for (int k = 1; list.size() < values.whole(Parameters.STARTS); k++) {
      list.add(
          new LocalSearch.Beginning(
              "random start " + k, () -> Optional.of(DenseCoupling.owning(plan.get()))));
    }
  }

  private static double[][] randomCoupling(
      Structures structures, NormalDraws draws, BooleanSupplier stop) {
    double[][] scores = scores(structures, draws, stop);
    double[][] plan = Matrix.zeros(structures.rows(), structures.columns(), stop);
    new EntropicProjection(structures.sourceWeights(), structures.targetWeights())
        .solve(scores, plan, stop);
    if (stop.getAsBoolean()) {
      throw new CancellationException("stopped while a random start was made");
    }
    return plan;
  }

  private static double[][] randomRows(
      Structures structures, NormalDraws draws, BooleanSupplier stop) {
    double[][] plan = scores(structures, draws, stop);
    double[] a = structures.sourceWeights();
    int m = structures.columns();
    Kernels kernels = Kernels.forEntries((long) a.length * m);
    Matrix.fill(
        plan,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            kernels.exp(plan[i], m);
            double share = a[i] / kernels.sum(plan[i], m);
            for (int j = 0; j < m; j++) {
              plan[i][j] *= share;
            }
          }
        });
    return plan;
  }

  /** One draw after the other, whatever the number of processors. */
  private static double[][] scores(Structures structures, NormalDraws draws, BooleanSupplier stop) {
    double[][] scores = Matrix.zeros(structures.rows(), structures.columns(), stop);
    for (double[] row : scores) {
      for (int j = 0; j < row.length; j++) {
        row[j] = SPREAD * draws.normal();
      }
      if (stop.getAsBoolean()) {
        throw new CancellationException("stopped while a random start was made");
      }
    }
    return scores;
  }
}
