package monge.numeric;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The coupling {@code P_ij = u_i exp(S_ij) v_j} with row sums a and column sums b, for any matrix
 * of scores S, however large: {@code argmin_P KL(P | exp S)} over couplings.
 *
 * <p>Scaling passes on {@code exp(S + phi + psi)}, whose potentials absorb the scalings before they
 * leave the range of doubles, so nothing under- or overflows. Where scaling alone would be slow,
 * the semi-dual {@code psi -> sum b psi - sum a log sum exp(S + psi)} is maximised by Newton's
 * method, its system {@code (diag(P'1) - P' diag(1/a) P) y = b - P'1} solved by conjugate
 * gradients; a step that does not lower the error is taken back. One pass reads the matrix once:
 * O(nm). Where conjugate gradients need many passes too, the system is factored and the factor
 * preconditions this system and the coming ones, also those of later scores, until it has aged.
 *
 * <p>Scores that span hundreds or thousands make this a nearly combinatorial problem. Then the
 * scores are flattened and brought back by doubling, and {@link DualNewton} finishes, O(nm
 * min(n,m)) a step.
 */
public final class EntropicProjection {

  /** {@code |P'1 - b|_1} to reach; rows are exact to rounding. */
  public static final double TOLERANCE = 3e-13;

  /** Passes over the matrix after which the slow but sure way is taken. */
  private static final int QUICK_PASSES = 400;

  /** Passes after which an error above {@link #ROUGH} calls for smaller scales. */
  private static final int ROUGH_PASSES = 60;

  /** On the sure way: passes for each scale of the scores, and the error that is enough there. */
  private static final int PASSES_A_SCALE = 60;

  private static final double ROUGH = 1e-3;

  /** Scores that span no more than this need no smaller scales first. */
  private static final double EASY_SPAN = 30;

  /** On the sure way: steps of the full Newton method, each followed by two passes. */
  private static final int NEWTON_STEPS = 60;

  /** Scalings outside are absorbed. */
  private static final double LARGE = 1e80;

  /** Column sums below need the logarithmic update, which cannot underflow. */
  private static final double TINY = 1e-200;

  /** Passes over which the speed of scaling is measured, and worth waiting for. */
  private static final int PATIENCE = 12;

  private static final double LONGEST_STEP = 3;

  /** No potential moves farther by the factor. */
  private static final double LONGEST_EVER = 1e6;

  /** Steps of conjugate gradients for which a new factor is worth its price. */
  private static final int LONG_ROW_OF_STEPS = 30;

  /** Below this size passes take no time. */
  private static final int SMALLEST_FACTOR = 200;

  /** Above this size a factorisation takes too long, and longer than a person waits to stop it. */
  private static final int LARGEST_FACTOR = 1500;

  private static final long EXP_SLICE = 8_000_000L;

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
  private double[][] weighted = {};
  private double[][] laplacian = {};
  private @Nullable LaplacianFactor factor;
  private double scale = 1;
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
    partColumns = new double[parts][m];
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
    passes = 0;
    scale = 1;
    start(scores, plan, stop);
    double error = quick(scores, plan, ROUGH_PASSES, ROUGH, stop);
    if (error > ROUGH && !stop.getAsBoolean()) {
      anneal(scores, plan, stop);
    }
    error = quick(scores, plan, QUICK_PASSES, TOLERANCE, stop);
    if (error > TOLERANCE && !stop.getAsBoolean()) {
      absorb(scores, plan, stop);
      error =
          Math.min(a.length, b.length) <= LARGEST_FACTOR
              ? sure(scores, plan, stop)
              : patient(scores, plan, stop);
    }
    Parallel.ranges(
        a.length,
        parts,
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            double[] row = plan[i];
            for (int j = 0; j < b.length; j++) {
              row[j] *= u[i] * v[j];
            }
            phi[i] += Math.log(u[i]);
          }
        });
    for (int j = 0; j < b.length; j++) {
      psi[j] += Math.log(v[j]);
    }
    return error;
  }

  /** Scaling passes, and quick Newton steps where they help, up to the tolerance or the budget. */
  private double quick(
      double[][] scores, double[][] plan, int budget, double tolerance, BooleanSupplier stop) {
    double error = pass(plan);
    double then = error;
    int since = 0;
    int last = passes + budget;
    boolean quadratic = false;
    while (error > tolerance && passes < last && !stop.getAsBoolean()) {
      if (quadratic || (since == PATIENCE && isSlow(error, then))) {
        double reached = newton(scores, plan, last, stop);
        quadratic = reached < 0.1 * error;
        error = reached;
        if (error <= tolerance) {
          break;
        }
      }
      if (since == PATIENCE) {
        since = 0;
        then = error;
      }
      scaleColumns(scores, plan, stop);
      error = pass(plan);
      since++;
    }
    return error;
  }

  /** Scores made flat and brought back by doubling, each scale starting from the last. */
  private void anneal(double[][] scores, double[][] plan, BooleanSupplier stop) {
    double span = span(scores);
    Arrays.fill(psi, 0);
    scale = 1;
    while (scale * span > EASY_SPAN) {
      scale /= 2;
    }
    while (scale < 1 && !stop.getAsBoolean()) {
      start(scores, plan, stop);
      quick(scores, plan, PASSES_A_SCALE, ROUGH, stop);
      for (int j = 0; j < b.length; j++) {
        psi[j] = 2 * (psi[j] + Math.log(v[j]));
      }
      scale *= 2;
    }
    start(scores, plan, stop);
    quick(scores, plan, PASSES_A_SCALE, ROUGH, stop);
    absorb(scores, plan, stop);
  }

  private double patient(double[][] scores, double[][] plan, BooleanSupplier stop) {
    start(scores, plan, stop);
    return quick(scores, plan, 10 * QUICK_PASSES, TOLERANCE, stop);
  }

  /** Newton's method with an exact factorisation, each step followed by plain passes. */
  private double sure(double[][] scores, double[][] plan, BooleanSupplier stop) {
    DualNewton steps =
        new DualNewton(
            (i, out) -> System.arraycopy(scores[i], 0, out, 0, b.length), a, b, -1, stop);
    double error = Double.POSITIVE_INFINITY;
    for (int k = 0; k < NEWTON_STEPS && error > TOLERANCE && !stop.getAsBoolean(); k++) {
      if (!steps.evaluate(phi, psi) || !steps.step(phi, psi)) {
        break;
      }
      start(scores, plan, stop);
      pass(plan);
      scaleColumns(scores, plan, stop);
      error = pass(plan);
      if (error > TOLERANCE) {
        absorb(scores, plan, stop);
      }
    }
    if (error > TOLERANCE) {
      start(scores, plan, stop);
      error = quick(scores, plan, QUICK_PASSES, TOLERANCE, stop);
    }
    return error;
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
  private static boolean isSlow(double error, double then) {
    double rate = Math.log(then / error) / PATIENCE;
    return !(rate > 0) || Math.log(error / TOLERANCE) > 2 * PATIENCE * rate;
  }

  private void scaleColumns(double[][] scores, double[][] kernel, BooleanSupplier stop) {
    boolean absorb = false;
    for (int j = 0; j < b.length; j++) {
      v[j] = b[j] / columns[j];
      absorb |= !(v[j] < LARGE && v[j] > 1 / LARGE);
    }
    for (double s : u) {
      absorb |= !(s < LARGE && s > 1 / LARGE);
    }
    if (absorb) {
      absorb(scores, kernel, stop);
    }
  }

  /** Potentials for which no row or column sum underflows; the kernel of them in {@code plan}. */
  private void start(double[][] scores, double[][] plan, BooleanSupplier stop) {
    int n = a.length;
    int m = b.length;
    Arrays.fill(v, 1);
    for (int round = 0; round < 100; round++) {
      passes++;
      RowSlices.each(
          n,
          m,
          EXP_SLICE,
          stop,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              phi[i] = -kernels.maxShifted(psi, -scale, scores[i], m);
              u[i] = a[i] / kernels.scaledKernelRow(phi[i], psi, -scale, scores[i], plan[i], m);
            }
          });
      Arrays.fill(columns, 0);
      for (int i = 0; i < n; i++) {
        kernels.axpy(u[i], plan[i], columns, m);
      }
      boolean lost = false;
      for (double c : columns) {
        lost |= !(c > TINY);
      }
      if (!lost || stop.getAsBoolean()) {
        return;
      }
      columnPotentials(scores);
    }
  }

  /** {@code psi_j = log b_j - LSE_i(phi_i + log u_i + S_ij)}. */
  private void columnPotentials(double[][] scores) {
    int m = b.length;
    double[] max = new double[m];
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < a.length; i++) {
      kernels.maxInto(phi[i] + Math.log(u[i]), -scale, scores[i], max, m);
    }
    double[] minusMax = new double[m];
    for (int j = 0; j < m; j++) {
      minusMax[j] = -max[j];
    }
    double[] row = new double[m];
    Arrays.fill(columns, 0);
    for (int i = 0; i < a.length; i++) {
      kernels.scaledKernelRow(phi[i] + Math.log(u[i]), minusMax, -scale, scores[i], row, m);
      kernels.axpy(1, row, columns, m);
    }
    for (int j = 0; j < m; j++) {
      psi[j] = Math.log(b[j]) - max[j] - Math.log(columns[j]);
    }
  }

  /**
   * Scales the rows to a for the present v, gathers the column sums of {@code diag(u) K} and
   * returns the error of the columns of the plan.
   */
  private double pass(double[][] kernel) {
    passes++;
    int m = b.length;
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          double[] sums = partColumns[part];
          Arrays.fill(sums, 0);
          for (int i = from; i < to; i++) {
            u[i] = a[i] / kernels.dot(kernel[i], v, m);
            kernels.axpy(u[i], kernel[i], sums, m);
          }
        });
    Arrays.fill(columns, 0);
    for (double[] part : partColumns) {
      kernels.axpy(1, part, columns, m);
    }
    double error = 0;
    for (int j = 0; j < m; j++) {
      error += Math.abs(v[j] * columns[j] - b[j]);
    }
    return error;
  }

  /** Moves the scalings into the potentials; the kernel then is the plan itself. */
  private void absorb(double[][] scores, double[][] kernel, BooleanSupplier stop) {
    int m = b.length;
    for (int j = 0; j < m; j++) {
      psi[j] += Math.log(v[j]);
      v[j] = 1;
    }
    for (int i = 0; i < a.length; i++) {
      phi[i] += Math.log(u[i]);
      u[i] = 1;
    }
    passes++;
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

  /**
   * One guarded Newton step on the column potentials; the error after it, or after taking it back.
   */
  private double newton(double[][] scores, double[][] kernel, int last, BooleanSupplier stop) {
    absorb(scores, kernel, stop);
    double before = pass(kernel);
    int m = b.length;
    double[] y = new double[m];
    solveNewton(kernel, columns.clone(), y, before * Math.min(0.03, before), last, stop);
    // Potentials count up to a constant: centre the step before its length is judged.
    double mean = kernels.dot(b, y, m) / kernels.sum(b, m);
    double longest = 0;
    for (int j = 0; j < m; j++) {
      y[j] -= mean;
      longest = Math.max(longest, Math.abs(y[j]));
    }
    double share = longest > LONGEST_STEP ? LONGEST_STEP / longest : 1;
    for (int attempt = 0; attempt < 3; attempt++) {
      for (int j = 0; j < m; j++) {
        v[j] = Math.exp(share * y[j]);
      }
      double after = pass(kernel);
      if (after < 0.8 * before) {
        return after;
      }
      share *= 0.25;
    }
    Arrays.fill(v, 1);
    return pass(kernel);
  }

  /** Conjugate gradients for the Newton step y, up to a residual of {@code goal}. */
  private void solveNewton(
      double[][] kernel, double[] q, double[] y, double goal, int last, BooleanSupplier stop) {
    int m = b.length;
    double[] residual = new double[m];
    double[] direction = new double[m];
    double[] image = new double[m];
    double[] spare = new double[m];
    for (int j = 0; j < m; j++) {
      residual[j] = b[j] - q[j];
    }
    boolean mayFactor = m >= SMALLEST_FACTOR && Math.max(a.length, m) <= LARGEST_FACTOR;
    double rho = 0;
    boolean restart = true;
    for (int step = 1; step <= 400 && passes < last && !stop.getAsBoolean(); step++) {
      precondition(q, residual, image, spare);
      double next = kernels.dot(residual, image, m);
      double beta = restart ? 0 : next / rho;
      restart = false;
      rho = next;
      for (int j = 0; j < m; j++) {
        direction[j] = image[j] + beta * direction[j];
      }
      hessian(kernel, q, direction, image);
      double curvature = kernels.dot(direction, image, m);
      if (!(curvature > 0)) {
        break;
      }
      double length = rho / curvature;
      double left = 0;
      for (int j = 0; j < m; j++) {
        y[j] += length * direction[j];
        residual[j] -= length * image[j];
        left += Math.abs(residual[j]);
      }
      if (left <= Math.max(0.1 * TOLERANCE, goal)) {
        break;
      }
      if (mayFactor && step == LONG_ROW_OF_STEPS) {
        factor(kernel, stop);
        restart = true;
      }
    }
  }

  /** {@code z = M r} for the factor's inverse M, or that of the diagonal q while there is none. */
  private void precondition(double[] q, double[] r, double[] z, double[] spare) {
    if (factor == null) {
      for (int j = 0; j < z.length; j++) {
        z[j] = r[j] / q[j];
      }
    } else {
      System.arraycopy(r, 0, spare, 0, r.length);
      factor.solve(spare, z, LONGEST_EVER);
      passes++;
    }
  }

  /** Factors {@code diag(q) - P' diag(1/a) P} for the plan {@code P = diag(u) K}. */
  private void factor(double[][] kernel, BooleanSupplier stop) {
    int n = a.length;
    int m = b.length;
    if (laplacian.length == 0) {
      weighted = new double[m][n];
      laplacian = new double[m][m];
    }
    Parallel.ranges(
        m,
        Parallel.parts(m, 1 + 40_000 / n),
        (_, from, to) -> {
          for (int i = 0; i < n; i++) {
            double scale = u[i] * u[i] / a[i];
            double[] row = kernel[i];
            for (int j = from; j < to; j++) {
              weighted[j][i] = scale * row[j];
            }
          }
        });
    MatrixProduct.multiply(weighted, kernel, laplacian);
    LaplacianFactor fresh = LaplacianFactor.of(laplacian, stop);
    factor = stop.getAsBoolean() ? null : fresh;
  }

  /** {@code out = q .* d - P' ((P d) ./ a)} for the plan {@code P = diag(u) K}. */
  private void hessian(double[][] kernel, double[] q, double[] d, double[] out) {
    passes++;
    int m = b.length;
    Parallel.ranges(
        a.length,
        parts,
        (part, from, to) -> {
          double[] sums = partColumns[part];
          Arrays.fill(sums, 0);
          for (int i = from; i < to; i++) {
            double t = u[i] * u[i] * kernels.dot(kernel[i], d, m) / a[i];
            kernels.axpy(-t, kernel[i], sums, m);
          }
        });
    for (int j = 0; j < m; j++) {
      out[j] = q[j] * d[j];
    }
    for (double[] part : partColumns) {
      kernels.axpy(1, part, out, m);
    }
  }
}
