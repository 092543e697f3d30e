package monge.solver.exact;

import java.util.Arrays;

/**
 * Points in parts of neighbours of nearly equal count: the cloud is halved along the axis of its
 * longest extent, and so on. O(n log n).
 */
final class Halving {

  private final double[][] axes;
  private final int[] order;
  private final int[] start;

  /**
   * @param axes the coordinates, one axis a row
   * @param parts at most the number of points
   */
  Halving(double[][] axes, int parts) {
    this.axes = axes;
    order = new int[axes[0].length];
    Arrays.setAll(order, i -> i);
    start = new int[parts + 1];
    start[parts] = order.length;
    split(0, order.length, 0, parts);
  }

  /** The points, part after part. Not to be changed. */
  int[] order() {
    return order;
  }

  /** Where each part starts in {@link #order}, and behind them where the last one ends. */
  int[] start() {
    return start;
  }

  private void split(int from, int to, int first, int parts) {
    if (parts == 1) {
      start[first] = from;
      return;
    }
    double[] key = axes[longest(from, to)];
    int half = parts / 2;
    int middle = from + (int) ((long) (to - from) * half / parts);
    select(key, from, to - 1, middle);
    split(from, middle, first, half);
    split(middle, to, first + half, parts - half);
  }

  private int longest(int from, int to) {
    int longest = 0;
    double most = -1;
    for (int axis = 0; axis < axes.length; axis++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int q = from; q < to; q++) {
        double x = axes[axis][order[q]];
        low = Math.min(low, x);
        high = Math.max(high, x);
      }
      if (high - low > most) {
        most = high - low;
        longest = axis;
      }
    }
    return longest;
  }

  /** Puts the smaller keys before position {@code at}, the larger ones behind (quickselect). */
  private void select(double[] key, int first, int last, int at) {
    int low = first;
    int high = last;
    while (low < high) {
      double pivot = key[order[(low + high) >>> 1]];
      int i = low;
      int j = high;
      while (i <= j) {
        while (key[order[i]] < pivot) {
          i++;
        }
        while (key[order[j]] > pivot) {
          j--;
        }
        if (i <= j) {
          int swapped = order[i];
          order[i++] = order[j];
          order[j--] = swapped;
        }
      }
      if (at <= j) {
        high = j;
      } else if (at >= i) {
        low = i;
      } else {
        return;
      }
    }
  }
}
