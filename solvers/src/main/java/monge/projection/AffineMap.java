package monge.projection;

/** {@code T(x) = A x + b} with A (d×d) and b (d), x a column. Immutable. */
public final class AffineMap implements PointMap {

  private final double[][] matrix;
  private final double[] offset;

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
      this.matrix[i] = matrix[i].clone();
    }
    this.offset = offset.clone();
  }

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

  /** b, a copy. */
  public double[] offset() {
    return offset.clone();
  }

  /** {@code A x + b}. */
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
