package monge.views.picture;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.DoubleToIntFunction;
import monge.plan.Coupling;
import org.jspecify.annotations.Nullable;

/**
 * A plan as shares of its rows, {@code P_ij / sum_k P_ik}, in the order in which it is shown. Large
 * plans are gathered into at most 1024 × 1024 cells, each the largest share in it, so that no entry
 * is lost from sight.
 */
public final class MatrixCells {

  private static final int MOST = 1024;
  private static final Map<Coupling, MatrixCells> LATEST = new WeakHashMap<>();

  private final String order;
  private final int rows;
  private final int columns;
  private final float[] shares;
  private final double largest;
  private volatile @Nullable Colors colors;

  private MatrixCells(String order, int rows, int columns, float[] shares, double largest) {
    this.order = order;
    this.rows = rows;
    this.columns = columns;
    this.shares = shares;
    this.largest = largest;
  }

  /**
   * The cells of a plan; remembered while the plan lives.
   *
   * @param name tells orders of the same plan apart
   */
  public static MatrixCells of(
      Coupling coupling, PointOrder rowOrder, PointOrder columnOrder, String name) {
    synchronized (LATEST) {
      MatrixCells known = LATEST.get(coupling);
      if (known != null && known.order.equals(name)) {
        return known;
      }
    }
    MatrixCells made = gather(coupling, rowOrder.points(), columnOrder.points(), name);
    synchronized (LATEST) {
      LATEST.put(coupling, made);
    }
    return made;
  }

  private static MatrixCells gather(
      Coupling coupling, int[] rowOrder, int[] columnOrder, String name) {
    int n = coupling.rows();
    int m = coupling.columns();
    int rows = Math.min(n, MOST);
    int columns = Math.min(m, MOST);
    int[] cellOfColumn = new int[m];
    for (int c = 0; c < m; c++) {
      cellOfColumn[columnOrder[c]] = (int) ((long) c * columns / m);
    }
    float[] shares = new float[rows * columns];
    double[] row = new double[m];
    double largest = 0;
    for (int r = 0; r < n; r++) {
      coupling.row(rowOrder[r], row);
      double sum = 0;
      for (double mass : row) {
        sum += mass;
      }
      if (!(sum > 0)) {
        continue;
      }
      int from = (int) ((long) r * rows / n) * columns;
      for (int j = 0; j < m; j++) {
        float share = (float) (row[j] / sum);
        int at = from + cellOfColumn[j];
        if (share > shares[at]) {
          shares[at] = share;
        }
        largest = Math.max(largest, share);
      }
    }
    return new MatrixCells(name, rows, columns, shares, largest);
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** The largest share of a row that one entry has. */
  public double largest() {
    return largest;
  }

  /** The place of the largest share among the cells of a block, ends excluded. */
  int largestIn(int rowFrom, int rowTo, int columnFrom, int columnTo) {
    int found = rowFrom * columns + columnFrom;
    for (int r = rowFrom; r < rowTo; r++) {
      for (int c = columnFrom; c < columnTo; c++) {
        int at = r * columns + c;
        if (shares[at] > shares[found]) {
          found = at;
        }
      }
    }
    return found;
  }

  /**
   * The colour of every cell, by its place; remembered for the latest scale, since a map is painted
   * anew whenever the pointer moves over it.
   *
   * @param scale tells scales apart
   * @param color the colour of a share
   */
  int[] colors(Object scale, DoubleToIntFunction color) {
    Colors known = colors;
    if (known == null || !known.scale.equals(scale)) {
      int[] made = new int[shares.length];
      for (int k = 0; k < made.length; k++) {
        made[k] = color.applyAsInt(shares[k]);
      }
      known = new Colors(scale, made);
      colors = known;
    }
    return known.argb;
  }

  /** The colours of one scale. */
  private static final class Colors {
    private final Object scale;
    private final int[] argb;

    Colors(Object scale, int[] argb) {
      this.scale = scale;
      this.argb = argb;
    }
  }
}
