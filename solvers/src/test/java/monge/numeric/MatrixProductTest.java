package monge.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

final class MatrixProductTest {

  @Test
  void equalsTheDefinitionForAwkwardShapes() {
    Random random = new Random(3);
    int[][] shapes = {{1, 1, 1}, {3, 2, 5}, {4, 300, 24}, {65, 257, 49}, {130, 128, 131}};
    for (int[] s : shapes) {
      double[][] a = random(random, s[0], s[1]);
      double[][] b = random(random, s[1], s[2]);
      double[][] expected = new double[s[0]][s[2]];
      double[][] bt = new double[s[2]][s[1]];
      for (int i = 0; i < s[0]; i++) {
        for (int j = 0; j < s[2]; j++) {
          for (int k = 0; k < s[1]; k++) {
            expected[i][j] += a[i][k] * b[k][j];
            bt[j][k] = b[k][j];
          }
        }
      }
      double[][] out = random(random, s[0], s[2]);
      MatrixProduct.multiply(a, b, out);
      double[][] outT = random(random, s[0], s[2]);
      MatrixProduct.multiplyTransposed(a, bt, outT);
      double[][] at = new double[s[1]][s[0]];
      for (int i = 0; i < s[0]; i++) {
        for (int k = 0; k < s[1]; k++) {
          at[k][i] = a[i][k];
        }
      }
      double[][] sum = new double[s[0]][s[2]];
      assertTrue(MatrixProduct.addLeftTransposed(-2, at, b, sum, () -> false));
      assertTrue(MatrixProduct.addLeftTransposed(3, at, b, sum, () -> false));
      double[] x = new double[s[1]];
      double[] ax = new double[s[0]];
      for (int k = 0; k < s[1]; k++) {
        x[k] = b[k][0];
      }
      MatrixProduct.multiply(a, x, ax);
      for (int i = 0; i < s[0]; i++) {
        assertArrayEquals(expected[i], out[i], 1e-12);
        assertArrayEquals(expected[i], outT[i], 1e-12);
        assertArrayEquals(expected[i], sum[i], 1e-12);
        assertEquals(expected[i][0], ax[i], 1e-12);
      }
    }
  }

  @Test
  void aProductStopsBetweenItsBlocks() {
    double[][] a = random(new Random(7), 400, 600);
    double[][] out = new double[400][600];
    int[] looks = {0};
    assertFalse(
        MatrixProduct.multiply(a, random(new Random(8), 600, 600), out, () -> ++looks[0] > 2));
    assertEquals(3, looks[0]);
  }

  /** Shapes on both sides of a tile, a block and vector code, full and nearly empty. */
  @Test
  void leavesOutWhatIsNegligible() {
    Random random = new Random(4);
    int[][] shapes = {{1, 1, 1}, {40, 30, 70}, {37, 400, 259}, {65, 1600, 64}, {260, 90, 131}};
    for (int[] s : shapes) {
      for (double share : new double[] {0, .02, .5, 1}) {
        double[][] a = new double[s[0]][s[1]];
        double[][] b = random(random, s[1], s[2]);
        double[][] expected = new double[s[0]][s[2]];
        for (int i = 0; i < s[0]; i++) {
          for (int k = 0; k < s[1]; k++) {
            boolean counts = random.nextDouble() < share;
            a[i][k] = counts ? 1 + random.nextDouble() : 1e-30;
            for (int j = 0; counts && j < s[2]; j++) {
              expected[i][j] += a[i][k] * b[k][j];
            }
          }
        }
        double[][] out = random(random, s[0], s[2]);
        assertTrue(MatrixProduct.multiplySparse(Kernels.fastest(), a, 1e-20, b, out, () -> false));
        for (int i = 0; i < s[0]; i++) {
          assertArrayEquals(expected[i], out[i], 1e-11);
        }
      }
    }
  }

  @Test
  void gramAddsToTheLowerPart() {
    Random random = new Random(5);
    for (Kernels kernels : new Kernels[] {Kernels.fastest(), ScalarKernels.INSTANCE}) {
      for (int[] s : new int[][] {{1, 1}, {3, 70}, {300, 131}}) {
        int m = s[1];
        double[][] p = random(random, s[0], m + 2);
        double[] w = random(random, 1, s[0])[0];
        double[][] out = random(random, m, m);
        double[][] expected = new double[m][m];
        for (int i = 0; i < m; i++) {
          for (int j = 0; j <= i; j++) {
            expected[i][j] = out[i][j];
            for (int k = 0; k < s[0]; k++) {
              expected[i][j] += w[k] * p[k][i] * p[k][j];
            }
          }
        }
        MatrixProduct.addGram(kernels, p, w, out, m);
        for (int i = 0; i < m; i++) {
          for (int j = 0; j <= i; j++) {
            assertEquals(expected[i][j], out[i][j], 1e-12, kernels.description());
          }
        }
      }
    }
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertThrows(
        IllegalArgumentException.class,
        () -> MatrixProduct.multiply(new double[2][3], new double[2][2], new double[2][2]));
  }

  @Test
  void everyPartRunsOnceAlsoWhenNested() {
    AtomicIntegerArray count = new AtomicIntegerArray(100);
    Parallel.forEach(
        10, outer -> Parallel.forEach(10, inner -> count.incrementAndGet(10 * outer + inner)));
    for (int k = 0; k < 100; k++) {
      assertEquals(1, count.get(k));
    }
    assertThrows(
        ArithmeticException.class,
        () ->
            Parallel.forEach(
                4,
                part -> {
                  if (part == 2) {
                    throw new ArithmeticException("part 2");
                  }
                }));
  }

  private static double[][] random(Random random, int n, int m) {
    double[][] x = new double[n][m];
    for (double[] row : x) {
      for (int j = 0; j < m; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return x;
  }
}
