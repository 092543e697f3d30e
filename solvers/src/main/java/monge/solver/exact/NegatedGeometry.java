package monge.solver.exact;

import monge.cost.Geometry;

/** Costs with their sign turned, to maximise; forbidden pairs stay forbidden. */
record NegatedGeometry(Geometry original) implements Geometry {

  @Override
  public int rows() {
    return original.rows();
  }

  @Override
  public int columns() {
    return original.columns();
  }

  @Override
  public double cost(int i, int j) {
    return negated(original.cost(i, j));
  }

  @Override
  public void row(int i, double[] out) {
    original.row(i, out);
    for (int j = 0; j < columns(); j++) {
      out[j] = negated(out[j]);
    }
  }

  @Override
  public double largestMagnitude() {
    return original.largestMagnitude();
  }

  @Override
  public boolean hasForbiddenPairs() {
    return original.hasForbiddenPairs();
  }

  @Override
  public Geometry transposed() {
    return new NegatedGeometry(original.transposed());
  }

  private static double negated(double cost) {
    return cost == Double.POSITIVE_INFINITY ? cost : 0 - cost;
  }
}
