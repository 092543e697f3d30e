package monge.solver.gromov;

import java.util.Arrays;
import monge.numeric.Kernels;

/**
 * Anderson's extrapolation (1965) of a fixed point {@code x = F(x)} over matrices: of the last
 * values it takes the weighted mean, weights of sum 1, whose residuals {@code F(x) - x} cancel
 * best. Where F is nearly linear and contracts slowly in few directions, that skips most of the
 * way. {@code O(K nm)} a call for K values kept.
 */
final class Extrapolation {

  private static final int MOST = 6;

  /** Entries kept, of values and residuals each: 64 MB both. */
  private static final long ENTRIES = 4_000_000;

  /** The most memory it takes. */
  static final long BYTES = 2 * 8 * ENTRIES;

  /** Keeps the system of nearly dependent residuals solvable. */
  private static final double RIDGE = 1e-13;

  private final int rows;
  private final int columns;
  private final double[][][] values;
  private final double[][][] residuals;
  private final double[][] products;
  private final Kernels kernels;
  private int count;
  private int newest = -1;

  Extrapolation(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    int kept = (int) Math.min(MOST, ENTRIES / ((long) rows * columns));
    values = new double[kept][][];
    residuals = new double[kept][][];
    products = new double[kept][kept];
    kernels = Kernels.forEntries((long) rows * columns);
  }

  void clear() {
    count = 0;
    newest = -1;
  }

  int count() {
    return count;
  }

  /** Takes {@code F(x)} of {@code x = -eps scores} in, for the oldest if there is no more room. */
  void add(double[][] scores, double eps, double[][] value) {
    if (values.length < 2) {
      return;
    }
    newest = (newest + 1) % values.length;
    if (values[newest] == null) {
      values[newest] = new double[rows][columns];
      residuals[newest] = new double[rows][columns];
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(value[i], 0, values[newest][i], 0, columns);
      System.arraycopy(value[i], 0, residuals[newest][i], 0, columns);
      kernels.axpy(eps, scores[i], residuals[newest][i], columns);
    }
    count = Math.min(count + 1, values.length);
    for (int k = 0; k < count; k++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += kernels.dot(residuals[k][i], residuals[newest][i], columns);
      }
      products[k][newest] = sum;
      products[newest][k] = sum;
    }
  }

  /** Writes {@code -x / eps} for the extrapolated x. */
  void write(double eps, double[][] scores) {
    double[] weights = weights();
    for (int i = 0; i < rows; i++) {
      Arrays.fill(scores[i], 0);
      for (int k = 0; k < count; k++) {
        kernels.axpy(-weights[k] / eps, values[k][i], scores[i], columns);
      }
    }
  }

  /** Of sum 1, of either sign: {@code (Gram + ridge) w} is constant. */
  private double[] weights() {
    double[][] m = new double[count][count + 1];
    for (int p = 0; p < count; p++) {
      // Residuals of one length make the system easier.
      for (int q = 0; q < count; q++) {
        m[p][q] = products[p][q] / (length(p) * length(q));
      }
      m[p][p] += RIDGE;
      m[p][count] = 1 / length(p);
    }
    for (int p = 0; p < count; p++) {
      for (int r = p + 1; r < count; r++) {
        double factor = m[r][p] / m[p][p];
        for (int q = p; q <= count; q++) {
          m[r][q] -= factor * m[p][q];
        }
      }
    }
    double[] w = new double[count];
    double sum = 0;
    for (int p = count - 1; p >= 0; p--) {
      double x = m[p][count];
      for (int q = p + 1; q < count; q++) {
        x -= m[p][q] * w[q];
      }
      w[p] = x / m[p][p];
    }
    for (int p = 0; p < count; p++) {
      w[p] /= length(p);
      sum += w[p];
    }
    for (int p = 0; p < count; p++) {
      w[p] /= sum;
    }
    return w;
  }

  private double length(int k) {
    return Math.sqrt(Math.max(products[k][k], Double.MIN_NORMAL));
  }
}
