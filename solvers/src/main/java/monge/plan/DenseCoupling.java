package monge.plan;

import monge.numeric.Parallel;

/**
 * A plan stored entry by entry, O(nm) memory. Entries that are not positive count as no mass in
 * sums and visits; {@link #mass} and {@link #row} give them as they are.
 */
public final class DenseCoupling implements Coupling {

  /** Less work is not worth a second processor. */
  private static final int ENTRIES_IN_EACH = 50_000;

  private final double[][] plan;
  private final int columns;

  private DenseCoupling(double[][] plan) {
    this.plan = plan;
    this.columns = plan[0].length;
    for (int i = 0; i < plan.length; i++) {
      if (plan[i].length != columns) {
        throw new IllegalArgumentException(
            "row %d of the plan has %d entries, the first row %d: all rows need the same number"
                .formatted(i, plan[i].length, columns));
      }
    }
  }

  private static void requireEntries(double[][] plan) {
    if (plan.length == 0 || plan[0].length == 0) {
      throw new IllegalArgumentException(
          "a plan of %d rows and no entry: give at least one row and one column"
              .formatted(plan.length));
    }
  }

  /**
   * Copies the matrix (n×m), one row an array.
   *
   * @throws IllegalArgumentException if it has no entry or is ragged
   */
  public static DenseCoupling of(double[][] plan) {
    requireEntries(plan);
    double[][] copy = new double[plan.length][];
    Parallel.ranges(
        copy.length,
        parts(copy.length, plan[0].length),
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            copy[i] = plan[i].clone();
          }
        });
    return new DenseCoupling(copy);
  }

  /**
   * Takes the matrix over instead of copying it, for a plan that was made only to be wrapped and is
   * large (n×m, one row an array). The coupling owns the arrays from then on; whoever made them
   * writes to them no more. A matrix that is still at work, as in a snapshot of an iteration, needs
   * {@link #of}.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static DenseCoupling owning(double[][] plan) {
    requireEntries(plan);
    return new DenseCoupling(plan);
  }

  @Override
  public int rows() {
    return plan.length;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public double mass(int i, int j) {
    return plan[i][j];
  }

  @Override
  public void forEachInRow(int i, EntryVisitor visitor) {
    double[] row = plan[i];
    for (int j = 0; j < columns; j++) {
      if (row[j] > 0) {
        visitor.entry(i, j, row[j]);
      }
    }
  }

  @Override
  public void forEach(EntryVisitor visitor) {
    for (int i = 0; i < rows(); i++) {
      forEachInRow(i, visitor);
    }
  }

  @Override
  public double[] rowMarginal() {
    double[] sums = new double[plan.length];
    Parallel.ranges(
        plan.length,
        parts(plan.length, columns),
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            double sum = 0;
            for (double mass : plan[i]) {
              sum += mass > 0 ? mass : 0;
            }
            sums[i] = sum;
          }
        });
    return sums;
  }

  @Override
  public double[] columnMarginal() {
    double[] sums = new double[columns];
    Parallel.ranges(
        columns,
        parts(columns, plan.length),
        (_, from, to) -> {
          for (double[] row : plan) {
            for (int j = from; j < to; j++) {
              sums[j] += row[j] > 0 ? row[j] : 0;
            }
          }
        });
    return sums;
  }

  private static int parts(int length, int width) {
    return Parallel.parts(length, 1 + ENTRIES_IN_EACH / width);
  }

  @Override
  public void row(int i, double[] out) {
    System.arraycopy(plan[i], 0, out, 0, columns);
  }

  @Override
  public long bytes() {
    return 8L * plan.length * columns;
  }
}
