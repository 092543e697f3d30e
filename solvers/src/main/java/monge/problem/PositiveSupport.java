package monge.problem;

import java.util.Arrays;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;

/**
 * A problem without its points of zero weight, and the way back: solvers may then take logarithms
 * of weights. Immutable.
 */
public final class PositiveSupport {

  private final LinearProblem problem;
  private final int[] rows;
  private final int[] columns;
  private final int n;
  private final int m;

  private PositiveSupport(LinearProblem problem, int[] rows, int[] columns, int n, int m) {
    this.problem = problem;
    this.rows = rows;
    this.columns = columns;
    this.n = n;
    this.m = m;
  }

  /**
   * Drops the points of zero weight; the problem itself if there are none. O(nm) time and memory if
   * costs are a matrix, O((n + m) d) else.
   */
  public static PositiveSupport of(LinearProblem whole) {
    int[] rows = positive(whole.source());
    int[] columns = positive(whole.target());
    int n = whole.rows();
    int m = whole.columns();
    if (rows.length == n && columns.length == m) {
      return new PositiveSupport(whole, rows, columns, n, m);
    }
    DiscreteMeasure source = whole.source().restrictedTo(rows);
    DiscreteMeasure target = whole.target().restrictedTo(columns);
    if (whole.geometry().isEmpty()) {
      return new PositiveSupport(
          LinearProblem.between(source, target, new CostFunction.SquaredEuclidean()),
          rows,
          columns,
          n,
          m);
    }
    LinearProblem problem =
        whole.requireGeometry() instanceof PointCloudGeometry cloud
            ? LinearProblem.between(source, target, cloud.costFunction())
            : LinearProblem.of(source, target, submatrix(whole.requireGeometry(), rows, columns));
    return new PositiveSupport(problem, rows, columns, n, m);
  }

  /** The points of positive weight, by number. */
  public static int[] positive(DiscreteMeasure measure) {
    int[] indices = new int[measure.size()];
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      if (measure.weight(i) > 0) {
        indices[count++] = i;
      }
    }
    return Arrays.copyOf(indices, count);
  }

  private static Geometry submatrix(Geometry geometry, int[] rows, int[] columns) {
    double[] row = new double[geometry.columns()];
    double[][] costs = new double[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      geometry.row(rows[i], row);
      for (int j = 0; j < columns.length; j++) {
        costs[i][j] = row[columns[j]];
      }
    }
    return DenseGeometry.of(costs);
  }

  /** The problem on the points of positive weight. */
  public LinearProblem problem() {
    return problem;
  }

  /** Index of source point {@code i} of {@link #problem} in the whole problem. */
  public int row(int i) {
    return rows[i];
  }

  /** Index of target point {@code j} of {@link #problem} in the whole problem. */
  public int column(int j) {
    return columns[j];
  }

  /** A value a source point (n of the whole), with {@code elsewhere} at points of zero weight. */
  public double[] expandRows(double[] values, double elsewhere) {
    return expand(values, rows, n, elsewhere);
  }

  /** A value a target point (m of the whole), with {@code elsewhere} at points of zero weight. */
  public double[] expandColumns(double[] values, double elsewhere) {
    return expand(values, columns, m, elsewhere);
  }

  /** Of values at all source points (n) those at points of positive weight. */
  public double[] restrictRows(double[] values) {
    return restrict(values, rows);
  }

  /** Of values at all target points (m) those at points of positive weight. */
  public double[] restrictColumns(double[] values) {
    return restrict(values, columns);
  }

  private static double[] expand(double[] values, int[] indices, int size, double elsewhere) {
    double[] all = new double[size];
    Arrays.fill(all, elsewhere);
    for (int k = 0; k < indices.length; k++) {
      all[indices[k]] = values[k];
    }
    return all;
  }

  private static double[] restrict(double[] values, int[] indices) {
    double[] some = new double[indices.length];
    for (int k = 0; k < indices.length; k++) {
      some[k] = values[indices[k]];
    }
    return some;
  }
}
