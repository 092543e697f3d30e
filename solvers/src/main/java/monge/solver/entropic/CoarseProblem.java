package monge.solver.entropic;

import java.util.Arrays;
import java.util.Optional;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.Kernels;
import monge.numeric.SpatialOrder;
import monge.problem.LinearProblem;

/**
 * A problem between two clouds with each cloud in cells: a cell stands at the centre of mass of its
 * points and carries their weight.
 *
 * @param problem the problem between the cells
 * @param toFine costs from source cells (rows) to target points (columns)
 * @param spread the mean squared distance of a point from the centre of its cell
 */
record CoarseProblem(LinearProblem problem, PointCloudGeometry toFine, double spread) {

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
    PointCloudGeometry toFine =
        new PointCloudGeometry(source.measure, fine.target(), cloud.costFunction());
    return Optional.of(new CoarseProblem(problem, toFine, Math.max(source.spread, target.spread)));
  }

  /**
   * {@code psi_j = log b_j - log sum_i exp(phi_i - scale C_ij)}: what the coarse potentials ask for
   * at the target points.
   */
  void extend(double[] phi, double[] psi, double[] b, double scale, Kernels kernels) {
    int m = b.length;
    double[] c = new double[m];
    double[] max = new double[m];
    double[] sums = new double[m];
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < phi.length; i++) {
      toFine.row(i, c);
      kernels.maxInto(phi[i], scale, c, max, m);
    }
    for (int j = 0; j < m; j++) {
      max[j] = -max[j];
    }
    for (int i = 0; i < phi.length; i++) {
      toFine.row(i, c);
      kernels.scaledKernelRow(phi[i], max, scale, c, c, m);
      kernels.axpy(1, c, sums, m);
    }
    for (int j = 0; j < m; j++) {
      psi[j] = Math.log(b[j] / sums[j]) + max[j];
    }
  }

  private record Cells(DiscreteMeasure measure, double spread) {

    static Cells of(DiscreteMeasure cloud) {
      int d = cloud.dimension();
      double[][] axes = new double[d][];
      for (int k = 0; k < d; k++) {
        axes[k] = cloud.axis(k);
      }
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
