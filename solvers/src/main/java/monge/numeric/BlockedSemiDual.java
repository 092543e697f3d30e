package monge.numeric;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The semi-dual of squared distances between two clouds, without a matrix: entries are made anew in
 * every pass, O(n + m) memory. The clouds are cut into compact cells; a pair of cells is left out
 * when a bound on its entries says that it holds less than 1e-17 of any row's and any column's sum.
 * With cell centres x, y the bound is, for every row i and column j of the pair,
 *
 * <pre>  |x_i - y_j|^2 >= |x_i - y|^2 + |x - y_j|^2 - |x - y|^2 - 2 |x_i - x| |y_j - y|,</pre>
 *
 * maximised over rows and columns apart. It allows for potentials that move by {@link #SLACK}
 * before pairs are chosen again. O(nmd) time a pass where eps is large, less where it is small.
 */
public final class BlockedSemiDual implements SemiDual {

  private static final int ROWS = 64;
  private static final int COLUMNS = 256;

  /** log 1e-17. */
  private static final double NEGLIGIBLE = -39.14;

  /** Potentials, in units of eps, may rise by so much together before pairs are chosen again. */
  private static final double SLACK = 4;

  /** Sums outside are computed again with a shift. */
  private static final double TINY = 1e-150;

  private static final double HUGE = 1e150;

  /** Entries between two looks at the stop signal. */
  private static final int ENTRIES_PER_LOOK = 1 << 16;

  private final double scale;
  private final Kernels kernels = Kernels.fastest();
  private final Cells rows;
  private final Cells columns;
  private final double[] phi;
  private final double[] chosenPhi;
  private final double[][] psi;
  private final double[] chosenPsi;
  private final double[] orderedPsi;
  private final int[][] partners;
  private final int parts;
  private final double[] columnSums;
  private final double[] rowPotentials;
  private final double[][][] partColumns;
  private final double[][][] partKernel;
  private final double[] partTransport;
  private double value;
  private boolean chosen;

  /** A cloud in cells: coordinates by cell and axis, centres and radii of the cells. */
  private static final class Cells {
    final SpatialOrder order;
    final double[] weights;
    final double[][][] axes;
    final double[][] centres;
    final double[] radii;
    final double[] leastWeights;

    Cells(double[][] coordinates, double[] weightOf, int size) {
      order = SpatialOrder.of(coordinates, size);
      weights = order.ordered(weightOf);
      int count = order.cells();
      axes = new double[count][coordinates.length][];
      centres = new double[count][coordinates.length];
      radii = new double[count];
      leastWeights = new double[count];
      for (int k = 0; k < coordinates.length; k++) {
        double[] ordered = order.ordered(coordinates[k]);
        for (int c = 0; c < count; c++) {
          axes[c][k] = Arrays.copyOfRange(ordered, order.start(c), order.start(c + 1));
          centres[c][k] = Arrays.stream(axes[c][k]).average().orElseThrow();
        }
      }
      Kernels plain = Kernels.fastest();
      for (int c = 0; c < count; c++) {
        double[] squares = new double[size(c)];
        plain.squaredDistances(centres[c], axes[c], squares, squares.length);
        radii[c] = Math.sqrt(plain.max(squares, squares.length));
        leastWeights[c] =
            Arrays.stream(weights, order.start(c), order.start(c + 1)).min().orElseThrow();
      }
    }

    int count() {
      return order.cells();
    }

    int size(int c) {
      return order.start(c + 1) - order.start(c);
    }
  }

  /**
   * @param source coordinates of the rows' points, one array an axis (d×n)
   * @param target coordinates of the columns' points (d×m)
   * @param a positive row sums (n)
   * @param b positive column sums to reach (m)
   * @param scale 1/eps
   * @param phi a guess of the row potentials (n)
   */
  public BlockedSemiDual(
      double[][] source, double[][] target, double[] a, double[] b, double scale, double[] phi) {
    this.scale = scale;
    rows = new Cells(source, a, ROWS);
    columns = new Cells(target, b, COLUMNS);
    this.phi = rows.order.ordered(phi);
    chosenPhi = new double[a.length];
    chosenPsi = new double[b.length];
    orderedPsi = new double[b.length];
    partners = new int[rows.count()][];
    parts = Parallel.parts(rows.count(), 1);
    columnSums = new double[b.length];
    rowPotentials = new double[a.length];
    psi = perCell();
    partColumns = new double[parts][][];
    partKernel = new double[parts][][];
    for (int part = 0; part < parts; part++) {
      partColumns[part] = perCell();
      partKernel[part] = perCell();
    }
    partTransport = new double[parts];
  }

  private double[][] perCell() {
    double[][] values = new double[columns.count()][];
    for (int c = 0; c < values.length; c++) {
      values[c] = new double[columns.size(c)];
    }
    return values;
  }

  private void scatter(double[] values, double[][] cells) {
    double[] ordered = columns.order.ordered(values);
    for (int c = 0; c < cells.length; c++) {
      System.arraycopy(ordered, columns.order.start(c), cells[c], 0, cells[c].length);
    }
  }

  @Override
  public boolean evaluate(double[] at, BooleanSupplier stop) {
    scatter(at, psi);
    System.arraycopy(columns.order.ordered(at), 0, orderedPsi, 0, at.length);
    // The second choice is made with the potentials that the first has led to.
    for (int attempt = 0; attempt < 3; attempt++) {
      if ((!chosen || attempt > 0) && !choose(stop)) {
        return false;
      }
      if (!gather(columnSums, stop, this::normalisedRow)) {
        chosen = false;
        return false;
      }
      if (largestRise(phi, chosenPhi) + largestRise(orderedPsi, chosenPsi) <= SLACK) {
        break;
      }
    }
    System.arraycopy(rows.order.restored(phi), 0, rowPotentials, 0, phi.length);
    value =
        kernels.dot(rows.weights, phi, phi.length)
            + kernels.dot(columns.weights, orderedPsi, at.length);
    return true;
  }

  private static double largestRise(double[] now, double[] before) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < now.length; k++) {
      most = Math.max(most, now[k] - before[k]);
    }
    return most;
  }

  @Override
  public boolean smooth(double[] v, double[] out, BooleanSupplier stop) {
    double[][] values = perCell();
    scatter(v, values);
    return gather(
        out,
        stop,
        (part, block, i) -> {
          double[][] p = partKernel[part];
          double mean = 0;
          double[] x = rowPoint(block, i);
          for (int c : partners[block]) {
            int size = p[c].length;
            kernels.squaredDistances(x, columns.axes[c], p[c], size);
            kernels.scaledKernelRow(phi[i], psi[c], scale, p[c], p[c], size);
            mean += kernels.dot(p[c], values[c], size);
          }
          mean /= rows.weights[i];
          for (int c : partners[block]) {
            kernels.axpy(mean, p[c], partColumns[part][c], p[c].length);
          }
        });
  }

  private double[] rowPoint(int block, int i) {
    double[][] axes = rows.axes[block];
    double[] x = new double[axes.length];
    for (int k = 0; k < x.length; k++) {
      x[k] = axes[k][i - rows.order.start(block)];
    }
    return x;
  }

  private void normalisedRow(int part, int block, int i) {
    double[][] p = partKernel[part];
    double[] x = rowPoint(block, i);
    double[] squares = new double[COLUMNS];
    double sum = kernelRow(p, x, block, i, squares);
    if (!(sum > TINY && sum < HUGE)) {
      double most = Double.NEGATIVE_INFINITY;
      for (int c : partners[block]) {
        kernels.squaredDistances(x, columns.axes[c], squares, p[c].length);
        most = Math.max(most, kernels.maxShifted(psi[c], scale, squares, p[c].length));
      }
      phi[i] = -most;
      sum = kernelRow(p, x, block, i, squares);
    }
    double factor = rows.weights[i] / sum;
    double cost = 0;
    for (int c : partners[block]) {
      int size = p[c].length;
      kernels.axpy(factor, p[c], partColumns[part][c], size);
      kernels.squaredDistances(x, columns.axes[c], squares, size);
      cost += kernels.dot(squares, p[c], size);
    }
    partTransport[part] += factor * cost;
    phi[i] += Math.log(factor);
  }

  private double kernelRow(double[][] p, double[] x, int block, int i, double[] squares) {
    double sum = 0;
    for (int c : partners[block]) {
      int size = p[c].length;
      kernels.squaredDistances(x, columns.axes[c], squares, size);
      sum += kernels.scaledKernelRow(phi[i], psi[c], scale, squares, p[c], size);
    }
    return sum;
  }

  /** Adds to the columns of a part what row i, of a block of rows, brings. */
  private interface RowWork {
    void row(int part, int block, int i);
  }

  private boolean gather(double[] out, BooleanSupplier stop, RowWork work) {
    CallerStop stopping = new CallerStop(stop);
    Parallel.ranges(
        rows.count(),
        parts,
        (part, from, to) -> {
          for (double[] sums : partColumns[part]) {
            Arrays.fill(sums, 0);
          }
          partTransport[part] = 0;
          for (int block = from; block < to; block++) {
            int rowsPerLook = 1 + ENTRIES_PER_LOOK / (1 + COLUMNS * partners[block].length);
            int first = rows.order.start(block);
            for (int i = first; i < rows.order.start(block + 1); i++) {
              if ((i - first) % rowsPerLook == 0 && stopping.look()) {
                return;
              }
              work.row(part, block, i);
            }
          }
        });
    if (stopping.isStopped()) {
      return false;
    }
    double[] ordered = new double[out.length];
    for (int c = 0; c < columns.count(); c++) {
      int start = columns.order.start(c);
      for (double[][] part : partColumns) {
        for (int k = 0; k < part[c].length; k++) {
          ordered[start + k] += part[c][k];
        }
      }
    }
    System.arraycopy(columns.order.restored(ordered), 0, out, 0, out.length);
    return true;
  }

  /** Chooses the pairs of cells that count at the potentials at hand. */
  private boolean choose(BooleanSupplier stop) {
    CallerStop stopping = new CallerStop(stop);
    double[] largestPsi = new double[columns.count()];
    for (int c = 0; c < largestPsi.length; c++) {
      largestPsi[c] = kernels.max(psi[c], psi[c].length);
    }
    Parallel.ranges(
        rows.count(),
        parts,
        (_, from, to) -> {
          int[] found = new int[columns.count()];
          double[] work = new double[Math.max(ROWS, COLUMNS)];
          for (int block = from; block < to && !stopping.look(); block++) {
            partners[block] = partnersOf(block, largestPsi, found, work);
          }
        });
    System.arraycopy(phi, 0, chosenPhi, 0, phi.length);
    System.arraycopy(orderedPsi, 0, chosenPsi, 0, orderedPsi.length);
    chosen = !stopping.isStopped();
    return chosen;
  }

  private int[] partnersOf(int block, double[] largestPsi, int[] found, double[] work) {
    int start = rows.order.start(block);
    double[] own = Arrays.copyOfRange(phi, start, rows.order.start(block + 1));
    double largestPhi = kernels.max(own, own.length);
    int count = 0;
    int likeliest = 0;
    double best = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < columns.count(); c++) {
      double limit =
          NEGLIGIBLE
              - SLACK
              + Math.min(
                  Math.log(rows.leastWeights[block] / columns.size(c)),
                  Math.log(columns.leastWeights[c] / rows.size(block)));
      double apart = distance(rows.centres[block], columns.centres[c]);
      double least = Math.max(0, apart - rows.radii[block] - columns.radii[c]);
      double bound = largestPhi + largestPsi[c] - scale * least * least;
      if (bound > limit) {
        bound = Math.min(bound, bound(block, c, own, apart, work));
      }
      if (bound > best) {
        best = bound;
        likeliest = c;
      }
      if (bound > limit) {
        found[count++] = c;
      }
    }
    // Where a guess is so poor that nothing seems to count, something must.
    return count == 0 ? new int[] {likeliest} : Arrays.copyOf(found, count);
  }

  /** The largest exponent of a pair of cells, see the class's formula. */
  private double bound(int block, int c, double[] own, double apart, double[] work) {
    kernels.squaredDistances(columns.centres[c], rows.axes[block], work, own.length);
    double left = kernels.maxShifted(own, scale, work, own.length);
    kernels.squaredDistances(rows.centres[block], columns.axes[c], work, psi[c].length);
    double right = kernels.maxShifted(psi[c], scale, work, psi[c].length);
    return left + right + scale * (apart * apart + 2 * rows.radii[block] * columns.radii[c]);
  }

  private static double distance(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += (x[k] - y[k]) * (x[k] - y[k]);
    }
    return Math.sqrt(sum);
  }

  /** The share of the entries that a pass makes. */
  public double density() {
    long kept = 0;
    for (int block = 0; block < partners.length; block++) {
      for (int c : partners[block]) {
        kept += (long) rows.size(block) * columns.size(c);
      }
    }
    return kept / ((double) phi.length * columnSums.length);
  }

  @Override
  public double[] rowPotentials() {
    return rowPotentials;
  }

  @Override
  public double[] columnSums() {
    return columnSums;
  }

  @Override
  public double value() {
    return value;
  }

  @Override
  public double transportCost() {
    return Arrays.stream(partTransport).sum();
  }
}
