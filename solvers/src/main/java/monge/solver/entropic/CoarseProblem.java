package monge.solver.entropic;

import java.util.Optional;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.Kernels;
import monge.numeric.Parallel;
import monge.numeric.SpatialOrder;
import monge.problem.LinearProblem;

/**
 * A problem between two clouds with each cloud in cells: a cell stands at the centre of mass of its
 * points and carries their weight.
 *
 * @param problem the problem between the cells
 * @param spread the mean squared distance of a point from the centre of its cell
 */
record CoarseProblem(LinearProblem problem, double spread) {

  /** Clouds of fewer points are not made coarser. */
  private static final int FEW = 400;

  /** Points in a cell. */
  private static final int IN_CELL = 6;

  /** The coarser problem, if there is one that is much smaller. */
  static Optional<CoarseProblem> of(LinearProblem fine) {
    if (!(fine.requireGeometry() instanceof PointCloudGeometry cloud)
        || Math.min(fine.rows(), fine.columns()) < FEW
        || cloud.source().dimension() > 8) {
      return Optional.empty();
    }
    Cells source = Cells.of(fine.source());
    Cells target = Cells.of(fine.target());
    LinearProblem problem =
        LinearProblem.between(source.measure, target.measure, cloud.costFunction());
    return Optional.of(new CoarseProblem(problem, Math.max(source.spread, target.spread)));
  }

  /**
   * What the coarse potentials ask for at the points: {@code psi_j = log b_j - log sum_i exp(phi_i
   * - scale C_ij)} over source cells i, and the same for phi. O(n m / k) for k points in a cell.
   */
  void extend(
      ScaledPotentials cells, LinearProblem fine, ScaledPotentials points, Kernels kernels) {
    CostFunction cost = ((PointCloudGeometry) fine.requireGeometry()).costFunction();
    softMinima(
        new PointCloudGeometry(fine.target(), problem.source(), cost),
        cells.phi,
        cells.scale(),
        points.b,
        points.psi,
        kernels);
    softMinima(
        new PointCloudGeometry(fine.source(), problem.target(), cost),
        cells.psi,
        cells.scale(),
        points.a,
        points.phi,
        kernels);
  }

  private static void softMinima(
      Geometry costs,
      double[] potential,
      double scale,
      double[] weights,
      double[] out,
      Kernels kernels) {
    int m = potential.length;
    Parallel.ranges(
        out.length,
        Parallel.parts(out.length, 1 + 20_000 / m),
        (_, from, to) -> {
          double[] c = new double[m];
          for (int i = from; i < to; i++) {
            costs.row(i, c);
            double most = kernels.maxShifted(potential, scale, c, m);
            double sum = kernels.scaledKernelRow(-most, potential, scale, c, c, m);
            out[i] = Math.log(weights[i] / sum) - most;
          }
        });
  }

  private record Cells(DiscreteMeasure measure, double spread) {

    static Cells of(DiscreteMeasure cloud) {
      int d = cloud.dimension();
      double[][] axes = cloud.axes();
      double[] weights = cloud.weights();
      SpatialOrder order = SpatialOrder.of(axes, IN_CELL);
      double[][] centres = new double[order.cells()][d];
      double[] masses = new double[order.cells()];
      double spread = 0;
      for (int c = 0; c < order.cells(); c++) {
        for (int p = order.start(c); p < order.start(c + 1); p++) {
          masses[c] += weights[order.point(p)];
        }
        for (int k = 0; k < d; k++) {
          double centre = 0;
          for (int p = order.start(c); p < order.start(c + 1); p++) {
            centre += weights[order.point(p)] * axes[k][order.point(p)] / masses[c];
          }
          centres[c][k] = centre;
          for (int p = order.start(c); p < order.start(c + 1); p++) {
            double away = axes[k][order.point(p)] - centre;
            spread += weights[order.point(p)] * away * away;
          }
        }
      }
      return new Cells(DiscreteMeasure.of(centres, masses), spread / cloud.mass());
    }
  }
}
