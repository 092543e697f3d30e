package monge.solver.entropic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.solver.CommonParameters;
import monge.solver.Evaluation;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;

/**
 * {@code sinkhorn-batch}: {@code min <C,P> + eps sum P (log P - 1)} from one source to many targets
 * of the same points at once: {@code params.targets} holds weights of the target points, one target
 * a row; {@code reg}, {@code tolerance} and {@code max_iterations} are those of {@code sinkhorn}.
 */
public final class BatchedEvaluation implements Evaluation {

  private static final List<String> SETTINGS =
      List.of(CommonParameters.REG, CommonParameters.TOLERANCE, CommonParameters.MAX_ITERATIONS);

  @Override
  public String id() {
    return "sinkhorn-batch";
  }

  @Override
  public String summary() {
    return "Sinkhorn's plans from one source to many targets that share their points,"
        + " params.targets with a row of weights each: all at once by matrix products. Clouds whose"
        + " target points have classes: sinkhorn-classes.";
  }

  @Override
  public Map<String, Object> evaluate(ProblemDescription description, SolveMonitor monitor) {
    ParameterValues settings = new SinkhornProvider().defaults();
    for (String key : SETTINGS) {
      Object given = description.params().get(key);
      settings = given == null ? settings : settings.with(key, given);
    }
    LinearProblem problem = description.balancedProblem();
    double[][] targets = targets(description, problem.target());
    BatchedSinkhorn.Answer answer = new BatchedSinkhorn(settings).solve(problem, targets, monitor);
    if (!monitor.isCancelled()) {
      requireConverged(answer.each(), settings);
    }
    return values(answer);
  }

  private static double[][] targets(ProblemDescription description, DiscreteMeasure points) {
    double[][] given =
        description.requireMatrix(
            "targets", "give a row of %d weights for each target".formatted(points.size()));
    double[][] targets = new double[given.length][];
    for (int t = 0; t < given.length; t++) {
      try {
        targets[t] = points.withWeights(given[t]).normalised().weights();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "params.targets row %d in '%s': %s".formatted(t, description.id(), e.getMessage()), e);
      }
    }
    return targets;
  }

  private static void requireConverged(List<PlanSolution> answers, ParameterValues settings) {
    for (int t = 0; t < answers.size(); t++) {
      if (!answers.get(t).convergence().status().isSuccess()) {
        throw new IllegalArgumentException(
            "sinkhorn at reg = %s did not converge for target %d: %s; raise reg"
                .formatted(
                    settings.real(CommonParameters.REG), t, answers.get(t).convergence().reason()));
      }
    }
  }

  private static Map<String, Object> values(BatchedSinkhorn.Answer answer) {
    List<PlanSolution> each = answer.each();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sweeps", answer.sweeps());
    for (String term : List.of("objective", "objective_entropic", "objective_kl")) {
      values.put(term, numbers(each, s -> s.objective().terms().getOrDefault(term, Double.NaN)));
    }
    values.put("marginal_error", numbers(each, s -> s.convergence().marginalError()));
    Map<String, Object> plans = new LinkedHashMap<>();
    double[][] f = new double[each.size()][];
    double[][] g = new double[each.size()][];
    for (int t = 0; t < f.length; t++) {
      PlanSolution s = each.get(t);
      plans.put(Integer.toString(t), s.coupling().toDense());
      Potentials potentials = s.potentials().orElseThrow();
      f[t] = potentials.f();
      g[t] = potentials.g();
    }
    values.put("dual_f", f);
    values.put("dual_g", g);
    values.put("plans", plans);
    return values;
  }

  private static double[] numbers(List<PlanSolution> each, ToDoubleFunction<PlanSolution> number) {
    return each.stream().mapToDouble(number).toArray();
  }
}
