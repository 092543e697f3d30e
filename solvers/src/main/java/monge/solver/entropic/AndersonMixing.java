package monge.solver.entropic;

import java.util.Arrays;

/**
 * Anderson acceleration of Sinkhorn's iteration {@code x -> T(x)} on the column potentials: the
 * next point is {@code T(x_k) - sum_l c_l (T(x_{l+1}) - T(x_l))}, c the combination of earlier
 * steps that leaves the smallest residual {@code T(x) - x}, in the norm weighted by b. A point
 * whose dual value is below that of the last is refused: the iteration goes on from the plain image
 * of the last. Potentials count in units of eps.
 */
final class AndersonMixing {

  private final int depth;
  private final double[] a;
  private final double[] b;
  private final double[] point;
  private final double[] image;
  private final double[][] imageSteps;
  private final double[][] residualSteps;
  private final double[] residual;
  private int stored;
  private int steps;
  private boolean extrapolated;
  private double dual = Double.NEGATIVE_INFINITY;

  /**
   * @param depth earlier steps to combine; with 0 nothing is ever changed
   */
  AndersonMixing(double[] a, double[] b, int depth) {
    this.a = a;
    this.b = b;
    this.depth = depth;
    int m = depth == 0 ? 0 : b.length;
    point = new double[m];
    image = new double[m];
    residual = new double[m];
    imageSteps = new double[depth][m];
    residualSteps = new double[depth][m];
  }

  /** Forgets the past, after the potentials were changed by something else. */
  void restart(double[] psi) {
    stored = 0;
    steps = 0;
    extrapolated = false;
    dual = Double.NEGATIVE_INFINITY;
    System.arraycopy(psi, 0, point, 0, point.length);
  }

  /** Goes back to the plain image of the last accepted point. */
  void undo(double[] psi) {
    if (extrapolated) {
      System.arraycopy(image, 0, psi, 0, image.length);
    }
  }

  /**
   * Replaces psi, which one plain step has made of the last point, by the next point.
   *
   * @param phi the row potentials that belong to the last point
   */
  void advance(double[] phi, double[] psi) {
    if (depth == 0) {
      return;
    }
    double reached = pairing(a, phi) + pairing(b, point);
    if (extrapolated && !(reached >= dual - 1e-13 * Math.abs(dual))) {
      System.arraycopy(image, 0, psi, 0, psi.length);
      restart(psi);
      return;
    }
    dual = reached;
    record(psi);
    if (stored > 0) {
      extrapolate(psi);
      extrapolated = true;
    }
    System.arraycopy(psi, 0, point, 0, psi.length);
  }

  private void record(double[] psi) {
    int slot = steps % depth;
    boolean first = steps == 0;
    for (int j = 0; j < psi.length; j++) {
      double r = psi[j] - point[j];
      if (!first) {
        imageSteps[slot][j] = psi[j] - image[j];
        residualSteps[slot][j] = r - residual[j];
      }
      image[j] = psi[j];
      residual[j] = r;
    }
    stored = first ? 0 : Math.min(depth, stored + 1);
    // The first step fills no slot, so that slots are used from 1 on, in a ring.
    steps++;
  }

  private void extrapolate(double[] psi) {
    int[] slots = new int[stored];
    for (int l = 0; l < stored; l++) {
      slots[l] = (steps - 1 - l) % depth;
    }
    double[][] gram = new double[stored][stored + 1];
    for (int k = 0; k < stored; k++) {
      for (int l = 0; l < stored; l++) {
        gram[k][l] = inner(residualSteps[slots[k]], residualSteps[slots[l]]);
      }
      gram[k][stored] = inner(residualSteps[slots[k]], residual);
    }
    double[] weights = solve(gram, stored);
    for (int k = 0; k < stored; k++) {
      double[] step = imageSteps[slots[k]];
      for (int j = 0; j < psi.length; j++) {
        psi[j] -= weights[k] * step[j];
      }
    }
  }

  /** Gauss elimination with a ridge relative to each diagonal entry. */
  private static double[] solve(double[][] g, int n) {
    for (int k = 0; k < n; k++) {
      g[k][k] *= 1 + 1e-10;
      g[k][k] += 1e-300;
    }
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        double factor = g[i][k] / g[k][k];
        for (int j = k; j <= n; j++) {
          g[i][j] -= factor * g[k][j];
        }
      }
    }
    double[] x = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      double sum = g[k][n];
      for (int j = k + 1; j < n; j++) {
        sum -= g[k][j] * x[j];
      }
      x[k] = sum / g[k][k];
    }
    return Arrays.stream(x).allMatch(Double::isFinite) ? x : new double[n];
  }

  private double inner(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < b.length; j++) {
      sum += b[j] * x[j] * y[j];
    }
    return sum;
  }

  private static double pairing(double[] weights, double[] potential) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * potential[k];
    }
    return sum;
  }
}
