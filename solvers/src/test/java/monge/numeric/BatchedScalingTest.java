package monge.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BatchedScalingTest {

  private static final int N = 64;
  private static final int TARGETS = 32;
  private static final int SWEEPS = 2000;

  private final double[] a = new double[N];
  private final double[][] targets = new double[TARGETS][N];
  private final double[][] cost = new double[N][N];

  BatchedScalingTest() {
    Random random = new Random(11);
    double[][] points = new double[N][];
    for (int i = 0; i < N; i++) {
      a[i] = 1.0 / N;
      points[i] = new double[] {random.nextDouble(), random.nextDouble()};
    }
    for (double[] target : targets) {
      double mass = 0;
      for (int j = 0; j < N; j++) {
        target[j] = -Math.log(1 - random.nextDouble());
        mass += target[j];
      }
      for (int j = 0; j < N; j++) {
        target[j] /= mass;
      }
    }
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        double dx = points[i][0] - points[j][0];
        double dy = points[i][1] - points[j][1];
        cost[i][j] = dx * dx + dy * dy;
      }
    }
  }

  private void row(int i, double[] out) {
    System.arraycopy(cost[i], 0, out, 0, N);
  }

  /** The scene course-batch: 32 targets at once are the 32 single runs, sweep by sweep. */
  @Test
  void allAtOnceIsOneByOne() {
    double eps = 0.02;
    BatchedScaling batch = BatchedScaling.of(this::row, a, targets, eps).orElseThrow();
    batch.solve(0, SWEEPS, () -> false);
    double[][] kernel = new double[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        kernel[i][j] = Math.exp(-cost[i][j] / eps);
      }
    }
    for (int t = 0; t < TARGETS; t++) {
      double[][] single = single(kernel, targets[t]);
      double[][] plan = batch.plan(t);
      for (int i = 0; i < N; i++) {
        assertArrayEquals(single[i], plan[i], 1e-14);
      }
    }
  }

  /** {@code u = a/(Kv), v = b/(K'u)}, as in any textbook. */
  private double[][] single(double[][] kernel, double[] b) {
    double[] u = new double[N];
    double[] v = new double[N];
    Arrays.fill(v, 1);
    for (int k = 0; k < SWEEPS; k++) {
      double[] columns = new double[N];
      for (int i = 0; i < N; i++) {
        double sum = 0;
        for (int j = 0; j < N; j++) {
          sum += kernel[i][j] * v[j];
        }
        u[i] = a[i] / sum;
        for (int j = 0; j < N; j++) {
          columns[j] += u[i] * kernel[i][j];
        }
      }
      for (int j = 0; j < N; j++) {
        v[j] = b[j] / columns[j];
      }
    }
    double[][] plan = new double[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        plan[i][j] = u[i] * kernel[i][j] * v[j];
      }
    }
    return plan;
  }

  @Test
  void stopsAtTheLimitAndKeepsZeroWeightsEmpty() {
    targets[3] = new double[N];
    targets[3][5] = 1;
    BatchedScaling batch = BatchedScaling.of(this::row, a, targets, 0.2).orElseThrow();
    int sweeps = batch.solve(1e-10, 5000, () -> false);
    assertTrue(sweeps > 2 && sweeps < 5000, "sweeps: " + sweeps);
    assertTrue(batch.error(0) <= 1e-10);
    assertEquals(0, batch.plan(3)[0][0], 0.0);
    assertEquals(1.0 / N, batch.plan(3)[0][5], 1e-15);
  }

  @Test
  void aKernelThatUnderflowsHasNoPlainDomain() {
    cost[0] = cost[0].clone();
    for (int j = 0; j < N; j++) {
      cost[0][j] += 1;
    }
    assertTrue(BatchedScaling.of(this::row, a, targets, 1e-3).isEmpty());
    assertThrows(
        IllegalArgumentException.class, () -> BatchedScaling.of(this::row, a, new double[0][], 1));
  }

  /** The kernel's rows hold, its products with the scalings do not: the errors stop it. */
  @Test
  void scalingsThatOverflowEndIt() {
    double[] least = new double[N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        cost[i][j] = Math.abs(i - j) * 640.0;
      }
      least[i] = i == 0 ? 1 : 1e-300;
    }
    double[] far = new double[N];
    far[N - 1] = 1;
    BatchedScaling batch =
        BatchedScaling.of(this::row, least, new double[][] {far}, 1).orElseThrow();
    assertTrue(batch.solve(1e-9, 100, () -> false) < 100);
    assertTrue(!(batch.error(0) < Double.POSITIVE_INFINITY));
  }
}
