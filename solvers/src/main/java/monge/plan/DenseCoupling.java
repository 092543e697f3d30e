package monge.plan;

/** A plan stored entry by entry. */
public final class DenseCoupling implements Coupling {

  private final double[][] plan;
  private final int columns;

  private DenseCoupling(double[][] plan) {
    this.plan = plan;
    this.columns = plan[0].length;
  }

  /** Copies the matrix, one row an array; at least one row, rows of equal length. */
  public static DenseCoupling of(double[][] plan) {
    double[][] copy = new double[plan.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = plan[i].clone();
    }
    return new DenseCoupling(copy);
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
  public void row(int i, double[] out) {
    System.arraycopy(plan[i], 0, out, 0, columns);
  }

  @Override
  public long bytes() {
    return 8L * plan.length * columns;
  }
}
