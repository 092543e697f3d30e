package monge.views.gaussian;

import java.awt.geom.Path2D;

/**
 * Level lines of a function on a rectangle, by marching squares: in each cell the line joins the
 * edges on which the level is crossed, at the places of linear interpolation.
 */
final class Contours {

  private final double cell;
  private final int columns;
  private final int rows;
  private final double[] values;

  /** A function of pixels. */
  interface Field {
    double at(double x, double y);
  }

  /** Samples the function on a grid of about {@code cell} pixels over the rectangle. */
  Contours(Field field, int width, int height, double cell) {
    this.cell = cell;
    columns = (int) Math.ceil(width / cell) + 1;
    rows = (int) Math.ceil(height / cell) + 1;
    values = new double[columns * rows];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        values[r * columns + c] = field.at(c * cell, r * cell);
      }
    }
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /** The sampled value, {@code column} and {@code row} cells from the left top. */
  double value(int column, int row) {
    return values[row * columns + column];
  }

  double least() {
    double least = Double.POSITIVE_INFINITY;
    for (double v : values) {
      least = Math.min(least, v);
    }
    return least;
  }

  double most() {
    double most = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      most = Math.max(most, v);
    }
    return most;
  }

  /** The line {@code field = level}, as separate short segments. */
  Path2D line(double level) {
    Path2D path = new Path2D.Double();
    double[] crossing = new double[8];
    for (int r = 0; r + 1 < rows; r++) {
      for (int c = 0; c + 1 < columns; c++) {
        int at = r * columns + c;
        double tl = values[at] - level;
        double tr = values[at + 1] - level;
        double br = values[at + columns + 1] - level;
        double bl = values[at + columns] - level;
        int count = 0;
        // Around the cell: top, right, bottom, left.
        if (tl < 0 != tr < 0) {
          crossing[count++] = c + tl / (tl - tr);
          crossing[count++] = r;
        }
        if (tr < 0 != br < 0) {
          crossing[count++] = c + 1;
          crossing[count++] = r + tr / (tr - br);
        }
        if (bl < 0 != br < 0) {
          crossing[count++] = c + bl / (bl - br);
          crossing[count++] = r + 1;
        }
        if (tl < 0 != bl < 0) {
          crossing[count++] = c;
          crossing[count++] = r + tl / (tl - bl);
        }
        if (count == 8 && (tl + tr + br + bl < 0) != tl < 0) {
          // A saddle: the mean tells which corners belong together; shift the pairing by one edge.
          double x = crossing[0];
          double y = crossing[1];
          System.arraycopy(crossing, 2, crossing, 0, 6);
          crossing[6] = x;
          crossing[7] = y;
        }
        for (int k = 0; k + 3 < count; k += 4) {
          path.moveTo(crossing[k] * cell, crossing[k + 1] * cell);
          path.lineTo(crossing[k + 2] * cell, crossing[k + 3] * cell);
        }
      }
    }
    return path;
  }

  /** The least of 1, 2, 5 times a power of ten that cuts the range into at most {@code parts}. */
  static double step(double range, int parts) {
    if (!(range > 0)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(range / parts)));
    for (double digit : new double[] {1, 2, 5, 10}) {
      if (range / (digit * power) <= parts) {
        return digit * power;
      }
    }
    return 10 * power;
  }
}
