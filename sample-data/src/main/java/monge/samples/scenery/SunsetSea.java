package monge.samples.scenery;

/** The sun just above a quiet sea, with clouds lit from below and a headland. */
final class SunsetSea {

  private static final double SUN_U = 0.12;
  private static final double SUN_V = 0.052;

  private final Noise cloud = new Noise(21);
  private final Noise wave = new Noise(22);
  private final Noise rock = new Noise(23);
  private final Light sky = new Light();

  int[] render(int width, int height) {
    Film film = new Film(2 * width, 2 * height);
    double focal = 1.25 * film.height;
    double horizon = 0.56 * film.height;
    Film air = new Film(width, height);
    Light light = new Light();
    for (int y = 0; y < height && y < horizon; y++) {
      for (int x = 0; x < width; x++) {
        sky((2 * x + 1 - width) / focal, Math.max(horizon - 2 * y - 1, 0.5) / focal, 5, light);
        air.set(x, y, light.r, light.g, light.b);
      }
    }
    for (int y = 0; y < film.height; y++) {
      for (int x = 0; x < film.width; x++) {
        double u = (x + 0.5 - film.width / 2.0) / focal;
        double v = (horizon - y - 0.5) / focal;
        if (v > 0) {
          air.get(x / 2, y / 2, light);
          headland(u, v, light);
        } else {
          sea(u, v, light);
        }
        film.set(x, y, light.r, light.g, light.b);
      }
    }
    Film small = film.halved();
    small.glow(1.1, 0.22, 26);
    small.glow(2.0, 0.16, 7);
    return small.developed(1.0, 2.4, 24);
  }

  /** Light of the sky at slopes u to the right and v upwards. */
  private void sky(double u, double v, int octaves, Light out) {
    double du = u - SUN_U;
    double dv = v - SUN_V;
    double angle = Math.sqrt(du * du + dv * dv);
    double low = Math.exp(-v / 0.075);
    double high = Light.step(0.08, 0.62, v);
    out.set(0.93, 0.43, 0.20)
        .mix(0.62, 0.27, 0.30, Light.step(0.02, 0.18, v))
        .mix(0.24, 0.20, 0.42, Light.step(0.13, 0.34, v))
        .mix(0.055, 0.095, 0.28, high);
    double side = Math.exp(-du * du / 0.30);
    out.times(0.55 + 0.6 * side);
    out.plus(1.0, 0.52, 0.12, 0.75 * low * Math.exp(-du * du / 0.10));
    out.plus(1.0, 0.62, 0.25, 0.9 * Math.exp(-angle / 0.085));
    double disc = Light.step(0.0262, 0.0225, angle);
    out.plus(16, 11.5, 5.2, disc);

    // Clouds in a layer overhead: a place in the layer is (u, 1) / v, so they crowd far away.
    double depth = 1 / (v + 0.045);
    double px = 0.42 * u * depth + 3.1;
    double pz = 0.95 * depth + 0.6;
    double bend = 0.5 * cloud.at(0.6 * px + 9, 0.6 * pz);
    double density = cloud.octaves(px + bend, 0.62 * pz + bend, octaves);
    double cover = Light.step(0.0, 0.34, density - 0.03 + 0.1 * Light.step(0.1, 0.3, v));
    if (cover > 0) {
      double toSun = cloud.octaves(px + bend - 0.16 * du * depth, 0.62 * pz + bend + 0.12, 3);
      double lit = Math.clamp(0.55 + 1.7 * (density - toSun), 0, 1);
      double near = Math.exp(-angle / 0.33);
      double fire = lit * (0.35 + 1.5 * near);
      double thick = Light.step(0.05, 0.42, density);
      double r = 0.16 + 1.25 * fire * (1 - 0.45 * thick);
      double g = 0.11 + 0.47 * fire * (1 - 0.6 * thick);
      double b = 0.17 + 0.20 * fire * (1 - 0.55 * thick);
      double fade = Light.step(0.0, 0.05, v);
      out.mix(r, g, b, 0.86 * cover * fade * (1 - 0.9 * disc));
    }
  }

  private void headland(double u, double v, Light out) {
    double far = shore(u, -0.62, 0.30, 0.062, 3.0) + shore(u, -0.30, 0.22, 0.018, 5.0);
    double near = shore(u, 0.74, 0.20, 0.085, 4.0);
    double edge = 0.0012;
    double a = Light.step(-edge, edge, far - v);
    out.mix(0.235, 0.125, 0.155, a);
    double c = Light.step(-edge, edge, near - v);
    out.mix(0.060, 0.040, 0.062, c);
  }

  /** A bank around {@code centre}, rough above. */
  private double shore(double u, double centre, double reach, double tall, double rough) {
    double s = (u - centre) / reach;
    double shape = Math.exp(-s * s * s * s);
    double detail = 0.75 + 0.45 * rock.octaves(rough * u * 2.2, centre * 7, 7);
    return shape < 0.01 ? -1 : tall * shape * detail - 0.004;
  }

  private void sea(double u, double v, Light out) {
    double eye = 2.4;
    double z = eye / Math.max(-v, 0.0007);
    double x = u * z;
    // The slopes of the waves; what is smaller than a pixel only roughens the surface.
    double far = Light.step(15, 260, z);
    double swell = wave.at(0.11 * x + 3, 0.34 * z);
    double chop = wave.octaves(0.55 * x, 1.5 * z + 0.8 * swell, 3);
    double ripple = wave.octaves(2.9 * x + chop, 6.4 * z, 3) * (1 - 0.75 * far);
    double slopeZ = 0.055 * swell + 0.115 * chop + 0.10 * ripple;
    double slopeX = 0.04 * wave.at(0.9 * x + 40, 1.1 * z) + 0.05 * wave.at(3.1 * x, 5 * z + 17);
    slopeZ *= 1 - 0.55 * far;
    double grazing = Math.clamp(-v, 0, 1);
    // A surface that leans by s turns the reflected ray by 2 s.
    double reflectedV = Math.max(0.012, grazing + 2 * Math.abs(slopeZ + 0.02) + 0.015);
    double reflectedU = u + 1.1 * slopeX;
    sky(reflectedU, reflectedV, 3, sky);
    sky.r = Math.min(sky.r, 1.5);
    sky.g = Math.min(sky.g, 1.1);
    sky.b = Math.min(sky.b, 0.9);
    double facing = Math.clamp(grazing + slopeZ * 1.1, 0.0, 1);
    double fresnel = 0.06 + 0.86 * Math.pow(1 - Math.min(1, facing * 1.9), 3.2);
    out.set(0.018, 0.042, 0.075).mix(sky, fresnel);
    // Glitter: facets that happen to lean towards the sun.
    double du = (u - SUN_U + 0.9 * slopeX) / (0.042 + 0.20 * grazing);
    double lean = (slopeZ + 0.004 - 0.5 * (SUN_V - 0.4 * grazing)) / 0.052;
    double glitter = Math.exp(-du * du) * (0.16 + 1.9 * Math.exp(-lean * lean));
    out.plus(2.3, 1.15, 0.36, glitter * (0.75 + 0.25 * far));
    double haze = Light.step(90, 2200, z);
    out.mix(0.90, 0.42, 0.22, 0.45 * haze * Math.exp(-(u - SUN_U) * (u - SUN_U) / 0.22));
  }
}
