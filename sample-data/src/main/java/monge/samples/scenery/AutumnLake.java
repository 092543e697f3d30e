package monge.samples.scenery;

/** Woods in autumn colours and snowy peaks, doubled by a still lake. */
final class AutumnLake implements Ground, Panorama.Air {

  private final Noise land = new Noise(61);
  private final Noise detail = new Noise(62);
  private final Noise cloud = new Noise(63);
  private final Noise wave = new Noise(64);

  int[] render(int width, int height) {
    Film film = new Film(2 * width, 2 * height);
    double focal = 1.35 * film.height;
    double horizon = 0.57 * film.height;
    Light light = new Light();
    for (int y = 0; y < horizon + 2; y++) {
      for (int x = 0; x < film.width; x++) {
        sky((x - film.width / 2.0) / focal, Math.max(0, (horizon - y) / focal), light);
        film.set(x, y, light.r, light.g, light.b);
      }
    }
    new Panorama(film, focal, horizon, 3.5).draw(this, this, 210, 9500, 1.0032, 1, 0.55, -0.5);
    water(film, focal, (int) horizon);
    return film.halved().developed(1.12, 2.2, 65);
  }

  private void sky(double u, double v, Light out) {
    out.set(0.78, 0.80, 0.82).mix(0.34, 0.52, 0.76, Light.step(0, 0.22, v));
    out.mix(0.10, 0.25, 0.56, Light.step(0.12, 0.46, v));
    double depth = 1 / (v + 0.10);
    double density = cloud.octaves(0.55 * u * depth + 4, 0.9 * depth + 6.3, 6);
    double cover = Light.step(0.06, 0.36, density);
    double white = 0.98 + 0.5 * (0.2 - density);
    out.mix(white, white * 0.97, white * 0.95, 0.85 * cover);
  }

  @Override
  public double height(double x, double z) {
    double shoreline = 240 + 60 * land.octaves(x / 260 + 3, 5.5, 4) - 0.10 * x;
    if (z < shoreline) {
      return -1;
    }
    double from = z - shoreline;
    double bank = 1.2 * Light.step(0, 30, from);
    double side = Math.min(1, Math.abs(x + 60) / (0.34 * z));
    double slope =
        Light.step(20, 1500, from) * (60 + 190 * side) * (0.55 + land.octaves(x / 420, z / 420, 4));
    double peaks = Light.step(1500, 5600, z);
    double rock =
        peaks > 0
            ? peaks * (260 + 1500 * square(land.ridges(x / 2600 + 1.35, z / 2600 + 0.4, 8)))
            : 0;
    double h = bank + slope + rock;
    if (h < 520 && from > 6) {
      double tall = 10 + 5 * detail.at(x / 60, z / 60);
      double crown =
          Math.max(detail.crowns(x / 6.5, z / 6.5), 0.85 * detail.crowns(z / 4.1, x / 4.1));
      h += Light.step(6, 16, from) * tall * (0.35 + crown + 0.3 * detail.at(x / 1.5, z / 1.5));
    }
    return h;
  }

  @Override
  public void shade(
      double x, double z, double height, double slope, double sun, double sky, Light out) {
    double rough = detail.octaves(x / 90, z / 90, 4);
    if (height < 1) {
      out.set(0.25, 0.22, 0.15);
    } else {
      double kind = detail.octaves(x / 26 + 7, z / 26 + 3, 3) + 0.45 * detail.at(x / 6.5, z / 6.5);
      double leaf = 0.75 + 0.85 * detail.octaves(x / 2.2, z / 2.2, 2);
      out.set(0.42, 0.17, 0.030)
          .mix(0.56, 0.34, 0.045, Light.step(0.05, 0.45, kind))
          .mix(0.33, 0.065, 0.025, Light.step(-0.12, -0.42, kind))
          .mix(0.045, 0.085, 0.030, Light.step(0.02, 0.22, land.octaves(x / 190 + 40, z / 190, 3)));
      out.times(leaf);
      double bare = Light.step(380, 640, height + 150 * rough);
      out.mix(0.23 + 0.09 * rough, 0.20 + 0.08 * rough, 0.18 + 0.07 * rough, bare);
      double snow = Light.step(640, 900, height + 260 * rough - 300 * slope);
      out.mix(0.93, 0.95, 1.0, snow * Light.step(0.62, 0.40, slope));
    }
    double warm = 2.5 * sun;
    out.times(warm + 0.26 * sky, warm * 0.90 + 0.33 * sky, warm * 0.74 + 0.50 * sky);
  }

  @Override
  public void haze(double distance, double height, double u, Light light) {
    double thick = 1 - Math.exp(-distance / (6800 + 7 * Math.max(0, height)));
    light.mix(0.60, 0.70, 0.82, thick);
  }

  /** The scene upside down below the far shore, broken by ripples. */
  private void water(Film film, double focal, int horizon) {
    // The last row from above that is land; the lake lies below it.
    int w = film.width;
    int[] edge = new int[w];
    for (int x = 0; x < w; x++) {
      double u = (x - w / 2.0) / focal;
      double z = 240;
      for (int k = 0; k < 8; k++) {
        z = 240 + 60 * land.octaves(u * z / 260 + 3, 5.5, 4) - 0.10 * u * z;
      }
      edge[x] = horizon + (int) (focal * 3.5 / z);
    }
    for (int y = horizon; y < film.height; y++) {
      double v = (y - horizon + 0.5) / focal;
      double z = 3.5 / v;
      for (int x = 0; x < w; x++) {
        if (y < edge[x]) {
          continue;
        }
        double wx = (x - w / 2.0) / focal * z;
        double breeze = Light.step(-0.15, 0.4, wave.octaves(wx / 60 + 2, z / 16, 3));
        double chop = wave.octaves(wx / 2.4, z / 0.9, 3) * (0.25 + breeze);
        double ripple = wave.octaves(wx / 0.5, z / 0.2, 2) * Light.step(120, 20, z);
        double lean = (10 + 46 * v / 0.4) * (0.62 * chop + 0.30 * ripple);
        int mirrored = (int) Math.clamp(2.0 * edge[x] - y + lean - 1, 0, edge[x] - 1);
        int across = (int) Math.clamp(x + 0.5 * lean, 0, w - 1);
        int at = mirrored * w + across;
        double mirror = 0.82 - 0.62 * Light.step(0.02, 0.42, v);
        film.set(
            x,
            y,
            mirror * film.red[at] + 0.012,
            mirror * film.green[at] + 0.030,
            mirror * film.blue[at] + 0.042);
      }
    }
  }

  private static double square(double x) {
    return x * x;
  }
}
