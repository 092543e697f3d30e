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
 * costs, found by Dijkstra's search. Prices of columns only fall, so the pairs that were the
 * cheapest of a row once bound all others for ever: the search looks at these few, and lists a row
 * anew only when its distance has grown to that bound. A search that comes to look at whole rows
 * often, as between clusters far apart, goes on with whole rows only.
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
  private final NearPairs near;
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
    near = new NearPairs(costs, n, m);
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
        if (!near.listAll(v, 0, cancelled)
            || !PriceSmoothing.smooth(near, v, IntegerWeights.equal(n), cancelled)) {
          return false;
        }
        if (!tightenColumns()) {
          return false;
        }
      } else if (!reduceColumns()) {
        return false;
      }
    }
    if (!near.listAll(v, 0, cancelled)) {
      return false;
    }
    int[] free = IntStream.range(0, n).toArray();
    for (int round = 0; round < 3; round++) {
      free = bid(free);
      if (free.length > 0 && cancelled.getAsBoolean()) {
        return false;
      }
    }
    for (int i = 0; i < n; i++) {
      u[i] = columnOf[i] >= 0 ? costs.at(i, columnOf[i]) - v[columnOf[i]] : near.least(i, v, 0);
    }
    return matchByPaths(free);
  }

  /**
   * The costs cut off above what any better matching could use, if huge ones have taken the digits
   * of the rest; empty if they have not, see {@link CostRows#cutOffAbove}.
   */
  Optional<CostRows> finerCosts() {
    double dearest = 0;
    for (int i = 0; i < n; i++) {
      dearest = Math.max(dearest, costs.at(i, columnOf[i]));
    }
    return costs.cutOffAbove(dearest, cancelled);
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
    return near.leastOfAll(v, 0, u, cancelled) && costs.leastOfColumns(u, v, cancelled);
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
      Offer offer = bestOffer(i);
      int best = offer.column();
      if (best < 0
          || (offer.first() == offer.second() || offer.second() == Double.POSITIVE_INFINITY)
              && rowOf[best] >= 0) {
        left[count++] = i; // No better than the present owner: left to the path search.
        continue;
      }
      if (offer.second() < Double.POSITIVE_INFINITY) {
        v[best] -= offer.second() - offer.first();
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

  /** The best column of a row, one without an owner if there is a choice; -1 if there is none. */
  private Offer bestOffer(int i) {
    Offer offer = bestListed(i);
    if (offer.second() > near.bound(i)) {
      near.list(i, v, 0);
      offer = bestListed(i);
    }
    return offer;
  }

  private Offer bestListed(int i) {
    int column = -1;
    double first = Double.POSITIVE_INFINITY;
    double second = Double.POSITIVE_INFINITY;
    for (int q = i * near.length; q < (i + 1) * near.length; q++) {
      int k = near.target[q];
      double r = near.cost[q] - v[k];
      if (r < first) {
        second = first;
        first = r;
        column = k;
      } else if (r < second) {
        second = r;
        if (r == first && rowOf[column] >= 0) {
          column = k;
        }
      }
    }
    return new Offer(column, first, second);
  }

  /** The least reduced cost of a row, where, and the second least. */
  private record Offer(int column, double first, double second) {}

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
    /** A row looked at through the frontier costs as much as so many that are not. */
    private static final int WHOLE_ROW = 8;

    private final Frontier frontier = new Frontier(m + n);
    private final double[] distance = frontier.distance;
    private final int[] reachedFrom = new int[m];
    private final double[] rowDistance = new double[n];
    private final int[] scannedRows = new int[n];
    private final int[] scannedColumns = new int[m];
    private final int[] reachedIn = new int[m];
    private final int[] listedIn = new int[n];
    private double[] reduced = new double[0];
    private Optional<WholeRows> wholeRows = Optional.empty();
    private int rowsLookedThrough;
    private int rowsScanned;
    private int columnsScanned;
    private int search;
    private double nearest;
    private int sink;

    /** Matches one more row; false if cancelled. */
    boolean augment(int start) {
      search++;
      frontier.clear();
      rowsScanned = 0;
      columnsScanned = 0;
      rowsLookedThrough = 0;
      nearest = Double.POSITIVE_INFINITY;
      sink = -1;
      scan(start, 0);
      while (!frontier.isEmpty() && frontier.least() < nearest) {
        if (cancelled.getAsBoolean()) {
          return false;
        }
        double at = frontier.least();
        int k = frontier.poll();
        if (k < m) {
          scannedColumns[columnsScanned++] = k;
          scan(rowOf[k], at);
        } else {
          lookBeyond(k - m, at);
        }
        if (rowsLookedThrough * WHOLE_ROW > rowsScanned) {
          if (!goOnWithWholeRows(at)) {
            return false;
          }
          break;
        }
      }
      if (sink < 0) {
        throw new InfeasibleProblemException(infeasible(rowsScanned, columnsScanned));
      }
      for (int q = 0; q < rowsScanned; q++) {
        int i = scannedRows[q];
        u[i] += nearest - rowDistance[i];
      }
      for (int q = 0; q < columnsScanned; q++) {
        int k = scannedColumns[q];
        v[k] -= nearest - distance[k];
      }
      turnPath(start, sink);
      return true;
    }

    private void scan(int i, double at) {
      scannedRows[rowsScanned++] = i;
      rowDistance[i] = at;
      scanListed(i, at);
    }

    private void scanListed(int i, double at) {
      double shift = rowDistance[i] - u[i];
      int end = (i + 1) * near.length;
      for (int q = i * near.length; q < end && shift + near.reduced[q] < nearest; q++) {
        int k = near.target[q];
        relax(i, k, Math.max(at, shift + (near.cost[q] - v[k])));
      }
      double edge = shift + near.bound(i);
      if (edge < nearest) {
        frontier.put(m + i, Math.max(at, edge));
      }
    }

    private void relax(int i, int k, double at) {
      if (at >= nearest) {
        return;
      }
      boolean known = reachedIn[k] == search;
      if (known && at >= distance[k]) {
        return;
      }
      reachedFrom[k] = i;
      if (rowOf[k] < 0) {
        nearest = at;
        sink = k;
      } else if (known) {
        frontier.lower(k, at);
      } else {
        frontier.put(k, at);
      }
      reachedIn[k] = search;
      distance[k] = at;
    }

    /** Goes on in row i behind its listed pairs: lists it anew, the second time looks at all. */
    private void lookBeyond(int i, double at) {
      if (listedIn[i] != search) {
        listedIn[i] = search;
        near.list(i, v, 0);
        scanListed(i, at);
        return;
      }
      rowsLookedThrough++;
      if (reduced.length == 0) {
        reduced = new double[m];
      }
      double shift = rowDistance[i] - u[i];
      kernels.reduce(costs.row(i), v, 0, reduced, m);
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < m; k++) {
          if (rowOf[k] < 0 == (pass == 0) && shift + reduced[k] < nearest) {
            relax(i, k, Math.max(at, shift + reduced[k]));
          }
        }
      }
    }

    /** Finds the sink from what is scanned and reached so far; false if cancelled. */
    private boolean goOnWithWholeRows(double from) {
      WholeRows rows = wholeRows.orElseGet(() -> new WholeRows(costs, m));
      wholeRows = Optional.of(rows);
      rows.begin(v);
      for (int k = 0; k < m; k++) {
        if (reachedIn[k] == search) {
          rows.reach(k, distance[k], reachedFrom[k]);
        }
      }
      for (int q = 0; q < columnsScanned; q++) {
        rows.close(scannedColumns[q]);
      }
      for (int q = 0; q < rowsScanned; q++) {
        int i = scannedRows[q];
        rows.relax(i, rowDistance[i] - u[i]);
      }
      double at = from;
      while (rows.least() < nearest) {
        if (cancelled.getAsBoolean()) {
          return false;
        }
        at = Math.max(at, rows.least());
        int k = rows.first();
        reachedFrom[k] = rows.reachedFrom(k);
        distance[k] = at;
        if (rowOf[k] < 0) {
          nearest = at;
          sink = k;
          return true;
        }
        scannedColumns[columnsScanned++] = k;
        rows.close(k);
        int i = rowOf[k];
        scannedRows[rowsScanned++] = i;
        rowDistance[i] = at;
        rows.relax(i, at - u[i]);
      }
      return true;
    }

    private void turnPath(int start, int sink) {
      int k = sink;
      int row;
      do {
        row = reachedFrom[k];
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
