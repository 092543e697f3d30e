package monge.samples.scenery;

import java.util.SplittableRandom;

/** A city's lights after sunset, seen across the water. */
final class NightCity {

  private final Noise cloud = new Noise(51);
  private final Noise wave = new Noise(52);

  int[] render(int width, int height) {
    Film film = new Film(2 * width, 2 * height);
    int shore = (int) (0.62 * film.height);
    double focal = 1.1 * film.height;
    Light light = new Light();
    for (int y = 0; y < shore; y++) {
      for (int x = 0; x < film.width; x++) {
        sky((x - film.width / 2.0) / focal, (shore - y) / focal, light);
        film.set(x, y, light.r, light.g, light.b);
      }
    }
    SplittableRandom random = new SplittableRandom(53);
    row(film, random, shore, 0.115, 26, 60, 0.62, 2.6);
    row(film, random, shore, 0.200, 34, 74, 0.34, 3.4);
    row(film, random, shore, 0.255, 44, 92, 0.10, 4.4);
    promenade(film, random, shore);
    water(film, shore);
    Film small = film.halved();
    small.glow(0.55, 0.16, 22);
    small.glow(0.8, 0.30, 4);
    return small.developed(1.6, 2.6, 54);
  }

  private void sky(double u, double v, Light out) {
    out.set(0.42, 0.20, 0.13).mix(0.20, 0.155, 0.23, Light.step(0, 0.13, v));
    out.mix(0.052, 0.085, 0.205, Light.step(0.07, 0.30, v));
    out.mix(0.014, 0.028, 0.085, Light.step(0.22, 0.62, v));
    out.plus(0.30, 0.12, 0.03, 0.55 * Math.exp(-(u - 0.2) * (u - 0.2) / 0.12 - v / 0.10));
    double depth = 1 / (v + 0.12);
    double density = cloud.octaves(0.8 * u * depth + 2, 1.0 * depth + 1, 5);
    double cover = Light.step(0.04, 0.42, density);
    out.mix(0.20, 0.105, 0.115, 0.5 * cover * Light.step(0.5, 0.1, v));
  }

  /** One row of towers, the nearer the darker against the haze. */
  private void row(
      Film film,
      SplittableRandom random,
      int shore,
      double tallest,
      int narrow,
      int wide,
      double haze,
      double window) {
    int x = -random.nextInt(narrow);
    while (x < film.width) {
      int w = narrow + random.nextInt(wide - narrow);
      double place = (x + w / 2.0) / film.width;
      // Two centres of the town.
      double crowd =
          0.32
              + 0.85 * Math.exp(-square((place - 0.33) / 0.13))
              + 0.75 * Math.exp(-square((place - 0.70) / 0.10));
      double tall = film.height * tallest * crowd * (0.45 + 0.75 * random.nextDouble());
      tower(film, random, x, w, shore, (int) tall, haze, window);
      x += w + (random.nextDouble() < 0.3 ? random.nextInt(narrow / 2) : 1);
    }
  }

  private void tower(
      Film film,
      SplittableRandom random,
      int left,
      int w,
      int shore,
      int tall,
      double haze,
      double window) {
    double wallR = 0.020 + 0.115 * haze;
    double wallG = 0.021 + 0.072 * haze;
    double wallB = 0.032 + 0.085 * haze;
    int step = tall > 120 ? 3 + random.nextInt(w / 3) : 0;
    int stepTall = (int) (tall * (0.08 + 0.14 * random.nextDouble()));
    for (int y = 0; y < tall; y++) {
      int inset = y > tall - stepTall ? step : 0;
      for (int x = left + inset; x < left + w - inset; x++) {
        // Walls catch the light of the streets below.
        double street = 0.05 * Math.exp(-y / 36.0);
        double side = x < left + inset + w / 4 ? 1.25 : 0.95;
        put(
            film,
            x,
            shore - 1 - y,
            wallR * side + street,
            wallG * side + 0.6 * street,
            wallB * side + 0.25 * street);
      }
    }
    // Floors of windows: whole floors are lit or dark, single rooms too, in three kinds of lamp.
    double pitchX = 1.9 * window;
    double pitchY = 2.3 * window;
    double busy = 0.16 + 0.5 * random.nextDouble() * random.nextDouble() + 0.08;
    double kind = random.nextDouble();
    for (double y = 1.5 * pitchY; y < tall - pitchY; y += pitchY) {
      double floor = random.nextDouble() < 0.12 ? 0.85 : busy * (0.5 + random.nextDouble());
      int inset = y > tall - stepTall ? step : 0;
      for (double x = left + inset + window; x < left + w - inset - window; x += pitchX) {
        if (random.nextDouble() < floor) {
          double lamp = kind < 0.62 ? 0 : kind < 0.85 ? 1 : 2;
          if (random.nextDouble() < 0.18) {
            lamp = random.nextInt(3);
          }
          double bright = (0.25 + 1.5 * square(random.nextDouble())) * (1 - 0.62 * haze);
          lamp(film, x, shore - 1 - y, window, bright, lamp);
        }
      }
    }
    if (tall > 0.19 * film.height && random.nextDouble() < 0.8) {
      int mast = (int) (tall * 0.16);
      int middle = left + w / 2;
      for (int y = 0; y < mast; y++) {
        put(film, middle, shore - 1 - tall - y, wallR, wallG, wallB);
        put(film, middle + 1, shore - 1 - tall - y, wallR, wallG, wallB);
      }
      for (int dy = -2; dy <= 2; dy++) {
        for (int dx = -2; dx <= 2; dx++) {
          film.add(middle + dx, shore - 1 - tall - mast + dy, 3.2, 0.18, 0.10);
        }
      }
    }
  }

