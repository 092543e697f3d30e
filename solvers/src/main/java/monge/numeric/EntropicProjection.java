package monge.numeric;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The coupling {@code P_ij = u_i exp(S_ij) v_j} with row sums a and column sums b, for any matrix
 * of scores S, however large: {@code argmin_P KL(P | exp S)} over couplings.
 *
 * <p>Scaling passes on {@code exp(S + phi + psi)}, whose potentials absorb the scalings before they
 * leave the range of doubles, so nothing under- or overflows. Where scaling alone would be slow,
 * the semi-dual {@code psi -> sum b psi - sum a log sum exp(S + psi)}, which is concave, is
 * maximised by Newton's method with a search along each step. Its system {@code (diag(P'1) - P'
 * diag(1/a) P) y = b - P'1} is a graph Laplacian and factored as one, see {@link LaplacianFactor}:
 * groups of points that hang together by next to nothing then move as a whole. Conjugate gradients
 * with the diagonal alone come first, for plans that mix quickly. A factor stays in use, also for
 * later scores, as their preconditioner, until they take too long. A pass reads what is not next to
 * nothing once: O(nm); a factor takes {@code n m^2 + m^3/3}.
 *
 * <p>Scores that span thousands make this a nearly combinatorial problem. Should Newton's method
 * not get through, the scores are flattened and brought back by doubling.
 */
public final class EntropicProjection {

  /** {@code |P'1 - b|_1} to reach; rows are exact to rounding. */
  public static final double TOLERANCE = 3e-13;

  /** Passes over the matrix after which smaller scales are tried. */
  private static final int QUICK_PASSES = 600;

  /** The same where no factor helps, if the error is above {@link #ROUGH}. */
  private static final int ROUGH_PASSES = 60;

  /** Passes for each scale of the scores, and the error that is enough there. */
  private static final int PASSES_A_SCALE = 60;

  private static final double ROUGH = 1e-3;

  /** Scores that span no more than this need no smaller scales first. */
  private static final double EASY_SPAN = 30;

  /** Scalings outside are absorbed. */
  private static final double LARGE = 1e80;

  /** Column sums below need the logarithmic update, which cannot underflow. */
  private static final double TINY = 1e-200;

  /** Exponents so far below the largest of their row are left out while potentials move little. */
  private static final double DEEP = 80;

  /** Scalings of which some moved by so much more than others ask for what was left out. */
  private static final double FAR = 1e10;

  /** The same for a column that holds less of its mass. */
  private static final double LEAST_SHARE = 1e-12;

  /** Columns left out or not together. */
  private static final int CELL = 32;

  /** Passes over which the speed of scaling is measured, and worth waiting for. */
  private static final int PATIENCE = 12;

  /** No group of points moves farther against what it hangs on in one Newton step. */
  private static final double LONGEST_MOVE = 20;

  /** The longest change of exponents that needs no new kernel. */
  private static final double LONGEST_STEP = 100;

  /** The same as a preconditioner, which should be linear. */
  private static final double LONGEST_EVER = 1e6;

  /** A plan whose exponents moved farther has left its factor behind. */
  private static final double AGED = 3;

  /** Steps of conjugate gradients after which a new factor is cheaper. */
  private static final int STEPS_OF_OLD_FACTOR = 25;

  /** In all its time a factor may serve so many steps as take as long as a new one: m a share. */
  private static final int STEPS_COST = 16;

  private static final int STEPS_WITHOUT_FACTOR = 400;

  /** The diagonal alone may serve for so many steps as take as long as a factor: m a share. */
  private static final int STEPS_BEFORE_FACTOR = 40;

  /** After so many failures of the diagonal in a row it is not tried less often any more. */
  private static final int MOST_FAILURES = 5;

  /** Cosine of the angle between changes of which the second continues the first. */
  private static final double ALIGNED = 0.9;

  /** Trial lengths along a Newton step. */
  private static final int TRIALS = 10;

  /** Above this size a factorisation takes too long. */
  private static final int LARGEST_FACTOR = 2500;

  private static final long EXP_SLICE = 4_000_000L;

  /** Multiplications between two looks at the stop signal. */
  private static final long PRODUCT_SLICE = 1_000_000_000L;

