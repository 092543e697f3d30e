package monge.samples.scenery;

/** Snow and dark firs before sunrise, the highest peaks already lit. */
final class WinterPeaks implements Ground, Panorama.Air {

  private final Noise land = new Noise(71);
  private final Noise detail = new Noise(72);
  private final Noise cloud = new Noise(73);

  int[] render(int width, int height) {
    Film film = new Film(2 * width, 2 * height);
    double focal = 1.3 * film.height;
    double horizon = 0.64 * film.height;
    Light light = new Light();
    for (int y = 0; y < film.height; y++) {
      for (int x = 0; x < film.width; x++) {
        double v = (horizon - y) / focal;
        if (v > -0.02) {
          sky((x - film.width / 2.0) / focal, Math.max(0, v), light);
          film.set(x, y, light.r, light.g, light.b);
        }
      }
    }
    new Panorama(film, focal, horizon, 120).draw(this, this, 60, 12000, 1.0034, -1, 0.30, -0.75);
    return film.halved().developed(1.3, 2.4, 74);
  }

  private void sky(double u, double v, Light out) {
    out.set(0.72, 0.50, 0.50).mix(0.46, 0.44, 0.60, Light.step(0.05, 0.22, v));
    out.mix(0.14, 0.24, 0.50, Light.step(0.14, 0.50, v));
    double cirrus = cloud.octaves(1.3 * u + 3.0 * v + 2, 8 * v - 1.0 * u + 5, 6);
    out.mix(0.98, 0.62, 0.55, 0.5 * Light.step(0.02, 0.5, cirrus) * Light.step(0.08, 0.3, v));
  }

  @Override
  public double height(double x, double z) {
    double valley = 1 - Math.exp(-square((x + 40 - 0.06 * z) / (150 + 0.20 * z)));
    double rise = Light.step(500, 6000, z);
    double ridge = land.ridges(x / 3300 + 3.3, z / 3300 + 7.7, z < 900 ? 4 : 7);
    double h =
        14 * land.octaves(x / 160, z / 160, 4)
            + valley * (30 + 260 * rise) * (0.6 + land.octaves(x / 600, z / 600, 4))
            + rise * (150 + 1750 * square(ridge));
    double wood = woods(x, z, h);
    if (wood > 0) {
      double fir = detail.crowns(x / 5.2, z / 5.2);
      h += wood * 13 * fir * fir * (0.7 + 0.3 * detail.at(x / 40, z / 40));
    }
    return h;
  }

  private double woods(double x, double z, double h) {
    if (z < 200 || h > 430) {
      return 0;
    }
    double patch = land.octaves(x / 260 + 13, z / 260 + 5, 4);
    return Light.step(0.0, 0.05, patch + 0.05) * Light.step(430, 300, h) * Light.step(200, 330, z);
  }

  @Override
  public void shade(
      double x, double z, double height, double slope, double sun, double sky, Light out) {
    double rough = detail.octaves(x / 70, z / 70, 5);
    double drift = detail.octaves(x / 9, z / 14, 4) * Light.step(700, 150, z);
    double snow = 0.86 + 0.10 * drift;
    out.set(snow, snow, snow * 1.01);
    double rock = Light.step(0.36, 0.60, slope + 0.26 * rough);
    out.mix(0.16, 0.145, 0.15, rock * Light.step(150, 500, height));
    double wood = woods(x, z, height);
    if (wood > 0) {
      double dust = Light.step(0.0, 0.7, detail.at(x / 1.7, z / 1.7));
      out.mix(0.030 + 0.22 * dust, 0.045 + 0.23 * dust, 0.045 + 0.26 * dust, wood);
    }
    // The sun has reached the heights only.
    double day = Light.step(250, 480, height + 60 * rough);
    double warm = 3.9 * sun * (0.06 + 0.94 * day);
    out.times(warm + 0.25 * sky, warm * 0.50 + 0.34 * sky, warm * 0.33 + 0.60 * sky);
  }

  @Override
  public void haze(double distance, double height, double u, Light light) {
    double mist = Math.exp(-Math.max(0, height) / 110);
    double thick = 1 - Math.exp(-distance / 9500 - distance / 3600 * mist);
    light.mix(0.55, 0.50, 0.64, thick);
  }

  private static double square(double x) {
    return x * x;
  }
}
