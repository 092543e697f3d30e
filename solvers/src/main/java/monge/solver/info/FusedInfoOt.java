package monge.solver.info;

import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.numeric.GaussianKernel;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
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
    double h = values.real(MirrorDescent.BANDWIDTH);
    return new MirrorDescent(
            clouds,
            ID,
            values,
            ClassKernel.of(
                    clouds.source(),
                    h,
                    ClassKernel.Mode.of(values.choice(LABELS)),
                    classDistance,
                    monitor::isCancelled)
                .matrix(),
            GaussianKernel.of(clouds.target(), h).matrix(clouds.target(), monitor::isCancelled),
            MirrorDescent.dense(cost(clouds)),
            values.real(LAM),
            true,
            monitor)
        .solve(start);
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
