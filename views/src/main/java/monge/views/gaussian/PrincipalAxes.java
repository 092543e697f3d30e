package monge.views.gaussian;

import monge.measure.GaussianMeasure;

/**
 * A covariance of the plane by the axes of its ellipse.
 *
 * @param sigmaLong standard deviation along the long axis
 * @param sigmaShort standard deviation across it, {@code 0 <= sigmaShort <= sigmaLong}
 * @param angle of the long axis to the right, in radians, in (-π/2, π/2]
 */
public record PrincipalAxes(double sigmaLong, double sigmaShort, double angle) {

  /** The axes in their order, whichever of the two deviations is the longer. */
  public static PrincipalAxes of(double along, double across, double angle) {
    boolean swapped = across > along;
    double turned = (swapped ? angle + Math.PI / 2 : angle) % Math.PI;
    if (turned > Math.PI / 2) {
      turned -= Math.PI;
    } else if (turned <= -Math.PI / 2) {
      turned += Math.PI;
    }
    return new PrincipalAxes(Math.max(along, across), Math.min(along, across), turned);
  }

  public static PrincipalAxes of(GaussianMeasure gaussian) {
    return of(gaussian.covariance());
  }

  /** Eigenvalues and eigenvectors of a symmetric 2×2 matrix in closed form. */
  public static PrincipalAxes of(double[][] covariance) {
    double a = covariance[0][0];
    double b = covariance[0][1];
    double c = covariance[1][1];
    double middle = (a + c) / 2;
    double radius = Math.hypot((a - c) / 2, b);
    double large = middle + radius;
    // The determinant divided by the larger root keeps the digits of a small one.
    double small = large == 0 ? 0 : Math.max(0, (a * c - b * b) / large);
    double turn = radius == 0 ? 0 : 0.5 * Math.atan2(2 * b, a - c);
    return of(Math.sqrt(Math.max(0, large)), Math.sqrt(small), turn);
  }

  /** {@code R diag(sigmaLong², sigmaShort²) R'}. */
  public double[][] covariance() {
    double u = Math.cos(angle);
    double v = Math.sin(angle);
    double l = sigmaLong * sigmaLong;
    double s = sigmaShort * sigmaShort;
    double off = u * v * (l - s);
    return new double[][] {{u * u * l + v * v * s, off}, {off, v * v * l + u * u * s}};
  }
}
