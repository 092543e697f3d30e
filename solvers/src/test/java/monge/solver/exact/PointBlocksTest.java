package monge.solver.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointBlocksTest {

  @Test
  void nearestPairsAreThoseOfAFullLook() {
    Random random = new Random(41);
    for (int d = 1; d <= 4; d++) {
      for (int m : new int[] {1, 16, 31, 64, 65, 700}) {
        double[][] axes = new double[d][m];
        for (double[] axis : axes) {
          Arrays.setAll(axis, _ -> random.nextInt(5) == 0 ? 1 : random.nextGaussian());
        }
        double[] g = random.doubles(m + 3, -1, 1).toArray();
        PointBlocks blocks = new PointBlocks(axes);
        blocks.notePrices(g, 3);
        for (int trial = 0; trial < 5; trial++) {
          g[3 + random.nextInt(m)] -= 0.5; // Prices may fall after they were noted.
          looksLikeAFullLook(blocks, axes, random.doubles(d, -2, 2).toArray(), g);
        }
      }
    }
  }

  private static void looksLikeAFullLook(
      PointBlocks blocks, double[][] axes, double[] x, double[] g) {
    int m = axes[0].length;
    double[] all = new double[m];
    for (int k = 0; k < m; k++) {
      all[k] = squared(axes, x, k) - g[3 + k];
    }
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    int count = Math.min(16, m);
    double[] reduced = new double[count + 2];
    double[] cost = new double[count + 2];
    int[] target = new int[count + 2];
    PointBlocks.Search search = blocks.search();
    search.nearest(x, g, 3, count, reduced, cost, target, 1);
    assertArrayEquals(
        Arrays.copyOf(sorted, count), Arrays.copyOfRange(reduced, 1, 1 + count), 1e-15);
    assertEquals(count, IntStream.range(1, 1 + count).map(q -> target[q]).distinct().count());
    for (int q = 1; q <= count; q++) {
      assertEquals(squared(axes, x, target[q]), cost[q], 1e-15);
      assertEquals(all[target[q]], reduced[q], 1e-15);
    }
    assertEquals(sorted[0], search.least(x, g, 3), 1e-15);
    assertEquals(0, reduced[0] + reduced[count + 1]);
  }

  private static double squared(double[][] axes, double[] x, int k) {
    double sum = 0;
    for (int axis = 0; axis < axes.length; axis++) {
      sum += (x[axis] - axes[axis][k]) * (x[axis] - axes[axis][k]);
    }
    return sum;
  }
}
