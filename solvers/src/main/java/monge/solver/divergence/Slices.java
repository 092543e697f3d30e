package monge.solver.divergence;

import java.util.Arrays;
import monge.measure.DiscreteMeasure;
import monge.plan.SparseCoupling;
import monge.solver.exact.IntegerWeights;

/**
 * Transport between the projections of two clouds on lines, by matching sorted points: {@code
 * W_p^p(theta) = int_0^1 |F^-1(u) - G^-1(u)|^p du}. O((n + m) log(n + m)) a direction. Thread-safe.
 */
final class Slices {

  private final double[][] x;
  private final double[][] y;
  private final IntegerWeights weights;
  private final double p;

  Slices(DiscreteMeasure source, DiscreteMeasure target, double p) {
    x = axes(source);
    y = axes(target);
    weights = IntegerWeights.of(source.weights(), target.weights());
    this.p = p;
  }

  private static double[][] axes(DiscreteMeasure cloud) {
    double[][] axes = new double[cloud.dimension()][];
    for (int k = 0; k < axes.length; k++) {
      axes[k] = cloud.axis(k);
    }
    return axes;
  }

  /** The matching on one line: entry k moves {@code masses[k]} from {@code rows[k]}. */
  @SuppressWarnings("ArrayRecordComponent") // Internal: the arrays are handed over, not shared.
  record Slice(double value, int[] rows, int[] columns, double[] masses) {}

  /** The matching of the projections on a unit vector; {@code value} is {@code W_p^p}. */
  Slice along(double[] direction) {
    double[] u = projected(x, direction);
    double[] v = projected(y, direction);
    int[] byU = sorted(u);
    int[] byV = sorted(v);
    int n = u.length;
    int m = v.length;
    int[] rows = new int[n + m];
    int[] columns = new int[n + m];
    double[] masses = new double[n + m];
    int count = 0;
    double value = 0;
    int i = 0;
    int j = 0;
    long supply = weights.source()[byU[0]];
    long room = weights.target()[byV[0]];
    while (true) {
      long moved = Math.min(supply, room);
      if (moved > 0) {
        double mass = moved * weights.unit();
        rows[count] = byU[i];
        columns[count] = byV[j];
        masses[count++] = mass;
        value += mass * power(u[byU[i]] - v[byV[j]], p);
      }
      supply -= moved;
      room -= moved;
      // Both sides hold the same whole number of units: both end together.
      while (supply == 0 && i < n - 1) {
        supply = weights.source()[byU[++i]];
      }
      while (room == 0 && j < m - 1) {
        room = weights.target()[byV[++j]];
      }
      if (supply == 0 || room == 0) {
        break;
      }
    }
    return new Slice(
        value,
        Arrays.copyOf(rows, count),
        Arrays.copyOf(columns, count),
        Arrays.copyOf(masses, count));
  }

  /** The derivative of {@code W_p^p} in the direction while its matching stays the best. */
  double[] gradient(double[] direction, Slice slice) {
    int d = direction.length;
    double[] gradient = new double[d];
    for (int k = 0; k < slice.masses().length; k++) {
      int row = slice.rows()[k];
      int column = slice.columns()[k];
      double z = 0;
      for (int c = 0; c < d; c++) {
        z += direction[c] * (x[c][row] - y[c][column]);
      }
      double slope = p * power(z, p - 1) * Math.signum(z) * slice.masses()[k];
      for (int c = 0; c < d; c++) {
        gradient[c] += slope * (x[c][row] - y[c][column]);
      }
    }
    return gradient;
  }

  /** {@code |z|^p}. */
  private static double power(double z, double p) {
    double d = Math.abs(z);
    return p == 2 ? d * d : p == 1 ? d : p == 0 ? 1 : Math.pow(d, p);
  }

  private static double[] projected(double[][] axes, double[] direction) {
    double[] projection = new double[axes[0].length];
    for (int k = 0; k < axes.length; k++) {
      for (int i = 0; i < projection.length; i++) {
        projection[i] += direction[k] * axes[k][i];
      }
    }
    return projection;
  }

  /** The indices by increasing value; equal values keep their order (merge sort). */
  static int[] sorted(double[] values) {
    int n = values.length;
    int[] from = new int[n];
    int[] to = new int[n];
    for (int i = 0; i < n; i++) {
      from[i] = i;
    }
    for (int width = 1; width < n && width > 0; width *= 2) {
      for (int start = 0; start < n; start += 2 * width) {
        int middle = Math.min(n, start + width);
        int end = Math.min(n, start + 2 * width);
        int left = start;
        int right = middle;
        for (int k = start; k < end; k++) {
          boolean takeLeft =
              left < middle && (right >= end || values[from[left]] <= values[from[right]]);
          to[k] = takeLeft ? from[left++] : from[right++];
        }
      }
      int[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  /** The mean of the matchings as plans. O(entries + n + m). */
  SparseCoupling average(Slice[] slices, int count) {
    int n = x[0].length;
    int m = y[0].length;
    int[] starts = new int[n + 1];
    for (int l = 0; l < count; l++) {
      for (int row : slices[l].rows()) {
        starts[row + 1]++;
      }
    }
    for (int i = 0; i < n; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = Arrays.copyOf(starts, n);
    int[] columns = new int[starts[n]];
    double[] masses = new double[starts[n]];
    for (int l = 0; l < count; l++) {
      Slice slice = slices[l];
      for (int k = 0; k < slice.rows().length; k++) {
        int at = next[slice.rows()[k]]++;
        columns[at] = slice.columns()[k];
        masses[at] = slice.masses()[k] / count;
      }
    }
    return merged(n, m, starts, columns, masses);
  }

  /** Adds up entries of one pair; the rows lie one after the other. */
  private static SparseCoupling merged(int n, int m, int[] starts, int[] columns, double[] masses) {
    double[] sums = new double[m];
    int[] touched = new int[m];
    int[] rowOf = new int[columns.length];
    int count = 0;
    for (int i = 0; i < n; i++) {
      int different = 0;
      for (int k = starts[i]; k < starts[i + 1]; k++) {
        if (sums[columns[k]] == 0) {
          touched[different++] = columns[k];
        }
        sums[columns[k]] += masses[k];
      }
      Arrays.sort(touched, 0, different);
      // Never more entries than were read: the front of the arrays is free.
      for (int k = 0; k < different; k++) {
        rowOf[count] = i;
        columns[count] = touched[k];
        masses[count++] = sums[touched[k]];
        sums[touched[k]] = 0;
      }
    }
    return SparseCoupling.of(n, m, rowOf, columns, masses, count);
  }
}