  private final double[] a;
  private final double[] b;
  private final Kernels kernels;
  private final int parts;
  private final double[] phi;
  private final double[] psi;
  private final double[] u;
  private final double[] v;
  private final double[] columns;
  private final double[][] partColumns;
  private final double[] residual;
  private double[][] laplacian = {};
  private @Nullable LaplacianFactor factor;
  private int stepsOfFactor;
  private boolean slow;

  /** How often the diagonal alone did not get through, and how many factors come before it. */
  private int failures;

  private int distrust;

  /** Whether the potentials are those of a solve before. */
  private boolean warm;

  private double[] before = {};
  private double[] change = {};
  private double scale = 1;
  private double[][] scores = {};

  /** For every row the runs of columns, as starts and ends, in which its kernel is not 0. */
  private final int[][] runs;

  private final int[] wholeRow;

  /** Whether every run is the whole row. */
  private boolean whole;

  private double error;
  private double wanted = TOLERANCE;
  private int passes;

  /** Positive weights a (n) and b (m) of equal sums. */
  public EntropicProjection(double[] a, double[] b) {
    this.a = a;
    this.b = b;
    int n = a.length;
    int m = b.length;
    kernels = Kernels.forEntries((long) n * m);
    parts = Parallel.parts(n, 1 + 40_000 / m);
    phi = new double[n];
    psi = new double[m];
    u = new double[n];
    v = new double[m];
    columns = new double[m];
    residual = new double[m];
    partColumns = new double[parts][m];
    wholeRow = new int[] {0, m};
    runs = new int[n][];
    Arrays.fill(runs, wholeRow);
  }

  /** Passes over the matrix in the last solve. */
  public int passes() {
    return passes;
  }

  /** {@code log u} of the last solve, a copy. */
  public double[] rowPotentials() {
    return phi.clone();
  }

  /** {@code log v} of the last solve, a copy. */
  public double[] columnPotentials() {
    return psi.clone();
  }

  /**
   * Writes the coupling into {@code plan} (n×m). The column potentials of the last call are where
   * it starts.
   *
   * @return {@code |P'1 - b|_1} of the plan, at most {@link #TOLERANCE} unless stopped or out of
   *     passes
   */
  public double solve(double[][] scores, double[][] plan, BooleanSupplier stop) {
    return solve(scores, plan, TOLERANCE, stop);
  }

