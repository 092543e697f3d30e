package monge.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GaussianMeasureTest {

  @Test
  void aMatrixWithANegativeVarianceIsNoCovariance() {
    refuses(new double[][] {{-1}});
    // Variances 1 and 1, but that of x - y would be -2.
    refuses(new double[][] {{1, 2}, {2, 1}});
    refuses(new double[][] {{0, 1e-3}, {1e-3, 1}});
    // Positive in every pair of coordinates, negative along (1,1,1).
    refuses(new double[][] {{1, -0.9, -0.9}, {-0.9, 1, -0.9}, {-0.9, -0.9, 1}});
  }

  private static void refuses(double[][] matrix) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new GaussianMeasure(new double[matrix.length], matrix));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("positive semi-definite"),
        refused.toString());
  }

  @Test
  void singularCovariancesOfAnySizeAreAccepted() {
    SplittableRandom random = new SplittableRandom(5);
    for (int d : new int[] {1, 2, 5, 40}) {
      for (int rank = 0; rank <= d; rank += Math.max(1, d / 4)) {
        double[][] covariance = ofRank(d, rank, random);
        assertEquals(d, new GaussianMeasure(new double[d], covariance).dimension());
      }
    }
  }

  /** {@code sum_r v_r v_r'} with lengths over six decades. */
  private static double[][] ofRank(int d, int rank, SplittableRandom random) {
    double[][] covariance = new double[d][d];
    for (int r = 0; r < rank; r++) {
      double[] v = new double[d];
      double length = Math.pow(10, -6.0 * r / d);
      for (int i = 0; i < d; i++) {
        v[i] = length * random.nextDouble(-1, 1);
      }
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          covariance[i][j] += v[i] * v[j];
        }
      }
    }
    return covariance;
  }
}
