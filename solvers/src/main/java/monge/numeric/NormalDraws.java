package monge.numeric;

import java.util.SplittableRandom;

/**
 * Random draws that are the same on every machine and every Java: the generator's algorithm is
 * fixed by its specification, and the normal law is made here.
 */
public final class NormalDraws {

  private final SplittableRandom random;

  /** The same seed gives the same draws. */
  public NormalDraws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Uniform on [0, 1). */
  public double uniform() {
    return random.nextDouble();
  }

  /** Standard normal, by Box and Muller (1958). */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }
}
