package monge.solver.adaptive;

import java.util.Arrays;
import monge.plan.Coupling;

/**
 * The plan of a solve that was stopped: the matrix that the solver worked on, which nobody changes
 * any more, without the time of a copy.
 */
final class StoppedPlan implements Coupling {

  private final double[][] p;
  private final boolean exchanged;
  private final int[] rowAt;
  private final int[] columnAt;

  /**
   * @param p masses, one row a source point, or a target point if {@code exchanged}
   * @param rowAt the index in p of every source point; -1 for those without mass
   * @param columnAt of every target point, alike
   */
  StoppedPlan(double[][] p, boolean exchanged, int[] rowAt, int[] columnAt) {
    this.p = p;
    this.exchanged = exchanged;
    this.rowAt = rowAt;
    this.columnAt = columnAt;
  }

  @Override
  public int rows() {
    return rowAt.length;
  }

  @Override
  public int columns() {
    return columnAt.length;
  }

  @Override
  public double mass(int i, int j) {
    int row = rowAt[i];
    int column = columnAt[j];
    if (row < 0 || column < 0) {
      return 0;
    }
    return exchanged ? p[column][row] : p[row][column];
  }

  @Override
  public void forEachInRow(int i, EntryVisitor visitor) {
    for (int j = 0; j < columnAt.length; j++) {
      double mass = mass(i, j);
      if (mass > 0) {
        visitor.entry(i, j, mass);
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
  public void row(int i, double[] out) {
    Arrays.setAll(out, j -> j < columnAt.length ? mass(i, j) : out[j]);
  }

  @Override
  public long bytes() {
    return 8L * p.length * p[0].length;
  }
}
