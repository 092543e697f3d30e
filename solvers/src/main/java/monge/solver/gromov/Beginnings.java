package monge.solver.gromov;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import monge.numeric.EntropicProjection;
import monge.numeric.NormalDraws;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.solver.LinearProblems;
import monge.solver.PlanSolution;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;

/**
 * Where descents begin: a plan that is given, else {@code ab'}; then the exact plan of the ground
 * cost where there is one; then random plans.
 */
final class Beginnings {

  /** Random plans are couplings in proportion to exp of normal draws of this deviation. */
  private static final double SPREAD = 6;

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
                      ? Optional.of(answer.coupling().toDense())
                      : Optional.empty()));
    }
    addRandom(list, values, () -> randomCoupling(structures, draws, stop));
    return list;
  }

  /** Plans with row sums a only. */
  static List<LocalSearch.Beginning> rowPlans(
      Structures structures, ParameterValues values, Start start) {
    NormalDraws draws = new NormalDraws(values.whole(Parameters.SEED));
    List<LocalSearch.Beginning> list = first(structures, values, start);
    addRandom(list, values, () -> randomRows(structures, draws));
    return list;
  }

  private static List<LocalSearch.Beginning> first(
      Structures structures, ParameterValues values, Start start) {
    List<LocalSearch.Beginning> list = new ArrayList<>();
    Optional<double[][]> given = structures.restricted(start.plan());
    if (given.isPresent()) {
      list.add(new LocalSearch.Beginning("given plan", () -> given));
    }
    if (list.size() < values.whole(Parameters.STARTS)) {
      list.add(new LocalSearch.Beginning("product plan", Optional::empty));
    }
    return list;
  }

  private static void addRandom(
      List<LocalSearch.Beginning> list, ParameterValues values, Supplier<double[][]> plan) {
    for (int k = 1; list.size() < values.whole(Parameters.STARTS); k++) {
      list.add(new LocalSearch.Beginning("random start " + k, () -> Optional.of(plan.get())));
    }
  }

  private static double[][] randomCoupling(
      Structures structures, NormalDraws draws, BooleanSupplier stop) {
    double[][] scores = scores(structures, draws);
    double[][] plan = new double[structures.rows()][structures.columns()];
    new EntropicProjection(structures.sourceWeights(), structures.targetWeights())
        .solve(scores, plan, stop);
    return plan;
  }

  private static double[][] randomRows(Structures structures, NormalDraws draws) {
    double[][] plan = scores(structures, draws);
    double[] a = structures.sourceWeights();
    for (int i = 0; i < a.length; i++) {
      double sum = 0;
      for (int j = 0; j < plan[i].length; j++) {
        plan[i][j] = Math.exp(plan[i][j]);
        sum += plan[i][j];
      }
      for (int j = 0; j < plan[i].length; j++) {
        plan[i][j] *= a[i] / sum;
      }
    }
    return plan;
  }

  private static double[][] scores(Structures structures, NormalDraws draws) {
    double[][] scores = new double[structures.rows()][structures.columns()];
    for (double[] row : scores) {
      for (int j = 0; j < row.length; j++) {
        row[j] = SPREAD * draws.normal();
      }
    }
    return scores;
  }
}
