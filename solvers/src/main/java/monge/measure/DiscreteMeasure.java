package monge.measure;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A weighted point cloud {@code sum_i a_i delta(x_i)} with {@code n >= 1} points in dimension
 * {@code d >= 0}, optionally with a class label a point and with distances of its own between the
 * points. Immutable; arrays are copied in and out.
 *
 * <p>Dimension 0 means that the points have no coordinates: only weights are known, and the cost is
 * given as a matrix.
 */
public final class DiscreteMeasure implements Measure {

  private final double[][] axes;
  private final double[] weights;
  private final int[] labels;
  private final double[][] distances;

  private DiscreteMeasure(double[][] axes, double[] weights, int[] labels, double[][] distances) {
    this.axes = axes;
    this.weights = weights;
    this.labels = labels;
    this.distances = distances;
  }

  /**
   * Points (one a row) of equal weight 1/n.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static DiscreteMeasure uniform(double[][] points) {
    return of(points, uniformWeights(points.length));
  }

  /**
   * Points (one a row) with weights as given; they are <em>not</em> normalised.
   *
   * @param points n rows of d coordinates, finite
   * @param weights n, in any unit of mass
   * @throws IllegalArgumentException on no points, ragged rows, a coordinate or weight that is not
   *     finite, a negative weight, weights that are all 0, or a sum that is infinite
   */
  public static DiscreteMeasure of(double[][] points, double[] weights) {
    return new DiscreteMeasure(
        transpose(points, weights.length), checkedWeights(weights), new int[0], new double[0][]);
  }

  /**
   * Weights alone (n), for a problem whose cost is a matrix; dimension 0.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static DiscreteMeasure ofWeights(double[] weights) {
    return new DiscreteMeasure(
        new double[0][], checkedWeights(weights), new int[0], new double[0][]);
  }

  /**
   * The same measure with one class label a point (n); any whole numbers.
   *
   * @throws IllegalArgumentException if there are not n
   */
  public DiscreteMeasure withLabels(int[] newLabels) {
    if (newLabels.length != size()) {
      throw new IllegalArgumentException(
          "%d labels for %d points: give one label a point".formatted(newLabels.length, size()));
    }
    return new DiscreteMeasure(axes, weights, newLabels.clone(), distances);
  }

  /**
   * The same measure with distances of its own between its points, which solvers that compare
   * distances within each cloud take instead of those of the coordinates: a graph's geodesics, or
   * any matrix given (n×n, finite; it need not be symmetric).
   *
   * @throws IllegalArgumentException if it is not n×n, or an entry is not finite
   */
  public DiscreteMeasure withDistances(double[][] newDistances) {
    if (newDistances.length != size()) {
      throw new IllegalArgumentException(
          "%d rows of distances for %d points: give one row a point"
              .formatted(newDistances.length, size()));
    }
    double[][] copy = new double[size()][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = newDistances[i].clone();
      if (copy[i].length != size()) {
        throw new IllegalArgumentException(
            "row %d of the distances has %d entries for %d points"
                .formatted(i, copy[i].length, size()));
      }
      for (int k = 0; k < copy.length; k++) {
        if (!Double.isFinite(copy[i][k])) {
          throw new IllegalArgumentException(
              "the distance from point %d to point %d is %s: distances must be finite"
                  .formatted(i, k, copy[i][k]));
        }
      }
    }
    return new DiscreteMeasure(axes, weights, labels, copy);
  }

  /** The distances given by {@link #withDistances}, a copy; empty if those of the points count. */
  public Optional<double[][]> distances() {
    if (distances.length == 0) {
      return Optional.empty();
    }
    double[][] copy = new double[distances.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = distances[i].clone();
    }
    return Optional.of(copy);
  }

  /** Whether {@link #withDistances} has given distances. */
  public boolean hasDistances() {
    return distances.length > 0;
  }

  /**
   * Writes the distances given from point i to all points (n) into {@code out}.
   *
   * @throws IllegalStateException if none were given
   */
  public void distances(int i, double[] out) {
    if (distances.length == 0) {
      throw new IllegalStateException(
          "this measure has no distances of its own: give them by withDistances first");
    }
    System.arraycopy(distances[i], 0, out, 0, distances[i].length);
  }

  /**
   * The points at {@code indices}, in that order, with their weights, labels and distances.
   *
   * @throws IllegalArgumentException if there are none, or all of them have weight 0
   */
  public DiscreteMeasure restrictedTo(int[] indices) {
    double[][] someAxes = new double[axes.length][];
    for (int k = 0; k < axes.length; k++) {
      someAxes[k] = picked(axes[k], indices);
    }
    double[][] someDistances = new double[distances.length == 0 ? 0 : indices.length][];
    for (int k = 0; k < someDistances.length; k++) {
      someDistances[k] = picked(distances[indices[k]], indices);
    }
    int[] someLabels = new int[labels.length == 0 ? 0 : indices.length];
    for (int k = 0; k < someLabels.length; k++) {
      someLabels[k] = labels[indices[k]];
    }
    return new DiscreteMeasure(
        someAxes, checkedWeights(picked(weights, indices)), someLabels, someDistances);
  }

