package monge.samples.scenery;

import java.util.Arrays;

/**
 * Draws a {@link Ground} row by row of distance from near to far, hiding what lies behind. The sun
 * stands at the side, so that along a row of equal distance its shadows can be swept in one pass.
 */
final class Panorama {

  private final Film film;
  private final double focal;
  private final double horizon;
  private final double eye;

  /**
   * @param focal pixels a unit of slope
   * @param horizon the pixel row of the horizon
   * @param eye the camera's height in metres
   */
  Panorama(Film film, double focal, double horizon, double eye) {
    this.film = film;
    this.focal = focal;
    this.horizon = horizon;
    this.eye = eye;
  }

  /** How the air hides what is far. */
  interface Air {
    /** Mixes haze into light that comes from that far and that high. */
    void haze(double distance, double height, double u, Light light);
  }

  /**
   * @param near metres to the first row
   * @param far metres to the last row
   * @param ratio distance from row to row, such as 1.005
   * @param sunX the sun's direction: right
   * @param sunY up
   * @param sunZ ahead
   */
  void draw(
      Ground ground,
      Air air,
      double near,
      double far,
      double ratio,
      double sunX,
      double sunY,
      double sunZ) {
    int w = film.width;
    double length = Math.sqrt(sunX * sunX + sunY * sunY + sunZ * sunZ);
    sunX /= length;
    sunY /= length;
    sunZ /= length;
    double fall = sunY / Math.abs(sunX);
    int[] top = new int[w];
    Arrays.fill(top, film.height);
    double[] before = new double[w];
    double[] here = new double[w];
    boolean[] lit = new boolean[w];
    double[] shadow = new double[w];
    double previous = near / ratio;
    for (int c = 0; c < w; c++) {
      before[c] = ground.height((c - w / 2.0) / focal * previous, previous);
    }
    Light light = new Light();
    for (double z = near; z < far; z *= ratio) {
      double across = z / focal;
      for (int c = 0; c < w; c++) {
        here[c] = ground.height((c - w / 2.0) * across, z);
      }
      // A softened edge: a twentieth of the shadow's height passes from dark to light.
      double drop = fall * across;
      double level = -1e9;
      for (int k = 0; k < w; k++) {
        int c = sunX > 0 ? w - 1 - k : k;
        level -= drop;
        shadow[c] = Math.clamp(1 - (level - here[c]) / (0.4 + 0.004 * z), 0, 1);
        level = Math.max(level, here[c]);
        lit[c] = shadow[c] > 0;
      }
      double dz = z - previous;
      for (int c = 0; c < w; c++) {
        int row = (int) Math.ceil(horizon + focal * (eye - here[c]) / z);
        if (row < top[c]) {
          double u = (c - w / 2.0) / focal;
          int l = Math.max(c - 1, 0);
          int r = Math.min(c + 1, w - 1);
          double gx = (here[r] - here[l]) / ((r - l) * across);
          // The column before lies at the same slope u, so it is a little nearer the axis.
          double gz = (here[c] - before[c]) / dz - gx * u;
          double norm = 1 / Math.sqrt(1 + gx * gx + gz * gz);
          double cosine = (sunY - gx * sunX - gz * sunZ) * norm;
          double sun = lit[c] ? Math.max(0, cosine) * shadow[c] : 0;
          double sky = 0.5 + 0.5 * norm;
          ground.shade(u * z, z, here[c], 1 - norm, sun, sky, light);
          air.haze(z, here[c], u, light);
          for (int y = Math.max(row, 0); y < top[c]; y++) {
            film.set(c, y, light.r, light.g, light.b);
          }
          top[c] = Math.max(row, 0);
        }
      }
      double[] kept = before;
      before = here;
      here = kept;
      previous = z;
    }
  }
}
