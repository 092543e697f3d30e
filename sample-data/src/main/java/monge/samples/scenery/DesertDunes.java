package monge.samples.scenery;

/** Sharp-crested dunes in low side light. */
final class DesertDunes implements Ground, Panorama.Air {

  private final Noise land = new Noise(41);
  private final Noise grain = new Noise(42);

  int[] render(int width, int height) {
    Film film = new Film(2 * width, 2 * height);
    double focal = 1.2 * film.height;
    double horizon = 0.36 * film.height;
    Light light = new Light();
    for (int y = 0; y < film.height; y++) {
      for (int x = 0; x < film.width; x++) {
        double v = (horizon - y - 0.5) / focal;
        if (v > -0.05) {
          sky((x + 0.5 - film.width / 2.0) / focal, Math.max(v, 0), light);
          film.set(x, y, light.r, light.g, light.b);
        }
      }
    }
    new Panorama(film, focal, horizon, 58).draw(this, this, 14, 7000, 1.0030, 1, 0.36, 0.28);
    return film.halved().developed(1.05, 2.2, 44);
  }

  private void sky(double u, double v, Light out) {
    out.set(0.93, 0.80, 0.64).mix(0.40, 0.56, 0.76, Light.step(-0.02, 0.16, v));
    out.mix(0.10, 0.24, 0.52, Light.step(0.06, 0.46, v));
    double cirrus = grain.octaves(1.5 * u + 4 * v + 2, 9 * v - 1.2 * u + 5, 6);
    out.mix(0.92, 0.90, 0.88, 0.42 * Light.step(0.05, 0.55, cirrus) * Light.step(0.05, 0.2, v));
  }

  @Override
  public double height(double x, double z) {
    double h = 34 * (0.5 + land.octaves(x / 900 + 4, z / 900 + 7, 2));
    h += dune(x, z, 330, 62, 0.9, 0);
    h += dune(x + 140, z - 60, 120, 15, 0.6, 40);
    if (z < 900) {
      h += dune(x, z, 37, 2.6, 0.7, 80) * Light.step(900, 300, z);
    }
    return h;
  }

  /**
   * A train of dunes: up a long slope, over a sharp crest, down a short one; crests meander.
   *
   * @param length metres from crest to crest
   */
  private double dune(double x, double z, double length, double tall, double bend, double place) {
    double wander = land.octaves(x / (2.1 * length) + place, z / (2.1 * length) + place, 3);
    double phase = (0.86 * x + 0.5 * z) / length + 1.9 * bend * wander;
    double p = phase - Math.floor(phase);
    double long_ = 0.68;
    double rise = p < long_ ? p / long_ : (1 - p) / (1 - long_);
    // Rounded in the trough, sharp at the crest.
    double profile = rise * rise * (1.55 - 0.55 * rise);
    double size =
        0.45 + 0.9 * Math.abs(land.at(x / (3.3 * length) + 9 + place, z / (2.7 * length)));
    return tall * size * profile;
  }

  @Override
  public void shade(
      double x, double z, double height, double slope, double sun, double sky, Light out) {
    double tint = grain.octaves(x / 60 + 3, z / 60, 3);
    double sand = grain.octaves(x / 0.5, z / 0.5, 2);
    out.set(0.63, 0.335, 0.135).mix(0.70, 0.42, 0.20, Light.step(-0.3, 0.5, tint));
    double fade = Light.step(240, 40, z);
    out.times(1 + 0.10 * sand * fade);
    // Ripples of the wind, drawn as light and shade across a slowly turning direction.
    if (fade > 0) {
      double turn = grain.octaves(x / 11 + 31, z / 11, 3);
      double ripple = Math.sin(2 * Math.PI * ((0.75 * x + 0.66 * z) / 0.62 + 1.4 * turn));
      double strong = 0.6 + 0.5 * grain.at(x / 23 + 5, z / 23);
      sun *= 1 + 0.42 * fade * strong * ripple;
    }
    double warm = 2.5 * sun;
    out.times(warm + 0.20 * sky, warm * 0.88 + 0.24 * sky, warm * 0.70 + 0.40 * sky);
  }

  @Override
  public void haze(double distance, double height, double u, Light light) {
    light.mix(0.86, 0.72, 0.58, 1 - Math.exp(-distance / 4600));
  }
}
