package monge.solver.divergence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.problem.TransportProblem;
import monge.solver.CommonParameters;
import monge.solver.Convergence;
import monge.solver.Cure;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * {@code S(a,b) = OT(a,b) - OT(a,a)/2 - OT(b,b)/2} with {@code OT = min <C,P> + eps KL(P | ab')}
 * (Genevay, Peyré and Cuturi 2018; Feydy and others 2019). The coupling is the plan of OT(a,b).
 *
 * @param tolerance marginal error of each of the three plans, l1, relative to the mass
 */
record SinkhornDivergence(
    ParameterValues parameters, double eps, double tolerance, int maxIterations) implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(SinkhornDivergenceProvider.refusalOf(problem), problem);
    Progress progress = new Progress(monitor);
    PlanSolution across = across(whole, start, progress);
    PositiveSupport support = PositiveSupport.of(whole);
    CostFunction cost = ((PointCloudGeometry) whole.requireGeometry()).costFunction();
    SelfTransport xx = within(support.problem().source(), cost);
    SelfTransport yy = within(support.problem().target(), cost);
    double mass = whole.source().mass();
    double limit = tolerance * mass;
    int stepsX = xx.solve(limit, maxIterations, progress::isCancelled);
    progress.fraction(0.85);
    int stepsY = yy.solve(limit, maxIterations, progress::isCancelled);
    boolean cancelled =
        across.convergence().status() == Status.CANCELLED || stepsX < 0 || stepsY < 0;
    double selfError = Math.max(xx.error(), yy.error());
    Status status =
        cancelled
            ? Status.CANCELLED
            : across.convergence().status().isSuccess() && selfError > limit
                ? Status.ITERATION_LIMIT
                : across.convergence().status();
    Objective objective = objective(across, xx, yy);
    Coupling plan = across.coupling();
    int iterations = across.convergence().iterations();
    progress.report(
        new TracePoint(
            iterations + 1,
            objective.term("divergence_kl"),
            across.convergence().marginalError(),
            Double.NaN,
            Double.NaN),
        () -> plan);
    return new PlanSolution(
            whole,
            SinkhornDivergenceProvider.ID,
            parameters,
            plan,
            across.potentials(),
            objective,
            progress.finish(
                status,
                iterations,
                "iterations",
                reason(across.convergence(), xx, yy),
                across.convergence().sourceError(),
                across.convergence().targetError(),
                cure(status, across.convergence())))
        .withFields(fields(whole, support, across, xx, yy));
  }

  /** OT(a,b) by the registry's Sinkhorn; its iterations are told on as this solver's own. */
  private PlanSolution across(LinearProblem problem, Start start, Progress progress) {
    SolverProvider sinkhorn = SolverRegistry.load().require("sinkhorn");
    ParameterValues settings =
        sinkhorn
            .defaults()
            .with(CommonParameters.REG, eps)
            .with(CommonParameters.TOLERANCE, tolerance)
            .with(CommonParameters.MAX_ITERATIONS, maxIterations);
    SolveMonitor told =
        new SolveMonitor() {
          @Override
          public boolean isCancelled() {
            return progress.isCancelled();
          }

          @Override
          public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
            progress.report(point, snapshot);
          }

          @Override
          public void progress(double fraction) {
            progress.fraction(0.7 * fraction);
          }
        };
    return (PlanSolution) sinkhorn.create(settings).solve(problem, start, told);
  }

  private SelfTransport within(DiscreteMeasure cloud, CostFunction cost) {
    Geometry geometry = new PointCloudGeometry(cloud, cloud, cost).forManyPasses();
    return new SelfTransport(geometry, cloud.weights(), eps);
  }

  private static Objective objective(PlanSolution across, SelfTransport xx, SelfTransport yy) {
    Objective xy = across.objective();
    double kl = xy.term("objective_kl");
    double linear = xy.value();
    return xy.with("divergence_kl", kl - (xx.value() + yy.value()) / 2)
        .with("divergence_linear", linear - (xx.transport() + yy.transport()) / 2)
        .with("ot_kl_xy", kl)
        .with("ot_kl_xx", xx.value())
        .with("ot_kl_yy", yy.value())
        .with("lin_xy", linear)
        .with("lin_xx", xx.transport())
        .with("lin_yy", yy.transport());
  }

  /** The derivatives of the divergence in the weights, up to a constant a side. */
  private List<PointField> fields(
      LinearProblem whole,
      PositiveSupport support,
      PlanSolution across,
      SelfTransport xx,
      SelfTransport yy) {
    Potentials xy = across.potentials().orElseThrow();
    double[] f =
        debiased(
            support.restrictRows(xy.f()), support.problem().source().weights(), xx.potential());
    double[] g =
        debiased(
            support.restrictColumns(xy.g()), support.problem().target().weights(), yy.potential());
    String label = "Divergence potential";
    return List.of(
        PointField.ofSource(
            "divergence_potential_source",
            label,
            "unit of cost",
            whole.rows() == f.length ? f : support.expandRows(f, Double.NaN)),
        PointField.ofTarget(
            "divergence_potential_target",
            label,
            "unit of cost",
            whole.columns() == g.length ? g : support.expandColumns(g, Double.NaN)));
  }

  private double[] debiased(double[] absorbed, double[] weights, double[] self) {
    double[] difference = new double[absorbed.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = absorbed[i] - eps * Math.log(weights[i]) - self[i];
    }
    return difference;
  }

  private static String reason(Convergence across, SelfTransport xx, SelfTransport yy) {
    return String.format(
        Locale.ROOT,
        "%s; within the source %.2g, within the target %.2g",
        across.reason(),
        xx.error(),
        yy.error());
  }

  private Optional<Cure> cure(Status status, Convergence across) {
    return status.isSuccess() || status == Status.CANCELLED || across.cure().isPresent()
        ? across.cure()
        : Optional.of(
            new Cure(
                "Raise reg tenfold: the plans within the clouds are then found easily.",
                "Raise reg",
                java.util.Map.of(CommonParameters.REG, 10 * eps)));
  }
}
