package monge.solver.exact;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import monge.numeric.Kernels;
import monge.solver.InfeasibleProblemException;

/**
 * The least sum of costs over pairs that match every row with a column of its own, by shortest
 * augmenting paths (Jonker and Volgenant 1987). From first prices of the columns, three rounds of
 * bidding match most rows; every row still free is then matched along a shortest path of reduced
 * costs, found by Dijkstra's search over whole rows.
 */
final class AssignmentSearch {

  private final CostRows costs;
  private final int n;
  private final int m;
  private final boolean turned;
  private final BooleanSupplier cancelled;
  private final Runnable listener;
  private final Kernels kernels;
  private final double[] u;
  private final double[] v;
  private final int[] columnOf;
  private final int[] rowOf;
  private final double[] reduced;
  private int pairs;

  /**
   * @param n the number of rows
   * @param m the number of columns, {@code m >= n}
   * @param turned whether rows stand for targets, for messages
   * @param listener hears now and then that more pairs are matched
   */
  AssignmentSearch(
      CostRows costs, int n, int m, boolean turned, BooleanSupplier cancelled, Runnable listener) {
    this.costs = costs;
    this.n = n;
    this.m = m;
    this.turned = turned;
    this.cancelled = cancelled;
    this.listener = listener;
    kernels = costs.kernels();
    u = new double[n];
    v = new double[m];
    columnOf = new int[n];
    rowOf = new int[m];
    reduced = new double[m];
    Arrays.fill(columnOf, -1);
    Arrays.fill(rowOf, -1);
  }

  /** The column matched with each row; -1 if none yet. Not to be changed. */
  int[] columnOf() {
    return columnOf;
  }

  /** All rows matched: those still free with the free columns as they come. For n = m. O(n). */
  int[] matched() {
    int[] all = columnOf.clone();
    int k = 0;
    for (int i = 0; i < n; i++) {
      if (all[i] < 0) {
        while (rowOf[k] >= 0) {
          k++;
        }
        all[i] = k++;
      }
    }
    return all;
  }

  /** How many rows are matched. */
  int pairs() {
    return pairs;
  }

  /** Prices u of the rows: {@code u_i + v_k <= D_ik}, with equality where matched, when all are. */
  double[] rowPrices() {
    return u;
  }

  /** Prices v of the columns. */
  double[] columnPrices() {
    return v;
  }

  /**
   * Matches all rows; false if cancelled.
   *
   * @param prices first prices of the columns, taken for {@code n = m} only, since a column that
   *     stays free must keep the price 0; empty to take column minima
   */
  boolean run(Optional<double[]> prices) {
    if (n == m) {
      if (prices.isPresent()) {
        System.arraycopy(prices.get(), 0, v, 0, m);
        if (!tightenColumns()) {
          return false;
        }
      } else if (!reduceColumns()) {
        return false;
      }
    }
    int[] free = IntStream.range(0, n).toArray();
    for (int round = 0; round < 3; round++) {
      free = bid(free);
      if (free.length > 0 && cancelled.getAsBoolean()) {
        return false;
      }
    }
    for (int i = 0; i < n; i++) {
      u[i] = columnOf[i] >= 0 ? costs.at(i, columnOf[i]) - v[columnOf[i]] : costs.least(i, v, 0);
    }
    return matchByPaths(free);
  }

  /** Gives the rows still free columns as they come, where that is not forbidden. */
  void matchRest() {
    int k = 0;
    for (int i = 0; i < n; i++) {
      if (columnOf[i] < 0) {
        while (rowOf[k] >= 0) {
          k++;
        }
        if (costs.original(i, k) != Double.POSITIVE_INFINITY) {
          columnOf[i] = k;
          rowOf[k] = i;
        }
      }
    }
  }

  /** Raises the prices as far as the rows' best offers allow: every column then has a tight row. */
  private boolean tightenColumns() {
    double[] negated = new double[m];
    Arrays.fill(negated, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      double[] d = costs.row(i);
      kernels.maxInto(kernels.leastReduced(d, v, 0, m), 1, d, negated, m);
    }
    for (int k = 0; k < m; k++) {
      v[k] = 0 - negated[k];
    }
    return true;
  }

  private boolean reduceColumns() {
    Arrays.fill(v, Double.POSITIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      double[] d = costs.row(i);
      for (int k = 0; k < m; k++) {
        v[k] = Math.min(v[k], d[k]);
      }
    }
    for (int k = 0; k < m; k++) {
      if (v[k] == Double.POSITIVE_INFINITY) {
        throw new InfeasibleProblemException(
            "no matching avoids the forbidden pairs: every pair of %s point %d is forbidden"
                .formatted(turned ? "source" : "target", k));
      }
    }
    return true;
  }