  private static double[] picked(double[] values, int[] indices) {
    double[] some = new double[indices.length];
    for (int k = 0; k < some.length; k++) {
      some[k] = values[indices[k]];
    }
    return some;
  }

  /**
   * The same points, labels and distances with other weights.
   *
   * @throws IllegalArgumentException if there are not n, or as {@link #of}
   */
  public DiscreteMeasure withWeights(double[] newWeights) {
    if (newWeights.length != size()) {
      throw new IllegalArgumentException(
          "%d weights for %d points: give one weight a point".formatted(newWeights.length, size()));
    }
    return new DiscreteMeasure(axes, checkedWeights(newWeights), labels, distances);
  }

  /** The same points, labels and distances with weights divided by their sum. */
  public DiscreteMeasure normalised() {
    double mass = mass();
    double[] scaled = weights.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= mass;
    }
    return new DiscreteMeasure(axes, scaled, labels, distances);
  }

  /** {@code n} weights of 1/n. */
  public static double[] uniformWeights(int n) {
    double[] w = new double[n];
    Arrays.fill(w, 1.0 / n);
    return w;
  }

  /** The number n of points, those of weight 0 included. */
  public int size() {
    return weights.length;
  }

  @Override
  public int dimension() {
    return axes.length;
  }

  /** Coordinate {@code axis} of point {@code i}. */
  public double coordinate(int i, int axis) {
    return axes[axis][i];
  }

  /** All points' coordinates along one axis, a copy. */
  public double[] axis(int axis) {
    return axes[axis].clone();
  }

  /** The coordinates of all points, one array an axis (d×n), a copy. */
  public double[][] axes() {
    double[][] copy = new double[axes.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = axes[k].clone();
    }
    return copy;
  }

  /** Point {@code i}, a copy. */
  public double[] point(int i) {
    double[] p = new double[axes.length];
    for (int k = 0; k < p.length; k++) {
      p[k] = axes[k][i];
    }
    return p;
  }

  /** All points, one a row (n×d), a copy. */
  public double[][] points() {
    double[][] rows = new double[size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = point(i);
    }
    return rows;
  }

  /** The weight a_i, finite and {@code >= 0}. */
  public double weight(int i) {
    return weights[i];
  }

  /** The weights (n), a copy. */
  public double[] weights() {
    return weights.clone();
  }

  /** The sum of the weights, positive and finite. O(n). */
  public double mass() {
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    return sum;
  }

  /** The class labels, a copy, if there are any. */
  public Optional<int[]> labels() {
    return labels.length == 0 ? Optional.empty() : Optional.of(labels.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DiscreteMeasure that
        && Arrays.deepEquals(axes, that.axes)
        && Arrays.equals(weights, that.weights)
        && Arrays.equals(labels, that.labels)
        && Arrays.deepEquals(distances, that.distances);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        Arrays.deepHashCode(axes),
        Arrays.hashCode(weights),
        Arrays.hashCode(labels),
        Arrays.deepHashCode(distances));
  }

  private static double[] checkedWeights(double[] weights) {
    if (weights.length == 0) {
      throw new IllegalArgumentException("a measure needs at least one point, found none");
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double w = weights[i];
      if (!(w >= 0) || w == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "weight %d is %s: weights must be finite and >= 0".formatted(i, w));
      }
      sum += w;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException(
          "all %d weights are 0: at least one must be positive".formatted(weights.length));
    }
    if (sum == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "the %d weights sum to more than a double can hold: scale them down"
              .formatted(weights.length));
    }
    return weights.clone();
  }

  private static double[][] transpose(double[][] points, int n) {
    if (points.length != n) {
      throw new IllegalArgumentException(
          "%d weights for %d points: give one weight a point".formatted(n, points.length));
    }
    int d = n == 0 ? 0 : points[0].length;
    double[][] axes = new double[d][n];
    for (int i = 0; i < n; i++) {
      if (points[i].length != d) {
        throw new IllegalArgumentException(
            "point %d has %d coordinates, the first has %d: all points need the same number"
                .formatted(i, points[i].length, d));
      }
      for (int k = 0; k < d; k++) {
        double x = points[i][k];
        if (!Double.isFinite(x)) {
          throw new IllegalArgumentException(
              "coordinate %d of point %d is %s: coordinates must be finite".formatted(k, i, x));
        }
        axes[k][i] = x;
      }
    }
    return axes;
  }
}
