package monge.samples.scenery;

/** Meadows and woods under a summer sky, hills in haze. */
final class GreenValley implements Ground, Panorama.Air {

  private final Noise land = new Noise(31);
  private final Noise detail = new Noise(32);
  private final Noise cloud = new Noise(33);

  int[] render(int width, int height) {
    Film film = new Film(2 * width, 2 * height);
    double focal = 1.15 * film.height;
    double horizon = 0.43 * film.height;
    Light light = new Light();
    for (int y = 0; y < film.height; y++) {
      for (int x = 0; x < film.width; x++) {
        double v = (horizon - y - 0.5) / focal;
        if (v > -0.02) {
          sky((x + 0.5 - film.width / 2.0) / focal, Math.max(v, 0), light);
          film.set(x, y, light.r, light.g, light.b);
        }
      }
    }
    new Panorama(film, focal, horizon, 48).draw(this, this, 26, 9000, 1.0042, -1, 0.62, -0.25);
    return film.halved().developed(1.1, 2.2, 34);
  }

  private void sky(double u, double v, Light out) {
    out.set(0.62, 0.74, 0.86).mix(0.28, 0.48, 0.80, Light.step(0, 0.22, v));
    out.mix(0.12, 0.29, 0.66, Light.step(0.12, 0.5, v));
    double depth = 1 / (v + 0.075);
    double px = 0.55 * u * depth + 1.7;
    double pz = 0.55 * depth + 4.2;
    double base = cloud.octaves(px, pz, 6);
    double cover = Light.step(0.02, 0.20, base);
    if (cover > 0) {
      double sunward = cloud.octaves(px - 0.10, pz - 0.05, 4);
      double bright = Math.clamp(0.62 + 1.6 * (base - sunward) + 0.25 * (0.3 - base), 0.3, 1);
      double white = 1.25 * bright;
      out.mix(white, white * 0.985, white * (0.98 + 0.06 * (1 - bright)), cover * 0.95);
    }
    out.mix(0.72, 0.79, 0.86, 0.75 * Math.exp(-v / 0.045));
  }

  @Override
  public double height(double x, double z) {
    double valley = 1 - Math.exp(-square((x - 0.10 * z + 30) / (120 + 0.17 * z)));
    double rise = Light.step(250, 5200, z);
    double hills = land.octaves(x / 760 + 5.3, z / 760 + 2.1, z < 400 ? 5 : 7);
    double near = land.octaves(x / 130 + 9, z / 130, 4);
    double bed = 6 + 9 * near * (0.4 + valley);
    double h =
        bed + valley * (18 + rise * 430) * (0.62 + 1.15 * hills) + rise * 130 * (0.4 + hills);
    h -= 3.5 * Light.step(26, 9, fromStream(x, z)) * Light.step(2600, 1500, z);
    double wood = woods(x, z);
    if (wood > 0) {
      double crown =
          Math.max(detail.crowns(x / 6.1, z / 6.1), 0.8 * detail.crowns(z / 3.7, x / 3.7));
      h += wood * 7.2 * (0.3 + crown + 0.25 * detail.at(x / 1.4, z / 1.4));
    } else if (z < 320) {
      h += 0.22 * detail.octaves(x / 1.3, z / 1.3, 2) * Light.step(320, 60, z);
    }
    return h;
  }

  /** Metres from the middle of the stream, in units in which its half width is 8. */
  private double fromStream(double x, double z) {
    double middle = 0.10 * z - 46 + 34 * Math.sin(z / 118 + 0.9) + 52 * Math.sin(z / 410 + 2.2);
    return Math.abs(x - middle) / (1 + 0.0016 * z);
  }

  /** Where trees stand: 0 on meadows to 1 in a wood. */
  private double woods(double x, double z) {
    if (z < 190) {
      return 0;
    }
    double patch = land.octaves(x / 240 + 60, z / 240 + 31, 5);
    double bias = -0.10 + 0.20 * Light.step(400, 2600, z) - 0.3 * Light.step(420, 190, z);
    double bank = 0.42 * Light.step(30, 15, fromStream(x, z)) * Light.step(1700, 1000, z);
    double clear = Light.step(7, 13, fromStream(x, z));
    return Light.step(0.02, 0.05, patch + bias + bank * Light.step(300, 520, z)) * clear;
  }

  @Override
  public void shade(
      double x, double z, double height, double slope, double sun, double sky, Light out) {
    double stream = fromStream(x, z);
    double wood = woods(x, z);
    double field = land.at(x / 95 + 200, z / 150 + 17);
    double tuft = detail.octaves(x / 2.1 + 7, z / 2.1, z < 260 ? 5 : 2);
    double broad = detail.octaves(x / 34 + 3, z / 60 + 70, 3);
    // Meadows from fresh green to hay.
    out.set(0.135, 0.235, 0.040)
        .mix(0.27, 0.285, 0.080, Light.step(-0.05, 0.6, field + 0.7 * broad))
        .mix(0.070, 0.165, 0.028, Light.step(0.0, 0.6, -field - 0.3 * broad))
        .mix(0.060, 0.135, 0.026, 0.8 * Light.step(24, 9, stream));
    out.times(1 + 0.85 * tuft);
    if (z < 260) {
      double flower = detail.at(x * 2.9 + 13, z * 2.9);
      double patch = Light.step(0.1, 0.5, detail.at(x / 16 + 55, z / 22));
      out.mix(0.85, 0.74, 0.20, 0.6 * patch * Light.step(0.55, 0.75, flower));
    }
    if (wood > 0) {
      double kind = detail.at(x / 21 + 90, z / 21 + 14);
      double leaf = 0.7 + 0.9 * detail.octaves(x / 2.2, z / 2.2, 2);
      out.mix((0.048 + 0.036 * kind) * leaf, (0.098 + 0.04 * kind) * leaf, 0.024 * leaf, wood);
    }
    double warm = 2.45 * sun;
    out.times(warm + 0.28 * sky, warm * 0.92 + 0.34 * sky, warm * 0.76 + 0.52 * sky);
    // The shade of a cloud here and there.
    double shade = Light.step(-0.1, 0.35, land.at(x / 900 + 3, z / 1500 + 8.6));
    out.times(1 - 0.45 * shade * Light.step(150, 800, z));
    // Still water shows the sky.
    double water = Light.step(8.6, 7.4, stream) * Light.step(2600, 1600, z);
    if (water > 0) {
      // Clear below the camera, a mirror far away; the banks darken the edges.
      double far = Light.step(30, 900, z);
      double gleam = 1 + (0.55 - 0.3 * far) * detail.octaves(x / 2.6, z / 8, 4);
      double bank = 1 - 0.5 * Light.step(5.0, 8.4, stream);
      gleam *= bank;
      out.mix(
          (0.10 + 0.32 * far) * gleam,
          (0.19 + 0.36 * far) * gleam,
          (0.24 + 0.48 * far) * gleam,
          0.94 * water);
    }
  }

  @Override
  public void haze(double distance, double height, double u, Light light) {
    double thick = 1 - Math.exp(-distance / (5200 + 6 * Math.max(0, height)));
    light.mix(0.56, 0.68, 0.82, thick);
  }

  private static double square(double x) {
    return x * x;
  }
}
