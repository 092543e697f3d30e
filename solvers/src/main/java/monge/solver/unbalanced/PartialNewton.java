package monge.solver.unbalanced;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.MatrixProduct;
import monge.numeric.SemidefiniteFactor;

/**
 * Newton's method on the dual of entropic partial transport, in units of eps,
 *
 * <pre>  max <a, phi> + <b, psi> + s lambda - sum P,  P = exp(phi_i + psi_j + lambda - C_ij / eps)
 * </pre>
 *
 * over {@code phi, psi <= 0}. Potentials at 0 whose points are not full stay there (Bertsekas
 * 1982); of the others the rows' are eliminated. Where nearly all mass is to move, alternating
 * steps creep along a common shift of the potentials, which this finds at once. {@code O(n m^2)} a
 * step.
 */
final class PartialNewton {

  private static final int MOST_STEPS = 60;
  private static final int MOST_HALVINGS = 24;

  /** Residuals below this share of the mass are rounding. */
  private static final double EXACT = 1e-15;

  /**
   * The share of their diagonal by which pivots are raised. Parts of the plan that hardly touch can
   * shift against each other along a straight line of the dual: the step then is long, and cut.
   */
  private static final double RIDGE = 1e-11;

  private static final double LONGEST = 50;

  /** A residual that falls to this share makes a step a good one whatever rounding does. */
  private static final double FALL = 0.9;

  private final Geometry geometry;
  private final double scale;
  private final double[] a;
  private final double[] b;
  private final double mass;
  private final BooleanSupplier stop;
  private final Kernels kernels;
  private final int n;
  private final int m;

  private final double[][] p;
  private final double[] rowSums;
  private final double[] columnSums;
  private double total;
  private double dual;

  private double[] phi;
  private double[] psi;
  private double lambda;

  /**
   * @param mass what is to move
   */
  PartialNewton(
      Geometry geometry, double eps, double[] a, double[] b, double mass, BooleanSupplier stop) {
    this.geometry = geometry;
    scale = 1 / eps;
    this.a = a;
    this.b = b;
    this.mass = mass;
    this.stop = stop;
    n = a.length;
    m = b.length;
    kernels = Kernels.forEntries((long) n * m);
    p = new double[n][m + 2];
    rowSums = new double[n];
    columnSums = new double[m];
    phi = new double[n];
    psi = new double[m];
  }

  /**
   * Improves the potentials of columns and level; those of rows follow from them.
   *
   * @return false if stopped
   */
  boolean improve(double[] startPsi, double startLambda) {
    psi = startPsi.clone();
    lambda = startLambda;
    lambda -= rise(psi);
    relaxRows();
    lambda -= rise(phi);
    evaluate();
    double residual = residual();
    for (int k = 0; k < MOST_STEPS && residual > EXACT * mass; k++) {
      double[] beforePhi = phi;
      double[] beforePsi = psi;
      double beforeLambda = lambda;
      double beforeDual = dual;
      Step step = newton();
      if (stop.getAsBoolean()) {
        return false;
      }
      double t = Math.min(1, LONGEST / step.length());
      double reached = Double.POSITIVE_INFINITY;
      boolean better = false;
      for (int h = 0; h < MOST_HALVINGS && !better; h++, t /= 2) {
        phi = moved(beforePhi, step.phi, t);
        psi = moved(beforePsi, step.psi, t);
        lambda = beforeLambda + t * step.lambda;
        lambda -= rise(phi) + rise(psi);
        evaluate();
        reached = residual();
        better = dual > beforeDual || reached < FALL * residual;
      }
      if (!better) {
        phi = beforePhi;
        psi = beforePsi;
        lambda = beforeLambda;
        return true;
      }
      residual = reached;
    }
    return true;
  }

  double[] psi() {
    return psi.clone();
  }

  double lambda() {
    return lambda;
  }

  private static double[] moved(double[] from, double[] step, double t) {
    double[] to = new double[from.length];
    for (int k = 0; k < to.length; k++) {
      to[k] = Math.min(0, from[k] + t * step[k]);
    }
    return to;
  }

  /** Raises potentials until the largest is 0: what the level falls by then leaves the plan. */
  private static double rise(double[] potentials) {
    double rise = -Arrays.stream(potentials).max().orElseThrow();
    for (int k = 0; k < potentials.length; k++) {
      potentials[k] += rise;
    }
    return rise;
  }