  private static void lamp(
      Film film, double x, double y, double window, double bright, double lamp) {
    double r = lamp == 2 ? 0.62 : 1.0;
    double g = lamp == 0 ? 0.60 : lamp == 1 ? 0.84 : 0.88;
    double b = lamp == 0 ? 0.24 : lamp == 1 ? 0.62 : 1.0;
    int wide = (int) Math.round(window);
    for (int dy = 0; dy < wide; dy++) {
      for (int dx = 0; dx < wide; dx++) {
        put(film, (int) x + dx, (int) y - dy, bright * r, bright * g, bright * b);
      }
    }
  }

  /** Trees and lanterns along the water. */
  private void promenade(Film film, SplittableRandom random, int shore) {
    for (int x = 0; x < film.width; x++) {
      double top = 13 + 9 * cloud.octaves(x / 37.0, 3.5, 4) + 4 * cloud.at(x / 5.0, 9.5);
      for (int y = 0; y < top; y++) {
        put(film, x, shore - 1 - y, 0.012, 0.016, 0.014);
      }
    }
    for (int x = 12; x < film.width; x += 34 + random.nextInt(13)) {
      double bright = 2.2 + 2.2 * random.nextDouble();
      boolean cool = random.nextDouble() < 0.18;
      for (int dy = -3; dy <= 3; dy++) {
        for (int dx = -3; dx <= 3; dx++) {
          if (dx * dx + dy * dy <= 10) {
            film.add(
                x + dx,
                shore - 15 + dy,
                bright,
                bright * (cool ? 0.95 : 0.62),
                bright * (cool ? 1 : 0.2));
          }
        }
      }
    }
  }

  /** The town upside down, drawn out by ripples that grow towards the camera. */
  private void water(Film film, int shore) {
    int depth = film.height - shore;
    for (int y = 0; y < depth; y++) {
      double near = (y + 1.0) / depth;
      double z = 1 / (near + 0.03);
      for (int x = 0; x < film.width; x++) {
        double u = (x - film.width / 2.0) / film.width;
        double chop = wave.octaves(34 * u * z / 4 + 5, 9 * z, 3);
        double ripple = wave.octaves(130 * u * z / 4, 34 * z, 2);
        double lean = (0.65 * chop + 0.55 * ripple) * (0.15 + near);
        double r = 0;
        double g = 0;
        double b = 0;
        // A column of light: what the ripples smear over several heights.
        int samples = 11;
        for (int k = 0; k < samples; k++) {
          double spread = (k - 5) / 5.0 * (6 + 74 * near);
          int up = (int) Math.clamp(0.92 * y + lean * 95 + spread, 1, shore - 1);
          int across = (int) Math.clamp(x + 16 * chop * near, 0, film.width - 1);
          int at = (shore - up) * film.width + across;
          r += film.red[at];
          g += film.green[at];
          b += film.blue[at];
        }
        double mirror = (0.72 - 0.30 * near) / samples;
        double dark = 0.75 + 0.5 * ripple;
        film.set(
            x,
            shore + y,
            mirror * r * dark + 0.006,
            mirror * g * dark + 0.010,
            mirror * b * dark + 0.020);
      }
    }
  }

  private static void put(Film film, int x, int y, double r, double g, double b) {
    if (x >= 0 && y >= 0 && x < film.width && y < film.height) {
      film.set(x, y, r, g, b);
    }
  }

  private static double square(double x) {
    return x * x;
  }
}
