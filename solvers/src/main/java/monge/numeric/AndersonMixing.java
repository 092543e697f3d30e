package monge.numeric;

import java.util.Arrays;

/**
 * Anderson's acceleration of a fixed-point iteration {@code x <- T(x)} (type II, as in Walker and
 * Ni 2011): of the affine combinations of the last few images, the one whose residual {@code T(x) -
 * x} is least. The points are vectors or matrices of one shape. O(size depth) time and memory a
 * step. Used by one thread; whether a proposal is good is for the caller to judge.
 */
public final class AndersonMixing {

  /** Keeps the least-squares problem solvable where the last residuals are nearly dependent. */
  private static final double RIDGE = 1e-12;

  private final int columns;
  private final int depth;
  private final int parts;
  private final Kernels kernels;
  private final double[][][] residualSteps;
  private final double[][][] imageSteps;
  private final double[][] lastResidual;
  private final double[][] lastImage;
  private final double[][] products;
  private int seen;

  /**
   * @param size the length of x
   * @param depth how many earlier steps are kept
   */
  public AndersonMixing(int size, int depth) {
    this(1, size, depth);
  }

  /**
   * For matrices (rows×columns).
   *
   * @param depth how many earlier steps are kept
   */
  public AndersonMixing(int rows, int columns, int depth) {
    this.columns = columns;
    this.depth = depth;
    parts = Parallel.parts(rows, 1 + 20_000 / Math.max(1, columns));
    kernels = Kernels.forEntries((long) rows * columns);
    residualSteps = new double[depth][rows][columns];
    imageSteps = new double[depth][rows][columns];
    lastResidual = new double[rows][columns];
    lastImage = new double[rows][columns];
    products = new double[depth][depth];
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
    next(new double[][] {x}, new double[][] {image}, new double[][] {next});
  }

  /**
   * Takes in {@code T(x)} and writes the next point to try.
   *
   * @param next may be {@code x}
   */
  public void next(double[][] x, double[][] image, double[][] next) {
    boolean known = seen > 0;
    int slot = Math.floorMod(seen - 1, depth);
    int used = Math.min(seen, depth);
    double[][] partRight = new double[parts][used];
    double[][] partProducts = new double[parts][used];
    Parallel.ranges(
        x.length,
        parts,
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            takeIn(i, x[i], image[i], known ? slot : -1);
            for (int p = 0; p < used; p++) {
              double[] step = residualSteps[p][i];
              partRight[part][p] += kernels.dot(step, lastResidual[i], columns);
              partProducts[part][p] += kernels.dot(step, residualSteps[slot][i], columns);
            }
          }
        });
    seen++;
    double[] right = new double[used];
    for (int p = 0; p < used; p++) {
      double product = 0;
      for (int part = 0; part < parts; part++) {
        right[p] += partRight[part][p];
        product += partProducts[part][p];
      }
      products[p][slot] = product;
      products[slot][p] = product;
    }
    double[] weights = weights(used, right);
    Parallel.ranges(
        x.length,
        parts,
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            System.arraycopy(image[i], 0, next[i], 0, columns);
            for (int p = 0; p < used; p++) {
              kernels.axpy(-weights[p], imageSteps[p][i], next[i], columns);
            }
          }
        });
  }

  /** Keeps a row of the image, its residual, and the steps from the last ones. */
  private void takeIn(int i, double[] x, double[] image, int slot) {
    for (int k = 0; k < columns; k++) {
      double residual = image[k] - x[k];
      if (slot >= 0) {
        residualSteps[slot][i][k] = residual - lastResidual[i][k];
        imageSteps[slot][i][k] = image[k] - lastImage[i][k];
      }
      lastResidual[i][k] = residual;
      lastImage[i][k] = image[k];
    }
  }

  /** The combination of the last steps that leaves the least residual, by normal equations. */
  private double[] weights(int used, double[] right) {
    double[][] gram = new double[used][used];
    for (int p = 0; p < used; p++) {
      System.arraycopy(products[p], 0, gram[p], 0, used);
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
