package monge.solver.exact;

/**
 * Points with whole weights, which can be gathered into fewer.
 *
 * @param points one a row
 * @param weights positive
 */
@SuppressWarnings("ArrayRecordComponent") // Internal: the arrays are handed over, not shared.
record WeightedPoints(double[][] points, long[] weights) {

  /** Clouds up to this size are not gathered. */
  static final int SMALL = 40;

  private static final int GATHERED = 4;

  int size() {
    return weights.length;
  }

  /**
   * About four neighbouring points in one, at their centre of mass: the cloud is halved along the
   * axis of its longest extent, and so on. Clouds of one size give clouds of one size. O(n log n).
   */
  WeightedPoints gathered() {
    if (size() <= SMALL) {
      return this;
    }
    double[][] axes = new double[points[0].length][size()];
    for (int i = 0; i < size(); i++) {
      for (int k = 0; k < axes.length; k++) {
        axes[k][i] = points[i][k];
      }
    }
    int parts = size() / GATHERED;
    Halving halving = new Halving(axes, parts);
    double[][] centres = new double[parts][axes.length];
    long[] sums = new long[parts];
    for (int part = 0; part < parts; part++) {
      int from = halving.start()[part];
      int to = halving.start()[part + 1];
      for (int q = from; q < to; q++) {
        sums[part] += weights[halving.order()[q]];
      }
      for (int q = from; q < to; q++) {
        int i = halving.order()[q];
        double share = (double) weights[i] / sums[part];
        for (int k = 0; k < axes.length; k++) {
          centres[part][k] += share * points[i][k];
        }
      }
    }
    return new WeightedPoints(centres, sums);
  }
}
