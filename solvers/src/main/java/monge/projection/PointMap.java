package monge.projection;

/** A map that is defined at every point of the source space. Immutable and thread-safe. */
public interface PointMap {

  /**
   * {@code T(x)}, a new array.
   *
   * @throws IllegalArgumentException if x has another dimension than the source space
   */
  double[] apply(double[] x);

  /** The images of several points, one a row. */
  default double[][] applyAll(double[][] points) {
    double[][] images = new double[points.length][];
    for (int i = 0; i < images.length; i++) {
      images[i] = apply(points[i]);
    }
    return images;
  }
}
