package monge.solver.gromov;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import monge.numeric.Kernels;
import monge.numeric.Parallel;
import monge.plan.Coupling;
import monge.plan.SparseCoupling;

/**
 * A plan with few entries, or a difference of two: sorted by row, and by column within a row.
 * Entries are not 0. Immutable.
 */
final class SparsePlan {

  /** Receives the entries; a Coupling's visitor leaves out those that are negative. */
  @FunctionalInterface
  interface Entries {
    void entry(int i, int j, double mass);
  }

  private final int columns;
  private final int[] starts;
  private final int[] columnOf;
  private final double[] mass;

  private SparsePlan(int columns, int[] starts, int[] columnOf, double[] mass) {
    this.columns = columns;
    this.starts = starts;
    this.columnOf = columnOf;
    this.mass = mass;
  }

  /** The positive entries of a coupling: {@code O(entries)}. */
  static SparsePlan of(Coupling plan) {
    int[] starts = new int[plan.rows() + 1];
    plan.forEach((i, _, _) -> starts[i + 1]++);
    for (int i = 0; i < plan.rows(); i++) {
      starts[i + 1] += starts[i];
    }
    int[] columnOf = new int[starts[plan.rows()]];
    double[] mass = new double[columnOf.length];
    int[] at = {0};
    plan.forEach(
        (_, j, p) -> {
          columnOf[at[0]] = j;
          mass[at[0]++] = p;
        });
    return new SparsePlan(plan.columns(), starts, columnOf, mass);
  }

  /** One positive entry a row. */
  static SparsePlan ofRows(int[] columnOf, double[] mass, int columns) {
    int[] starts = new int[columnOf.length + 1];
    Arrays.setAll(starts, i -> i);
    return new SparsePlan(columns, starts, columnOf.clone(), mass.clone());
  }

  /** No entries at all (n×m). */
  static SparsePlan none(int rows, int columns) {
    return new SparsePlan(columns, new int[rows + 1], new int[0], new double[0]);
  }

  int rows() {
    return starts.length - 1;
  }

  int columns() {
    return columns;
  }

  int entries() {
    return mass.length;
  }

  /** {@code P_ij}. */
  double mass(int i, int j) {
    int at = Arrays.binarySearch(columnOf, starts[i], starts[i + 1], j);
    return at < 0 ? 0 : mass[at];
  }

  void forEach(Entries visitor) {
    for (int i = 0; i < rows(); i++) {
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        visitor.entry(i, columnOf[e], mass[e]);
      }
    }
  }

  /** {@code p P + q Q}; entries that cancel are gone. */
  SparsePlan combined(double p, double q, SparsePlan other) {
    int[] at = new int[starts.length];
    int[] to = new int[entries() + other.entries()];
    double[] sum = new double[to.length];
    int count = 0;
    for (int i = 0; i < rows(); i++) {
      int e = starts[i];
      int f = other.starts[i];
      while (e < starts[i + 1] || f < other.starts[i + 1]) {
        int left = e < starts[i + 1] ? columnOf[e] : Integer.MAX_VALUE;
        int right = f < other.starts[i + 1] ? other.columnOf[f] : Integer.MAX_VALUE;
        double value = 0;
        if (left <= right) {
          value += p * mass[e++];
        }
        if (right <= left) {
          value += q * other.mass[f++];
        }
        if (value != 0) {
          to[count] = Math.min(left, right);
          sum[count++] = value;
        }
      }
      at[i + 1] = count;
    }
    return new SparsePlan(columns, at, Arrays.copyOf(to, count), Arrays.copyOf(sum, count));
  }

  /** {@code <x, P>}. */
  double dot(double[][] x) {
    double sum = 0;
    for (int i = 0; i < rows(); i++) {
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        sum += x[i][columnOf[e]] * mass[e];
      }
    }
    return sum;
  }

  double[] rowSums() {
    double[] sums = new double[rows()];
    forEach((i, _, p) -> sums[i] += p);
    return sums;
  }

  double[] columnSums() {
    double[] sums = new double[columns];
    forEach((_, j, p) -> sums[j] += p);
    return sums;
  }

  /** The rows that have entries, increasing. */
  int[] occupiedRows() {
    int[] rows = new int[rows()];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (starts[i + 1] > starts[i]) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  /** Writes {@code P X} for X (m×m), only the {@linkplain #occupiedRows occupied rows}. */
  void multiply(double[][] x, int[] occupied, double[][] out) {
    Kernels kernels = Kernels.forEntries((long) rows() * columns);
    Parallel.ranges(
        occupied.length,
        Parallel.parts(occupied.length, 1 + 20_000 / columns),
        (_, from, to) -> {
          for (int k = from; k < to; k++) {
            Arrays.fill(out[k], 0);
            for (int e = starts[occupied[k]]; e < starts[occupied[k] + 1]; e++) {
              kernels.axpy(mass[e], x[columnOf[e]], out[k], columns);
            }
          }
        });
  }

  /** Adds {@code weight P_i.} to a row. */
  void addRow(int i, double weight, double[] out) {
    for (int e = starts[i]; e < starts[i + 1]; e++) {
      out[columnOf[e]] += weight * mass[e];
    }
  }

  boolean isSameAs(SparsePlan other) {
    return Arrays.equals(starts, other.starts)
        && Arrays.equals(columnOf, other.columnOf)
        && Arrays.equals(mass, other.mass);
  }

  /** As a plan amid more points (n×m), at these indices. */
  Coupling coupling(IntUnaryOperator row, IntUnaryOperator column, int n, int m) {
    int[] rowOf = new int[entries()];
    int[] target = new int[entries()];
    for (int i = 0; i < rows(); i++) {
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        rowOf[e] = row.applyAsInt(i);
        target[e] = column.applyAsInt(columnOf[e]);
      }
    }
    return SparseCoupling.of(n, m, rowOf, target, mass, entries());
  }
}
