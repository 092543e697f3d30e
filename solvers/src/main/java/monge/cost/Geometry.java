package monge.cost;

import monge.numeric.Kernels;
import monge.numeric.Parallel;

/**
 * The n×m cost matrix C of a problem, stored or computed on the fly. Solvers ask for rows; they do
 * not care how a row is made. Entries are finite, or {@code +inf} for a forbidden pair. Immutable
 * and thread-safe.
 */
public interface Geometry {

  /** n, the number of source points. */
  int rows();

  /** m, the number of target points. */
  int columns();

  /** {@code C_ij}. */
  double cost(int i, int j);

  /**
   * Writes row {@code i} into {@code out[0..columns)}, which may be longer. O(m d) on the fly, O(m)
   * from a matrix.
   */
  void row(int i, double[] out);

  /** The largest finite |C_ij|; 0 for an all-zero matrix. O(nm) at first call, then remembered. */
  double largestMagnitude();

  /** True if some entry is {@code +inf}: then not every pair of weights has a plan. */
  boolean hasForbiddenPairs();

  /** The geometry with source and target exchanged. */
  Geometry transposed();

  /** The whole matrix (n×m), one row an array, a copy. O(nm) memory. */
  default double[][] toDense() {
    double[][] c = new double[rows()][columns()];
    for (int i = 0; i < c.length; i++) {
      row(i, c[i]);
    }
    return c;
  }

  /**
   * The same costs for a solver that passes over all rows many times: stored, unless a row is quick
   * to compute or the matrix has more than 16 million entries.
   */
  default Geometry forManyPasses() {
    long entries = (long) rows() * columns();
    boolean quick =
        this instanceof PointCloudGeometry cloud
            && cloud.costFunction() instanceof CostFunction.SquaredEuclidean
            && cloud.source().dimension() <= 4
            && entries > 10_000;
    return this instanceof DenseGeometry || quick || entries > 16_000_000
        ? this
        : DenseGeometry.of(toDense());
  }

  /** {@code <C, ab'>}, the cost of the product plan, without a matrix; a (n), b (m). */
  default double productCost(double[] a, double[] b) {
    Kernels kernels = Kernels.forEntries((long) a.length * b.length);
    double[] rows = new double[a.length];
    Parallel.ranges(
        a.length,
        Parallel.parts(a.length, 1 + 20_000 / b.length),
        (_, from, to) -> {
          double[] row = new double[b.length];
          for (int i = from; i < to; i++) {
            row(i, row);
            rows[i] = a[i] * kernels.dot(row, b, b.length);
          }
        });
    return kernels.sum(rows, rows.length);
  }
}
