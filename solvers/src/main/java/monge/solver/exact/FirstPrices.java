package monge.solver.exact;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;

/**
 * First prices of the targets for problems so large that they pay: from coarser problems between
 * point clouds, annealed ones for stored costs.
 */
record FirstPrices(Geometry geometry, CostRows costs, BooleanSupplier cancelled) {

  /** From this many pairs on, first prices pay. */
  private static final long LARGE = 40_000;

  static boolean isLarge(int rows, int columns) {
    return (long) rows * columns >= LARGE;
  }

  boolean exist() {
    return geometry instanceof PointCloudGeometry
        || (costs.isStored() && costs.scale() > 0 && !geometry.hasForbiddenPairs());
  }

  /** The prices, where they exist; empty if cancelled. */
  Optional<double[]> find(
      int[] rows, int[] columns, IntegerWeights weights, MultiscalePrices.CoarseSolver solver) {
    return geometry instanceof PointCloudGeometry cloud
        ? MultiscalePrices.of(cloud, rows, columns, weights, solver, cancelled)
        : AnnealedPrices.of(costs, weights, cancelled);
  }

  /** The prices for a matching of equal numbers of points; empty if cancelled. */
  Optional<double[]> findForMatching(int[] rows, int[] columns) {
    return find(rows, columns, IntegerWeights.equal(rows.length), this::match);
  }

  private Optional<double[]> match(
      CostRows coarse, IntegerWeights weights, Optional<double[]> prices) {
    int n = weights.source().length;
    AssignmentSearch search = new AssignmentSearch(coarse, n, n, false, cancelled, () -> {});
    return search.run(prices) ? Optional.of(search.rowPrices()) : Optional.empty();
  }
}
