package monge.solver.info;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import monge.cost.Geometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.GaussianKernel;
import monge.numeric.Matrix;
import monge.parameter.ParameterValues;
import monge.plan.FactoredCoupling;
import monge.problem.LinearProblem;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.Status;

/** The matrices of an InfoOT solve, and its answer if it is stopped while they are made. */
final class Preparation {

  private Preparation() {}

  /**
   * All costs (n×m).
   *
   * @throws CancellationException if stopped
   */
  static double[][] costs(Geometry geometry, BooleanSupplier stop) {
    int m = geometry.columns();
    double[][] c = new double[geometry.rows()][];
    Matrix.fill(
        c,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            c[i] = new double[m];
            geometry.row(i, c[i]);
          }
        });
    return c;
  }

  /**
   * The kernel matrix of a cloud.
   *
   * @throws CancellationException if stopped
   */
  static double[][] kernel(DiscreteMeasure cloud, double h, BooleanSupplier stop) {
    double[][] kernel = GaussianKernel.of(cloud, h).matrix(cloud, stop);
    if (stop.getAsBoolean()) {
      throw new CancellationException("stopped while a kernel was made");
    }
    return kernel;
  }

  /**
   * Solves, or if stopped before the first step answers with the product of the weights, where the
   * iteration begins: a plan without information.
   *
   * @param cost of the pairs, if there is one
   */
  static PlanSolution unlessStopped(
      LinearProblem problem,
      String solver,
      ParameterValues values,
      Optional<Geometry> cost,
      Progress progress,
      Supplier<PlanSolution> solve) {
    try {
      return solve.get();
    } catch (CancellationException _) {
      double[] a = problem.source().weights();
      double[] b = problem.target().weights();
      double mass = problem.source().mass();
      double transport = cost.map(c -> c.productCost(a, b)).orElse(0.0);
      Map<String, Double> terms = new LinkedHashMap<>();
      terms.put("objective", transport);
      terms.put("mutual_information", 0.0);
      if (values.has(FusedInfoOt.LAM)) {
        terms.put("fused_objective", transport);
      }
      return new PlanSolution(
          problem,
          solver,
          values,
          FactoredCoupling.of(new double[][] {a}, new double[][] {b}, new double[] {mass}),
          Optional.empty(),
          new Objective(terms, OptionalDouble.empty(), OptionalDouble.empty()),
          progress.finish(
              Status.CANCELLED,
              0,
              MirrorDescent.UNIT,
              "stopped before the first outer step",
              0,
              0,
              Optional.empty()));
    }
  }
}
