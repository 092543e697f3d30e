package monge.views.gaussian;

import monge.projection.AffineMap;

/**
 * Eigenvalues and eigenvectors of the symmetric A of a map of the plane, the larger value first.
 *
 * @param angle of the first eigenvector, radians
 */
public record PrincipalStretches(double first, double second, double angle) {

  public static PrincipalStretches of(AffineMap map) {
    double[][] m = map.matrix();
    double a = m[0][0];
    double b = 0.5 * (m[0][1] + m[1][0]);
    double c = m[1][1];
    double middle = (a + c) / 2;
    double radius = Math.hypot((a - c) / 2, b);
    double large = middle + radius;
    double small = Math.abs(large) > Math.abs(middle) ? (a * c - b * b) / large : middle - radius;
    return new PrincipalStretches(large, small, 0.5 * Math.atan2(2 * b, a - c));
  }

  double factor(int k) {
    return k == 0 ? first : second;
  }

  double[] vector(int k) {
    double turned = angle + k * Math.PI / 2;
    return new double[] {Math.cos(turned), Math.sin(turned)};
  }

  /** {@code det A}: by how much the map spreads areas. */
  public double areaFactor() {
    return first * second;
  }
}
