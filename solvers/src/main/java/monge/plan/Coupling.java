package monge.plan;

import java.util.Arrays;

/**
 * A transport plan P (n×m), {@code P >= 0}, in the storage that suits its solver. Code that only
 * needs rows asks for rows. Immutable and thread-safe.
 */
public interface Coupling {

  /** n, the number of source points. */
  int rows();

  /** m, the number of target points. */
  int columns();

  /** {@code P_ij}. */
  double mass(int i, int j);

  /** Visits the positive entries of row {@code i} by increasing column. */
  default void forEachInRow(int i, EntryVisitor visitor) {
    visit(i, new double[columns()], visitor);
  }

  /** Visits the positive entries row by row. */
  default void forEach(EntryVisitor visitor) {
    double[] row = new double[columns()];
    for (int i = 0; i < rows(); i++) {
      visit(i, row, visitor);
    }
  }

  private void visit(int i, double[] row, EntryVisitor visitor) {
    row(i, row);
    for (int j = 0; j < row.length; j++) {
      if (row[j] > 0) {
        visitor.entry(i, j, row[j]);
      }
    }
  }

  /**
   * Visits the rows as arrays, for loops over many entries: a call an entry would cost more than
   * most do with it.
   */
  default void forEachRow(RowVisitor visitor) {
    int[] columns = new int[columns()];
    Arrays.setAll(columns, j -> j);
    double[] row = new double[columns.length];
    for (int i = 0; i < rows(); i++) {
      row(i, row);
      visitor.row(i, columns, row, 0, row.length);
    }
  }

  /** Writes row {@code i}, zeros included, into {@code out[0..columns)}, which may be longer. */
  void row(int i, double[] out);

  /** {@code P1} (n), a new array. O(nm), O(nonzeros) for a sparse plan. */
  default double[] rowMarginal() {
    double[] sums = new double[rows()];
    forEach((i, _, mass) -> sums[i] += mass);
    return sums;
  }

  /** {@code P'1} (m), a new array; as costly. */
  default double[] columnMarginal() {
    double[] sums = new double[columns()];
    forEach((_, j, mass) -> sums[j] += mass);
    return sums;
  }

  /** The sum of all entries, as costly as {@link #rowMarginal}. */
  default double total() {
    double sum = 0;
    for (double r : rowMarginal()) {
      sum += r;
    }
    return sum;
  }

  /** The number of positive entries; counted anew at every call unless the plan is sparse. */
  default long nonzeros() {
    long[] count = {0};
    forEach((_, _, _) -> count[0]++);
    return count[0];
  }

  /** Bytes that the storage takes. */
  long bytes();

  /** The whole plan (n×m), one row an array, a copy. O(nm) memory. */
  default double[][] toDense() {
    double[][] p = new double[rows()][columns()];
    for (int i = 0; i < p.length; i++) {
      row(i, p[i]);
    }
    return p;
  }

  /** Receives one row. */
  @FunctionalInterface
  interface RowVisitor {
    /**
     * Row {@code i} is {@code masses[k]} in column {@code columns[k]}, k in {@code [from, to)}, by
     * increasing column; what is not positive is no entry. The arrays are the plan's own, to be
     * read only, and until the visit ends.
     */
    void row(int i, int[] columns, double[] masses, int from, int to);
  }

  /** Receives one entry. */
  @FunctionalInterface
  interface EntryVisitor {
    /** {@code P_ij = mass > 0}. */
    void entry(int i, int j, double mass);
  }
}
