package monge.cost;

import monge.measure.DiscreteMeasure;
import org.jspecify.annotations.Nullable;

/**
 * Geodesic costs between two clouds. The graph is made when the first cost is asked for, and only
 * then refused if it falls into parts: a problem can be shown without waiting for it.
 */
final class GeodesicGeometry implements Geometry {

  private final DiscreteMeasure source;
  private final DiscreteMeasure target;
  private final int neighbours;
  private volatile @Nullable Geometry costs;

  /**
   * @throws IllegalArgumentException if the clouds have no coordinates or different dimensions, or
   *     lie so far apart that a distance is no longer a double
   */
  GeodesicGeometry(DiscreteMeasure source, DiscreteMeasure target, int neighbours) {
    PointCloudGeometry.requireOneDimension(source, target);
    PointCloudGeometry.requireFinite(source, target, new CostFunction.Euclidean());
    this.source = source;
    this.target = target;
    this.neighbours = neighbours;
  }

  private Geometry costs() {
    Geometry known = costs;
    return known == null ? computed() : known;
  }

  private synchronized Geometry computed() {
    Geometry known = costs;
    if (known == null) {
      known = DenseGeometry.of(GraphGeodesics.between(source, target, neighbours));
      costs = known;
    }
    return known;
  }

  @Override
  public int rows() {
    return source.size();
  }

  @Override
  public int columns() {
    return target.size();
  }

  @Override
  public double cost(int i, int j) {
    return costs().cost(i, j);
  }

  @Override
  public void row(int i, double[] out) {
    costs().row(i, out);
  }

  @Override
  public double largestMagnitude() {
    return costs().largestMagnitude();
  }

  @Override
  public boolean hasForbiddenPairs() {
    return false;
  }

  @Override
  public Geometry transposed() {
    return costs().transposed();
  }

  /** The costs themselves: a row is a copy. */
  @Override
  public Geometry forManyPasses() {
    return costs();
  }
}
