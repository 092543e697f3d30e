package monge.solver.exact;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.numeric.RowSlices;
import org.jspecify.annotations.Nullable;

/**
 * Of every source the few pairs of least reduced cost {@code D_ik - g_k}, at the prices g of the
 * time when they were listed, in increasing order. A list may end with pairs of infinite cost.
 */
final class NearPairs {

  /** Pairs of a source. */
  private static final int LENGTH = 16;

  final int length;
  final int[] target;
  final double[] cost;
  final double[] reduced;

  private final CostRows costs;
  private final int n;
  private final int m;
  private final Optional<PointBlocks> blocks;
  private final Search own;
  private boolean listed;

  NearPairs(CostRows costs, int n, int m) {
    this.costs = costs;
    this.n = n;
    this.m = m;
    length = Math.min(LENGTH, m);
    target = new int[n * length];
    cost = new double[n * length];
    reduced = new double[n * length];
    blocks = costs.targetBlocks();
    own = new Search(blocks.map(PointBlocks::search).orElse(null));
  }

  /** Lists the pairs of all sources; false if cancelled. O(nm) at most. */
  boolean listAll(double[] g, int from, BooleanSupplier cancelled) {
    notePrices(g, from);
    listed = each(cancelled, (i, search) -> search.list(i, g, from));
    return listed;
  }

  /** Whether all sources have their lists. */
  boolean isListed() {
    return listed;
  }

  /**
   * Writes {@code f_i = min_k D_ik - g[from + k]} over all pairs; false if cancelled. O(nm) at
   * most.
   */
  boolean leastOfAll(double[] g, int from, double[] f, BooleanSupplier cancelled) {
    notePrices(g, from);
    return each(cancelled, (i, search) -> f[i] = search.least(i, g, from));
  }

  /**
   * Takes note of the prices {@code g[from], ...}: lists may be made at other prices as long as
   * none of them is higher.
   */
  void notePrices(double[] g, int from) {
    blocks.ifPresent(b -> b.notePrices(g, from));
  }

  /** {@code min_k D_ik - g[from + k]} over all pairs of source i. O(m) at most. */
  double least(int i, double[] g, int from) {
    return own.least(i, g, from);
  }

  /** Lists the pairs of source i at the prices {@code g[from], ...}. O(m) at most. */
  void list(int i, double[] g, int from) {
    own.list(i, g, from);
  }

  /**
   * A bound from below on {@code D_ik - g_k} for all pairs that are not listed, as long as no price
   * has risen since.
   */
  double bound(int i) {
    return length < m ? reduced[(i + 1) * length - 1] : Double.POSITIVE_INFINITY;
  }

  /** What is done for a source. */
  @FunctionalInterface
  private interface Visit {
    void source(int i, Search search);
  }

  private boolean each(BooleanSupplier cancelled, Visit visit) {
    if (blocks.isPresent()) {
      return blocks.get().each(n, cancelled, (search, i) -> visit.source(i, new Search(search)));
    }
    if (!costs.isStored()) { // Rows share one buffer.
      for (int i = 0; i < n; i++) {
        if (cancelled.getAsBoolean()) {
          return false;
        }
        visit.source(i, own);
      }
      return true;
    }
    return RowSlices.each(
        n,
        m,
        PointBlocks.SLICE,
        cancelled,
        (first, end) -> {
          Search search = new Search(null);
          for (int i = first; i < end; i++) {
            visit.source(i, search);
          }
        });
  }

  /** Buffers for one thread. */
  private final class Search {
    private final PointBlocks.@Nullable Search inBlocks;
    private final double[] row;

    Search(PointBlocks.@Nullable Search inBlocks) {
      this.inBlocks = inBlocks;
      row = new double[inBlocks == null ? m : 0];
    }

    double least(int i, double[] g, int from) {
      return inBlocks != null ? inBlocks.least(costs.point(i), g, from) : costs.least(i, g, from);
    }

    void list(int i, double[] g, int from) {
      if (inBlocks != null) {
        inBlocks.nearest(costs.point(i), g, from, length, reduced, cost, target, i * length);
      } else {
        double[] d = costs.row(i);
        costs.kernels().reduce(d, g, from, row, m);
        collect(i, d);
      }
    }

    private void collect(int i, double[] d) {
      int first = i * length;
      int last = first + length - 1;
      Arrays.fill(reduced, first, last + 1, Double.POSITIVE_INFINITY);
      double bound = Double.POSITIVE_INFINITY;
      for (int k = 0; k < m; k++) {
        double r = row[k];
        if (r < bound) {
          int q = last;
          while (q > first && reduced[q - 1] > r) {
            reduced[q] = reduced[q - 1];
            target[q] = target[q - 1];
            q--;
          }
          reduced[q] = r;
          target[q] = k;
          bound = reduced[last];
        }
      }
      for (int q = first; q <= last; q++) {
        cost[q] = reduced[q] < Double.POSITIVE_INFINITY ? d[target[q]] : Double.POSITIVE_INFINITY;
      }
    }
  }
}
