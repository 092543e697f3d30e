package monge.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import monge.diagnostics.MarginalError;
import org.junit.jupiter.api.Test;

class FeasibleRoundingTest {

  @Test
  void knownSmallCase() {
    // Row 0 holds 1 and is halved; column sums are then (0.5, 0.25), nothing to shrink; the missing
    // 0.25 of row 1 goes to column 1.
    Coupling rounded =
        FeasibleRounding.round(
            DenseCoupling.of(new double[][] {{0.8, 0.2}, {0.1, 0.15}}),
            new double[] {0.5, 0.5},
            new double[] {0.5, 0.5});
    assertArrayEquals(new double[] {0.4, 0.1}, rounded.toDense()[0], 1e-16);
    assertArrayEquals(new double[] {0.1, 0.4}, rounded.toDense()[1], 1e-16);
  }

  @Test
  void anyPlanBecomesFeasibleAndMovesLittle() {
    Random random = new Random(7);
    for (int trial = 0; trial < 50; trial++) {
      int n = 1 + random.nextInt(9);
      int m = 1 + random.nextInt(9);
      double[] a = weights(random, n);
      double[] b = weights(random, m);
      double[][] plan = new double[n][m];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          plan[i][j] = random.nextInt(3) == 0 ? 0 : random.nextDouble() / (n * m);
        }
      }
      Coupling given = DenseCoupling.of(plan);
      Coupling rounded = FeasibleRounding.round(given, a, b);
      assertTrue(MarginalError.of(rounded, a, b).total() < 1e-14);
      double change = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          assertTrue(rounded.mass(i, j) >= 0);
          change += Math.abs(rounded.mass(i, j) - plan[i][j]);
        }
      }
      assertTrue(change <= 2 * MarginalError.of(given, a, b).total() + 1e-14);
    }
  }

  @Test
  void aFeasiblePlanStays() {
    double[][] plan = {{0.25, 0.25}, {0, 0.5}};
    Coupling rounded =
        FeasibleRounding.round(
            DenseCoupling.of(plan), new double[] {0.5, 0.5}, new double[] {0.25, 0.75});
    assertArrayEquals(plan[0], rounded.toDense()[0]);
    assertArrayEquals(plan[1], rounded.toDense()[1]);
    assertEquals(3, rounded.nonzeros());
  }

  private static double[] weights(Random random, int n) {
    double[] w = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      w[i] = random.nextDouble() + 0.01;
      sum += w[i];
    }
    for (int i = 0; i < n; i++) {
      w[i] /= sum;
    }
    return w;
  }
}
