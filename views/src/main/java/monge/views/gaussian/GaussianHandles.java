package monge.views.gaussian;

import java.util.List;
import java.util.Optional;
import monge.measure.GaussianMeasure;
import monge.views.picture.Camera;
import monge.views.picture.Selection;
import monge.views.picture.Viewport;

/**
 * The places of a Gaussian that a hand can take: its centre, and the four ends of the axes of its
 * 2σ ellipse. A handle is spoken of as {@link Selection.SourcePoint} or {@link
 * Selection.TargetPoint} with its number.
 */
public final class GaussianHandles {

  /** The centre's number; 1 and 3 are the ends of the long axis, 2 and 4 those of the short. */
  public static final int CENTRE = 0;

  static final int COUNT = 5;

  /** Standard deviations from the centre to the handles on the axes. */
  static final double REACH = 2;

  /** An ellipse pulled flat keeps this share of a standard deviation, so that it can be pulled. */
  private static final double LEAST_SIGMA = 1e-3;

  private static final double CATCH = 9;

  private GaussianHandles() {}

  /** Where a handle stands, in data units. */
  static double[] place(GaussianMeasure gaussian, int handle) {
    double[] mean = gaussian.mean();
    if (handle == CENTRE) {
      return mean;
    }
    PrincipalAxes axes = PrincipalAxes.of(gaussian);
    double angle = axes.angle() + (handle - 1) * Math.PI / 2;
    double reach = REACH * (handle % 2 == 1 ? axes.sigmaLong() : axes.sigmaShort());
    return new double[] {mean[0] + reach * Math.cos(angle), mean[1] + reach * Math.sin(angle)};
  }

  /** The handle under a place; the centres win, then the nearest. */
  static Selection at(
      GaussianMeasure source, GaussianMeasure target, Viewport area, double x, double y) {
    Selection best = Selection.NONE;
    double nearest = CATCH;
    for (int handle = 0; handle < COUNT; handle++) {
      for (int side = 0; side < 2; side++) {
        double[] p = place(side == 0 ? source : target, handle);
        double distance = Math.hypot(area.screenX(p[0]) - x, area.screenY(p[1]) - y);
        if (distance < nearest || (handle == CENTRE && distance < CATCH)) {
          nearest = handle == CENTRE ? 0 : distance;
          best = side == 0 ? new Selection.SourcePoint(handle) : new Selection.TargetPoint(handle);
        }
      }
    }
    return best;
  }

  /**
   * The Gaussian after a handle was pulled to a place: the centre moves it; the end of an axis
   * makes this axis reach there, which turns both.
   *
   * @param axesAtStart the axes when the pull began, so that a long axis that becomes the shorter
   *     stays in the hand
   */
  public static GaussianMeasure pulled(
      GaussianMeasure gaussian, PrincipalAxes axesAtStart, int handle, double x, double y) {
    if (handle == CENTRE) {
      return new GaussianMeasure(new double[] {x, y}, gaussian.covariance());
    }
    double[] mean = gaussian.mean();
    double dx = x - mean[0];
    double dy = y - mean[1];
    double sigma = Math.max(LEAST_SIGMA, Math.hypot(dx, dy) / REACH);
    double angle = Math.atan2(dy, dx) - (handle - 1) * Math.PI / 2;
    PrincipalAxes axes =
        handle % 2 == 1
            ? PrincipalAxes.of(sigma, axesAtStart.sigmaShort(), angle)
            : PrincipalAxes.of(axesAtStart.sigmaLong(), sigma, angle);
    return new GaussianMeasure(mean, axes.covariance());
  }

  /** Whether every handle of a scene is seen through a camera. */
  public static boolean inside(
      GaussianScene scene, Optional<Camera> camera, double width, double height) {
    if (camera.isEmpty()) {
      return true;
    }
    Viewport area = new Viewport(0, 0, (int) width, (int) height, camera.get());
    for (GaussianMeasure gaussian : List.of(scene.source(), scene.target())) {
      for (int handle = 0; handle < COUNT; handle++) {
        double[] p = place(gaussian, handle);
        if (!area.contains(area.screenX(p[0]), area.screenY(p[1]))) {
          return false;
        }
      }
    }
    return true;
  }
}
