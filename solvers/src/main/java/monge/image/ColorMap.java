package monge.image;

/** A map of a colour space to itself. Thread-safe. */
@FunctionalInterface
public interface ColorMap {

  /** Replaces the first {@code count} triples of the array by their images. */
  void apply(double[] colours, int count);

  /** Whether nearby colours have nearby images, so that a table can stand in for the map. */
  default boolean smooth() {
    return true;
  }
}
