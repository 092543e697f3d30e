package monge.solver.structured;

import java.util.Arrays;
import monge.numeric.Parallel;

/**
 * {@code Omega(P) = sum_j sum_c |P_{c,j}|_2}, the 2-norm of the part of each column that comes from
 * one class, and its gradient {@code P_ij / |P_{c(i),j}|_2}.
 */
final class GroupNorms {

  /** Norms below lose digits to numbers too small for full precision. */
  private static final double TINY = 1e-140;

  private final Classes classes;
  private final double[][] norms;
  private final double[][] largest;

  GroupNorms(Classes classes, int columns) {
    this.classes = classes;
    norms = new double[classes.count()][columns];
    largest = new double[classes.count()][columns];
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
    for (int i = 0; i < plan.length; i++) {
      double[] row = plan[i];
      double[] sums = norms[classes.of(i)];
      for (int j = 0; j < row.length; j++) {
        sums[j] += row[j] * row[j];
      }
    }
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
    Parallel.ranges(
        plan.length,
        Parallel.parts(plan.length, 1 + 20_000 / m),
        (_, from, to) -> {
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
    for (int i = 0; i < scores.length; i++) {
      double[] lead = largest[classes.of(i)];
      for (int j = 0; j < lead.length; j++) {
        lead[j] = Math.max(lead[j], scores[i][j] + phi[i]);
      }
    }
    double[][] sums = new double[largest.length][largest[0].length];
    for (int i = 0; i < scores.length; i++) {
      double[] lead = largest[classes.of(i)];
      double[] norm = norms[classes.of(i)];
      double[] sum = sums[classes.of(i)];
      for (int j = 0; j < lead.length; j++) {
        sum[j] += norm[j] > TINY ? 0 : Math.exp(2 * (scores[i][j] + phi[i] - lead[j]));
      }
    }
    for (int c = 0; c < sums.length; c++) {
      for (int j = 0; j < sums[c].length; j++) {
        largest[c][j] += 0.5 * Math.log(sums[c][j]);
      }
    }
  }
}
