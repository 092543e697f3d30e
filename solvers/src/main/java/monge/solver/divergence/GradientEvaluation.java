package monge.solver.divergence;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.cost.PointCloudGeometry;
import monge.derivative.DivergenceGradient;
import monge.derivative.EntropicGradient;
import monge.derivative.ImplicitPlan;
import monge.derivative.PlanGradient;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.problem.ProblemDescription;
import monge.solver.CommonParameters;
import monge.solver.Evaluation;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;

/**
 * {@code gradient-entropic}: values {@code <C,P> + eps sum P log P} and {@code <C,P> + eps KL(P |
 * ab')} of entropic transport and their derivatives in points and weights; for points also those of
 * the Sinkhorn divergence. A file that gives {@code plan_gradient}, dL/dP of a number L of its own,
 * gets the derivatives of L in costs, weights and reg.
 */
public final class GradientEvaluation implements Evaluation {

  private static final double TOLERANCE = 1e-11;

  /** Rounding at small eps may stop a solve earlier; derivatives are still good to this. */
  private static final double ACCEPTED = 1e-8;

  private static final int STEPS = 10_000;

  @Override
  public String id() {
    return "gradient-entropic";
  }

  @Override
  public String summary() {
    return "Derivatives of entropic transport and of the Sinkhorn divergence in points and"
        + " weights, by the envelope theorem (Peyré and Cuturi 2019, section 9.1); with"
        + " params.plan_gradient = dL/dP also those of L.";
  }

  @Override
  public Map<String, Object> evaluate(ProblemDescription description, SolveMonitor monitor) {
    PlanSolution solution = solve(description, monitor);
    LinearProblem problem = solution.problem();
    double eps = solution.parameters().real(CommonParameters.REG);
    Potentials potentials = solution.potentials().orElseThrow();
    EntropicGradient gradient = EntropicGradient.of(problem, potentials, eps);
    Objective objective = solution.objective();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("value_entropic", objective.term("objective_entropic"));
    values.put("value_kl", objective.term("objective_kl"));
    values.put("objective", objective.value());
    values.put("grad_a_entropic_centred", gradient.entropicInSourceWeights());
    values.put("grad_b_entropic_centred", gradient.entropicInTargetWeights());
    values.put("grad_a_kl_centred", gradient.klInSourceWeights());
    values.put("grad_b_kl_centred", gradient.klInTargetWeights());
    if (problem.requireGeometry() instanceof PointCloudGeometry cloud) {
      values.put("grad_source_positions", gradient.inSourcePoints());
      values.put("grad_target_positions", gradient.inTargetPoints());
      LinearProblem within =
          LinearProblem.between(problem.source(), problem.source(), cloud.costFunction());
      DivergenceGradient divergence =
          DivergenceGradient.of(problem, potentials, within, self(within, eps, monitor), eps);
      values.put("divergence_grad_source_positions", divergence.inSourcePoints());
      values.put("divergence_grad_a_centred", divergence.inSourceWeights());
    }
    description
        .matrix("plan_gradient")
        .ifPresent(g -> values.putAll(throughThePlan(problem, potentials, eps, g, monitor)));
    return values;
  }

  /** The derivatives of a number L from {@code dL/dP}, where the description gives it. */
  private static Map<String, Object> throughThePlan(
      LinearProblem problem,
      Potentials potentials,
      double eps,
      double[][] planGradient,
      SolveMonitor monitor) {
    if (planGradient.length != problem.rows() || planGradient[0].length != problem.columns()) {
      throw new IllegalArgumentException(
          "params.plan_gradient is %d×%d, the plan %d×%d: give dL/dP entry by entry"
              .formatted(
                  planGradient.length,
                  planGradient.length == 0 ? 0 : planGradient[0].length,
                  problem.rows(),
                  problem.columns()));
    }
    PlanGradient gradient =
        ImplicitPlan.of(
                problem.requireGeometry(),
                potentials.f(),
                potentials.g(),
                problem.source().weights(),
                problem.target().weights(),
                eps)
            .pullback(planGradient, monitor::isCancelled);
    return Map.of(
        "implicit_grad_cost", gradient.cost(),
        "implicit_grad_a_centred", gradient.sourceWeights(),
        "implicit_grad_b_centred", gradient.targetWeights(),
        "implicit_grad_reg", gradient.eps());
  }

  private static PlanSolution solve(ProblemDescription description, SolveMonitor monitor) {
    SolverProvider provider = SolverRegistry.load().require("sinkhorn");
    ParameterValues settings = provider.defaults().with(CommonParameters.TOLERANCE, TOLERANCE);
    settings =
        settings.with(
            CommonParameters.REG,
            description.real(CommonParameters.REG, settings.real(CommonParameters.REG)));
    LinearProblem problem = description.balancedProblem();
    provider
        .refusal(problem)
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException(sentence);
            });
    PlanSolution solution =
        (PlanSolution) provider.create(settings).solve(problem, Start.COLD, monitor);
    double error = solution.convergence().marginalError();
    if (!(error <= ACCEPTED * problem.source().mass()) && !monitor.isCancelled()) {
      throw new IllegalArgumentException(
          "sinkhorn at reg = %s did not converge: %s; raise reg"
              .formatted(settings.real(CommonParameters.REG), solution.convergence().reason()));
    }
    return solution;
  }

  /** The absorbed potentials of the transport of a measure onto itself. */
  static Potentials self(LinearProblem within, double eps, SolveMonitor monitor) {
    PositiveSupport support = PositiveSupport.of(within);
    LinearProblem problem = support.problem();
    DiscreteMeasure cloud = problem.source();
    SelfTransport transport =
        new SelfTransport(problem.requireGeometry().forManyPasses(), cloud.weights(), eps);
    transport.solve(TOLERANCE * cloud.mass(), STEPS, monitor::isCancelled);
    double[] f = transport.logScaling();
    for (int i = 0; i < f.length; i++) {
      f[i] *= eps;
    }
    double[] whole = support.expandRows(f, Double.NEGATIVE_INFINITY);
    return new Potentials(whole, whole);
  }
}
