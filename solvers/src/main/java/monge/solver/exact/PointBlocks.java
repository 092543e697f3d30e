package monge.solver.exact;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.ObjIntConsumer;
import monge.numeric.RowSlices;

/**
 * Points in blocks of neighbours, with a box and the highest price of each block: the pairs of a
 * point x of least {@code |x - y_k|^2 - g_k} are found without looking at blocks that are too far
 * or too dear for their prices.
 */
final class PointBlocks {

  private static final int SIZE = 32;

  /** What a search costs at least, in entries of a row of costs. */
  private static final int SEARCH = 500;

  /** Work between two looks at the stop signal, in the same unit: some 10 milliseconds. */
  static final long SLICE = 4_000_000;

  private final double[][] axes;
  private final int[] order;
  private final int[] start;
  private final int blocks;
  private final double[][] low;
  private final double[][] high;
  private final double[] top;

  /**
   * @param axes the coordinates, one axis a row
   */
  PointBlocks(double[][] axes) {
    int m = axes[0].length;
    blocks = Math.max(1, m / SIZE);
    Halving halving = new Halving(axes, blocks);
    order = halving.order();
    start = halving.start();
    this.axes = new double[axes.length][m];
    low = new double[axes.length][blocks];
    high = new double[axes.length][blocks];
    for (int axis = 0; axis < axes.length; axis++) {
      for (int q = 0; q < m; q++) {
        this.axes[axis][q] = axes[axis][order[q]];
      }
      for (int block = 0; block < blocks; block++) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int q = start[block]; q < start[block + 1]; q++) {
          least = Math.min(least, this.axes[axis][q]);
          most = Math.max(most, this.axes[axis][q]);
        }
        low[axis][block] = least;
        high[axis][block] = most;
      }
    }
    top = new double[blocks];
  }

  /**
   * Takes note of the prices {@code g[from], ...}. Searches may use other prices as long as none of
   * them is higher.
   */
  void notePrices(double[] g, int from) {
    for (int block = 0; block < blocks; block++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int q = start[block]; q < start[block + 1]; q++) {
        most = Math.max(most, g[from + order[q]]);
      }
      top[block] = most;
    }
  }

  /**
   * Looks for pairs from each of {@code count} points on all processors; false if cancelled.
   *
   * @param visit looks for the pairs of one point, with buffers of its own thread
   */
  boolean each(int count, BooleanSupplier cancelled, ObjIntConsumer<Search> visit) {
    return RowSlices.each(
        count,
        SEARCH + order.length / 8,
        SLICE,
        cancelled,
        (first, end) -> {
          Search search = search();
          for (int i = first; i < end; i++) {
            visit.accept(search, i);
          }
        });
  }

  /** Looks for pairs; one thread at a time. */
  Search search() {
    return new Search();
  }

  /** Buffers for one thread. */
  final class Search {
    private final double[] bound = new double[blocks];
    private final int[] near = new int[blocks];
    private final double[] distance = new double[2 * SIZE];

    private Search() {}

    /** {@code min_k |x - y_k|^2 - g[from + k]}. */
    double least(double[] x, double[] g, int from) {
      int first = bounds(x);
      double least = least(first, x, g, from, Double.POSITIVE_INFINITY);
      for (int block = 0; block < blocks; block++) {
        if (bound[block] < least && block != first) {
          least = least(block, x, g, from, least);
        }
      }
      return least;
    }

    private double least(int block, double[] x, double[] g, int from, double known) {
      int first = start[block];
      int count = start[block + 1] - first;
      distances(x, first, count);
      double least = known;
      for (int q = 0; q < count; q++) {
        least = Math.min(least, distance[q] - g[from + order[first + q]]);
      }
      return least;
    }

    /**
     * Finds the {@code count} pairs of least reduced cost and writes them in increasing order from
     * position {@code at} of the arrays.
     */
    void nearest(
        double[] x,
        double[] g,
        int from,
        int count,
        double[] reduced,
        double[] cost,
        int[] target,
        int at) {
      Arrays.fill(reduced, at, at + count, Double.POSITIVE_INFINITY);
      int first = bounds(x);
      double most = collect(first, x, g, from, count, reduced, cost, target, at);
      int promising = sortPromising(first, most);
      for (int p = 0; p < promising && bound[near[p]] < most; p++) {
        most = collect(near[p], x, g, from, count, reduced, cost, target, at);
      }
    }

    /**
     * Lists the blocks but one that are bounded below a limit, the least bound first: the sooner
     * the best pairs are found, the fewer others are written down before them.
     */
    private int sortPromising(int but, double limit) {
      int count = 0;
      for (int block = 0; block < blocks; block++) {
        double b = bound[block];
        if (b < limit && block != but) {
          int q = count++;
          while (q > 0 && bound[near[q - 1]] > b) {
            near[q] = near[q - 1];
            q--;
          }
          near[q] = block;
        }
      }
      return count;
    }

    private double collect(
        int block,
        double[] x,
        double[] g,
        int from,
        int count,
        double[] reduced,
        double[] cost,
        int[] target,
        int at) {
      int last = at + count - 1;
      double most = reduced[last];
      int begin = start[block];
      int size = start[block + 1] - begin;
      distances(x, begin, size);
      for (int p = 0; p < size; p++) {
        int k = order[begin + p];
        double c = distance[p];
        double r = c - g[from + k];
        if (r < most) {
          int q = last;
          while (q > at && reduced[q - 1] > r) {
            reduced[q] = reduced[q - 1];
            cost[q] = cost[q - 1];
            target[q] = target[q - 1];
            q--;
          }
          reduced[q] = r;
          cost[q] = c;
          target[q] = k;
          most = reduced[last];
        }
      }
      return most;
    }

    private void distances(double[] x, int from, int count) {
      Arrays.fill(distance, 0, count, 0);
      for (int axis = 0; axis < axes.length; axis++) {
        double at = x[axis];
        double[] y = axes[axis];
        for (int q = 0; q < count; q++) {
          double d = at - y[from + q];
          distance[q] += d * d;
        }
      }
    }

    /** Bounds the reduced costs of each block from below; returns the block of the least bound. */
    private int bounds(double[] x) {
      for (int block = 0; block < blocks; block++) {
        bound[block] = -top[block];
      }
      for (int axis = 0; axis < axes.length; axis++) {
        double at = x[axis];
        double[] least = low[axis];
        double[] most = high[axis];
        for (int block = 0; block < blocks; block++) {
          double d = Math.max(0, Math.max(least[block] - at, at - most[block]));
          bound[block] += d * d;
        }
      }
      int first = 0;
      for (int block = 1; block < blocks; block++) {
        if (bound[block] < bound[first]) {
          first = block;
        }
      }
      return first;
    }
  }
}
