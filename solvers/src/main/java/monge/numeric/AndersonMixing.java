package monge.numeric;

import java.util.Arrays;

/**
 * Anderson's acceleration of a fixed-point iteration {@code x <- T(x)} (type II, as in Walker and
 * Ni 2011, section 2): of the affine combinations of the last few images, the one whose residual
 * {@code T(x) - x} is least. O(size depth) time and memory a step. Used by one thread; whether a
 * proposal is good is for the caller to judge.
 */
public final class AndersonMixing {

  /** Keeps the least-squares problem solvable where the last residuals are nearly dependent. */
  private static final double RIDGE = 1e-12;

  private final int size;
  private final int depth;
  private final Kernels kernels;
  private final double[][] residualSteps;
  private final double[][] imageSteps;
  private final double[] lastResidual;
  private final double[] lastImage;
  private int seen;

  /**
   * @param size the length of x
   * @param depth how many earlier steps are kept
   */
  public AndersonMixing(int size, int depth) {
    this.size = size;
    this.depth = depth;
    kernels = Kernels.forEntries(size);
    residualSteps = new double[depth][size];
    imageSteps = new double[depth][size];
    lastResidual = new double[size];
    lastImage = new double[size];
  }

  /** Forgets all steps. */
  public void reset() {
    seen = 0;
  }

  /**
   * Takes in {@code T(x)} and writes the next point to try.
   *
   * @param next may be {@code x}
   */
  public void next(double[] x, double[] image, double[] next) {
    int slot = Math.floorMod(seen - 1, depth);
    for (int k = 0; k < size; k++) {
      double residual = image[k] - x[k];
      if (seen > 0) {
        residualSteps[slot][k] = residual - lastResidual[k];
        imageSteps[slot][k] = image[k] - lastImage[k];
      }
      lastResidual[k] = residual;
      lastImage[k] = image[k];
    }
    int used = Math.min(seen, depth);
    seen++;
    System.arraycopy(image, 0, next, 0, size);
    double[] weights = weights(used);
    for (int p = 0; p < used; p++) {
      for (int k = 0; k < size; k++) {
        next[k] -= weights[p] * imageSteps[p][k];
      }
    }
  }

  /** The combination of the last steps that leaves the least residual, by normal equations. */
  private double[] weights(int used) {
    double[][] gram = new double[used][used];
    double[] right = new double[used];
    for (int p = 0; p < used; p++) {
      for (int q = 0; q <= p; q++) {
        gram[p][q] = kernels.dot(residualSteps[p], residualSteps[q], size);
        gram[q][p] = gram[p][q];
      }
      right[p] = kernels.dot(residualSteps[p], lastResidual, size);
    }
    for (int p = 0; p < used; p++) {
      gram[p][p] += RIDGE * gram[p][p] + Double.MIN_NORMAL;
    }
    return factorised(gram, right) ? right : new double[used];
  }

  /** Solves in place by Cholesky's factors; false if the matrix is not positive. */
  private static boolean factorised(double[][] m, double[] x) {
    int n = x.length;
    for (int p = 0; p < n; p++) {
      for (int q = 0; q <= p; q++) {
        double sum = m[p][q];
        for (int k = 0; k < q; k++) {
          sum -= m[p][k] * m[q][k];
        }
        if (p == q && !(sum > 0)) {
          Arrays.fill(x, 0);
          return false;
        }
        m[p][q] = p == q ? Math.sqrt(sum) : sum / m[q][q];
      }
    }
    for (int p = 0; p < n; p++) {
      for (int k = 0; k < p; k++) {
        x[p] -= m[p][k] * x[k];
      }
      x[p] /= m[p][p];
    }
    for (int p = n - 1; p >= 0; p--) {
      for (int k = p + 1; k < n; k++) {
        x[p] -= m[k][p] * x[k];
      }
      x[p] /= m[p][p];
    }
    return true;
  }
}
