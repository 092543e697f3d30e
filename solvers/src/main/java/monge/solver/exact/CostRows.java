package monge.solver.exact;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.numeric.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The costs between the points that have weight, {@code D_ik = C_ik - base_i}. Squared distances in
 * up to four dimensions are computed from the coordinates whenever they are needed, which is
 * quicker than fetching them, and {@code base = 0}. Of other costs small matrices are stored, and
 * rows of large ones are made again when asked for; each row is shifted by its least cost, so that
 * a large common offset loses no digits.
 */
final class CostRows {

  /** Up to this many entries (32 MB) the matrix is stored. */
  static final long STORED_ENTRIES = 4_000_000;

  private static final int MOST_AXES = 4;

  /** Costs are cut off where that leaves so many times more room to the others. */
  private static final double HUGE = 100;

  private final Geometry geometry;
  private final Kernels kernels;
  private final int[] rows;
  private final int[] columns;
  private final double[] base;
  private final double[] buffer;
  private final double[] full;
  private final double @Nullable [][] stored;
  private final double[][] points;
  private final double[][] axes;
  private double scale;

  /**
   * @param rows the rows of the geometry that take part
   * @param columns the columns that take part, increasing
   */
  CostRows(Geometry geometry, int[] rows, int[] columns) {
    this.geometry = geometry;
    this.rows = rows;
    this.columns = columns;
    long entries = (long) rows.length * columns.length;
    kernels = Kernels.forEntries(entries);
    base = new double[rows.length];
    buffer = new double[columns.length];
    if (geometry instanceof PointCloudGeometry cloud && isComputed(cloud)) {
      points = new double[rows.length][];
      for (int i = 0; i < rows.length; i++) {
        points[i] = cloud.source().point(rows[i]);
      }
      axes = new double[cloud.source().dimension()][columns.length];
      for (int k = 0; k < axes.length; k++) {
        for (int j = 0; j < columns.length; j++) {
          axes[k][j] = cloud.target().coordinate(columns[j], k);
        }
      }
      stored = null;
      full = buffer;
    } else {
      points = new double[0][];
      axes = points;
      stored = entries <= STORED_ENTRIES ? new double[rows.length][] : null;
      full = columns.length == geometry.columns() ? buffer : new double[geometry.columns()];
    }
  }

  /** The same costs with those above a limit cut off there; stored, on top of the same base. */
  private CostRows(CostRows whole, double[][] cut, double limit) {
    geometry = whole.geometry;
    rows = whole.rows;
    columns = whole.columns;
    kernels = whole.kernels;
    base = whole.base;
    buffer = new double[columns.length];
    full = buffer;
    points = new double[0][];
    axes = points;
    stored = cut;
    scale = limit;
  }

  /** Whether rows of that geometry are computed from coordinates each time, and never stored. */
  static boolean isComputed(Geometry geometry) {
    return geometry instanceof PointCloudGeometry cloud
        && cloud.costFunction() instanceof CostFunction.SquaredEuclidean
        && cloud.source().dimension() <= MOST_AXES;
  }

  /** Whether rows are stored: {@link #row} may then be called by several threads at once. */
  boolean isStored() {
    return stored != null;
  }

