package monge.projection;

/** Refuses points that a map cannot be asked for. */
final class Coordinates {

  /** Squared distances between points closer to 0 than this stay in the range of doubles. */
  private static final double FARTHEST = 1e150;

  private Coordinates() {}

  /**
   * @param space whose dimension it is, such as "source"
   */
  static void require(double[] x, int dimension, String space) {
    if (x.length != dimension) {
      throw new IllegalArgumentException(
          "the point has %d coordinates, the %s %d: they must agree"
              .formatted(x.length, space, dimension));
    }
    for (int c = 0; c < x.length; c++) {
      if (!(Math.abs(x[c]) <= FARTHEST)) {
        throw new IllegalArgumentException(
            "coordinate %d of the point is %s: must lie within %s of 0"
                .formatted(c, x[c], FARTHEST));
      }
    }
  }
}
