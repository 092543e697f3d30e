package monge.solver.entropic;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.CallerStop;
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

  /** Entries between two looks at the stop signal. */
  private static final int ENTRIES_PER_LOOK = 1 << 16;

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
   *
   * @param stop asked on the calling thread
   * @return false if stopped: the points' potentials are then as before
   */
  boolean extend(
      ScaledPotentials cells,
      LinearProblem fine,
      ScaledPotentials points,
      Kernels kernels,
      BooleanSupplier stop) {
    CostFunction cost = ((PointCloudGeometry) fine.requireGeometry()).costFunction();
    double[] psi = new double[points.psi.length];
    double[] phi = new double[points.phi.length];
    boolean done =
        softMinima(
                new PointCloudGeometry(fine.target(), problem.source(), cost),
                new Side(cells.phi, points.b, psi),
                cells.scale(),
                kernels,
                stop)
            && softMinima(
                new PointCloudGeometry(fine.source(), problem.target(), cost),
                new Side(cells.psi, points.a, phi),
                cells.scale(),
                kernels,
                stop);
    if (done) {
      System.arraycopy(psi, 0, points.psi, 0, psi.length);
      System.arraycopy(phi, 0, points.phi, 0, phi.length);
    }
    return done;
  }

  /** The cells' potentials, and the weights and potentials of the points opposite. */
  private record Side(double[] potential, double[] weights, double[] out) {}

  private static boolean softMinima(
      Geometry costs, Side side, double scale, Kernels kernels, BooleanSupplier stop) {
    int m = side.potential.length;
    int n = side.out.length;
    int rowsPerLook = 1 + ENTRIES_PER_LOOK / m;
    CallerStop stopping = new CallerStop(stop);
    Parallel.ranges(
        n,
        Parallel.parts(n, 1 + 20_000 / m),
        (_, from, to) -> {
          double[] c = new double[m];
          for (int i = from; i < to; i++) {
            if ((i - from) % rowsPerLook == 0 && stopping.look()) {
              return;
            }
            costs.row(i, c);
            double most = kernels.maxShifted(side.potential, scale, c, m);
            double sum = kernels.scaledKernelRow(-most, side.potential, scale, c, c, m);
            side.out[i] = Math.log(side.weights[i] / sum) - most;
          }
        });
    return !stopping.isStopped();
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
