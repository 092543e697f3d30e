package monge.samples.scenery;

import java.util.SplittableRandom;

/**
 * Light falling on a rectangle: linear red, green and blue, one value a pixel, developed to a
 * picture with the faults of a camera: glow around lights, darker corners, a film curve, grain.
 */
final class Film {

  final int width;
  final int height;
  final float[] red;
  final float[] green;
  final float[] blue;

  Film(int width, int height) {
    this.width = width;
    this.height = height;
    red = new float[width * height];
    green = new float[width * height];
    blue = new float[width * height];
  }

  void set(int x, int y, double r, double g, double b) {
    int at = y * width + x;
    red[at] = (float) r;
    green[at] = (float) g;
    blue[at] = (float) b;
  }

  void get(int x, int y, Light out) {
    int at = y * width + x;
    out.set(red[at], green[at], blue[at]);
  }

  void add(int x, int y, double r, double g, double b) {
    if (x >= 0 && y >= 0 && x < width && y < height) {
      int at = y * width + x;
      red[at] += (float) r;
      green[at] += (float) g;
      blue[at] += (float) b;
    }
  }

  /** Half the size, averaging squares of four. */
  Film halved() {
    Film half = new Film(width / 2, height / 2);
    halve(red, half.red, half);
    halve(green, half.green, half);
    halve(blue, half.blue, half);
    return half;
  }

  private void halve(float[] from, float[] to, Film half) {
    for (int y = 0; y < half.height; y++) {
      for (int x = 0; x < half.width; x++) {
        int at = 2 * y * width + 2 * x;
        to[y * half.width + x] =
            0.25f * (from[at] + from[at + 1] + from[at + width] + from[at + width + 1]);
      }
    }
  }

  /** Spreads a share of the light above a threshold over a neighbourhood. */
  void glow(double threshold, double share, int radius) {
    glow(red, (float) threshold, (float) share, radius);
    glow(green, (float) threshold, (float) share, radius);
    glow(blue, (float) threshold, (float) share, radius);
  }

  private void glow(float[] channel, float threshold, float share, int radius) {
    float[] bright = new float[channel.length];
    for (int k = 0; k < channel.length; k++) {
      bright[k] = Math.max(0, channel[k] - threshold);
    }
    float[] other = new float[channel.length];
    // Three box averages are close to a Gaussian.
    for (int pass = 0; pass < 3; pass++) {
      average(bright, other, width, 1, height, width, radius);
      average(other, bright, height, width, width, 1, radius);
    }
    for (int k = 0; k < channel.length; k++) {
      channel[k] += share * bright[k];
    }
  }

  /** Running means of {@code lines} lines of {@code length} values {@code step} apart. */
  private static void average(
      float[] from, float[] to, int length, int step, int lines, int lineStep, int radius) {
    float scale = 1f / (2 * radius + 1);
    for (int line = 0; line < lines; line++) {
      int base = line * lineStep;
      float sum = 0;
      for (int k = -radius; k <= radius; k++) {
        sum += from[base + step * Math.clamp(k, 0, length - 1)];
      }
      for (int k = 0; k < length; k++) {
        to[base + step * k] = sum * scale;
        sum +=
            from[base + step * Math.min(k + radius + 1, length - 1)]
                - from[base + step * Math.max(k - radius, 0)];
      }
    }
  }

  /**
   * sRGB pixels 0xRRGGBB.
   *
   * @param exposure factor on all light
   * @param grain standard deviation of the grain at middle grey, in units of 1/255
   */
  int[] developed(double exposure, double grain, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] speckle = new float[width * height];
    for (int k = 0; k < speckle.length; k++) {
      // The sum of four uniforms is nearly normal; its deviation is 1/sqrt 3.
      speckle[k] =
          (float)
              (1.732
                  * (random.nextDouble()
                      + random.nextDouble()
                      + random.nextDouble()
                      + random.nextDouble()
                      - 2));
    }
    int[] pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      double v = (y + 0.5) / height - 0.5;
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        double u = ((x + 0.5) / width - 0.5) * width / height;
        double corner = 1 / (1 + 0.22 * (u * u + v * v));
        double light = exposure * corner * corner;
        // Grains are larger than a pixel: a little of the neighbours' speckle.
        double clump =
            0.75 * speckle[at]
                + 0.35 * speckle[Math.max(at - 1, 0)]
                + 0.35 * speckle[Math.max(at - width, 0)];
        double r = curve(light * red[at]);
        double g = curve(light * green[at]);
        double b = curve(light * blue[at]);
        double luma = 0.3 * r + 0.6 * g + 0.1 * b;
        double noise = grain / 255 * clump * (0.35 + 2.6 * luma * (1 - luma));
        pixels[at] = level(r + noise) << 16 | level(g + noise) << 8 | level(b + noise);
      }
    }
    return pixels;
  }

  private static int level(double encoded) {
    return (int) Math.clamp(Math.round(255 * encoded), 0, 255);
  }

  /** Linear light to the encoded value: a film's toe and shoulder, then sRGB. */
  private static double curve(double light) {
    double x = Math.max(0, light) * 0.6;
    // A rational fit of the ACES curve (Narkowicz 2015).
    double y = x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14);
    y = Math.clamp(y, 0, 1);
    return y <= 0.0031308 ? 12.92 * y : 1.055 * Math.pow(y, 1 / 2.4) - 0.055;
  }
}
