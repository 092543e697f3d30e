package monge.solver.info;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * Fused InfoOT (Chuang, Jegelka, Alvarez-Melis 2023): {@code min <C,P> - lam I(P) + eps sum P log
 * P} over couplings of a and b, between geometry and information. C is the Euclidean distance, not
 * squared, unless the problem's own cost is chosen. See {@link KernelInformation} for I and {@link
 * MirrorDescent} for the iteration.
 */
record FusedInfoOt(ParameterValues values, double classDistance) implements Solver {

  static final String ID = "fused-infoot";
  static final String LAM = "lam";
  static final String COST = "cost";
  static final String EUCLIDEAN = "euclidean";
  static final String PROBLEM = "problem";
  static final String LABELS = "labels";

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    InfoOtProvider.reasonAgainst(ID, problem)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    LinearProblem clouds = (LinearProblem) problem;
    Geometry cost = cost(clouds);
    Progress progress = new Progress(monitor);
    return Preparation.unlessStopped(
        clouds,
        ID,
        values,
        Optional.of(cost),
        progress,
        () -> descent(clouds, cost, progress).solve(start));
  }

  private MirrorDescent descent(LinearProblem clouds, Geometry cost, Progress progress) {
    double h = values.real(MirrorDescent.BANDWIDTH);
    BooleanSupplier stop = progress::isCancelled;
    ClassKernel.Mode mode = ClassKernel.Mode.of(values.choice(LABELS));
    return new MirrorDescent(
        clouds,
        ID,
        values,
        ClassKernel.of(clouds.source(), h, mode, classDistance, stop).matrix(),
        Preparation.kernel(clouds.target(), h, stop),
        Preparation.costs(cost, stop),
        values.real(LAM),
        true,
        progress);
  }

  private Geometry cost(LinearProblem clouds) {
    if (values.choice(COST).equals(EUCLIDEAN)) {
      return new PointCloudGeometry(clouds.source(), clouds.target(), new CostFunction.Euclidean());
    }
    Geometry geometry = clouds.requireGeometry();
    if (geometry.hasForbiddenPairs()) {
      throw new IllegalArgumentException(
          "fused-infoot cannot keep forbidden pairs: the cost matrix holds inf; give finite costs,"
              + " or take cost = euclidean");
    }
    return geometry;
  }
}
