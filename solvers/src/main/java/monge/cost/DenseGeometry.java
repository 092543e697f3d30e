package monge.cost;

/** A given cost matrix. Entries finite of either sign, or {@code +inf} for a forbidden pair. */
public final class DenseGeometry implements Geometry {

  private final double[][] costs;
  private final double largest;
  private final boolean forbidden;

  private DenseGeometry(double[][] costs, double largest, boolean forbidden) {
    this.costs = costs;
    this.largest = largest;
    this.forbidden = forbidden;
  }

  /**
   * @param costs n×m, copied
   * @throws IllegalArgumentException if empty, ragged, or holding NaN or -inf
   */
  public static DenseGeometry of(double[][] costs) {
    if (costs.length == 0 || costs[0].length == 0) {
      throw new IllegalArgumentException("the cost matrix is empty: it needs at least one entry");
    }
    int m = costs[0].length;
    double[][] copy = new double[costs.length][];
    double largest = 0;
    boolean forbidden = false;
    for (int i = 0; i < costs.length; i++) {
      if (costs[i].length != m) {
        throw new IllegalArgumentException(
            "cost matrix row %d has %d entries, the first has %d".formatted(i, costs[i].length, m));
      }
      copy[i] = costs[i].clone();
      for (int j = 0; j < m; j++) {
        double c = copy[i][j];
        if (Double.isNaN(c) || c == Double.NEGATIVE_INFINITY) {
          throw new IllegalArgumentException(
              "cost (%d,%d) is %s: costs are finite, or inf for a forbidden pair"
                  .formatted(i, j, c));
        }
        if (c == Double.POSITIVE_INFINITY) {
          forbidden = true;
        } else {
          largest = Math.max(largest, Math.abs(c));
        }
      }
    }
    return new DenseGeometry(copy, largest, forbidden);
  }

  @Override
  public int rows() {
    return costs.length;
  }

  @Override
  public int columns() {
    return costs[0].length;
  }

  @Override
  public double cost(int i, int j) {
    return costs[i][j];
  }

  @Override
  public void row(int i, double[] out) {
    System.arraycopy(costs[i], 0, out, 0, costs[i].length);
  }

  @Override
  public double largestMagnitude() {
    return largest;
  }

  @Override
  public boolean hasForbiddenPairs() {
    return forbidden;
  }

  @Override
  public Geometry transposed() {
    double[][] t = new double[columns()][rows()];
    for (int i = 0; i < rows(); i++) {
      for (int j = 0; j < columns(); j++) {
        t[j][i] = costs[i][j];
      }
    }
    return new DenseGeometry(t, largest, forbidden);
  }
}
