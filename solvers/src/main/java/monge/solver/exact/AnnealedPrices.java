package monge.solver.exact;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.numeric.ScalingSweep;

/**
 * Good first prices for any stored costs: those of entropic transport whose regularisation falls
 * from about the costs' size to that of the differences between near pairs (deterministic
 * annealing: Kosowsky and Yuille 1994), halved after every step of scaling. Nothing rests on them
 * but speed.
 */
final class AnnealedPrices {

  /** The first regularisation, in units of the largest cost. */
  private static final double FIRST = 0.25;

  private AnnealedPrices() {}

  /**
   * Prices of the targets; empty if cancelled. O(nm log(nm)) time.
   *
   * @param costs finite and stored
   */
  static Optional<double[]> of(CostRows costs, IntegerWeights weights, BooleanSupplier cancelled) {
    int n = weights.source().length;
    int m = weights.target().length;
    ScalingSweep sweep =
        new ScalingSweep(
            (i, out) -> System.arraycopy(costs.row(i), 0, out, 0, m),
            masses(weights.source()),
            masses(weights.target()));
    double[] phi = new double[n];
    double[] psi = new double[m];
    double end = 0.5 / Math.sqrt((double) n * m);
    double scale = 0;
    for (double epsilon = FIRST; epsilon > end; epsilon /= 2) {
      double next = 1 / (epsilon * costs.scale());
      double ratio = scale == 0 ? 0 : next / scale;
      scale(phi, ratio);
      scale(psi, ratio);
      scale = next;
      if (!sweep.step(phi, psi, scale, 1, cancelled)) {
        return Optional.empty();
      }
    }
    scale(psi, 1 / scale);
    return Optional.of(psi);
  }

  private static void scale(double[] x, double factor) {
    for (int k = 0; k < x.length; k++) {
      x[k] *= factor;
    }
  }

  private static double[] masses(long[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).mapToDouble(w -> w / sum).toArray();
  }
}
