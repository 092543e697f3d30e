package monge.derivative;

import monge.cost.Geometry;

/** Refuses what derivatives through a plan are not defined for. */
final class Weighted {

  private Weighted() {}

  static void require(Geometry geometry, double[] a, double[] b, double eps) {
    if (geometry.rows() != a.length || geometry.columns() != b.length) {
      throw new IllegalArgumentException(
          "the cost is %d×%d but there are %d source and %d target weights"
              .formatted(geometry.rows(), geometry.columns(), a.length, b.length));
    }
    if (!(eps > 0) || eps == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("eps = %s: must be finite and > 0".formatted(eps));
    }
    requirePositive("source", a);
    requirePositive("target", b);
  }

  private static void requirePositive(String side, double[] weights) {
    for (int k = 0; k < weights.length; k++) {
      if (!(weights[k] > 0) || weights[k] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "%s point %d has weight %s: must be finite and > 0, drop points of zero weight first"
                .formatted(side, k, weights[k]));
      }
    }
  }

  static void requireShape(double[][] gradient, int n, int m) {
    for (int i = 0; i < Math.max(n, gradient.length); i++) {
      if (gradient.length != n || gradient[i].length != m) {
        throw new IllegalArgumentException(
            "dL/dP has %d rows, row %d %d entries: the plan is %d×%d"
                .formatted(gradient.length, i, i < gradient.length ? gradient[i].length : 0, n, m));
      }
    }
  }
}
