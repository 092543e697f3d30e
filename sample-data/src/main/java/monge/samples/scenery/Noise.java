package monge.samples.scenery;

import java.util.SplittableRandom;

/** Smooth random functions of the plane: gradient noise (Perlin 2002) and its sums of octaves. */
final class Noise {

  private static final int SIZE = 256;

  private final int[] shuffled = new int[2 * SIZE];
  private final double[] gradientX = new double[SIZE];
  private final double[] gradientY = new double[SIZE];

  Noise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < SIZE; i++) {
      shuffled[i] = i;
      double angle = 2 * Math.PI * random.nextDouble();
      gradientX[i] = Math.cos(angle);
      gradientY[i] = Math.sin(angle);
    }
    for (int i = SIZE - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = kept;
    }
    System.arraycopy(shuffled, 0, shuffled, SIZE, SIZE);
  }

  /** About [-1, 1], period 256 in both directions, features of size 1. */
  double at(double x, double y) {
    double fx = Math.floor(x);
    double fy = Math.floor(y);
    int ix = (int) fx & (SIZE - 1);
    int iy = (int) fy & (SIZE - 1);
    double u = x - fx;
    double v = y - fy;
    int a = shuffled[ix] + iy;
    int b = shuffled[ix + 1] + iy;
    int g00 = shuffled[a & (SIZE - 1)];
    int g10 = shuffled[b & (SIZE - 1)];
    int g01 = shuffled[(a + 1) & (SIZE - 1)];
    int g11 = shuffled[(b + 1) & (SIZE - 1)];
    double su = u * u * u * (u * (u * 6 - 15) + 10);
    double sv = v * v * v * (v * (v * 6 - 15) + 10);
    double n00 = gradientX[g00] * u + gradientY[g00] * v;
    double n10 = gradientX[g10] * (u - 1) + gradientY[g10] * v;
    double n01 = gradientX[g01] * u + gradientY[g01] * (v - 1);
    double n11 = gradientX[g11] * (u - 1) + gradientY[g11] * (v - 1);
    double low = n00 + su * (n10 - n00);
    double high = n01 + su * (n11 - n01);
    return 1.5 * (low + sv * (high - low));
  }

  /** Octaves of halving size and strength, turned against each other; about [-1, 1]. */
  double octaves(double x, double y, int count) {
    double sum = 0;
    double strength = 0.5;
    for (int k = 0; k < count; k++) {
      sum += strength * at(x, y);
      double turnedX = 1.6 * x + 1.2 * y + 11.3;
      y = -1.2 * x + 1.6 * y + 5.7;
      x = turnedX;
      strength *= 0.5;
    }
    return sum;
  }

  /** Sharp crests and wide valleys, about [0, 1]; rough where high (Musgrave 1998). */
  double ridges(double x, double y, int count) {
    double sum = 0;
    double strength = 0.5;
    double weight = 1;
    for (int k = 0; k < count; k++) {
      double crest = 1 - Math.abs(at(x, y));
      crest *= crest * weight;
      sum += strength * crest;
      weight = Math.clamp(crest * 1.6, 0, 1);
      double turnedX = 1.6 * x + 1.2 * y + 3.1;
      y = -1.2 * x + 1.6 * y + 8.9;
      x = turnedX;
      strength *= 0.5;
    }
    return sum;
  }

  /** A value in [0, 1) for a cell of the integer lattice. */
  double cell(int i, int j) {
    int h = shuffled[(shuffled[i & (SIZE - 1)] + j) & (SIZE - 1)];
    return h / (double) SIZE;
  }

  /**
   * Round bumps, one a unit cell and jittered, of heights that vary: crowns of trees. In [0, 1].
   */
  double crowns(double x, double y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double highest = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int i = ix + dx;
        int j = iy + dy;
        double px = x - (i + 0.15 + 0.7 * cell(i, j));
        double py = y - (j + 0.15 + 0.7 * cell(j + 57, i + 91));
        double size = 0.6 + 0.4 * cell(i + 131, j + 17);
        double bump = size * (1 - (px * px + py * py) / (0.49 * size));
        highest = Math.max(highest, bump);
      }
    }
    return highest;
  }
}
