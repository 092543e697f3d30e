package monge.cost;

import monge.measure.DiscreteMeasure;

/**
 * The length of the shortest path between two points in the graph that joins each point of both
 * clouds together with its k nearest others, edges as long as their Euclidean distance: costs along
 * a surface that both clouds lie on. Written {@code geodesic:k} in files. What two points cost
 * depends on all others, so there is none between points that are not in the clouds. As in Isomap
 * (Tenenbaum, de Silva, Langford 2000).
 *
 * @param neighbours k, from 1 to n + m - 1
 */
public record Geodesic(int neighbours) implements GroundCost {

  /**
   * @throws IllegalArgumentException if k is below 1; that it is not above n + m - 1 is seen when
   *     the first cost is asked for
   */
  public Geodesic {
    if (neighbours < 1) {
      throw outOfRange(neighbours);
    }
  }

  static Geodesic of(double neighbours) {
    if (!(neighbours >= 1) || neighbours != Math.rint(neighbours) || neighbours > 1e9) {
      throw outOfRange(neighbours);
    }
    return new Geodesic((int) neighbours);
  }

  private static IllegalArgumentException outOfRange(double neighbours) {
    return new IllegalArgumentException(
        "k = %s: the geodesic distance needs a whole number k >= 1 of nearest neighbours; 5 to 15"
                .formatted(neighbours)
            + " are usual");
  }

  @Override
  public String name() {
    return "geodesic:" + neighbours;
  }

  @Override
  public String label() {
    return "Geodesic, graph of %d neighbours".formatted(neighbours);
  }

  @Override
  public Geometry geometry(DiscreteMeasure source, DiscreteMeasure target) {
    return new GeodesicGeometry(source, target, neighbours);
  }
}
