package monge.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both versions of the kernels against each other and against the mathematics. */
final class KernelsTest {

  private static final Kernels VECTOR = Kernels.fastest();
  private static final Kernels SCALAR = ScalarKernels.INSTANCE;

  @Test
  void smallProblemsRunInPlainJava() {
    assertEquals(SCALAR, Kernels.forEntries(100));
  }

  @Test
  void exponentialIsAccurateOverItsRange() {
    Random random = new Random(1);
    double[] x = new double[10_007];
    for (int k = 0; k < x.length; k++) {
      x[k] = -708 + random.nextDouble() * 1417;
    }
    for (Kernels kernels : new Kernels[] {SCALAR, VECTOR}) {
      double[] y = x.clone();
      kernels.exp(y, y.length);
      for (int k = 0; k < x.length; k++) {
        double expected = StrictMath.exp(x[k]);
        assertTrue(
            Math.abs(y[k] - expected) <= 6e-16 * expected,
            "exp(%s) = %s, expected %s".formatted(x[k], y[k], expected));
      }
    }
  }

  /** The property that plain Java can be asked for with, as on a machine without vector units. */
  @Test
  void plainJavaCanBeAskedFor() {
    assertEquals(SCALAR, KernelHolder.choose("scalar"));
  }

  @Test
  void rangesAreWhatWholeArraysAre() {
    Random random = new Random(6);
    double[] x = random.doubles(100).toArray();
    double[] y = random.doubles(100).toArray();
    for (Kernels kernels : new Kernels[] {SCALAR, VECTOR}) {
      for (int[] r : new int[][] {{0, 0}, {0, 100}, {3, 4}, {8, 41}, {17, 99}}) {
        int n = r[1] - r[0];
        double[] someX = Arrays.copyOfRange(x, r[0], r[1]);
        double[] someY = Arrays.copyOfRange(y, r[0], r[1]);
        assertEquals(kernels.max(someX, n), kernels.max(x, r[0], r[1]));
        assertEquals(kernels.dot(someX, someY, n), kernels.dot(x, y, r[0], r[1]), 1e-13);
        assertEquals(
            kernels.maxShifted(someX, 2, someY, n), kernels.maxShifted(x, 2, y, r[0], r[1]));
        double[] sum = y.clone();
        kernels.axpy(3, x, sum, r[0], r[1]);
        double[] row = y.clone();
        double[] someRow = new double[n];
        assertEquals(
            kernels.scaledKernelRow(1, someX, 2, someY, someRow, n),
            kernels.scaledKernelRow(1, x, 2, y, row, r[0], r[1]),
            1e-13);
        for (int k = 0; k < x.length; k++) {
          boolean inside = k >= r[0] && k < r[1];
          assertEquals(inside ? y[k] + 3 * x[k] : y[k], sum[k], 1e-15);
          assertEquals(inside ? someRow[k - r[0]] : y[k], row[k], 1e-15);
        }
      }
    }
  }

  @Test
  void logarithmIsAccurateOverItsRange() {
    Random random = new Random(4);
    double[] x = new double[10_007];
    for (int k = 0; k < x.length; k++) {
      x[k] =
          k % 2 == 0 ? Math.exp(-707 + random.nextDouble() * 1416) : 1 + random.nextGaussian() / 9;
    }
    x[0] = 1;
    x[1] = Double.MIN_NORMAL;
    x[2] = Double.MAX_VALUE;
    x[3] = Math.nextDown(1.0);
    x[4] = Math.sqrt(0.5);
    for (Kernels kernels : new Kernels[] {SCALAR, VECTOR}) {
      double[] y = x.clone();
      kernels.log(y, y.length);
      for (int k = 0; k < x.length; k++) {
        double expected = StrictMath.log(x[k]);
        assertTrue(
            Math.abs(y[k] - expected) <= 2.3e-16 * Math.max(0.5, Math.abs(expected)),
            "log(%s) = %s, expected %s".formatted(x[k], y[k], expected));
      }
    }
  }

  @Test
  void exponentialAtTheEdges() {
    for (Kernels kernels : new Kernels[] {SCALAR, VECTOR}) {
      double[] x = {
        0, -0.0, -708.1, -1e9, Double.NEGATIVE_INFINITY, 710, Double.POSITIVE_INFINITY, 1, -1
      };
      double[] many = new double[40];
      System.arraycopy(x, 0, many, 20, x.length);
      kernels.exp(many, many.length);
      kernels.exp(x, x.length);
      assertArrayEquals(x, Arrays.copyOfRange(many, 20, 20 + x.length), 1e-15);
      assertArrayEquals(
          new double[] {
            1, 1, 0, 0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Math.E, Math.exp(-1)
          },
          x,
          1e-15,
          kernels.description());
      double[] notANumber = {Double.NaN, 1, 2, 3, 4, 5, 6, 7};
      kernels.exp(notANumber, 8);
      assertTrue(Double.isNaN(notANumber[0]), kernels.description());
    }
  }

