package monge.samples;

import java.util.SplittableRandom;

/**
 * Random draws that are the same on every machine and every Java: the generator's algorithm is
 * fixed by its specification, and the normal law is made here.
 */
final class Draws {

  private final SplittableRandom random;

  Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Uniform on [0, 1). */
  double uniform() {
    return random.nextDouble();
  }

  /** Standard normal, by Box and Muller (1958). */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** Each point moved by a normal step of that standard deviation in every coordinate. */
  double[][] jittered(double[][] points, double deviation) {
    double[][] moved = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      moved[i] = points[i].clone();
      for (int k = 0; k < moved[i].length; k++) {
        moved[i][k] += deviation * normal();
      }
    }
    return moved;
  }
}
