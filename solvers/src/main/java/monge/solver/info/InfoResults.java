package monge.solver.info;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.numeric.GaussianKernel;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.projection.Barycentric;
import monge.projection.Conditional;
import monge.solver.PlanSolution;
import monge.solver.ResultValues;
import monge.solver.Solution;

/** From problem files, and to result files. */
final class InfoResults {

  private InfoResults() {}

  static TransportProblem problem(ProblemDescription description) {
    if (description.cost().isPresent() || description.costMatrix().isPresent()) {
      return description.balancedProblem();
    }
    LinearProblem p = description.balancedProblem();
    return LinearProblem.between(p.source(), p.target(), new CostFunction.Euclidean());
  }

  /**
   * Two kernels, the cost, two plans, two matrices of scores, three of the gradient, and what is
   * kept of earlier steps.
   */
  static long memoryBytes(long n, long m) {
    return 8 * (n * n + m * m + 9 * n * m) + MirrorDescent.MIXING_BYTES;
  }

  static Map<String, Object> of(Solution solution, ProblemDescription description) {
    Map<String, Object> values = ResultValues.of(solution);
    if (!(solution instanceof PlanSolution answer)) {
      return values;
    }
    DiscreteMeasure source = answer.problem().source();
    DiscreteMeasure target = answer.problem().target();
    Coupling plan = answer.coupling();
    double h = answer.parameters().real(MirrorDescent.BANDWIDTH);
    ClassKernel sourceKernel =
        answer.parameters().has(FusedInfoOt.LABELS)
            ? ClassKernel.of(
                source,
                h,
                ClassKernel.Mode.of(answer.parameters().choice(FusedInfoOt.LABELS)),
                ClassKernel.DISTANCE)
            : ClassKernel.of(source, h, ClassKernel.Mode.IGNORE, ClassKernel.DISTANCE);
    double[][] targetKernel = GaussianKernel.of(target, h).matrix(target);
    values.put("plan_exact_inner", plan.toDense());
    values.put("mi_exact_inner", answer.objective().term("mutual_information"));
    if (answer.objective().terms().containsKey("fused_objective")) {
      values.put("fused_objective_exact_inner", answer.objective().term("fused_objective"));
      values.put("linear_cost_exact_inner", answer.objective().value());
    }
    values.put("sigma_source_training", sourceKernel.spread());
    values.put("sigma_target_training", GaussianKernel.spread(target));
    values.put("kernel_source_row0", sourceKernel.matrix()[0]);
    values.put("kernel_target_row0", targetKernel[0]);
    values.put(
        "gradient_at_product_plan",
        productGradient(
            new KernelInformation(
                sourceKernel.matrix(),
                targetKernel,
                source.weights(),
                target.weights(),
                () -> false)));
    values.put("barycentric", Barycentric.of(plan, target).images());

    Map<String, Object> inSample = new LinkedHashMap<>();
    Map<String, Object> outOfSample = new LinkedHashMap<>();
    for (double width : description.vector("hs").orElse(new double[] {h})) {
      Conditional map = Conditional.of(plan, source, target, width);
      inSample.put(Double.toString(width), map.applyAll(source.points()));
      description
          .matrix("new_points")
          .ifPresent(points -> outOfSample.put(Double.toString(width), map.applyAll(points)));
    }
    values.put("conditional_in_sample", inSample);
    if (!outOfSample.isEmpty()) {
      values.put("conditional_new_training_sigma", outOfSample);
    }
    return values;
  }

  /** The first two rows of -dI/dP at ab'. */
  private static double[][] productGradient(KernelInformation information) {
    double[] left = information.productSourceFactor();
    double[] right = information.productTargetFactor();
    double[][] rows = new double[Math.min(2, left.length)][right.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < right.length; j++) {
        rows[i][j] = -left[i] * right[j];
      }
    }
    return rows;
  }
}
