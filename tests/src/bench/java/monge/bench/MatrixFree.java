package monge.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import monge.numeric.BlockedSemiDual;
import monge.numeric.MatrixProduct;

/**
 * What a pass over the plan of two clouds costs where no matrix is kept, against what the
 * processor's rate of floating-point operations allows, as measured by a matrix product. Times are
 * the processor's, all threads together.
 */
public final class MatrixFree {

  /**
   * Operations an entry of a pass, a fused multiply-add counting two: 5 for the distance, 3 for the
   * exponent, 34 for the exponential, 5 to use it.
   */
  private static final int OPERATIONS = 47;

  private static final int SIDE = 1000;
  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private MatrixFree() {}

  /** Points a side; shares of the largest cost that eps is. */
  public static void main(String[] arguments) {
    int n = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    PrintStream out = System.out;
    double rate = productRate();
    out.printf(Locale.ROOT, "matrix product: %.1f Gflop/s a processor%n", rate * 1e-9);
    for (double share : new double[] {1e-2, 1e-3, 1e-4}) {
      double[][] source = cloud(n, 1);
      double[][] target = cloud(n, 2);
      double[] weights = new double[n];
      Arrays.fill(weights, 1.0 / n);
      BlockedSemiDual dual =
          new BlockedSemiDual(source, target, weights, weights, 1 / (2 * share), new double[n]);
      double[] psi = new double[n];
      double[] image = new double[n];
      dual.evaluate(psi, () -> false);
      double seconds = least(3, () -> dual.smooth(psi, image, () -> false));
      double entries = dual.density() * n * n;
      out.printf(
          Locale.ROOT,
          "n = m = %,d, eps %.0e of the largest cost: %.1f %% of the entries made, %.3f processor"
              + " seconds a pass, %.2f ns an entry, %.1f Gflop/s, %.2f times what the rate"
              + " allows%n",
          n,
          share,
          100 * dual.density(),
          seconds,
          1e9 * seconds / entries,
          1e-9 * OPERATIONS * entries / seconds,
          seconds / (OPERATIONS * entries / rate));
    }
  }

  private static double productRate() {
    double[][] x = new double[SIDE][SIDE];
    double[][] y = new double[SIDE][SIDE];
    double[][] z = new double[SIDE][SIDE];
    for (double[] row : x) {
      Arrays.fill(row, 0.5);
    }
    // The clock ticks coarsely: twenty products at a time.
    Runnable twenty =
        () -> {
          for (int k = 0; k < 20; k++) {
            MatrixProduct.multiplyTransposed(x, y, z);
          }
        };
    double seconds = least(4, twenty) / 20;
    return 2.0 * SIDE * SIDE * SIDE / seconds;
  }

  private static double least(int times, Runnable work) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < times; k++) {
      long start = MACHINE.getProcessCpuTime();
      work.run();
      least = Math.min(least, (MACHINE.getProcessCpuTime() - start) * 1e-9);
    }
    return least;
  }

  private static double[][] cloud(int n, long seed) {
    Random random = new Random(seed);
    double[][] axes = new double[2][n];
    for (double[] axis : axes) {
      Arrays.setAll(axis, _ -> random.nextDouble());
    }
    return axes;
  }
}
