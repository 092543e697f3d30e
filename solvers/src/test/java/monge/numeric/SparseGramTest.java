package monge.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SparseGramTest {

  @Test
  void equalsTheDefinitionBelowTheDiagonal() {
    Random random = new Random(6);
    int n = 83;
    int m = 61;
    double[][] kernel = new double[n][m];
    double[] u = new double[n];
    double[] v = new double[m];
    double[] b = new double[m];
    for (int j = 0; j < m; j++) {
      v[j] = 1 + random.nextDouble();
      b[j] = 1.0 / m;
    }
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      u[i] = 1 + random.nextDouble();
      for (int j = 0; j < m; j++) {
        kernel[i][j] = random.nextDouble() < .1 || j == i % m ? random.nextDouble() : 1e-40;
        a[i] += u[i] * kernel[i][j] * v[j];
      }
    }
    double[][] out = new double[m][m];
    for (double[] row : out) {
      java.util.Arrays.fill(row, 7);
    }
    SparseGram.of(kernel, u, v, a, b).orElseThrow().write(out, () -> false);
    for (int j = 0; j < m; j++) {
      for (int k = 0; k < j; k++) {
        double expected = 0;
        for (int i = 0; i < n; i++) {
          expected += u[i] * kernel[i][j] * v[j] * u[i] * kernel[i][k] * v[k] / a[i];
        }
        assertEquals(expected, out[j][k], 1e-13 * Math.max(1, expected));
      }
    }
  }

  @Test
  void leavesFullPlansToTheDenseProduct() {
    double[][] kernel = new double[9][9];
    double[] ones = new double[9];
    java.util.Arrays.fill(ones, 1);
    for (double[] row : kernel) {
      java.util.Arrays.fill(row, 1.0 / 9);
    }
    assertTrue(SparseGram.of(kernel, ones, ones, ones, ones).isEmpty());
  }
}
