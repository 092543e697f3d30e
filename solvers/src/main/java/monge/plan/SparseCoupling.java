package monge.plan;

import java.util.Arrays;

/**
 * A plan with few positive entries, stored by rows: 12 bytes an entry and 4 a row. A visit takes
 * O(nonzeros), a single entry O(log nonzeros of its row).
 */
public final class SparseCoupling implements Coupling {

  private final int columns;
  private final int[] starts;
  private final int[] indices;
  private final double[] masses;

  private SparseCoupling(int columns, int[] starts, int[] indices, double[] masses) {
    this.columns = columns;
    this.starts = starts;
    this.indices = indices;
    this.masses = masses;
  }

  /**
   * Entries in any order: {@code P_ij = massOf[k]} at {@code i = rowOf[k]}, {@code j =
   * columnOf[k]}. Entries that are not positive are left out.
   *
   * @param n rows
   * @param m columns
   * @param count how many entries to read from the front of the arrays
   * @throws IllegalArgumentException if an entry lies outside the plan or a pair occurs twice
   */
  public static SparseCoupling of(
      int n, int m, int[] rowOf, int[] columnOf, double[] massOf, int count) {
    int[] starts = new int[n + 1];
    for (int k = 0; k < count; k++) {
      if (massOf[k] > 0) {
        if (rowOf[k] < 0 || rowOf[k] >= n || columnOf[k] < 0 || columnOf[k] >= m) {
          throw new IllegalArgumentException(
              "entry %d lies at (%d,%d), outside a plan of %d×%d points"
                  .formatted(k, rowOf[k], columnOf[k], n, m));
        }
        starts[rowOf[k] + 1]++;
      }
    }
    for (int i = 0; i < n; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = Arrays.copyOf(starts, n);
    int[] indices = new int[starts[n]];
    double[] masses = new double[starts[n]];
    for (int k = 0; k < count; k++) {
      if (massOf[k] > 0) {
        int at = next[rowOf[k]]++;
        // Insertion keeps each short row sorted by column.
        while (at > starts[rowOf[k]] && indices[at - 1] > columnOf[k]) {
          indices[at] = indices[at - 1];
          masses[at] = masses[at - 1];
          at--;
        }
        if (at > starts[rowOf[k]] && indices[at - 1] == columnOf[k]) {
          throw new IllegalArgumentException(
              "the pair (%d,%d) occurs twice: add its masses up first"
                  .formatted(rowOf[k], columnOf[k]));
        }
        indices[at] = columnOf[k];
        masses[at] = massOf[k];
      }
    }
    return new SparseCoupling(m, starts, indices, masses);
  }

  @Override
  public int rows() {
    return starts.length - 1;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public double mass(int i, int j) {
    int at = Arrays.binarySearch(indices, starts[i], starts[i + 1], j);
    return at < 0 ? 0 : masses[at];
  }

  @Override
  public void forEachInRow(int i, EntryVisitor visitor) {
    for (int k = starts[i]; k < starts[i + 1]; k++) {
      visitor.entry(i, indices[k], masses[k]);
    }
  }

  @Override
  public void forEach(EntryVisitor visitor) {
    for (int i = 0; i < rows(); i++) {
      forEachInRow(i, visitor);
    }
  }

  @Override
  public void forEachRow(RowVisitor visitor) {
    for (int i = 0; i < rows(); i++) {
      visitor.row(i, indices, masses, starts[i], starts[i + 1]);
    }
  }

  @Override
  public void row(int i, double[] out) {
    Arrays.fill(out, 0, columns, 0);
    for (int k = starts[i]; k < starts[i + 1]; k++) {
      out[indices[k]] = masses[k];
    }
  }

  @Override
  public long nonzeros() {
    return masses.length;
  }

  @Override
  public long bytes() {
    return 12L * masses.length + 4L * starts.length;
  }
}
