package monge.solver.exact;

import java.util.Arrays;

/**
 * Points with whole weights, which can be gathered into fewer.
 *
 * @param points one a row
 * @param weights positive
 */
@SuppressWarnings("ArrayRecordComponent") // Internal: the arrays are handed over, not shared.
record WeightedPoints(double[][] points, long[] weights) {

  /** Clouds up to this size are not gathered. */
  static final int SMALL = 40;

  private static final int GATHERED = 4;

  int size() {
    return weights.length;
  }

  /**
   * About four neighbouring points in one, at their centre of mass: the cloud is halved along the
   * axis of its longest extent, and so on. Clouds of one size give clouds of one size. O(n log n).
   */
  WeightedPoints gathered() {
    if (size() <= SMALL) {
      return this;
    }
    int parts = size() / GATHERED;
    Gathering gathering = new Gathering(parts);
    gathering.split(0, size(), parts);
    return new WeightedPoints(gathering.centres, gathering.sums);
  }

  private final class Gathering {
    private final int[] order = new int[size()];
    private final double[] key = new double[size()];
    private final double[][] centres;
    private final long[] sums;
    private int made;

    Gathering(int parts) {
      Arrays.setAll(order, i -> i);
      centres = new double[parts][];
      sums = new long[parts];
    }

    void split(int from, int to, int parts) {
      if (parts == 1) {
        gather(from, to);
        return;
      }
      int axis = longest(from, to);
      for (int q = from; q < to; q++) {
        key[order[q]] = points[order[q]][axis];
      }
      int half = parts / 2;
      int middle = from + (int) ((long) (to - from) * half / parts);
      select(from, to - 1, middle);
      split(from, middle, half);
      split(middle, to, parts - half);
    }

    private void gather(int from, int to) {
      double[] centre = new double[points[0].length];
      long sum = 0;
      for (int q = from; q < to; q++) {
        sum += weights[order[q]];
      }
      for (int q = from; q < to; q++) {
        double share = (double) weights[order[q]] / sum;
        for (int k = 0; k < centre.length; k++) {
          centre[k] += share * points[order[q]][k];
        }
      }
      centres[made] = centre;
      sums[made++] = sum;
    }

    private int longest(int from, int to) {
      int axis = 0;
      double most = -1;
      for (int k = 0; k < points[0].length; k++) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int q = from; q < to; q++) {
          double x = points[order[q]][k];
          low = Math.min(low, x);
          high = Math.max(high, x);
        }
        if (high - low > most) {
          most = high - low;
          axis = k;
        }
      }
      return axis;
    }

    /** Puts the smaller keys before position {@code at}, the larger ones behind (quickselect). */
    private void select(int first, int last, int at) {
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
}
