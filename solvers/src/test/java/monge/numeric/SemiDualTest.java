package monge.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SemiDualTest {

  private static final int N = 23;
  private static final int M = 31;
  private final Random random = new Random(3);
  private final double[][] costs = new double[N][M];
  private final double[] a = weights(N);
  private final double[] b = weights(M);

  SemiDualTest() {
    for (double[] row : costs) {
      Arrays.setAll(row, _ -> random.nextDouble());
    }
  }

  private double[] weights(int size) {
    double[] w = new double[size];
    Arrays.setAll(w, _ -> 0.1 + random.nextDouble());
    double sum = Arrays.stream(w).sum();
    Arrays.setAll(w, k -> w[k] / sum);
    return w;
  }

  private SemiDual dual(double scale) {
    return new StoredSemiDual(
        (i, out) -> System.arraycopy(costs[i], 0, out, 0, M),
        a,
        b,
        scale,
        new double[N],
        Kernels.fastest());
  }

  @Test
  void theGradientAndTheHessianAreThoseOfTheValue() {
    SemiDual dual = dual(20);
    double[] psi = new double[M];
    Arrays.setAll(psi, _ -> random.nextGaussian());
    double[] way = new double[M];
    Arrays.setAll(way, _ -> random.nextGaussian());
    assertTrue(dual.evaluate(psi, () -> false));
    double slope = 0;
    for (int j = 0; j < M; j++) {
      slope += (b[j] - dual.columnSums()[j]) * way[j];
    }
    double[] smoothed = new double[M];
    dual.smooth(way, smoothed, () -> false);
    double bend = 0;
    for (int j = 0; j < M; j++) {
      bend += (smoothed[j] - dual.columnSums()[j] * way[j]) * way[j];
    }
    double t = 1e-3;
    double middle = dual.value();
    double ahead = valueAt(dual, psi, way, t);
    double behind = valueAt(dual, psi, way, -t);
    assertEquals(slope, (ahead - behind) / (2 * t), 1e-5 * (1 + Math.abs(slope)));
    assertEquals(bend, (ahead - 2 * middle + behind) / (t * t), 1e-4 * Math.abs(bend));
    assertTrue(bend < 0);
  }

  private static double valueAt(SemiDual dual, double[] psi, double[] way, double t) {
    double[] at = psi.clone();
    for (int j = 0; j < at.length; j++) {
      at[j] += t * way[j];
    }
    dual.evaluate(at, () -> false);
    return dual.value();
  }

  @Test
  void newtonFindsTheScalingThatSinkhornFinds() {
    SemiDual dual = dual(30);
    InexactNewton newton = new InexactNewton(dual, b, () -> false);
    double[] psi = new double[M];
    newton.evaluate(psi);
    int steps = 0;
    while (newton.error() > 1e-14 && steps++ < 30 && newton.step(psi, 1e-14, 100)) {}
    double[] phi = new double[N];
    double[] other = new double[M];
    ScalingSweep sweep =
        new ScalingSweep((i, out) -> System.arraycopy(costs[i], 0, out, 0, M), a, b);
    for (int k = 0; k < 5000; k++) {
      sweep.step(phi, other, 30, 1, () -> false);
    }
    double free = other[0] - psi[0];
    double[] shifted = Arrays.stream(psi).map(v -> v + free).toArray();
    assertArrayEquals(other, shifted, 1e-9);
    assertTrue(steps < 15, steps + " steps");
  }

  /** Potentials far beyond the range of the exponential. */
  @Test
  void farGuessesAreTakenBack() {
    SemiDual dual = dual(1);
    double[] psi = new double[M];
    Arrays.fill(psi, 2000);
    dual.evaluate(psi, () -> false);
    double[] far = dual.columnSums().clone();
    dual.evaluate(new double[M], () -> false);
    assertArrayEquals(dual.columnSums(), far, 1e-12);
    assertEquals(1, Arrays.stream(far).sum(), 1e-12);
  }

  @Test
  void aStoppedStepLeavesThePotentials() {
    SemiDual dual = dual(30);
    int[] asked = {0};
    InexactNewton newton = new InexactNewton(dual, b, () -> ++asked[0] > 4);
    double[] psi = new double[M];
    newton.evaluate(psi);
    assertFalse(newton.step(psi, 1e-12, 100));
    assertArrayEquals(new double[M], psi);
  }

  /** Leaving out pairs of cells changes nothing that double precision could show. */
  @ParameterizedTest
  @ValueSource(doubles = {5, 200, 5000})
  void withoutAMatrixTheSameNumbersComeOut(double scale) {
    int n = 900;
    int m = 700;
    double[][] x = new double[2][n];
    double[][] y = new double[2][m];
    for (int k = 0; k < 2; k++) {
      Arrays.setAll(x[k], _ -> random.nextDouble());
      Arrays.setAll(y[k], _ -> 0.1 + 0.8 * random.nextDouble());
    }
    double[] source = weights(n);
    double[] target = weights(m);
    Sweep.CostRows squares =
        (i, out) -> Kernels.fastest().squaredDistances(new double[] {x[0][i], x[1][i]}, y, out, m);
    SemiDual stored =
        new StoredSemiDual(squares, source, target, scale, new double[n], Kernels.fastest());
    // A poor guess of phi, then one that the first evaluation has led to.
    BlockedSemiDual blocked = new BlockedSemiDual(x, y, source, target, scale, new double[n]);
    double[] psi = new double[m];
    for (int round = 0; round < 3; round++) {
      int shift = round;
      Arrays.setAll(psi, j -> 3 * shift * y[0][j] + 0.1 * random.nextGaussian());
      stored.evaluate(psi, () -> false);
      blocked.evaluate(psi, () -> false);
      assertArrayEquals(stored.columnSums(), blocked.columnSums(), 1e-14);
      assertArrayEquals(stored.rowPotentials(), blocked.rowPotentials(), 1e-9);
      assertEquals(stored.transportCost(), blocked.transportCost(), 1e-13);
      assertEquals(stored.value(), blocked.value(), 1e-9);
      double[] expected = new double[m];
      double[] found = new double[m];
      stored.smooth(psi, expected, () -> false);
      blocked.smooth(psi, found, () -> false);
      assertArrayEquals(expected, found, 1e-13);
    }
    assertTrue(scale < 1000 || blocked.density() < 0.8, "density " + blocked.density());
  }

  @Test
  void cellsHoldEveryPointOnceAndAreCompact() {
    int n = 1003;
    double[][] axes = new double[2][n];
    for (double[] axis : axes) {
      Arrays.setAll(axis, _ -> random.nextDouble());
    }
    SpatialOrder order = SpatialOrder.of(axes, 16);
    boolean[] seen = new boolean[n];
    double spread = 0;
    for (int c = 0; c < order.cells(); c++) {
      assertTrue(order.start(c + 1) - order.start(c) <= 16);
      double[] least = {1, 1};
      double[] most = {0, 0};
      for (int k = order.start(c); k < order.start(c + 1); k++) {
        assertFalse(seen[order.point(k)]);
        seen[order.point(k)] = true;
        for (int d = 0; d < 2; d++) {
          least[d] = Math.min(least[d], axes[d][order.point(k)]);
          most[d] = Math.max(most[d], axes[d][order.point(k)]);
        }
      }
      spread += (most[0] - least[0]) * (most[1] - least[1]);
    }
    assertEquals(n, order.start(order.cells()));
    assertTrue(spread <= 1, "cells overlap: area " + spread);
    double[] values = axes[0];
    assertArrayEquals(values, order.restored(order.ordered(values)));
  }
}
