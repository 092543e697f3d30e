package monge.solver.info;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import monge.numeric.Kernels;
import monge.numeric.Parallel;

/**
 * The coupling {@code P_ij = u_i exp(S_ij) v_j} with row sums a and column sums b, for any matrix
 * of scores S, however large: {@code argmin_P KL(P | exp S)} over couplings.
 *
 * <p>Scaling passes on {@code exp(S + phi + psi)}, whose potentials absorb the scalings before they
 * leave the range of doubles, so nothing under- or overflows. Where scaling alone would be slow,
 * the semi-dual {@code psi -> sum b psi - sum a log sum exp(S + psi)} is maximised by Newton's
 * method, its system {@code (diag(P'1) - P' diag(1/a) P) y = b - P'1} solved by conjugate
 * gradients; a step that does not lower the error is taken back. One pass reads the matrix once:
 * O(nm).
 */
final class EntropicProjection {

  /** {@code |P'1 - b|_1} to reach; rows are exact to rounding. */
  static final double TOLERANCE = 3e-13;

  /** Passes over the matrix after which the plan is returned as it is, with its error. */
  private static final int MOST_PASSES = 4000;

  /** Scalings outside are absorbed. */
  private static final double LARGE = 1e80;

  /** Column sums below need the logarithmic update, which cannot underflow. */
  private static final double TINY = 1e-200;

  /** Passes over which the speed of scaling is measured, and worth waiting for. */
  private static final int PATIENCE = 12;

  private static final double LONGEST_STEP = 3;
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
  private int passes;

  /** Positive weights a (n) and b (m) of equal sums. */
  EntropicProjection(double[] a, double[] b) {
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
  int passes() {
    return passes;
  }

  /**
   * Writes the coupling into {@code plan} (n×m). The column potentials of the last call are where
   * it starts.
   *
   * @return {@code |P'1 - b|_1} of the plan, at most {@link #TOLERANCE} unless stopped or out of
   *     passes
   */
  double solve(double[][] scores, double[][] plan, BooleanSupplier stop) {
    passes = 0;
    start(scores, plan, stop);
    double error = pass(plan);
    double then = error;
    int since = 0;
    boolean quadratic = false;
    while (error > TOLERANCE && passes < MOST_PASSES && !stop.getAsBoolean()) {
      if (quadratic || (since == PATIENCE && isSlow(error, then))) {
        double reached = newton(scores, plan, stop);
        quadratic = reached < 0.1 * error;
        error = reached;
        if (error <= TOLERANCE) {
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
    for (int i = 0; i < a.length; i++) {
      double[] row = plan[i];
      for (int j = 0; j < b.length; j++) {
        row[j] *= u[i] * v[j];
      }
      phi[i] += Math.log(u[i]);
    }
    for (int j = 0; j < b.length; j++) {
      psi[j] += Math.log(v[j]);
    }
    return error;
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
              phi[i] = -kernels.maxShifted(psi, -1, scores[i], m);
              u[i] = a[i] / kernels.scaledKernelRow(phi[i], psi, -1, scores[i], plan[i], m);
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
      kernels.maxInto(phi[i] + Math.log(u[i]), -1, scores[i], max, m);
    }
    double[] minusMax = new double[m];
    for (int j = 0; j < m; j++) {
      minusMax[j] = -max[j];
    }
    double[] row = new double[m];
    Arrays.fill(columns, 0);
    for (int i = 0; i < a.length; i++) {
      kernels.scaledKernelRow(phi[i] + Math.log(u[i]), minusMax, -1, scores[i], row, m);
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
            kernels.scaledKernelRow(phi[i], psi, -1, scores[i], kernel[i], m);
          }
        });
  }

  /**
   * One guarded Newton step on the column potentials; the error after it, or after taking it back.
   */
  private double newton(double[][] scores, double[][] kernel, BooleanSupplier stop) {
    absorb(scores, kernel, stop);
    double before = pass(kernel);
    int m = b.length;
    double[] q = columns.clone();
    double[] y = new double[m];
    double[] residual = new double[m];
    double[] direction = new double[m];
    double[] image = new double[m];
    double rho = 0;
    double goal = Math.max(0.1 * TOLERANCE, before * Math.min(0.03, before));
    for (int j = 0; j < m; j++) {
      residual[j] = b[j] - q[j];
      direction[j] = residual[j] / q[j];
      rho += residual[j] * direction[j];
    }
    for (int step = 0; step < 400 && passes < MOST_PASSES && !stop.getAsBoolean(); step++) {
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
      if (left <= goal) {
        break;
      }
      double next = 0;
      for (int j = 0; j < m; j++) {
        next += residual[j] * residual[j] / q[j];
      }
      double beta = next / rho;
      rho = next;
      for (int j = 0; j < m; j++) {
        direction[j] = residual[j] / q[j] + beta * direction[j];
      }
    }
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
