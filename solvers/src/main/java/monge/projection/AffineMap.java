package monge.projection;

/** {@code T(x) = A x + b} with A (d×d) and b (d), x a column. Immutable. */
public final class AffineMap implements PointMap {

  private final double[][] matrix;
  private final double[] offset;

  /**
   * @param matrix A (d×d), finite, copied
   * @param offset b (d), finite, copied
   * @throws IllegalArgumentException if shapes disagree or an entry is not finite
   */
  public AffineMap(double[][] matrix, double[] offset) {
    int d = offset.length;
    if (matrix.length != d) {
      throw new IllegalArgumentException(
          "A has %d rows, b has %d entries: both need the dimension".formatted(matrix.length, d));
    }
    this.matrix = new double[d][];
    for (int i = 0; i < d; i++) {
      if (matrix[i].length != d) {
        throw new IllegalArgumentException(
            "row %d of A has %d entries: expected %d".formatted(i, matrix[i].length, d));
      }
      this.matrix[i] = requireFinite(matrix[i].clone(), "row %d of A".formatted(i));
    }
    this.offset = requireFinite(offset.clone(), "b");
  }

  private static double[] requireFinite(double[] values, String name) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "%s holds %s: entries must be finite".formatted(name, value));
      }
    }
    return values;
  }

  /** d. */
  public int dimension() {
    return offset.length;
  }

  /** A, a copy. */
  public double[][] matrix() {
    double[][] copy = new double[matrix.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return copy;
  }

  /** A', a copy: the matrix that files use, where points are rows, {@code T(x) = x A' + b}. */
  public double[][] rowMatrix() {
    int d = matrix.length;
    double[][] transposed = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  /**
   * {@code x'Ax / 2 + b'x}. For a symmetric positive semi-definite A this is the Brenier potential
   * of the map, convex with gradient T, up to a constant. O(d^2).
   *
   * @throws IllegalArgumentException as {@link #apply}
   */
  public double potential(double[] x) {
    double[] y = apply(x);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += 0.5 * x[i] * (y[i] + offset[i]);
    }
    return sum;
  }

  /** b, a copy. */
  public double[] offset() {
    return offset.clone();
  }

  /**
   * {@code A x + b} (d). O(d^2).
   *
   * @throws IllegalArgumentException if x has another dimension
   */
  @Override
  public double[] apply(double[] x) {
    if (x.length != offset.length) {
      throw new IllegalArgumentException(
          "the point has %d coordinates, the map %d: they must agree"
              .formatted(x.length, offset.length));
    }
    double[] y = offset.clone();
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < x.length; k++) {
        y[i] += matrix[i][k] * x[k];
      }
    }
    return y;
  }
}
