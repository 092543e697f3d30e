package monge.solver.exact;

import java.util.Arrays;

/**
 * Weights as whole multiples of one small mass, so that flows add up without rounding: a flow of 0
 * is then exactly 0, which is what keeps the simplex method from cycling.
 *
 * <p>Uniform weights become the smallest whole numbers in the right ratio; other weights are
 * rounded to {@code 2^-60} of the total, below the rounding of the weights themselves. Positive
 * weights stay positive; both sides have the same sum.
 *
 * @param source the supplies
 * @param target the demands
 * @param unit the mass of 1
 */
@SuppressWarnings("ArrayRecordComponent") // Internal: the arrays are handed over, not shared.
public record IntegerWeights(long[] source, long[] target, double unit) {

  private static final double TOTAL = 0x1p60;

  /**
   * Of weights {@code a} (n) and {@code b} (m), {@code >= 0}, whose sums agree but for rounding.
   * O(n + m).
   */
  public static IntegerWeights of(double[] a, double[] b) {
    double massA = sum(a);
    double massB = sum(b);
    if (isUniform(a) && isUniform(b)) {
      long n = positive(a);
      long m = positive(b);
      long divisor = gcd(n, m);
      return new IntegerWeights(
          counts(a, m / divisor), counts(b, n / divisor), massA / ((double) n * m) * divisor);
    }
    long[] source = rounded(a, massA);
    long[] target = rounded(b, massB);
    // A few units are left over on one side; the largest weight feels them least.
    long difference = Arrays.stream(source).sum() - Arrays.stream(target).sum();
    if (difference > 0) {
      target[largest(b)] += difference;
    } else {
      source[largest(a)] -= difference;
    }
    return new IntegerWeights(source, target, massA / TOTAL);
  }

  /** Weight 1 for n sources and n targets. */
  static IntegerWeights equal(int n) {
    long[] ones = new long[n];
    Arrays.fill(ones, 1);
    return new IntegerWeights(ones, ones, 1.0 / n);
  }

  /** Whether all points of positive weight have weight 1. */
  boolean isUniform() {
    return Arrays.stream(source).allMatch(w -> w == 1)
        && Arrays.stream(target).allMatch(w -> w == 1);
  }

  /** The sum with the rounding errors carried along (Neumaier). */
  public static double sum(double[] weights) {
    double sum = 0;
    double lost = 0;
    for (double w : weights) {
      double next = sum + w;
      lost += Math.abs(sum) >= Math.abs(w) ? (sum - next) + w : (w - next) + sum;
      sum = next;
    }
    return sum + lost;
  }

  private static long[] rounded(double[] weights, double mass) {
    long[] whole = new long[weights.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = weights[i] > 0 ? Math.max(1, Math.round(weights[i] / mass * TOTAL)) : 0;
    }
    return whole;
  }

  private static long[] counts(double[] weights, long count) {
    long[] whole = new long[weights.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = weights[i] > 0 ? count : 0;
    }
    return whole;
  }

  /** Whether all positive weights are the same number. */
  private static boolean isUniform(double[] weights) {
    double common = weights[largest(weights)];
    for (double w : weights) {
      if (w > 0 && w != common) {
        return false;
      }
    }
    return true;
  }

  private static long positive(double[] weights) {
    return Arrays.stream(weights).filter(w -> w > 0).count();
  }

  private static int largest(double[] weights) {
    int at = 0;
    for (int i = 1; i < weights.length; i++) {
      if (weights[i] > weights[at]) {
        at = i;
      }
    }
    return at;
  }

  private static long gcd(long x, long y) {
    return y == 0 ? x : gcd(y, x % y);
  }
}
