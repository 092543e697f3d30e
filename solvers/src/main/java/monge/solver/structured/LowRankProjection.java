package monge.solver.structured;

import java.util.Arrays;

/**
 * The factors nearest to given ones: {@code argmin KL(Q | K1) + KL(R | K2) + KL(g | g~)} over
 * {@code Q1 = a, R1 = b, Q'1 = R'1 = g}.
 *
 * <p>Points' mass is divided among the hubs by shifts h1, h2 of the logarithms of K1, K2, and
 * {@code g = g~ exp(-h1 - h2)}: 2r unknowns, in which the dual is smooth and concave. Newton's
 * method takes a handful of steps of O((n + m) r^2), where alternating scaling would take up to
 * thousands.
 */
final class LowRankProjection {

  private static final int STEPS = 60;
  private static final double LONGEST_STEP = 30;
  private static final double RIDGE = 1e-13;

  private final SoftAssignment source;
  private final SoftAssignment target;
  private final Sides sides;
  private final int hubs;
  private final double[] logHubs;
  private final double[] h;
  private final double[] trial;
  private final double[] gradient;
  private final double[] step;
  private final double[][] matrix;
  private final double[] scale;
  private final double[] prices;
  private double error;
  private int steps;

  /**
   * @param logHubs logarithms of g~, replaced by those of g
   */
  LowRankProjection(SoftAssignment source, SoftAssignment target, double[] logHubs, Sides sides) {
    this.source = source;
    this.target = target;
    this.logHubs = logHubs;
    this.sides = sides;
    hubs = logHubs.length;
    h = new double[2 * hubs];
    trial = new double[2 * hubs];
    prices = new double[2 * hubs];
    gradient = new double[2 * hubs];
    step = new double[2 * hubs];
    matrix = new double[2 * hubs][2 * hubs];
    scale = new double[2 * hubs];
  }

  /**
   * Projects both factors and the hubs' weights in place.
   *
   * @param tolerance what {@code |Q'1 - g|_1 + |R'1 - g|_1} may be
   * @param length of the step along the slopes that made K1, K2 and g~; 0 for none. The shifts are
   *     this times prices of the hubs, which change little from one step to the next.
   * @return what it is
   */
  double project(double tolerance, double length) {
    double value = begin(length);
    for (steps = 0; steps < STEPS && error > tolerance; steps++) {
      newtonStep();
      double before = error;
      double gain = 0;
      for (int t = 0; t < step.length; t++) {
        gain += step[t] * gradient[t];
      }
      double share = 1;
      double reached = value;
      for (int halvings = 0; halvings < 40; halvings++, share /= 2) {
        for (int t = 0; t < h.length; t++) {
          trial[t] = h[t] + share * step[t];
        }
        reached = evaluate(trial);
        if (reached >= value + 1e-4 * share * gain || error < 0.5 * before) {
          break;
        }
      }
      System.arraycopy(trial, 0, h, 0, h.length);
      boolean still = reached <= value && error >= before;
      value = reached;
      if (still) {
        break;
      }
    }
    if (length > 0) {
      for (int k = 0; k < h.length; k++) {
        prices[k] = h[k] / length;
      }
    }
    sides.run(() -> source.absorb(h, 0), () -> target.absorb(h, hubs));
    for (int k = 0; k < hubs; k++) {
      logHubs[k] = Math.log(target.hubs()[k]);
    }
    return error;
  }

  /** The next projection starts without prices. */
  void forgetPrices() {
    Arrays.fill(prices, 0);
  }

  /** From the last prices or from 0, whichever is better; the dual there. */
  private double begin(double length) {
    Arrays.fill(h, 0);
    double cold = evaluate(h);
    if (length == 0) {
      return cold;
    }
    for (int k = 0; k < h.length; k++) {
      trial[k] = length * prices[k];
    }
    double warm = evaluate(trial);
    if (warm > cold) {
      System.arraycopy(trial, 0, h, 0, h.length);
      return warm;
    }
    return evaluate(h);
  }

  /** Newton steps of the last projection. */
  int steps() {
    return steps;
  }

  /** The dual at h; its gradient and the error of the hubs as fields. */
  private double evaluate(double[] at) {
    double[] values = new double[2];
    sides.run(
        () -> values[0] = source.evaluate(at, 0), () -> values[1] = target.evaluate(at, hubs));
    double value = -values[0] - values[1];
    error = 0;
    for (int k = 0; k < hubs; k++) {
      double g = Math.exp(logHubs[k] - at[k] - at[hubs + k]);
      value -= g;
      gradient[k] = g - source.hubs()[k];
      gradient[hubs + k] = g - target.hubs()[k];
      error += Math.abs(gradient[k]) + Math.abs(gradient[hubs + k]);
    }
    return value;
  }

  /** Solves (minus the Hessian) step = gradient, scaled to a unit diagonal, by Cholesky. */
  private void newtonStep() {
    int size = 2 * hubs;
    for (double[] row : matrix) {
      Arrays.fill(row, 0);
    }
    sides.run(() -> source.addCurvature(matrix, 0), () -> target.addCurvature(matrix, hubs));
    for (int k = 0; k < hubs; k++) {
      double g = gradient[k] + source.hubs()[k];
      matrix[k][k] += g;
      matrix[hubs + k][k] += g;
      matrix[hubs + k][hubs + k] += g;
    }
    for (int k = 0; k < size; k++) {
      scale[k] = 1 / Math.sqrt(Math.max(matrix[k][k], 1e-290));
    }
    for (int k = 0; k < size; k++) {
      for (int l = 0; l <= k; l++) {
        matrix[k][l] *= scale[k] * scale[l];
      }
      // (1, -1) changes nothing; the ridge keeps it out.
      matrix[k][k] += RIDGE;
      step[k] = gradient[k] * scale[k];
    }
    solve(matrix, step);
    double longest = 0;
    for (int k = 0; k < size; k++) {
      step[k] *= scale[k];
      longest = Math.max(longest, Math.abs(step[k]));
    }
    if (longest > LONGEST_STEP) {
      for (int k = 0; k < size; k++) {
        step[k] *= LONGEST_STEP / longest;
      }
    }
  }

  /** {@code x <- A^{-1} x} for the lower half of a positive definite A, which is overwritten. */
  private static void solve(double[][] a, double[] x) {
    int n = x.length;
    for (int j = 0; j < n; j++) {
      double pivot = a[j][j];
      for (int k = 0; k < j; k++) {
        pivot -= a[j][k] * a[j][k];
      }
      pivot = Math.sqrt(Math.max(pivot, RIDGE));
      a[j][j] = pivot;
      for (int i = j + 1; i < n; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = sum / pivot;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= a[i][k] * x[k];
      }
      x[i] /= a[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= a[k][i] * x[k];
      }
      x[i] /= a[i][i];
    }
  }
}
