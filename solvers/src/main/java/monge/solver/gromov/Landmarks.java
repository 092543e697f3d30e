package monge.solver.gromov;

/**
 * A rough guess which points of two structures D (n×n) and D' (m×m) correspond: a few source points
 * far from each other, each with the target point that lies most alike to all points and to the
 * landmarks before. Points of either side are then compared by their distances to the landmarks,
 *
 * <pre>  c_ik = (u_i - v_k)^2 + sum_l (D_{s_l i} - D'_{t_l k})^2,  u = Da, v = D'b.</pre>
 *
 * Of a figure and its image under a rigid motion every choice among equal ones is another symmetry
 * of the figure, and c is 0 on one motion. O(n + m) a landmark and O(1) memory a point and
 * landmark.
 */
final class Landmarks {

  /** Enough to fix a figure in general position in up to seven dimensions. */
  private static final int MOST = 8;

  private final double[][] ofSource;
  private final double[][] ofTarget;

  private Landmarks(double[][] ofSource, double[][] ofTarget) {
    this.ofSource = ofSource;
    this.ofTarget = ofTarget;
  }

  /**
   * Chooses landmarks.
   *
   * @param u the mean distances {@code Da} of the source points
   * @param v the mean distances {@code D'b} of the target points
   */
  static Landmarks of(double[][] source, double[][] target, double[] u, double[] v) {
    int count = Math.min(MOST, Math.min(u.length, v.length));
    double[][] ofSource = new double[count + 1][];
    double[][] ofTarget = new double[count + 1][];
    ofSource[0] = u;
    ofTarget[0] = v;
    double[] apart = u.clone();
    double[] unlike = new double[v.length];
    for (int l = 1; l <= count; l++) {
      int from = farthest(apart);
      for (int k = 0; k < v.length; k++) {
        unlike[k] = 0;
        for (int before = 0; before < l; before++) {
          double d = ofSource[before][from] - ofTarget[before][k];
          unlike[k] += d * d;
        }
      }
      ofSource[l] = source[from];
      ofTarget[l] = target[nearest(unlike)];
      for (int i = 0; i < u.length; i++) {
        apart[i] = l == 1 ? source[from][i] : Math.min(apart[i], source[from][i]);
      }
    }
    return new Landmarks(ofSource, ofTarget);
  }

  private static int farthest(double[] x) {
    int at = 0;
    for (int i = 1; i < x.length; i++) {
      at = x[i] > x[at] ? i : at;
    }
    return at;
  }

  private static int nearest(double[] x) {
    int at = 0;
    for (int i = 1; i < x.length; i++) {
      at = x[i] < x[at] ? i : at;
    }
    return at;
  }

  /** Adds {@code factor c_ik} to all entries k of a row. */
  void add(double factor, int i, double[] row) {
    for (int l = 0; l < ofSource.length; l++) {
      double there = ofSource[l][i];
      double[] here = ofTarget[l];
      for (int k = 0; k < row.length; k++) {
        double d = there - here[k];
        row[k] += factor * d * d;
      }
    }
  }
}
