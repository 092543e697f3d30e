package monge.solver.divergence;

import monge.numeric.NormalDraws;

/** Unit vectors to project on, one a row. */
final class Directions {

  private Directions() {}

  /** Independent and uniform on the sphere; ±1 on the line. */
  static double[][] random(int count, int dimension, long seed) {
    NormalDraws draws = new NormalDraws(seed);
    double[][] directions = new double[count][dimension];
    for (double[] direction : directions) {
      do {
        for (int k = 0; k < dimension; k++) {
          direction[k] = draws.normal();
        }
      } while (!normalise(direction));
    }
    return directions;
  }

  /** The angles {@code pi l / count} of the plane. */
  static double[][] even(int count) {
    double[][] directions = new double[count][];
    for (int l = 0; l < count; l++) {
      double angle = Math.PI * l / count;
      directions[l] = new double[] {Math.cos(angle), Math.sin(angle)};
    }
    return directions;
  }

  /**
   * Directions given in a file, made exactly unit.
   *
   * @throws IllegalArgumentException if there are none, or one is zero or of another dimension
   */
  static double[][] given(double[][] rows, int dimension) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("projections is empty: give at least one unit vector");
    }
    double[][] directions = new double[rows.length][];
    for (int l = 0; l < rows.length; l++) {
      directions[l] = rows[l].clone();
      if (rows[l].length != dimension) {
        throw new IllegalArgumentException(
            "projections row %d has %d entries, the points have %d coordinates: give unit vectors"
                .formatted(l, rows[l].length, dimension));
      }
      if (!normalise(directions[l])) {
        throw new IllegalArgumentException(
            "projections row %d has no length: give unit vectors".formatted(l));
      }
    }
    return directions;
  }

  /** Divides by the length; false if that is 0 or not finite. */
  static boolean normalise(double[] vector) {
    double squares = 0;
    for (double v : vector) {
      squares += v * v;
    }
    double length = Math.sqrt(squares);
    for (int k = 0; k < vector.length; k++) {
      vector[k] /= length;
    }
    return length > 0 && length < Double.POSITIVE_INFINITY;
  }
}
