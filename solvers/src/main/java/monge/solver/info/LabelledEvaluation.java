package monge.solver.info;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.solver.Evaluation;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Start;

/**
 * {@code fused-infoot-labels}: Fused InfoOT with class labels of the source points in {@code
 * params.labels}, entering as in {@link ClassKernel.Mode#OFFICIAL}; {@code params.delta} is what is
 * added between classes, {@link ClassKernel#DISTANCE} unless given.
 */
public final class LabelledEvaluation implements Evaluation {

  @Override
  public String id() {
    return "fused-infoot-labels";
  }

  @Override
  public String summary() {
    return "Fused InfoOT of a source with class labels, params.labels, one whole number a point:"
        + " params.delta (5000) is added to the distance of two source points of different class,"
        + " and the width of the source's kernel is taken from these distances, as in the authors'"
        + " code, so that each class counts as one cluster. Clouds with a label column:"
        + " fused-infoot with labels = official.";
  }

  @Override
  public Map<String, Object> evaluate(ProblemDescription description, SolveMonitor monitor) {
    LinearProblem plain = (LinearProblem) InfoResults.problem(description);
    DiscreteMeasure source = plain.source().withLabels(labels(description));
    LinearProblem problem =
        plain.geometry().isPresent()
            ? LinearProblem.of(source, plain.target(), plain.requireGeometry())
            : plain;
    double delta = description.real("delta", ClassKernel.DISTANCE);
    FusedInfoOtProvider provider = new FusedInfoOtProvider();
    ParameterValues values = provider.defaults().with(FusedInfoOt.LABELS, "official");
    for (String key :
        new String[] {
          MirrorDescent.BANDWIDTH, MirrorDescent.REG, FusedInfoOt.LAM, MirrorDescent.STEPS
        }) {
      if (description.params().containsKey(key)) {
        values = values.with(key, description.real(key, 0));
      }
    }
    PlanSolution answer =
        (PlanSolution) new FusedInfoOt(values, delta).solve(problem, Start.COLD, monitor);
    ClassKernel kernel =
        ClassKernel.of(
            source, values.real(MirrorDescent.BANDWIDTH), ClassKernel.Mode.OFFICIAL, delta);
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("plan_exact_inner", answer.coupling().toDense());
    results.put("mi_exact_inner", answer.objective().term("mutual_information"));
    results.put("kernel_source", kernel.matrix());
    results.put("sigma_source", kernel.spread());
    results.put("objective", answer.objective().value());
    results.put("fused_objective", answer.objective().term("fused_objective"));
    results.put("marginal_error_source", answer.convergence().sourceError());
    results.put("marginal_error_target", answer.convergence().targetError());
    return results;
  }

  private static int[] labels(ProblemDescription description) {
    double[] given = description.requireVector("labels", "give one whole number a source point");
    int[] labels = new int[given.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) given[i];
      if (labels[i] != given[i]) {
        throw new IllegalArgumentException(
            "params.labels in '%s': entry %d is %s, expected a whole number"
                .formatted(description.id(), i, given[i]));
      }
    }
    return labels;
  }
}
