package monge.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StoredScalingTest {

  private static final int N = 7;
  private static final int M = 5;

  private final double[][] costs = new double[N][M];
  private final double[] a = new double[N];
  private final double[] b = new double[M];

  StoredScalingTest() {
    Random random = new Random(3);
    for (double[] row : costs) {
      Arrays.setAll(row, j -> random.nextDouble());
    }
    Arrays.setAll(a, i -> 0.1 + random.nextDouble());
    Arrays.setAll(b, j -> 0.1 + random.nextDouble());
  }

  private static double soft(double weight, double logSum) {
    return 0.8 * (Math.log(weight) - logSum);
  }

  private void row(int i, double[] out) {
    System.arraycopy(costs[i], 0, out, 0, M);
  }

  /** The scale changes, and with it potentials move by more than the stored kernel allows. */
  @Test
  void itsStepsAreThoseInLogarithms() {
    Relaxation rows = (i, logSum) -> soft(a[i], logSum);
    Relaxation columns = (j, logSum) -> soft(b[j], logSum);
    ScalingSweep logarithms = new ScalingSweep(this::row, a, b, rows, columns);
    StoredScaling stored = new StoredScaling(this::row, N, M, rows, columns, () -> false);
    double[] phi = new double[N];
    double[] psi = new double[M];
    double[] phiStored = new double[N];
    double[] psiStored = new double[M];
    for (double scale : new double[] {1, 1, 50, 50, 300, 300, 300}) {
      assertTrue(logarithms.step(phi, psi, scale, 1, () -> false));
      assertTrue(stored.step(phiStored, psiStored, scale, () -> false));
      assertArrayEquals(phi, phiStored, 1e-11);
      assertArrayEquals(psi, psiStored, 1e-11);
    }
  }

  @Test
  void aRowThatUnderflowsIsTold() {
    Arrays.fill(costs[2], 1e4);
    StoredScaling stored =
        new StoredScaling(this::row, N, M, (_, _) -> 0, (_, _) -> 0, () -> false);
    double[] phi = new double[N];
    double[] psi = new double[M];
    assertFalse(stored.step(phi, psi, 1, () -> false));
    assertTrue(stored.isLost());
    assertArrayEquals(new double[N], phi);
  }

  @Test
  void aStopLeavesThePotentials() {
    StoredScaling stored =
        new StoredScaling(this::row, N, M, (_, _) -> 1, (_, _) -> 1, () -> false);
    double[] phi = new double[N];
    double[] psi = new double[M];
    assertFalse(stored.step(phi, psi, 1, () -> true));
    assertFalse(stored.isLost());
    assertArrayEquals(new double[M], psi);
  }
}
