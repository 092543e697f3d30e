package monge.image;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Finds the nearest of n fixed colours, exactly. The gamut's box is cut into cells; a cell keeps
 * the few colours that are nearest to some point of it, found when the cell is first asked for. A
 * query takes O(1) inside the box and O(n) outside it; of equally near colours the first counts.
 * Thread-safe.
 */
final class NearestColors {

  private static final int CELLS = 48;

  private final double[] points;
  private final double[] low;
  private final double[] perUnit;
  private final double[] side;
  private final AtomicReferenceArray<int[]> cells =
      new AtomicReferenceArray<>(CELLS * CELLS * CELLS);

  /** Points as triples, and the box {@code {low, high}} in which most queries lie. */
  NearestColors(double[] points, double[][] box) {
    this.points = points.clone();
    low = box[0].clone();
    perUnit = new double[3];
    side = new double[3];
    for (int k = 0; k < 3; k++) {
      // A little larger, so that the box's own corners (white!) lie inside.
      double margin = 1e-6 * (box[1][k] - box[0][k]);
      low[k] -= margin;
      side[k] = (box[1][k] - box[0][k] + 2 * margin) / CELLS;
      perUnit[k] = 1 / side[k];
    }
  }

  /** The index of the colour nearest to {@code (x, y, z)}. */
  int nearest(double x, double y, double z) {
    int i = (int) ((x - low[0]) * perUnit[0]);
    int j = (int) ((y - low[1]) * perUnit[1]);
    int k = (int) ((z - low[2]) * perUnit[2]);
    if (x < low[0] || y < low[1] || z < low[2] || i >= CELLS || j >= CELLS || k >= CELLS) {
      return among(x, y, z);
    }
    int at = (i * CELLS + j) * CELLS + k;
    int[] candidates = cells.get(at);
    if (candidates == null) {
      candidates = candidates(i, j, k);
      cells.set(at, candidates);
    }
    int best = candidates[0];
    double least = squaredDistance(best, x, y, z);
    for (int c = 1; c < candidates.length; c++) {
      double d = squaredDistance(candidates[c], x, y, z);
      if (d < least) {
        least = d;
        best = candidates[c];
      }
    }
    return best;
  }

  private int among(double x, double y, double z) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int p = 0; p < points.length / 3; p++) {
      double d = squaredDistance(p, x, y, z);
      if (d < least) {
        least = d;
        best = p;
      }
    }
    return best;
  }

  private double squaredDistance(int p, double x, double y, double z) {
    double dx = x - points[3 * p];
    double dy = y - points[3 * p + 1];
    double dz = z - points[3 * p + 2];
    return dx * dx + dy * dy + dz * dz;
  }

  /**
   * The colours whose least distance to the cell does not exceed the smallest largest distance of
   * any: the others are nowhere nearest.
   */
  private int[] candidates(int i, int j, int k) {
    double x = low[0] + i * side[0];
    double y = low[1] + j * side[1];
    double z = low[2] + k * side[2];
    int n = points.length / 3;
    double reach = Double.MAX_VALUE;
    for (int p = 0; p < n; p++) {
      double far =
          sq(farthest(points[3 * p], x, side[0]))
              + sq(farthest(points[3 * p + 1], y, side[1]))
              + sq(farthest(points[3 * p + 2], z, side[2]));
      reach = Math.min(reach, far);
    }
    // A little more than needed: a query on the cell's border is rounded into either cell.
    reach *= 1 + 1e-9;
    int[] kept = new int[n];
    int count = 0;
    for (int p = 0; p < n; p++) {
      double near =
          sq(closest(points[3 * p], x, side[0]))
              + sq(closest(points[3 * p + 1], y, side[1]))
              + sq(closest(points[3 * p + 2], z, side[2]));
      if (near <= reach) {
        kept[count++] = p;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static double farthest(double p, double from, double length) {
    return Math.max(Math.abs(p - from), Math.abs(p - from - length));
  }

  private static double closest(double p, double from, double length) {
    return Math.max(0, Math.max(from - p, p - from - length));
  }

  private static double sq(double v) {
    return v * v;
  }
}
