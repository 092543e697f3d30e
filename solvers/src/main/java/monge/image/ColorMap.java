package monge.image;

import monge.projection.PointMap;

/** A map of a colour space to itself. Thread-safe. */
@FunctionalInterface
public interface ColorMap {

  /**
   * Replaces the first {@code count} triples of the array, one after the other in it, by their
   * images.
   */
  void apply(double[] colours, int count);

  /** Whether nearby colours have nearby images, so that a table can stand in for the map. */
  default boolean smooth() {
    return true;
  }

  /** A map of points of dimension 3. */
  static ColorMap of(PointMap map) {
    return (colours, count) -> {
      double[] x = new double[3];
      for (int at = 0; at < 3 * count; at += 3) {
        System.arraycopy(colours, at, x, 0, 3);
        System.arraycopy(map.apply(x), 0, colours, at, 3);
      }
    };
  }
}