  /** Visits all costs once, if need be; false if cancelled before the end. */
  boolean prepare(BooleanSupplier cancelled) {
    if (isComputed()) {
      scale = largestSquare();
      return !cancelled.getAsBoolean();
    }
    for (int i = 0; i < rows.length; i++) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      double[] row = raw(i);
      double least = kernels.min(row, columns.length);
      if (least < Double.POSITIVE_INFINITY) { // Else every pair of this row is forbidden.
        base[i] = least;
        scale = Math.max(scale, largestFinite(row) - least);
      }
      if (stored != null) {
        double[] copy = row.clone();
        shift(copy, base[i]);
        stored[i] = copy;
      }
    }
    return true;
  }

  /** Row i of D, valid until the next call. */
  double[] row(int i) {
    if (stored != null && stored[i] != null) {
      return stored[i];
    }
    double[] row = raw(i);
    if (base[i] != 0) {
      shift(row, base[i]);
    }
    return row;
  }

  /**
   * The costs cut off where huge ones have taken the digits of the small ones. A cost above {@code
   * min(n,m)} times the dearest that some plan uses is part of no better plan: a cycle that gives
   * it up costs less. Empty if that would leave few more digits to the rest, if it is too much to
   * store, or if cancelled.
   *
   * @param dearest the largest D that a plan uses
   */
  Optional<CostRows> cutOffAbove(double dearest, BooleanSupplier cancelled) {
    double limit = 2 * Math.min(rows.length, columns.length) * dearest;
    if (!(limit > 0 && scale > HUGE * limit)
        || (long) rows.length * columns.length > STORED_ENTRIES) {
      return Optional.empty();
    }
    double[][] cut = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      if (cancelled.getAsBoolean()) {
        return Optional.empty();
      }
      cut[i] = row(i).clone();
      for (int k = 0; k < columns.length; k++) {
        cut[i][k] = Math.min(cut[i][k], limit);
      }
    }
    return Optional.of(new CostRows(this, cut, limit));
  }

  /** {@code min_k D_ik - g[from + k]}. */
  double least(int i, double[] g, int from) {
    return isComputed()
        ? kernels.leastReducedSquared(points[i], axes, g, from, columns.length)
        : kernels.leastReduced(row(i), g, from, columns.length);
  }

  /**
   * Where {@code shift + D_ik - g_k} is less than {@code key_k}, it becomes the key and i its
   * origin. Returns the least key.
   */
  double relax(int i, double shift, double[] g, double[] key, double[] origin) {
    return axes.length == 2
        ? kernels.relaxSquared(
            shift, points[i][0], points[i][1], axes[0], axes[1], g, i, key, origin, columns.length)
        : kernels.relax(shift, row(i), g, i, key, origin, columns.length);
  }

  /** Writes {@code v_k = min_i D_ik - u_i}; false if cancelled. O(nm) at most. */
  boolean leastOfColumns(double[] u, double[] v, BooleanSupplier cancelled) {
    int m = columns.length;
    if (isComputed()) {
      PointBlocks sources = new PointBlocks(turned(points));
      sources.notePrices(u, 0);
      return sources.each(
          m,
          cancelled,
          (search, k) -> {
            double[] y = new double[axes.length];
            for (int axis = 0; axis < y.length; axis++) {
              y[axis] = axes[axis][k];
            }
            v[k] = search.least(y, u, 0);
          });
    }
    double[] negated = new double[m];
    Arrays.fill(negated, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < rows.length; i++) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      kernels.maxInto(u[i], 1, row(i), negated, m);
    }
    for (int k = 0; k < m; k++) {
      v[k] = 0 - negated[k];
    }
    return true;
  }

  /** The targets in blocks, if costs are computed from coordinates. */
  Optional<PointBlocks> targetBlocks() {
    return isComputed() ? Optional.of(new PointBlocks(axes)) : Optional.empty();
  }

  /** The coordinates of source i, if costs are computed from them. Not to be changed. */
  double[] point(int i) {
    return points[i];
  }

  private static double[][] turned(double[][] points) {
    double[][] axes = new double[points[0].length][points.length];
    for (int i = 0; i < points.length; i++) {
      for (int axis = 0; axis < axes.length; axis++) {
        axes[axis][i] = points[i][axis];
      }
    }
    return axes;
  }

  /** {@code D_ik}. */
  double at(int i, int k) {
    return stored != null && stored[i] != null ? stored[i][k] : original(i, k) - base[i];
  }

  /** {@code C_ik - D_ik}. */
  double base(int i) {
    return base[i];
  }

  /** {@code C_ik}. */
  double original(int i, int k) {
    return geometry.cost(rows[i], columns[k]);
  }

  /** The largest finite D, or a bound of that size. */
  double scale() {
    return scale;
  }

  /** The first cost to try for forbidden pairs: higher than all others. */
  double forbidding() {
    return scale > 0 ? 4 * scale : 1;
  }

  /** The kernels for problems of this size. */
  Kernels kernels() {
    return kernels;
  }

  private boolean isComputed() {
    return axes.length > 0;
  }

  /** A bound on the squared distances, from the boxes round both clouds. */
  private double largestSquare() {
    double sum = 0;
    for (int k = 0; k < axes.length; k++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double[] point : points) {
        low = Math.min(low, point[k]);
        high = Math.max(high, point[k]);
      }
      double least = kernels.min(axes[k], columns.length);
      double most = kernels.max(axes[k], columns.length);
      double reach = Math.max(Math.abs(high - least), Math.abs(most - low));
      sum += reach * reach;
    }
    return sum;
  }

  private double largestFinite(double[] row) {
    double most = kernels.max(row, columns.length);
    if (most < Double.POSITIVE_INFINITY) {
      return most;
    }
    most = Double.NEGATIVE_INFINITY;
    for (double c : row) {
      if (c > most && c != Double.POSITIVE_INFINITY) {
        most = c;
      }
    }
    return most;
  }

  private double[] raw(int i) {
    if (isComputed()) {
      kernels.squaredDistances(points[i], axes, buffer, columns.length);
      return buffer;
    }
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
