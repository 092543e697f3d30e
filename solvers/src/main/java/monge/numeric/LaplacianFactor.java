package monge.numeric;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The graph Laplacian {@code diag(W1) - W} of weights {@code W >= 0}, factored by Gaussian
 * elimination without subtractions (Grassmann, Taksar and Heyman 1985): every weight keeps its
 * relative accuracy, also where parts of the graph hang together by 1e-12. O(k^3/3).
 */
public final class LaplacianFactor {

  /** Right sides below are rounding. */
  private static final double NOISE = 1e-14;

  /** Vertices eliminated one by one before the others hear of them in one product. */
  private static final int BLOCK = 64;

  private final double[][] w;
  private final double[] pivots;
  private final Kernels kernels;

  private LaplacianFactor(double[][] w, Kernels kernels) {
    this.w = w;
    this.kernels = kernels;
    pivots = new double[w.length];
  }

  /**
   * Factors in place.
   *
   * @param w symmetric weights (k×k), of which the part below the diagonal is used and overwritten
   * @param stop asked on the calling thread; the factor then is of no use
   */
  public static LaplacianFactor of(double[][] w, BooleanSupplier stop) {
    LaplacianFactor factor = new LaplacianFactor(w, Kernels.forEntries((long) w.length * w.length));
    for (int to = w.length; to > 0 && !stop.getAsBoolean(); to -= BLOCK) {
      factor.eliminate(Math.max(0, to - BLOCK), to);
    }
    return factor;
  }

  /** Eliminates the vertices {@code [from, to)}, the last first, from those before. */
  private void eliminate(int from, int to) {
    double[] inverse = new double[to - from];
    for (int j = to - 1; j >= Math.max(1, from); j--) {
      double[] pivotRow = w[j];
      double pivot = kernels.sum(pivotRow, j);
      if (!(pivot >= Double.MIN_NORMAL)) {
        continue; // Nothing hangs on it: its pivot stays 0.
      }
      pivots[j] = pivot;
      inverse[j - from] = 1 / pivot;
      for (int i = Math.max(1, from); i < j; i++) {
        double share = pivotRow[i] / pivot;
        if (share > 0) {
          kernels.axpy(share, pivotRow, w[i], i);
        }
      }
    }
    if (from > 0) {
      MatrixProduct.addGram(kernels, Arrays.copyOfRange(w, from, to), inverse, w, from);
    }
  }

  /**
   * Solves {@code (diag(W1) - W) x = r} with {@code x_0 = 0} for r (k) of sum 0, which is
   * overwritten. A part of the graph that hangs on the rest by next to nothing is moved as a whole,
   * by {@code longest} at most.
   */
  public void solve(double[] r, double[] x, double longest) {
    int k = r.length;
    for (int j = k - 1; j > 0; j--) {
      if (pivots[j] > 0) {
        kernels.axpy(r[j] / pivots[j], w[j], r, j);
      }
    }
    x[0] = 0;
    for (int j = 1; j < k; j++) {
      double own = pivots[j] > 0 ? r[j] / pivots[j] : Math.abs(r[j]) > NOISE ? r[j] / 1e-300 : 0;
      double carried = pivots[j] > 0 ? kernels.dot(w[j], x, j) / pivots[j] : 0;
      x[j] = Math.clamp(own, -longest, longest) + carried;
    }
  }
}
