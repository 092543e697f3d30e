package monge.numeric;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sinkhorn's iteration for one source and many targets with one cost: {@code U = a ./ (K V)},
 * {@code V = B ./ (K' U)} with {@code K = exp(-C/eps)} stored once, U (n×s), V (m×s), so that a
 * sweep of all s problems is two matrix products (Peyré and Cuturi 2019, section 4.3). In the plain
 * domain: for eps that is not small against the costs; scalings that over- or underflow all the
 * same end the iteration. O(nm s) time a sweep, O(nm + (n + m) s) memory. Used by one thread; runs
 * on all processors.
 */
public final class BatchedScaling {

  /** Exponents beyond this are 0 in double precision, with room for the scalings. */
  private static final double PLAIN_LIMIT = 650;

  private final double[][] kernel;
  private final double[][] transposed;
  private final double[] a;
  private final double[][] b;
  private final double[][] u;
  private final double[][] v;
  private final double[][] rowSums;
  private final double[][] columnSums;
  private final double[] errors;

  /**
   * The problems at their start; none if eps is so small that the kernel of a point underflows.
   *
   * @param costs rows of the n×m cost matrix
   * @param a positive weights of the source (n)
   * @param targets weights of each target, one a row (s×m), each of the source's mass; zeros are
   *     allowed
   * @param eps regularisation strength, in the unit of the cost
   */
  public static Optional<BatchedScaling> of(
      Sweep.CostRows costs, double[] a, double[][] targets, double eps) {
    if (targets.length == 0) {
      throw new IllegalArgumentException("there are no targets: give at least one");
    }
    BatchedScaling batch = new BatchedScaling(a, targets);
    return batch.fillKernel(costs, eps) <= PLAIN_LIMIT ? Optional.of(batch) : Optional.empty();
  }

  private BatchedScaling(double[] a, double[][] targets) {
    int n = a.length;
    int m = targets[0].length;
    int s = targets.length;
    this.a = a.clone();
    kernel = new double[n][m];
    transposed = new double[m][n];
    b = new double[m][s];
    for (int t = 0; t < s; t++) {
      if (targets[t].length != m) {
        throw new IllegalArgumentException(
            "target %d has %d weights, the first has %d".formatted(t, targets[t].length, m));
      }
      for (int j = 0; j < m; j++) {
        b[j][t] = targets[t][j];
      }
    }
    u = new double[n][s];
    v = new double[m][s];
    for (double[] row : v) {
      Arrays.fill(row, 1);
    }
    rowSums = new double[n][s];
    columnSums = new double[m][s];
    errors = new double[s];
  }

  /** Returns the exponent of the nearest partner of the point whose nearest partner is farthest. */
  private double fillKernel(Sweep.CostRows costs, double eps) {
    double[] least = new double[transposed.length];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    double worst = 0;
    for (int i = 0; i < kernel.length; i++) {
      costs.row(i, kernel[i]);
      double leastInRow = Double.POSITIVE_INFINITY;
      for (int j = 0; j < least.length; j++) {
        double exponent = kernel[i][j] / eps;
        leastInRow = Math.min(leastInRow, exponent);
        least[j] = Math.min(least[j], exponent);
        kernel[i][j] = Math.exp(-exponent);
        transposed[j][i] = kernel[i][j];
      }
      worst = Math.max(worst, leastInRow);
    }
    for (double exponent : least) {
      worst = Math.max(worst, exponent);
    }
    return worst;
  }

  /**
   * Sweeps until every row error is at most {@code limit}, {@code most} times, or until a scaling
   * leaves the range of doubles.
   *
   * @return sweeps made
   */
  public int solve(double limit, int most, BooleanSupplier stop) {
    int k = 0;
    while (k < most && !stop.getAsBoolean()) {
      step();
      k++;
      // The errors are those before the sweep: the columns were exact, the rows not yet.
      double worst = Arrays.stream(errors).max().orElse(0);
      if (k > 1 && !(worst > limit && worst < Double.POSITIVE_INFINITY)) {
        break;
      }
    }
    return k;
  }

  /** One sweep of all problems: rows, then columns. */
  public void step() {
    MatrixProduct.multiply(kernel, v, rowSums);
    Arrays.fill(errors, 0);
    for (int i = 0; i < u.length; i++) {
      for (int t = 0; t < errors.length; t++) {
        errors[t] += Math.abs(u[i][t] * rowSums[i][t] - a[i]);
        u[i][t] = a[i] / rowSums[i][t];
      }
    }
    MatrixProduct.multiply(transposed, u, columnSums);
    for (int j = 0; j < v.length; j++) {
      for (int t = 0; t < errors.length; t++) {
        v[j][t] = b[j][t] / columnSums[j][t];
      }
    }
  }

  /** {@code |P1 - a|_1} of problem {@code t} before the last sweep, when its columns were exact. */
  public double error(int t) {
    return errors[t];
  }

  /** {@code log u} of problem {@code t} (n). */
  public double[] logRows(int t) {
    return logs(u, t);
  }

  /** {@code log v} of problem {@code t} (m); -inf where the target's weight is 0. */
  public double[] logColumns(int t) {
    return logs(v, t);
  }

  private static double[] logs(double[][] scalings, int t) {
    double[] logs = new double[scalings.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(scalings[i][t]);
    }
    return logs;
  }

  /** The plan of problem {@code t}: {@code diag(u_t) K diag(v_t)}. */
  public double[][] plan(int t) {
    double[][] plan = new double[u.length][v.length];
    for (int i = 0; i < plan.length; i++) {
      for (int j = 0; j < v.length; j++) {
        plan[i][j] = u[i][t] * kernel[i][j] * v[j][t];
      }
    }
    return plan;
  }
}
