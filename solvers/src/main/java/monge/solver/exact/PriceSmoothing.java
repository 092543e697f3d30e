package monge.solver.exact;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Better first prices: a number of Sinkhorn's iterations on the near pairs alone, with the
 * regularisation {@code epsilon} of about the spread of their reduced costs. Mass that prices of a
 * coarser problem send to too many or too few points nearby is then evened out; nothing rests on
 * the result but speed. Where weights differ by so much that the scalings leave the range of
 * doubles the prices stay as they are.
 */
final class PriceSmoothing {

  /** The mean spread of a list, in units of epsilon. */
  private static final double SPREAD = 6;

  private static final int ITERATIONS = 40;

  private PriceSmoothing() {}

  /**
   * Changes the prices g of the targets, at which the near pairs are listed; false if cancelled.
   * O(n + m) an iteration.
   */
  static boolean smooth(
      NearPairs pairs, double[] g, IntegerWeights weights, BooleanSupplier cancelled) {
    int length = pairs.length;
    int n = weights.source().length;
    int m = weights.target().length;
    double epsilon = spread(pairs, n) / SPREAD;
    if (!(epsilon > 0)) {
      return true;
    }
    double[] kernel = new double[n * length];
    for (int q = 0; q < kernel.length; q++) {
      kernel[q] = Math.exp((pairs.reduced[q - q % length] - pairs.reduced[q]) / epsilon);
    }
    double[] scaling = new double[m];
    double[] received = new double[m];
    Arrays.fill(scaling, 1);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      send(kernel, pairs, weights.source(), scaling, received);
      for (int k = 0; k < m; k++) {
        if (received[k] > 0) {
          scaling[k] = weights.target()[k] / received[k];
        }
      }
    }
    if (Arrays.stream(scaling).allMatch(x -> x > 0 && x < Double.POSITIVE_INFINITY)) {
      for (int k = 0; k < m; k++) {
        g[k] += epsilon * Math.log(scaling[k]);
      }
    }
    return true;
  }

  /** What the targets receive, before their own scaling, when every source sends its weight. */
  private static void send(
      double[] kernel, NearPairs pairs, long[] supply, double[] scaling, double[] received) {
    int[] target = pairs.target;
    int length = pairs.length;
    Arrays.fill(received, 0);
    for (int i = 0; i < supply.length; i++) {
      int from = i * length;
      double sum = 0;
      for (int q = from; q < from + length; q++) {
        sum += kernel[q] * scaling[target[q]];
      }
      double share = supply[i] / sum;
      for (int q = from; q < from + length; q++) {
        received[target[q]] += share * kernel[q];
      }
    }
  }

  private static double spread(NearPairs pairs, int n) {
    int last = pairs.length - 1;
    double sum = 0;
    for (int from = 0; from < n * pairs.length; from += pairs.length) {
      double spread = pairs.reduced[from + last] - pairs.reduced[from];
      sum += spread < Double.POSITIVE_INFINITY ? spread : 0;
    }
    return sum / n;
  }
}
