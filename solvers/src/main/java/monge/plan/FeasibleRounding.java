package monge.plan;

import java.util.Arrays;

/**
 * The feasible coupling near a given plan (Altschuler, Weed and Rigollet 2017, Algorithm 2): rows
 * are scaled down to at most a, then columns to at most b, and what mass is missing is spread as a
 * product,
 *
 * <pre>
 *   F = diag(min(a / P1, 1)) P,   F = F diag(min(b / F'1, 1)),
 *   Q = F + e_r e_c' / |e_r|_1,   e_r = a - F1,  e_c = b - F'1;
 * </pre>
 *
 * {@code |Q - P|_1 <= 2 (|P1 - a|_1 + |P'1 - b|_1)}. The primal value of Q, unlike that of P, is a
 * bound on the optimum. Time O(nm) for a dense plan, O(nonzeros + n + m) for a sparse one; memory
 * O(n + m), since rows of Q are made when they are asked for.
 */
public final class FeasibleRounding {

  /** Masses that solvers take for equal, to 1e-9, count as equal here. */
  private static final double LARGEST_DIFFERENCE = 1e-8;

  private FeasibleRounding() {}

  /**
   * Rounds {@code plan} to row sums {@code a} (n) and column sums {@code b} (m), all {@code >= 0}
   * and of one total.
   *
   * @throws IllegalArgumentException if the lengths do not fit the plan, or the totals differ by
   *     more than 1e-8 of the larger
   */
  public static Coupling round(Coupling plan, double[] a, double[] b) {
    if (plan.rows() != a.length || plan.columns() != b.length) {
      throw new IllegalArgumentException(
          "the plan is %d×%d but there are %d source and %d target weights"
              .formatted(plan.rows(), plan.columns(), a.length, b.length));
    }
    double massA = Arrays.stream(a).sum();
    double massB = Arrays.stream(b).sum();
    if (!(Math.abs(massA - massB) <= LARGEST_DIFFERENCE * Math.max(massA, massB))) {
      throw new IllegalArgumentException(
          "the source holds mass %s, the target %s: a coupling needs equal masses, normalise both"
              .formatted(massA, massB));
    }
    double[] rowScale = shrinking(a, plan.rowMarginal());
    double[] columnSums = new double[b.length];
    plan.forEach((i, j, mass) -> columnSums[j] += rowScale[i] * mass);
    double[] columnScale = shrinking(b, columnSums);
    double[] missingRow = a.clone();
    double[] missingColumn = b.clone();
    plan.forEach(
        (i, j, mass) -> {
          double scaled = rowScale[i] * mass * columnScale[j];
          missingRow[i] -= scaled;
          missingColumn[j] -= scaled;
        });
    double missing = 0;
    for (int i = 0; i < a.length; i++) {
      // Both are >= 0 but for rounding.
      missingRow[i] = Math.max(0, missingRow[i]);
      missing += missingRow[i];
    }
    for (int j = 0; j < b.length; j++) {
      missingColumn[j] = missing > 0 ? Math.max(0, missingColumn[j]) / missing : 0;
    }
    return new RoundedCoupling(plan, rowScale, columnScale, missingRow, missingColumn);
  }

  private static double[] shrinking(double[] wanted, double[] sums) {
    double[] scale = new double[wanted.length];
    for (int k = 0; k < scale.length; k++) {
      scale[k] = sums[k] > wanted[k] ? wanted[k] / sums[k] : 1;
    }
    return scale;
  }

  /** {@code diag(r) P diag(c) + e_r e_c'}, rows made on demand. */
  private static final class RoundedCoupling implements Coupling {

    private final Coupling plan;
    private final double[] rowScale;
    private final double[] columnScale;
    private final double[] rowPart;
    private final double[] columnPart;

    RoundedCoupling(
        Coupling plan,
        double[] rowScale,
        double[] columnScale,
        double[] rowPart,
        double[] columnPart) {
      this.plan = plan;
      this.rowScale = rowScale;
      this.columnScale = columnScale;
      this.rowPart = rowPart;
      this.columnPart = columnPart;
    }

    @Override
    public int rows() {
      return plan.rows();
    }

    @Override
    public int columns() {
      return plan.columns();
    }

    @Override
    public double mass(int i, int j) {
      return rowScale[i] * plan.mass(i, j) * columnScale[j] + rowPart[i] * columnPart[j];
    }

    @Override
    public void row(int i, double[] out) {
      plan.row(i, out);
      double scale = rowScale[i];
      double part = rowPart[i];
      for (int j = 0; j < columnPart.length; j++) {
        out[j] = scale * out[j] * columnScale[j] + part * columnPart[j];
      }
    }

    @Override
    public long bytes() {
      return plan.bytes() + 16L * (rowScale.length + columnScale.length);
    }
  }
}
