package monge.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SparseProductTest {

  /** Shapes on both sides of a strip and of vector code, full and nearly empty. */
  @Test
  void leavesOutWhatIsNegligible() {
    Random random = new Random(4);
    int[][] shapes = {{1, 1, 1}, {40, 30, 70}, {37, 400, 259}, {65, 1600, 64}};
    for (int[] s : shapes) {
      for (double share : new double[] {0, .1, 1}) {
        double[][] a = new double[s[0]][s[1]];
        double[][] b = new double[s[1]][s[2]];
        double[][] expected = new double[s[0]][s[2]];
        for (double[] row : b) {
          for (int j = 0; j < s[2]; j++) {
            row[j] = random.nextGaussian();
          }
        }
        for (int i = 0; i < s[0]; i++) {
          for (int k = 0; k < s[1]; k++) {
            a[i][k] = random.nextDouble() < share ? 1 + random.nextDouble() : 1e-30;
            for (int j = 0; j < s[2]; j++) {
              expected[i][j] += a[i][k] * b[k][j];
            }
          }
        }
        double[][] out = new double[s[0]][s[2]];
        for (double[] row : out) {
          java.util.Arrays.fill(row, 7);
        }
        SparseProduct product = new SparseProduct(b, () -> false);
        assertTrue(product.multiply(a, 1e-20, out, () -> false));
        assertTrue(product.multiply(a, 1e-20, out, () -> false)); // Its room is used again.
        for (int i = 0; i < s[0]; i++) {
          assertArrayEquals(expected[i], out[i], 1e-11);
        }
        assertFalse(product.multiply(a, 1e-20, out, () -> true));
      }
    }
  }
}