  @Test
  void versionsAgreeAtEveryLength() {
    Random random = new Random(2);
    for (int n = 0; n <= 70; n++) {
      double[] x = gaussian(random, n);
      double[] y = gaussian(random, n);
      assertEquals(SCALAR.max(x, n), VECTOR.max(x, n));
      assertEquals(SCALAR.sum(x, n), VECTOR.sum(x, n), 1e-13);
      assertEquals(SCALAR.dot(x, y, n), VECTOR.dot(x, y, n), 1e-13);
      assertEquals(SCALAR.maxShifted(x, 0.7, y, n), VECTOR.maxShifted(x, 0.7, y, n), 1e-15);
      double[] p = y.clone();
      double[] q = y.clone();
      SCALAR.axpy(0.3, x, p, n);
      VECTOR.axpy(0.3, x, q, n);
      assertArrayEquals(p, q, 1e-15);
      SCALAR.maxInto(0.1, 2, x, p, n);
      VECTOR.maxInto(0.1, 2, x, q, n);
      assertArrayEquals(p, q, 1e-15);
      if (n > 3) {
        y[2] = Double.POSITIVE_INFINITY;
      }
      double ps = SCALAR.scaledKernelRow(-0.4, x, 3, y, p, n);
      double qs = VECTOR.scaledKernelRow(-0.4, x, 3, y, q, n);
      assertEquals(ps, qs, 1e-13 * Math.max(1, ps));
      for (int j = 0; j < n; j++) {
        assertEquals(p[j], q[j], 1e-14 * p[j]);
      }
      double[][] axes = {x, p};
      double[] d = new double[n];
      double[] e = new double[n];
      SCALAR.squaredDistances(new double[] {0.5, -2}, axes, d, n);
      VECTOR.squaredDistances(new double[] {0.5, -2}, axes, e, n);
      for (int j = 0; j < n; j++) {
        assertEquals(d[j], e[j], 1e-14 * Math.max(1, d[j]));
      }
    }
  }

  @Test
  void searchKernelsAgreeAtEveryLength() {
    Random random = new Random(3);
    for (int n = 0; n <= 70; n++) {
      double[] c = gaussian(random, n);
      double[] g = gaussian(random, n + 3);
      double least = SCALAR.leastReduced(c, g, 3, n);
      double[] out = new double[n];
      assertEquals(least, VECTOR.leastReduced(c, g, 3, n));
      assertEquals(least, VECTOR.reduce(c, g, 3, out, n));
      assertEquals(least, VECTOR.min(out, n));
      assertEquals(SCALAR.indexOf(least, out, 0, n), VECTOR.indexOf(least, out, 0, n));
      assertEquals(SCALAR.mostViolated(0.3, g, c, n), VECTOR.mostViolated(0.3, g, c, n));
      assertEquals(-1, VECTOR.indexOf(99, out, n / 2, n));
      for (int d = 1; d <= 5; d++) {
        double[] x = gaussian(random, d);
        double[][] axes = new double[d][];
        for (int k = 0; k < d; k++) {
          axes[k] = gaussian(random, n);
        }
        double fused = VECTOR.leastReducedSquared(x, axes, g, 3, n);
        assertEquals(SCALAR.leastReducedSquared(x, axes, g, 3, n), fused, 1e-13);
        VECTOR.squaredDistances(x, axes, out, n);
        assertEquals(VECTOR.leastReduced(out, g, 3, n), fused, "not the same bits");
      }
    }
  }

  @Test
  void dijkstraStepsAgreeAndPassClosedColumns() {
    Random random = new Random(4);
    double inf = Double.POSITIVE_INFINITY;
    for (int n = 0; n <= 70; n++) {
      double[][] key = {new double[n], new double[n]};
      double[][] origin = {new double[n], new double[n]};
      double[] g = gaussian(random, n);
      java.util.Arrays.fill(key[0], inf);
      java.util.Arrays.fill(key[1], inf);
      if (n > 5) {
        g[5] = -inf;
      }
      for (int label = 1; label <= 3; label++) {
        double[] c = gaussian(random, n);
        double shift = random.nextGaussian();
        double scalar = SCALAR.relax(shift, c, g, label, key[0], origin[0], n);
        assertEquals(scalar, VECTOR.relax(shift, c, g, label, key[1], origin[1], n));
        assertEquals(scalar, VECTOR.min(key[1], n));
        assertArrayEquals(key[0], key[1]);
        assertArrayEquals(origin[0], origin[1]);
      }
      double[][] axes = {gaussian(random, n), gaussian(random, n)};
      double[] row = new double[n];
      VECTOR.squaredDistances(new double[] {0.2, -1}, axes, row, n);
      double expected = VECTOR.relax(-2, row, g, 4, key[0], origin[0], n);
      assertEquals(
          expected, VECTOR.relaxSquared(-2, 0.2, -1, axes[0], axes[1], g, 4, key[1], origin[1], n));
      assertArrayEquals(key[0], key[1]);
      assertArrayEquals(origin[0], origin[1]);
      assertEquals(
          expected,
          SCALAR.relaxSquared(-2, 0.2, -1, axes[0], axes[1], g, 4, key[1], origin[1], n),
          1e-13);
      assertTrue(n <= 5 || key[1][5] == inf);
    }
  }

  @Test
  void logSumExpOfExtremes() {
    assertEquals(1000 + Math.log(2), LogSumExp.of(new double[] {1000, 1000}), 1e-12);
    assertEquals(-1000 + Math.log(2), LogSumExp.of(new double[] {-1000, -1000}), 1e-12);
    double none = Double.NEGATIVE_INFINITY;
    assertEquals(none, LogSumExp.of(new double[] {none, none}));
    assertEquals(none, LogSumExp.of(new double[0]));
    double[] w = {-1e4, -1e4 + Math.log(3)};
    LogSumExp.softmax(w);
    assertArrayEquals(new double[] {0.25, 0.75}, w, 1e-12);
  }

  private static double[] gaussian(Random random, int n) {
    double[] x = new double[n];
    for (int k = 0; k < n; k++) {
      x[k] = random.nextGaussian();
    }
    return x;
  }
}
