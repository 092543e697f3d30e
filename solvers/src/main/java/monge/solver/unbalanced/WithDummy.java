package monge.solver.unbalanced;

import monge.cost.Geometry;

/**
 * Costs with one more row and column, the dummy point that takes what is not moved: free from and
 * to every point, and so dear from dummy to dummy that no optimal plan uses it.
 */
final class WithDummy implements Geometry {

  private final Geometry costs;
  private final double dummyToDummy;

  WithDummy(Geometry costs) {
    this(costs, costs.largestMagnitude() > 0 ? 2 * costs.largestMagnitude() : 1);
  }

  private WithDummy(Geometry costs, double dummyToDummy) {
    this.costs = costs;
    this.dummyToDummy = dummyToDummy;
  }

  @Override
  public int rows() {
    return costs.rows() + 1;
  }

  @Override
  public int columns() {
    return costs.columns() + 1;
  }

  @Override
  public double cost(int i, int j) {
    boolean dummyRow = i == costs.rows();
    boolean dummyColumn = j == costs.columns();
    return dummyRow && dummyColumn ? dummyToDummy : dummyRow || dummyColumn ? 0 : costs.cost(i, j);
  }

  @Override
  public void row(int i, double[] out) {
    int m = costs.columns();
    if (i < costs.rows()) {
      costs.row(i, out);
      out[m] = 0;
    } else {
      java.util.Arrays.fill(out, 0, m, 0);
      out[m] = dummyToDummy;
    }
  }

  @Override
  public double largestMagnitude() {
    return dummyToDummy;
  }

  @Override
  public boolean hasForbiddenPairs() {
    return costs.hasForbiddenPairs();
  }

  @Override
  public Geometry transposed() {
    return new WithDummy(costs.transposed(), dummyToDummy);
  }
}
