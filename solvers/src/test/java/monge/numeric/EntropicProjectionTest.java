package monge.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EntropicProjectionTest {

  /**
   * Groups apart by thousands of exponents whose masses do not match: mass has to cross, and groups
   * hang together by single points.
   */
  @Test
  void groupsOfUnequalMassAreJoined() {
    Random random = new Random(17);
    int[][] shapes = {{47, 27, 2}, {48, 94, 3}, {13, 48, 4}, {120, 110, 5}};
    for (int[] s : shapes) {
      int n = s[0];
      int m = s[1];
      double[] a = uniform(n);
      double[] b = uniform(m);
      double[][] scores = new double[n][m];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          scores[i][j] = -1e4 * Math.abs(i % s[2] - j % s[2]) + random.nextGaussian();
        }
      }
      double[][] plan = new double[n][m];
      double error = new EntropicProjection(a, b).solve(scores, plan, () -> false);
      assertTrue(error <= EntropicProjection.TOLERANCE, n + "×" + m + ": " + error);
      double rows = 0;
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (double p : plan[i]) {
          sum += p;
        }
        rows += Math.abs(sum - a[i]);
      }
      assertEquals(0, rows, 1e-13);
    }
  }

  /** What the first solve leaves out as next to nothing is where the later ones have their mass. */
  @Test
  void warmSolvesFindWhatColdOnesDo() {
    Random random = new Random(29);
    int n = 130;
    double[] a = uniform(n);
    double[][] scores = new double[n][n];
    double[][] warm = new double[n][n];
    double[][] cold = new double[n][n];
    EntropicProjection projection = new EntropicProjection(a, a);
    for (double depth : new double[] {200, 200, 90, 2000, 5}) {
      int turn = random.nextInt(3);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          int apart = (i / 44 + turn) % 3 == j / 44 ? 0 : 1;
          scores[i][j] = -depth * apart + random.nextGaussian();
        }
      }
      double error = projection.solve(scores, warm, () -> false);
      assertTrue(error <= EntropicProjection.TOLERANCE, depth + ": " + error);
      new EntropicProjection(a, a).solve(scores, cold, () -> false);
      for (int i = 0; i < n; i++) {
        assertArrayEquals(cold[i], warm[i], 1e-13);
      }
    }
  }

  /** Scores that settle at a linear rate, as those of an outer iteration. */
  @Test
  void extrapolationStartsCloser() {
    Random random = new Random(23);
    int n = 40;
    double[][] limit = new double[n][n];
    double[][] away = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        limit[i][j] = 3 * random.nextGaussian();
        away[i][j] = random.nextGaussian();
      }
    }
    EntropicProjection plain = new EntropicProjection(uniform(n), uniform(n));
    EntropicProjection quick = new EntropicProjection(uniform(n), uniform(n));
    double[][] scores = new double[n][n];
    double[][] expected = new double[n][n];
    double[][] plan = new double[n][n];
    int plainPasses = 0;
    int quickPasses = 0;
    for (int step = 0; step < 30; step++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          scores[i][j] = limit[i][j] + Math.pow(.8, step) * away[i][j];
        }
      }
      plain.solve(scores, expected, () -> false);
      quick.extrapolate();
      assertTrue(quick.solve(scores, plan, () -> false) <= EntropicProjection.TOLERANCE);
      plainPasses += plain.passes();
      quickPasses += quick.passes();
      for (int i = 0; i < n; i++) {
        assertArrayEquals(expected[i], plan[i], 1e-12);
      }
    }
    assertTrue(quickPasses < .8 * plainPasses, quickPasses + " passes, else " + plainPasses);
  }

  private static double[] uniform(int n) {
    double[] w = new double[n];
    Arrays.fill(w, 1.0 / n);
    return w;
  }
}
