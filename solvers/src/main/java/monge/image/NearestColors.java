package monge.image;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Finds the nearest of n fixed colours, exactly. The gamut's box is cut into blocks and these into
 * cells; either keeps the few colours that are nearest to some point of it, found when it is first
 * asked for: a block among all colours, a cell among those of its block. A query takes O(1) inside
 * the box and O(n) outside it; of equally near colours the first counts. Thread-safe.
 */
final class NearestColors {

  private static final int BLOCKS = 12;
  private static final int CELLS_OF_BLOCK = 4;
  private static final int CELLS = BLOCKS * CELLS_OF_BLOCK;

  private final double[] points;
  private final double[] low;
  private final double[] perUnit;
  private final double[] side;
  private final int[] all;
  private final AtomicReferenceArray<int[]> blocks =
      new AtomicReferenceArray<>(BLOCKS * BLOCKS * BLOCKS);
  private final AtomicReferenceArray<int[]> cells =
      new AtomicReferenceArray<>(CELLS * CELLS * CELLS);

  /** Points as triples, and the box {@code {low, high}} in which most queries lie. */
  NearestColors(double[] points, double[][] box) {
    this.points = points.clone();
    all = new int[points.length / 3];
    Arrays.setAll(all, p -> p);
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
      candidates = within(ofBlock(i, j, k), i, j, k, 1);
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

  /** The candidates of the block that a cell lies in. */
  private int[] ofBlock(int i, int j, int k) {
    int x = i / CELLS_OF_BLOCK;
    int y = j / CELLS_OF_BLOCK;
    int z = k / CELLS_OF_BLOCK;
    int at = (x * BLOCKS + y) * BLOCKS + z;
    int[] candidates = blocks.get(at);
    if (candidates == null) {
      candidates = within(all, x, y, z, CELLS_OF_BLOCK);
      blocks.set(at, candidates);
    }
    return candidates;
  }

  /**
   * The colours among some whose least distance to a box does not exceed the smallest largest
   * distance of any: the others are nowhere nearest.
   *
   * @param i the box is the i-th, j-th, k-th of those that are {@code edge} cells wide
   */
  private int[] within(int[] some, int i, int j, int k, int edge) {
    double width = edge * side[0];
    double height = edge * side[1];
    double depth = edge * side[2];
    double x = low[0] + i * width;
    double y = low[1] + j * height;
    double z = low[2] + k * depth;
    double reach = Double.MAX_VALUE;
    for (int p : some) {
      double far =
          sq(farthest(points[3 * p], x, width))
              + sq(farthest(points[3 * p + 1], y, height))
              + sq(farthest(points[3 * p + 2], z, depth));
      reach = Math.min(reach, far);
    }
    // A little more than needed: a query on the border is rounded into either box.
    reach *= 1 + 1e-9;
    int[] kept = new int[some.length];
    int count = 0;
    for (int p : some) {
      double near =
          sq(closest(points[3 * p], x, width))
              + sq(closest(points[3 * p + 1], y, height))
              + sq(closest(points[3 * p + 2], z, depth));
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
