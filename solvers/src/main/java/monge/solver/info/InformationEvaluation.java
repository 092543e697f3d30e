package monge.solver.info;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.measure.DiscreteMeasure;
import monge.numeric.GaussianKernel;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.solver.Evaluation;
import monge.solver.SolveMonitor;

/**
 * {@code infoot-mi-eval}: the mutual information {@code I(P) = sum_ij P_ij log(F_ij / (f_X(i)
 * f_Y(j)))} of a plan that is given, its gradient and the density ratio; see {@link
 * KernelInformation}.
 */
public final class InformationEvaluation implements Evaluation {

  @Override
  public String id() {
    return "infoot-mi-eval";
  }

  @Override
  public String summary() {
    return "Mutual information of a given plan, params.plan, by kernel densities, and its"
        + " gradient (InfoOT, Definition 1 and section 4.3).";
  }

  @Override
  public Map<String, Object> evaluate(ProblemDescription description, SolveMonitor monitor) {
    LinearProblem problem = description.balancedProblem();
    DiscreteMeasure source = problem.source();
    DiscreteMeasure target = problem.target();
    int n = source.size();
    int m = target.size();
    double h = description.real(MirrorDescent.BANDWIDTH, 0.5);
    double[][] plan = description.requireMatrix("plan", "give the plan to evaluate");
    if (plan.length != n || plan[0].length != m) {
      throw new IllegalArgumentException(
          "params.plan in '%s' is %d×%d but there are %d source and %d target points"
              .formatted(description.id(), plan.length, plan[0].length, n, m));
    }
    KernelInformation information =
        new KernelInformation(
            GaussianKernel.of(source, h).matrix(source),
            GaussianKernel.of(target, h).matrix(target),
            source.weights(),
            target.weights(),
            monitor::isCancelled);
    double[][] gradient = new double[n][m];
    double[][] ratio = new double[n][m];
    information.evaluate(plan, () -> false);
    information.gradient(gradient, () -> false);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        ratio[i][j] = Math.exp(information.logRatio()[i][j]);
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("mi", information.value());
    values.put("gradient", gradient);
    values.put("ratio", ratio);
    return values;
  }
}
