package monge.numeric;

import java.util.Arrays;

/**
 * Points in an order in which neighbours in the list are neighbours in space: halved at the median
 * of the longest side, again and again. {@link #cells} consecutive ranges of nearly equal size are
 * compact cells. O(k n log n) for n points and k halvings.
 */
public final class SpatialOrder {

  private final int[] points;
  private final int[] starts;

  private SpatialOrder(int[] points, int[] starts) {
    this.points = points;
    this.starts = starts;
  }

  /**
   * @param axes coordinates, one array an axis (d×n)
   * @param size points in a cell at most
   */
  public static SpatialOrder of(double[][] axes, int size) {
    int n = axes[0].length;
    int halvings = 0;
    while ((n - 1 >> halvings) + 1 > size) {
      halvings++;
    }
    int cells = Math.min(n, 1 << halvings);
    int[] points = new int[n];
    Arrays.setAll(points, i -> i);
    int[] starts = new int[cells + 1];
    for (int c = 0; c <= cells; c++) {
      starts[c] = Parallel.start(n, cells, c);
    }
    new Halving(axes, points, starts).split(0, cells);
    return new SpatialOrder(points, starts);
  }

  /** The number of cells. */
  public int cells() {
    return starts.length - 1;
  }

  /** The first place in {@link #points} of cell {@code c}; of {@code cells()}, the end. */
  public int start(int c) {
    return starts[c];
  }

  /** The index of the point at place {@code k}. */
  public int point(int k) {
    return points[k];
  }

  /** The values of the points in this order. */
  public double[] ordered(double[] values) {
    double[] out = new double[points.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = values[points[k]];
    }
    return out;
  }

  /** The inverse of {@link #ordered}: values in this order, written where the points stand. */
  public double[] restored(double[] values) {
    double[] out = new double[points.length];
    for (int k = 0; k < out.length; k++) {
      out[points[k]] = values[k];
    }
    return out;
  }

  private record Halving(double[][] axes, int[] points, int[] starts) {

    void split(int firstCell, int endCell) {
      if (endCell - firstCell < 2) {
        return;
      }
      int middle = (firstCell + endCell) >>> 1;
      int from = starts[firstCell];
      int to = starts[endCell];
      select(axes[longest(from, to)], from, to - 1, starts[middle]);
      split(firstCell, middle);
      split(middle, endCell);
    }

    private int longest(int from, int to) {
      int axis = 0;
      double most = -1;
      for (int k = 0; k < axes.length; k++) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int p = from; p < to; p++) {
          double x = axes[k][points[p]];
          least = Math.min(least, x);
          largest = Math.max(largest, x);
        }
        if (largest - least > most) {
          most = largest - least;
          axis = k;
        }
      }
      return axis;
    }

    /** Hoare's selection: what is before {@code k} is not above what is at and after it. */
    private void select(double[] x, int first, int last, int k) {
      int low = first;
      int high = last;
      while (low < high) {
        double pivot = x[points[(low + high) >>> 1]];
        int i = low;
        int j = high;
        while (i <= j) {
          while (x[points[i]] < pivot) {
            i++;
          }
          while (x[points[j]] > pivot) {
            j--;
          }
          if (i <= j) {
            int swap = points[i];
            points[i++] = points[j];
            points[j--] = swap;
          }
        }
        if (k <= j) {
          high = j;
        } else if (k >= i) {
          low = i;
        } else {
          return;
        }
      }
    }
  }
}
