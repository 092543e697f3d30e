package monge.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LaplacianFactorTest {

  /** Sizes below and above one block of the elimination, and above the scalar kernels' range. */
  @Test
  void solvesTheLaplacian() {
    for (int k : new int[] {1, 2, 63, 64, 65, 150, 330}) {
      double[][] w = weights(new Random(k), k);
      double[] r = rightSide(new Random(k + 1), k);
      double[] x = new double[k];
      LaplacianFactor.of(copy(w), () -> false).solve(r.clone(), x, 1e9);
      for (int i = 0; i < k; i++) {
        double image = 0;
        for (int j = 0; j < k; j++) {
          image += j == i ? 0 : w[i][j] * (x[i] - x[j]);
        }
        assertEquals(r[i], image, 1e-12, "row " + i + " of " + k);
      }
    }
  }

  /** Two groups of 60 and 80 joined by 1e-18: their shift is known to all digits. */
  @Test
  void weakLinksKeepTheirRelativeAccuracy() {
    int k = 140;
    double link = 1e-18;
    double[][] w = weights(new Random(7), k);
    for (int i = 60; i < k; i++) {
      for (int j = 0; j < 60; j++) {
        w[i][j] = 0;
        w[j][i] = 0;
      }
    }
    w[100][20] = link;
    w[20][100] = link;
    double[] r = new double[k];
    r[100] = 3 * link;
    r[20] = -3 * link;
    double[] x = new double[k];
    LaplacianFactor.of(copy(w), () -> false).solve(r.clone(), x, 1e9);
    for (int i = 0; i < k; i++) {
      assertEquals(i < 60 ? 0 : 3, x[i], 1e-12, "vertex " + i);
    }
    r[100] = 1e-3;
    r[20] = -1e-3;
    LaplacianFactor.of(copy(w), () -> false).solve(r.clone(), x, 20);
    assertEquals(20, x[130] - x[10], 1, "the group moves as a whole, by the longest move");
  }

  private static double[][] weights(Random random, int k) {
    double[][] w = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < i; j++) {
        w[i][j] = random.nextDouble();
        w[j][i] = w[i][j];
      }
    }
    return w;
  }

  private static double[] rightSide(Random random, int k) {
    double[] r = new double[k];
    for (int i = 1; i < k; i++) {
      r[i] = random.nextGaussian();
      r[0] -= r[i];
    }
    return r;
  }

  private static double[][] copy(double[][] w) {
    double[][] c = new double[w.length][];
    for (int i = 0; i < c.length; i++) {
      c[i] = w[i].clone();
    }
    return c;
  }
}
