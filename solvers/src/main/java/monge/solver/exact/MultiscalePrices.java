package monge.solver.exact;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import monge.cost.CostFunction;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;

/**
 * Good first prices for a problem between point clouds: the clouds are gathered into a quarter as
 * many points, that problem is solved from prices found in the same way, and its prices of the
 * sources are carried up by {@code g_j = min_I c(X_I, y_j) - F_I}. Nothing rests on them but speed.
 */
final class MultiscalePrices {

  /** Solves a coarse problem. */
  @FunctionalInterface
  interface CoarseSolver {
    /** The prices of the sources, relative to {@code costs}; empty if cancelled. */
    Optional<double[]> sourcePrices(
        CostRows costs, IntegerWeights weights, Optional<double[]> targetPrices);
  }

  private final CostFunction cost;
  private final CoarseSolver solver;
  private final BooleanSupplier cancelled;

  private MultiscalePrices(CostFunction cost, CoarseSolver solver, BooleanSupplier cancelled) {
    this.cost = cost;
    this.solver = solver;
    this.cancelled = cancelled;
  }

  /**
   * Prices of the targets; empty if cancelled.
   *
   * @param rows the sources that take part
   * @param columns the targets that take part
   */
  static Optional<double[]> of(
      PointCloudGeometry cloud,
      int[] rows,
      int[] columns,
      IntegerWeights weights,
      CoarseSolver solver,
      BooleanSupplier cancelled) {
    return new MultiscalePrices(cloud.costFunction(), solver, cancelled)
        .targetPrices(
            new WeightedPoints(chosen(cloud.source(), rows), weights.source()),
            new WeightedPoints(chosen(cloud.target(), columns), weights.target()));
  }

  private Optional<double[]> targetPrices(WeightedPoints source, WeightedPoints target) {
    WeightedPoints coarseSource = source.gathered();
    WeightedPoints coarseTarget = target.gathered();
    Optional<double[]> prices = Optional.empty();
    if (coarseSource.size() > WeightedPoints.SMALL || coarseTarget.size() > WeightedPoints.SMALL) {
      prices = targetPrices(coarseSource, coarseTarget);
      if (prices.isEmpty()) {
        return prices;
      }
    }
    CostRows costs = rows(coarseSource, coarseTarget);
    if (!costs.prepare(cancelled)) {
      return Optional.empty();
    }
    IntegerWeights weights = new IntegerWeights(coarseSource.weights(), coarseTarget.weights(), 1);
    Optional<double[]> found = solver.sourcePrices(costs, weights, prices);
    if (found.isEmpty()) {
      return found;
    }
    double[] f = found.get().clone();
    for (int i = 0; i < f.length; i++) {
      f[i] += costs.base(i);
    }
    return carried(f, coarseSource, target);
  }

  private Optional<double[]> carried(double[] f, WeightedPoints source, WeightedPoints target) {
    CostRows costs = rows(target, source);
    double[] g = new double[target.size()];
    for (int j = 0; j < g.length; j++) {
      if (cancelled.getAsBoolean()) {
        return Optional.empty();
      }
      g[j] = costs.least(j, f, 0);
    }
    return Optional.of(g);
  }

  private CostRows rows(WeightedPoints source, WeightedPoints target) {
    return new CostRows(
        new PointCloudGeometry(
            DiscreteMeasure.uniform(source.points()),
            DiscreteMeasure.uniform(target.points()),
            cost),
        IntStream.range(0, source.size()).toArray(),
        IntStream.range(0, target.size()).toArray());
  }

  private static double[][] chosen(DiscreteMeasure cloud, int[] indices) {
    double[][] points = new double[indices.length][];
    for (int i = 0; i < points.length; i++) {
      points[i] = cloud.point(indices[i]);
    }
    return points;
  }
}
