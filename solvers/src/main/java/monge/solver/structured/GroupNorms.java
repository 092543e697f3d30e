package monge.solver.structured;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import monge.numeric.Matrix;

/**
 * {@code Omega(P) = sum_j sum_c |P_{c,j}|_2}, the 2-norm of the part of each column that comes from
 * one class, and its gradient {@code P_ij / |P_{c(i),j}|_2}.
 */
final class GroupNorms {

  /** Norms below lose digits to numbers too small for full precision. */
  private static final double TINY = 1e-140;

  private final Classes classes;
  private final BooleanSupplier stop;
  private final double[][] norms;
  private final double[][] largest;

  /**
   * @param stop asked on the calling thread; what is stopped throws CancellationException
   */
  GroupNorms(Classes classes, int columns, BooleanSupplier stop) {
    this.classes = classes;
    this.stop = stop;
    norms = new double[classes.count()][columns];
    largest = new double[classes.count()][columns];
  }

  /**
   * {@code Omega(ab')}.
   *
   * @param a weights of the rows, each of the class of its number
   */
  static double ofProduct(Classes classes, double[] a, double[] b) {
    double[] squares = new double[classes.count()];
    for (int i = 0; i < a.length; i++) {
      squares[classes.of(i)] += a[i] * a[i];
    }
    return Arrays.stream(squares).map(Math::sqrt).sum() * Arrays.stream(b).sum();
  }

  /** {@code Omega(P)}. */
  double value(double[][] plan) {
    measure(plan);
    double sum = 0;
    for (double[] row : norms) {
      sum += Arrays.stream(row).sum();
    }
    return sum;
  }

  private void measure(double[][] plan) {
    for (double[] row : norms) {
      Arrays.fill(row, 0);
    }
    Columnwise.each(
        plan.length,
        norms[0].length,
        stop,
        (i, from, to) -> {
          double[] row = plan[i];
          double[] sums = norms[classes.of(i)];
          for (int j = from; j < to; j++) {
            sums[j] += row[j] * row[j];
          }
        });
    for (double[] row : norms) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.sqrt(row[j]);
      }
    }
  }

  /**
   * Writes the gradient at {@code P_ij = exp(S_ij + phi_i + psi_j)} into {@code out}. Where a whole
   * group has underflowed, the logarithms say how it is divided.
   */
  void gradient(double[][] plan, double[][] scores, double[] phi, double[][] out) {
    measure(plan);
    boolean lost = false;
    for (double[] row : norms) {
      for (double norm : row) {
        lost |= !(norm > TINY);
      }
    }
    if (lost) {
      leads(scores, phi);
    }
    int m = norms[0].length;
    Matrix.fill(
        out,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            double[] norm = norms[classes.of(i)];
            double[] lead = largest[classes.of(i)];
            for (int j = 0; j < m; j++) {
              out[i][j] =
                  norm[j] > TINY ? plan[i][j] / norm[j] : Math.exp(scores[i][j] + phi[i] - lead[j]);
            }
          }
        });
  }

  /** {@code log |exp(S + phi)|_2} of the groups that have underflowed. */
  private void leads(double[][] scores, double[] phi) {
    for (double[] row : largest) {
      Arrays.fill(row, Double.NEGATIVE_INFINITY);
    }
    int m = largest[0].length;
    Columnwise.each(
        scores.length,
        m,
        stop,
        (i, from, to) -> {
          double[] lead = largest[classes.of(i)];
          for (int j = from; j < to; j++) {
            lead[j] = Math.max(lead[j], scores[i][j] + phi[i]);
          }
        });
    double[][] sums = new double[largest.length][m];
    Columnwise.each(
        scores.length,
        m,
        stop,
        (i, from, to) -> {
          double[] lead = largest[classes.of(i)];
          double[] norm = norms[classes.of(i)];
          double[] sum = sums[classes.of(i)];
          for (int j = from; j < to; j++) {
            sum[j] += norm[j] > TINY ? 0 : Math.exp(2 * (scores[i][j] + phi[i] - lead[j]));
          }
        });
    for (int c = 0; c < sums.length; c++) {
      for (int j = 0; j < sums[c].length; j++) {
        largest[c][j] += 0.5 * Math.log(sums[c][j]);
      }
    }
  }
}
