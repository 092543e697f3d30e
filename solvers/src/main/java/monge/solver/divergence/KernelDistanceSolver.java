package monge.solver.divergence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import monge.parameter.ParameterValues;
import monge.plan.SparseCoupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PointField;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;
import monge.solver.ValueSolution;

/** The kernel distance of the two clouds as a solver: a number and its witness, no plan. */
record KernelDistanceSolver(ParameterValues parameters, KernelDistance.Kernel kernel, double sigma)
    implements Solver {

  /** After a cancel, so many points of each cloud still give a value at once. */
  private static final int AFTER_CANCEL = 64;

  @Override
  public ValueSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem linear =
        LinearProblems.require(KernelDistanceProvider.refusalOf(problem), problem);
    Progress progress = new Progress(monitor);
    KernelDistance distance = new KernelDistance(linear.source(), linear.target());
    KernelDistance.Witness witness = distance.witness(kernel, sigma, progress::isCancelled);
    boolean cancelled = progress.isCancelled();
    double squared =
        cancelled
            ? distance.ofFirst(AFTER_CANCEL).witness(kernel, sigma, () -> false).squared()
            : witness.squared();
    progress.report(
        new TracePoint(1, squared, Double.NaN, Double.NaN, Double.NaN),
        () ->
            SparseCoupling.of(
                linear.rows(), linear.columns(), new int[0], new int[0], new double[0], 0));
    String reason =
        cancelled
            ? "stopped by hand: the value is that of the first %d points of each cloud only"
                .formatted(AFTER_CANCEL)
            : String.format(
                Locale.ROOT, "a sum over all %d points' pairs", linear.rows() + linear.columns());
    String label = "Witness";
    return new ValueSolution(
        linear,
        KernelDistanceProvider.ID,
        parameters,
        Objective.of(squared).with("distance", Math.sqrt(Math.max(0, squared))),
        progress.finish(
            cancelled ? Status.CANCELLED : Status.OPTIMAL,
            1,
            "passes",
            reason,
            Double.NaN,
            Double.NaN,
            Optional.empty()),
        cancelled
            ? List.of()
            : List.of(
                PointField.ofSource("witness_source", label, "", witness.source()),
                PointField.ofTarget("witness_target", label, "", witness.target())));
  }
}