  /**
   * The same for an error that need not be as small: for steps on the way to an answer.
   *
   * @param tolerance for {@code |P'1 - b|_1}, at least {@link #TOLERANCE}
   */
  public double solve(double[][] scores, double[][] plan, double tolerance, BooleanSupplier stop) {
    wanted = Math.max(TOLERANCE, tolerance);
    passes = 0;
    scale = 1;
    this.scores = scores;
    start(plan, stop);
    quick(plan, mayFactor() ? QUICK_PASSES : ROUGH_PASSES, wanted, stop);
    if (error > ROUGH && !stop.getAsBoolean()) {
      anneal(plan, stop);
    }
    quick(plan, 10 * QUICK_PASSES, wanted, stop);
    this.scores = new double[0][];
    Parallel.ranges(
        a.length,
        parts,
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            double[] row = plan[i];
            int[] run = runs[i];
            for (int r = 0; r < run.length; r += 2) {
              for (int j = run[r]; j < run[r + 1]; j++) {
                row[j] *= u[i] * v[j];
              }
            }
            phi[i] += Math.log(u[i]);
          }
        });
    warm = true;
    for (int j = 0; j < b.length; j++) {
      psi[j] += Math.log(v[j]);
    }
    return error;
  }

  /**
   * Called before {@link #solve}: lets the column potentials go on as they changed from the solve
   * before the last to the last, if that change continued the one before it. Where scores come from
   * an outer iteration that settles at a linear rate, the next solve then starts a hundred times
   * closer.
   */
  public void extrapolate() {
    double[] now = psi.clone();
    double mean = kernels.dot(b, now, b.length) / kernels.sum(b, b.length);
    for (int j = 0; j < now.length; j++) {
      now[j] -= mean; // Potentials count up to a constant.
    }
    double[] step = now.clone();
    kernels.axpy(before.length == 0 ? 0 : -1, before, step, before.length);
    if (change.length > 0) {
      double common = kernels.dot(step, change, step.length);
      double size = kernels.dot(change, change, step.length);
      double alignment = common / Math.sqrt(size * kernels.dot(step, step, step.length));
      if (alignment > ALIGNED) {
        kernels.axpy(Math.min(1, common / size), step, psi, psi.length);
      }
    }
    change = before.length == 0 ? change : step;
    before = now;
  }

  private boolean mayFactor() {
    return b.length <= LARGEST_FACTOR;
  }

  /** Scaling passes, and Newton steps where they help, up to the tolerance or the budget. */
  private void quick(double[][] plan, int budget, double tolerance, BooleanSupplier stop) {
    double then = error;
    int since = 0;
    int last = passes + budget;
    boolean newton = slow && (factor != null || failures == 0);
    while (error > tolerance && passes < last && !stop.getAsBoolean()) {
      if (newton || (since == PATIENCE && isSlow(error, then))) {
        newton = newton(plan, last, stop);
        slow = newton;
        if (error <= tolerance) {
          break;
        }
      }
      if (since == PATIENCE) {
        since = 0;
        then = error;
      }
      scaleColumns(plan, stop);
      pass(plan, stop);
      since++;
    }
  }

  /** Scores made flat and brought back by doubling, each scale starting from the last. */
  private void anneal(double[][] plan, BooleanSupplier stop) {
    double span = span(scores);
    Arrays.fill(psi, 0);
    scale = 1;
    while (scale * span > EASY_SPAN) {
      scale /= 2;
    }
    while (scale < 1 && !stop.getAsBoolean()) {
      start(plan, stop);
      quick(plan, PASSES_A_SCALE, ROUGH, stop);
      for (int j = 0; j < b.length; j++) {
        psi[j] = 2 * (psi[j] + Math.log(v[j]));
      }
      scale *= 2;
    }
    start(plan, stop);
  }

  private static double span(double[][] scores) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] row : scores) {
      for (double s : row) {
        least = Math.min(least, s);
        most = Math.max(most, s);
      }
    }
    return most - least;
  }

  /** Whether scaling at its present rate needs more passes than a Newton step. */
  private boolean isSlow(double error, double then) {
    double rate = Math.log(then / error) / PATIENCE;
    return !(rate > 0) || Math.log(error / wanted) > 2 * PATIENCE * rate;
  }

  private void scaleColumns(double[][] kernel, BooleanSupplier stop) {
    boolean absorb = false;
    for (int j = 0; j < b.length; j++) {
      v[j] = b[j] / columns[j];
      absorb |= !(v[j] < LARGE && v[j] > 1 / LARGE);
    }
    for (double s : u) {
      absorb |= !(s < LARGE && s > 1 / LARGE);
    }
    if (absorb) {
      absorb(kernel, stop);
    }
  }

  /** Potentials for which no row or column sum underflows; the kernel of them in {@code plan}. */
  private void start(double[][] plan, BooleanSupplier stop) {
    // Where potentials are warm, entries far below the largest of their row come to nothing.
    double depth = warm && scale == 1 ? DEEP : Double.POSITIVE_INFINITY;
    Arrays.fill(v, 1);
    for (int round = 0; round < 100; round++) {
      kernel(plan, depth, stop);
      pass(plan, stop);
      boolean lost = false;
      for (int j = 0; j < b.length; j++) {
        lost |= !(columns[j] > (whole ? TINY : LEAST_SHARE * b[j]));
      }
      if (!lost || stop.getAsBoolean()) {
        return;
      }
      if (whole) {
        columnPotentials(stop);
      }
      depth = Double.POSITIVE_INFINITY;
    }
  }

  /** Row potentials for which the largest entry of every row is 1, and the kernel of them. */
  private void kernel(double[][] plan, double depth, BooleanSupplier stop) {
    passes++;
    int m = b.length;
    whole = depth == Double.POSITIVE_INFINITY;
    RowSlices.each(
        a.length,
        m,
        EXP_SLICE,
        stop,
        (from, to) -> {
          double[] largest = new double[(m + CELL - 1) / CELL];
          int[] room = new int[2 * largest.length];
          for (int i = from; i < to; i++) {
            if (whole) {
              phi[i] = -kernels.maxShifted(psi, -scale, scores[i], m);
              runs[i] = wholeRow;
              kernels.scaledKernelRow(phi[i], psi, -scale, scores[i], plan[i], m);
            } else {
              deepRow(i, plan[i], depth, largest, room);
            }
          }
        });
  }

  /** The row's kernel; zeros for cells of columns that lie {@code depth} below the largest. */
  private void deepRow(int i, double[] row, double depth, double[] largest, int[] room) {
    int m = b.length;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < largest.length; c++) {
      int end = Math.min(m, (c + 1) * CELL);
      largest[c] = kernels.maxShifted(psi, -scale, scores[i], c * CELL, end);
      most = Math.max(most, largest[c]);
    }
    phi[i] = -most;
    int count = 0;
    for (int c = 0; c < largest.length; c++) {
      int start = c * CELL;
      int end = Math.min(m, start + CELL);
      if (largest[c] < most - depth) {
        Arrays.fill(row, start, end, 0);
      } else if (count > 0 && room[count - 1] == start) {
        room[count - 1] = end;
      } else {
        room[count++] = start;
        room[count++] = end;
      }
    }
    for (int r = 0; r < count; r += 2) {
      kernels.scaledKernelRow(phi[i], psi, -scale, scores[i], row, room[r], room[r + 1]);
    }
    if (!Arrays.equals(runs[i], 0, runs[i].length, room, 0, count)) {
      runs[i] = Arrays.copyOf(room, count);
    }
  }

  /** {@code psi_j = log b_j - LSE_i(phi_i + log u_i + S_ij)}. */
  private void columnPotentials(BooleanSupplier stop) {
    int m = b.length;
    double[] max = new double[m];
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < a.length && !(i % 128 == 0 && stop.getAsBoolean()); i++) {
      kernels.maxInto(phi[i] + Math.log(u[i]), -scale, scores[i], max, m);
    }
    double[] minusMax = new double[m];
    for (int j = 0; j < m; j++) {
      minusMax[j] = -max[j];
    }
    double[] row = new double[m];
    Arrays.fill(columns, 0);
    for (int i = 0; i < a.length && !(i % 128 == 0 && stop.getAsBoolean()); i++) {
      kernels.scaledKernelRow(phi[i] + Math.log(u[i]), minusMax, -scale, scores[i], row, m);
      kernels.axpy(1, row, columns, m);
    }
    for (int j = 0; j < m; j++) {
      psi[j] = Math.log(b[j]) - max[j] - Math.log(columns[j]);
    }
  }

  /**
   * Scales the rows to a for the present v, gathers the column sums of {@code diag(u) K} and
   * measures the error of the columns of the plan.
   */
  private void pass(double[][] kernel, BooleanSupplier stop) {
    scaleRows(kernel);
    if (!whole && (isFar(u, a) || isFar(v, null))) {
      // What was left out may count by now.
      fill(kernel, stop);
      scaleRows(kernel);
    }
    error = 0;
    for (int j = 0; j < b.length; j++) {
      residual[j] = b[j] - v[j] * columns[j];
      error += Math.abs(residual[j]);
    }
  }

  /** Whether some of these scalings have moved far from others. */
  private static boolean isFar(double[] scaling, double @Nullable [] weights) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int k = 0; k < scaling.length; k++) {
      double x = weights == null ? scaling[k] : scaling[k] / weights[k];
      least = Math.min(least, x);
      most = Math.max(most, x);
    }
    return !(most <= FAR * least);
  }

  private void scaleRows(double[][] kernel) {
    passes++;
    int m = b.length;
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          double[] sums = partColumns[part];
          Arrays.fill(sums, 0);
          for (int i = from; i < to; i++) {
            double[] row = kernel[i];
            u[i] = a[i] / dot(row, v, runs[i]);
            add(u[i], row, sums, runs[i]);
          }
        });
    Arrays.fill(columns, 0);
    for (double[] part : partColumns) {
      kernels.axpy(1, part, columns, m);
    }
  }

  private double dot(double[] x, double[] y, int[] run) {
    double sum = 0;
    for (int r = 0; r < run.length; r += 2) {
      sum += kernels.dot(x, y, run[r], run[r + 1]);
    }
    return sum;
  }

  private void add(double factor, double[] x, double[] y, int[] run) {
    for (int r = 0; r < run.length; r += 2) {
      kernels.axpy(factor, x, y, run[r], run[r + 1]);
    }
  }

  /** All entries of the kernel for the present potentials. */
  private void fill(double[][] kernel, BooleanSupplier stop) {
    passes++;
    int m = b.length;
    whole = true;
    Arrays.fill(runs, wholeRow);
    RowSlices.each(
        a.length,
        m,
        EXP_SLICE,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            kernels.scaledKernelRow(phi[i], psi, -scale, scores[i], kernel[i], m);
          }
        });
  }

  /** Moves the scalings into the potentials; the kernel then is the plan itself. */
  private void absorb(double[][] kernel, BooleanSupplier stop) {
    for (int j = 0; j < b.length; j++) {
      psi[j] += Math.log(v[j]);
      v[j] = 1;
    }
    for (int i = 0; i < a.length; i++) {
      phi[i] += Math.log(u[i]);
      u[i] = 1;
    }
    fill(kernel, stop);
  }

  /**
   * One Newton step on the column potentials, with a search along it.
   *
   * @return false if it did not help; the scalings are then as before
   */
  private boolean newton(double[][] kernel, int last, BooleanSupplier stop) {
    double[] y = new double[b.length];
    if (stepsOfFactor * STEPS_COST > b.length) {
      factor = null;
    }
    boolean plain = factor == null;
    if (!plain || !mayFactor() || distrust == 0) {
      boolean solved = conjugateGradients(kernel, y, last, stop);
      if ((solved || !mayFactor()) && search(kernel, y, stop)) {
        failures = plain ? 0 : failures;
        return true;
      }
    }
    if (!mayFactor() || stop.getAsBoolean()) {
      return false;
    }
    if (plain && distrust == 0) {
      failures = Math.min(failures + 1, MOST_FAILURES);
      distrust = 1 << failures;
    } else if (plain) {
      distrust--;
    }
    Arrays.fill(y, 0);
    factor(kernel, stop);
    if (factor == null) {
      return false;
    }
    factor.solve(residual.clone(), y, LONGEST_MOVE);
    return search(kernel, y, stop);
  }

  /**
   * Moves the potentials along y to where the dual hardly rises or falls any more. Its derivative
   * along y comes with every pass. Where a group of points has to let go of another by factors, the
   * step is far too short, as Newton steps on an exponential are; hence also longer trials.
   */
  private boolean search(double[][] kernel, double[] y, BooleanSupplier stop) {
    int m = b.length;
    // Potentials count up to a constant.
    double mean = kernels.dot(b, y, m) / kernels.sum(b, m);
    double extent = 0;
    for (int j = 0; j < m; j++) {
      y[j] -= mean;
      extent = Math.max(extent, Math.abs(y[j]));
    }
    double slope = kernels.dot(residual, y, m);
    if (!(slope > 0 && extent < Double.POSITIVE_INFINITY)) {
      return false;
    }
    double[] old = v.clone();
    double before = error;
    double longest = LONGEST_STEP / extent;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double t = Math.min(1, longest);
    boolean found = false;
    for (int trial = 0; !found && trial < TRIALS && !stop.getAsBoolean(); trial++) {
      move(kernel, old, y, t, stop);
      double rise = kernels.dot(residual, y, m);
      if (error < 0.1 * before || Math.abs(rise) <= 0.3 * slope || (rise > 0 && t == longest)) {
        found = true;
      } else if (rise > 0) {
        low = t;
        t = high < Double.POSITIVE_INFINITY ? 0.5 * (low + high) : Math.min(2 * t, longest);
      } else {
        high = t;
        t = low > 0 ? 0.5 * (low + high) : 0.3 * t;
      }
    }
    if (!found) {
      t = low;
      move(kernel, old, y, t, stop);
    }
    if (t * extent > AGED) {
      factor = null;
    }
    return t > 0;
  }

  private void move(double[][] kernel, double[] from, double[] y, double t, BooleanSupplier stop) {
    for (int j = 0; j < y.length; j++) {
      v[j] = from[j] * Math.exp(t * y[j]);
    }
    pass(kernel, stop);
  }

  /**
   * Conjugate gradients for the Newton step y.
   *
   * @return whether the residual became small in few steps
   */
  private boolean conjugateGradients(
      double[][] kernel, double[] y, int last, BooleanSupplier stop) {
    int m = b.length;
    double goal = Math.max(0.1 * TOLERANCE, error * Math.min(0.03, error));
    double[] left = residual.clone();
    double[] direction = new double[m];
    double[] image = new double[m];
    double[] spare = new double[m];
    double rho = 0;
    int most =
        factor != null
            ? STEPS_OF_OLD_FACTOR
            : mayFactor() ? 1 + m / STEPS_BEFORE_FACTOR : STEPS_WITHOUT_FACTOR;
    for (int step = 1; step <= most && passes < last && !stop.getAsBoolean(); step++) {
      precondition(left, image, spare);
      double next = kernels.dot(left, image, m);
      double beta = step == 1 ? 0 : next / rho;
      rho = next;
      for (int j = 0; j < m; j++) {
        direction[j] = image[j] + beta * direction[j];
      }
      hessian(kernel, direction, image, spare);
      double curvature = kernels.dot(direction, image, m);
      if (!(curvature > 0)) {
        return false;
      }
      double length = rho / curvature;
      double size = 0;
      for (int j = 0; j < m; j++) {
        y[j] += length * direction[j];
        left[j] -= length * image[j];
        size += Math.abs(left[j]);
      }
      stepsOfFactor += factor == null ? 0 : 1;
      if (size <= goal) {
        return true;
      }
    }
    return false;
  }

  /** {@code z = M r} for the factor's inverse M, or that of the diagonal while there is none. */
  private void precondition(double[] r, double[] z, double[] spare) {
    if (factor == null) {
      for (int j = 0; j < z.length; j++) {
        z[j] = r[j] / (v[j] * columns[j]);
      }
    } else {
      System.arraycopy(r, 0, spare, 0, r.length);
      factor.solve(spare, z, LONGEST_EVER);
      passes++;
    }
  }

  /** Factors {@code diag(P'1) - P' diag(1/a) P} for the plan {@code P = diag(u) K diag(v)}. */
  private void factor(double[][] kernel, BooleanSupplier stop) {
    if (laplacian.length == 0) {
      laplacian = new double[b.length][b.length];
    }
    factor = null;
    Optional<SparseGram> sparse = SparseGram.of(kernel, u, v, a, b);
    if (sparse.isPresent()) {
      sparse.get().write(laplacian, stop);
    } else {
      writeWeights(kernel, stop);
    }
    if (stop.getAsBoolean()) {
      return;
    }
    LaplacianFactor fresh = LaplacianFactor.of(laplacian, stop);
    factor = stop.getAsBoolean() ? null : fresh;
    stepsOfFactor = 0;
  }

  /** The weights {@code P' diag(1/a) P} of the Laplacian, below its diagonal. */
  private void writeWeights(double[][] kernel, BooleanSupplier stop) {
    int n = a.length;
    int m = b.length;
    for (double[] row : laplacian) {
      Arrays.fill(row, 0);
    }
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = u[i] * u[i] / a[i];
    }
    int slice = (int) Math.clamp(PRODUCT_SLICE / ((long) m * m), 64, Integer.MAX_VALUE);
    for (int from = 0; from < n; from += slice) {
      if (stop.getAsBoolean()) {
        return;
      }
      int to = (int) Math.min((long) from + slice, n);
      MatrixProduct.addGram(
          kernels,
          Arrays.copyOfRange(kernel, from, to),
          Arrays.copyOfRange(weights, from, to),
          laplacian,
          m);
    }
    for (int i = 0; i < m; i++) {
      double[] row = laplacian[i];
      for (int j = 0; j < i; j++) {
        row[j] *= v[i] * v[j];
      }
    }
  }

  /** {@code out = diag(P'1) d - P' diag(1/a) P d} for the plan {@code P = diag(u) K diag(v)}. */
  private void hessian(double[][] kernel, double[] d, double[] out, double[] scaled) {
    passes++;
    int m = b.length;
    for (int j = 0; j < m; j++) {
      scaled[j] = v[j] * d[j];
    }
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          double[] sums = partColumns[part];
          Arrays.fill(sums, 0);
          for (int i = from; i < to; i++) {
            double t = u[i] * u[i] * dot(kernel[i], scaled, runs[i]) / a[i];
            add(t, kernel[i], sums, runs[i]);
          }
        });
    Arrays.fill(out, 0);
    for (double[] part : partColumns) {
      kernels.axpy(1, part, out, m);
    }
    for (int j = 0; j < m; j++) {
      out[j] = v[j] * (columns[j] * d[j] - out[j]);
    }
  }
}
