package monge.numeric;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A symmetric positive semidefinite matrix factored by Gaussian elimination, for the normal
 * equations of interior point methods: unknowns whose pivot is rounding do not move. O(k^3/3).
 */
public final class SemidefiniteFactor {

  /** Pivots below this share of their diagonal are rounding. */
  private static final double NO_PIVOT = 1e-15;

  /** Unknowns eliminated one by one before the others hear of them in one product. */
  private static final int BLOCK = 64;

  private final double[][] matrix;
  private final double[] pivots;
  private final int ground;
  private final Kernels kernels;

  private SemidefiniteFactor(double[][] matrix, int ground) {
    this.matrix = matrix;
    this.ground = ground;
    kernels = Kernels.forEntries((long) matrix.length * matrix.length);
    pivots = new double[matrix.length];
  }

  /**
   * Factors in place: the last unknown is eliminated first.
   *
   * @param matrix the part on and below the diagonal is used; overwritten
   * @param diagonal the diagonal before subtractions, to whose rounding pivots are held
   * @param ground an unknown that stays 0, as in a Laplacian
   * @param stop asked on the calling thread; the factor then is of no use
   */
  public static SemidefiniteFactor of(
      double[][] matrix, double[] diagonal, int ground, BooleanSupplier stop) {
    SemidefiniteFactor factor = new SemidefiniteFactor(matrix, ground);
    Arrays.fill(matrix[ground], 0, ground, 0);
    for (int j = ground; j < matrix.length; j++) {
      matrix[j][ground] = 0;
    }
    for (int to = matrix.length; to > 0 && !stop.getAsBoolean(); to -= BLOCK) {
      factor.eliminate(Math.max(0, to - BLOCK), to, diagonal, stop);
    }
    return factor;
  }

  /** Eliminates the unknowns {@code [from, to)}; inverse pivots are 0 for those that stay. */
  private void eliminate(int from, int to, double[] diagonal, BooleanSupplier stop) {
    double[] weights = new double[to - from];
    for (int j = to - 1; j >= from; j--) {
      double[] row = matrix[j];
      double pivot = row[j];
      pivots[j] = j != ground && pivot > NO_PIVOT * diagonal[j] ? 1 / pivot : 0;
      weights[j - from] = -pivots[j];
      for (int i = from; i < j; i++) {
        double share = row[i] * pivots[j];
        if (share != 0) {
          kernels.axpy(-share, row, matrix[i], i + 1);
        }
      }
    }
    if (from > 0) {
      MatrixProduct.addGram(
          kernels, Arrays.copyOfRange(matrix, from, to), weights, matrix, from, stop);
    }
  }

  /** Replaces the right side x by the solution, in which the ground is 0. */
  public void solve(double[] x) {
    int k = pivots.length;
    x[ground] = 0;
    for (int j = k - 1; j > 0; j--) {
      kernels.axpy(-x[j] * pivots[j], matrix[j], x, j);
    }
    for (int j = 0; j < k; j++) {
      x[j] = pivots[j] == 0 ? 0 : pivots[j] * (x[j] - kernels.dot(matrix[j], x, j));
    }
  }
}
