package monge.projection;

/**
 * Moves a point as its nearest sample moves: {@code T(x) = x + (t_k - x_k)}, k the sample nearest
 * to x in Euclidean distance (the first of equals). Exact at the samples, keeps details between
 * them, jumps where the nearest sample changes (Ferradans et al. 2014). O(nd) a point.
 */
public final class NearestSample implements PointMap {

  private final double[][] samples;
  private final double[][] displacements;

  private NearestSample(double[][] samples, double[][] displacements) {
    this.samples = samples;
    this.displacements = displacements;
  }

  /**
   * @param samples points x_k, one a row, finite
   * @param images their images t_k, one a row, of the same dimension
   * @throws IllegalArgumentException if there are none, or shapes disagree
   */
  public static NearestSample of(double[][] samples, double[][] images) {
    if (samples.length == 0 || samples.length != images.length) {
      throw new IllegalArgumentException(
          "%d samples and %d images: give at least one sample and one image each"
              .formatted(samples.length, images.length));
    }
    int d = samples[0].length;
    double[][] axes = new double[d][samples.length];
    double[][] displacements = new double[samples.length][d];
    for (int k = 0; k < samples.length; k++) {
      if (samples[k].length != d || images[k].length != d) {
        throw new IllegalArgumentException(
            "sample %d has %d coordinates, its image %d, the first sample %d: all must agree"
                .formatted(k, samples[k].length, images[k].length, d));
      }
      for (int c = 0; c < d; c++) {
        axes[c][k] = samples[k][c];
        displacements[k][c] = images[k][c] - samples[k][c];
      }
    }
    return new NearestSample(axes, displacements);
  }

  /**
   * The index k of the nearest sample.
   *
   * @throws IllegalArgumentException if x has another dimension than the samples, or an entry that
   *     is not a number within 1e150 of 0
   */
  public int nearest(double[] x) {
    Coordinates.require(x, samples.length, "samples");
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < displacements.length; k++) {
      double squared = 0;
      for (int c = 0; c < x.length; c++) {
        double d = x[c] - samples[c][k];
        squared += d * d;
      }
      if (squared < least) {
        least = squared;
        best = k;
      }
    }
    return best;
  }

  /**
   * @throws IllegalArgumentException as {@link #nearest}
   */
  @Override
  public double[] apply(double[] x) {
    double[] moved = x.clone();
    double[] displacement = displacements[nearest(x)];
    for (int c = 0; c < moved.length; c++) {
      moved[c] += displacement[c];
    }
    return moved;
  }
}