  /**
   * Each free row takes its best column, whose price falls until the row's second best is as good;
   * a row pushed out is free in the next round. Returns the rows that are free then.
   */
  private int[] bid(int[] free) {
    int[] left = new int[free.length];
    int count = 0;
    for (int i : free) {
      if (cancelled.getAsBoolean()) {
        return free;
      }
      double first = kernels.reduce(costs.row(i), v, 0, reduced, m);
      int best = first < Double.POSITIVE_INFINITY ? kernels.indexOf(first, reduced, 0, m) : -1;
      if (best < 0) {
        left[count++] = i;
        continue;
      }
      reduced[best] = Double.POSITIVE_INFINITY;
      double second = kernels.min(reduced, m);
      if (second == Double.POSITIVE_INFINITY || (first == second && rowOf[best] >= 0)) {
        if (first == second) {
          best = unowned(first, best);
        }
        if (rowOf[best] >= 0) {
          left[count++] = i; // No better than the present owner: left to the path search.
          continue;
        }
      } else {
        v[best] -= second - first;
      }
      int owner = rowOf[best];
      rowOf[best] = i;
      columnOf[i] = best;
      if (owner >= 0) {
        columnOf[owner] = -1;
        left[count++] = owner;
      } else {
        pairs++;
      }
    }
    return Arrays.copyOf(left, count);
  }

  /** A column of that reduced cost without an owner; else {@code best}. */
  private int unowned(double value, int best) {
    int k = kernels.indexOf(value, reduced, 0, m);
    while (k >= 0 && rowOf[k] >= 0) {
      k = kernels.indexOf(value, reduced, k + 1, m);
    }
    return k >= 0 ? k : best;
  }

  private boolean matchByPaths(int[] free) {
    PathSearch search = new PathSearch();
    int stride = Math.max(1, n / 200);
    for (int i : free) {
      if (!search.augment(i)) {
        return false;
      }
      pairs++;
      if (pairs % stride == 0 && pairs < n) {
        listener.run();
      }
    }
    return true;
  }

  /** Dijkstra's search on reduced costs, from a free row to the nearest free column. */
  private final class PathSearch {
    // A column that has been reached for good has the key inf and the open price -inf: it takes no
    // part in further steps.
    private final double[] key = new double[m];
    private final double[] openPrice = new double[m];
    private final double[] reachedFrom = new double[m];
    private final double[] distance = new double[m];
    private final int[] scannedRows = new int[n];
    private final int[] scannedColumns = new int[m];

    /** Matches one more row; false if cancelled. */
    boolean augment(int start) {
      Arrays.fill(key, Double.POSITIVE_INFINITY);
      System.arraycopy(v, 0, openPrice, 0, m);
      int rowsScanned = 0;
      int columnsScanned = 0;
      double travelled = 0;
      int i = start;
      int sink = -1;
      while (sink < 0) {
        if (cancelled.getAsBoolean()) {
          return false;
        }
        scannedRows[rowsScanned++] = i;
        double least = costs.relax(i, travelled - u[i], openPrice, key, reachedFrom);
        if (least == Double.POSITIVE_INFINITY) {
          throw new InfeasibleProblemException(infeasible(rowsScanned, columnsScanned));
        }
        travelled = least;
        int k = nearest(least);
        distance[k] = least;
        key[k] = Double.POSITIVE_INFINITY;
        openPrice[k] = Double.NEGATIVE_INFINITY;
        scannedColumns[columnsScanned++] = k;
        if (rowOf[k] < 0) {
          sink = k;
        } else {
          i = rowOf[k];
        }
      }
      u[start] += travelled;
      for (int q = 1; q < rowsScanned; q++) {
        int row = scannedRows[q];
        u[row] += travelled - distance[columnOf[row]];
      }
      for (int q = 0; q < columnsScanned; q++) {
        int k = scannedColumns[q];
        v[k] -= travelled - distance[k];
      }
      turnPath(start, sink);
      return true;
    }

    /** A column at that distance, a free one if there is any. */
    private int nearest(double least) {
      int first = kernels.indexOf(least, key, 0, m);
      int k = first;
      while (k >= 0 && rowOf[k] >= 0) {
        k = kernels.indexOf(least, key, k + 1, m);
      }
      return k >= 0 ? k : first;
    }

    private void turnPath(int start, int sink) {
      int k = sink;
      int row;
      do {
        row = (int) reachedFrom[k];
        rowOf[k] = row;
        int before = columnOf[row];
        columnOf[row] = k;
        k = before;
      } while (row != start);
    }

    /** The scanned rows may only go to the scanned columns: Hall's condition fails. */
    private String infeasible(int rowsScanned, int columnsScanned) {
      int[] stuck = Arrays.copyOf(scannedRows, rowsScanned);
      Arrays.sort(stuck);
      String points = turned ? "target" : "source";
      String others = turned ? "source" : "target";
      String names =
          IntStream.of(stuck)
              .limit(5)
              .mapToObj(Integer::toString)
              .reduce((x, y) -> x + ", " + y)
              .orElseThrow();
      return "no matching avoids the forbidden pairs: %s %s %s%s may go to %d %s %s only"
          .formatted(
              points,
              rowsScanned == 1 ? "point" : "points",
              names,
              rowsScanned > 5 ? " and %d more".formatted(rowsScanned - 5) : "",
              columnsScanned,
              others,
              columnsScanned == 1 ? "point" : "points");
    }
  }
}