  /** The best potentials of the rows. */
  private void relaxRows() {
    double[] costs = new double[m];
    for (int i = 0; i < n; i++) {
      geometry.row(i, costs);
      double most = kernels.maxShifted(psi, scale, costs, m);
      double sum = kernels.scaledKernelRow(-most, psi, scale, costs, p[i], m);
      phi[i] = Math.min(0, Math.log(a[i]) - Math.log(sum) - most - lambda);
    }
  }

  /** The plan, its sums and the dual. */
  private void evaluate() {
    double[] costs = new double[m];
    Arrays.fill(columnSums, 0);
    total = 0;
    dual = lambda * mass + kernels.dot(phi, a, n) + kernels.dot(psi, b, m);
    for (int i = 0; i < n; i++) {
      geometry.row(i, costs);
      rowSums[i] = kernels.scaledKernelRow(phi[i] + lambda, psi, scale, costs, p[i], m);
      kernels.axpy(1, p[i], columnSums, m);
      total += rowSums[i];
    }
    dual -= total;
  }

  /** What the plan holds too much or too little, summed; where a potential is 0 less is allowed. */
  private double residual() {
    double sum = Math.abs(mass - total);
    for (int i = 0; i < n; i++) {
      double missing = a[i] - rowSums[i];
      sum += phi[i] < 0 ? Math.abs(missing) : Math.max(0, -missing);
    }
    for (int j = 0; j < m; j++) {
      double missing = b[j] - columnSums[j];
      sum += psi[j] < 0 ? Math.abs(missing) : Math.max(0, -missing);
    }
    return sum;
  }

  /** A change of the potentials. */
  private static final class Step {
    final double[] phi;
    final double[] psi;
    final double lambda;

    Step(double[] phi, double[] psi, double lambda) {
      this.phi = phi;
      this.psi = psi;
      this.lambda = lambda;
    }

    /** The largest change. */
    double length() {
      double longest = Math.abs(lambda);
      for (double d : phi) {
        longest = Math.max(longest, Math.abs(d));
      }
      for (double d : psi) {
        longest = Math.max(longest, Math.abs(d));
      }
      return longest;
    }
  }

  /** Unknowns: one that stays 0, the columns' potentials, the level. */
  private Step newton() {
    int level = m + 1;
    double[] weights = new double[n];
    double[] right = new double[m + 2];
    right[level] = mass - total;
    for (int j = 0; j < m; j++) {
      right[1 + j] = b[j] - columnSums[j];
    }
    for (int i = 0; i < n; i++) {
      System.arraycopy(p[i], 0, p[i], 1, m);
      p[i][0] = 0;
      p[i][level] = rowSums[i];
      if (isFree(phi[i], a[i], rowSums[i])) {
        weights[i] = -1 / rowSums[i];
        kernels.axpy(weights[i] * (a[i] - rowSums[i]), p[i], right, m + 2);
      }
    }
    double[][] schur = Matrix.zeros(m + 2, m + 2, stop);
    MatrixProduct.addGram(kernels, p, weights, schur, m + 2, stop);
    double[] diagonal = new double[m + 2];
    for (int j = 0; j < m; j++) {
      schur[level][1 + j] += columnSums[j];
      if (isFree(psi[j], b[j], columnSums[j])) {
        diagonal[1 + j] = columnSums[j];
        schur[1 + j][1 + j] += (1 + RIDGE) * columnSums[j];
      } else {
        schur[1 + j][1 + j] = 0;
      }
    }
    diagonal[level] = total;
    schur[level][level] += (1 + RIDGE) * total;
    SemidefiniteFactor.of(schur, diagonal, 0, stop).solve(right);
    double[] dPsi = Arrays.copyOfRange(right, 1, m + 1);
    double[] dPhi = new double[n];
    for (int i = 0; i < n; i++) {
      if (weights[i] != 0) {
        dPhi[i] = (a[i] - rowSums[i] - kernels.dot(p[i], right, m + 2)) / rowSums[i];
      }
    }
    return new Step(dPhi, dPsi, right[level]);
  }

  private static boolean isFree(double potential, double weight, double sum) {
    return potential < 0 || sum > weight;
  }
}
