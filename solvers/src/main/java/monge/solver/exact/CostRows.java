package monge.solver.exact;

import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import org.jspecify.annotations.Nullable;

/**
 * The costs between the points that have weight, each row shifted by its least cost so that a large
 * common offset loses no digits: {@code D_ik = C_ik - base_i >= 0}. Small matrices are stored, rows
 * of large ones are made again when asked for.
 */
final class CostRows {

  /** Up to this many entries (32 MB) the matrix is stored. */
  static final long STORED_ENTRIES = 4_000_000;

  private final Geometry geometry;
  private final int[] rows;
  private final int[] columns;
  private final double[] base;
  private final double[] buffer;
  private final double[] full;
  private final double @Nullable [][] stored;
  private double scale;

  /**
   * @param rows the rows of the geometry that take part
   * @param columns the columns that take part, increasing
   */
  CostRows(Geometry geometry, int[] rows, int[] columns) {
    this.geometry = geometry;
    this.rows = rows;
    this.columns = columns;
    base = new double[rows.length];
    buffer = new double[columns.length];
    full = columns.length == geometry.columns() ? buffer : new double[geometry.columns()];
    stored =
        (long) rows.length * columns.length <= STORED_ENTRIES ? new double[rows.length][] : null;
  }

  /** Visits all costs once; false if cancelled before the end. */
  boolean prepare(BooleanSupplier cancelled) {
    for (int i = 0; i < rows.length; i++) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      double[] row = raw(i);
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (double c : row) {
        least = Math.min(least, c);
        if (c > most && c != Double.POSITIVE_INFINITY) {
          most = c;
        }
      }
      if (least == Double.POSITIVE_INFINITY) {
        continue; // Every pair of this row is forbidden.
      }
      base[i] = least;
      scale = Math.max(scale, most - least);
      if (stored != null) {
        double[] copy = row.clone();
        shift(copy, least);
        stored[i] = copy;
      }
    }
    if (stored != null) {
      for (int i = 0; i < rows.length; i++) {
        if (stored[i] == null) {
          stored[i] = raw(i).clone();
        }
      }
    }
    return true;
  }

  /** Row i of D, valid until the next call. */
  double[] row(int i) {
    if (stored != null) {
      return stored[i];
    }
    double[] row = raw(i);
    shift(row, base[i]);
    return row;
  }

  /** {@code D_ik}. */
  double at(int i, int k) {
    return stored != null ? stored[i][k] : original(i, k) - base[i];
  }

  /** {@code C_ik - D_ik}. */
  double base(int i) {
    return base[i];
  }

  /** {@code C_ik}. */
  double original(int i, int k) {
    return geometry.cost(rows[i], columns[k]);
  }

  /** The largest finite D. */
  double scale() {
    return scale;
  }

  private double[] raw(int i) {
    geometry.row(rows[i], full);
    if (full != buffer) {
      for (int k = 0; k < columns.length; k++) {
        buffer[k] = full[columns[k]];
      }
    }
    return buffer;
  }

  private static void shift(double[] row, double offset) {
    for (int k = 0; k < row.length; k++) {
      row[k] -= offset;
    }
  }
}
