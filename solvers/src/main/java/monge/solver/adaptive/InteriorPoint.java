package monge.solver.adaptive;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import monge.numeric.Kernels;
import monge.numeric.MatrixProduct;
import monge.numeric.Parallel;

/**
 * The convex problem {@code min <C,P> + tau psi(P)} over couplings of a and b whose rows obey
 * {@code psi(P_i:) <= eta_i} and whose columns obey {@code psi(P_:j) <= theta_j}, by a primal-dual
 * interior point method (Mehrotra's predictor and corrector).
 *
 * <p>With multipliers f, g of the marginals, eps, delta of the bounds and Z of P >= 0 the optimum
 * is {@code C_ij - f_i - g_j + T_ij phi'(P_ij) = Z_ij}, {@code T_ij = tau + eps_i + delta_j}. It
 * starts from {@code ab'}, which lies inside of all bounds, and keeps the marginals. Inactive
 * bounds, whose temperature tends to 0, are as easy as active ones: their rows end in the vertex of
 * a linear program.
 *
 * <p>In a Newton system the rows' multipliers are eliminated first: O(n m^2) a step, four times
 * that with column bounds; ten matrices of memory.
 */
final class InteriorPoint {

  /** The share of the way to the boundary that a step goes. */
  private static final double TO_BOUNDARY = 0.995;

  /** Pivots below this share of their diagonal are rounding: the unknown does not move. */
  private static final double NO_PIVOT = 1e-15;

  /** Columns of a normal equation that are made together. */
  private static final int BLOCK = 128;

  private final Regulariser psi;
  private final double[][] c;
  private final double[] a;
  private final double[] b;
  private final double tau;
  private final int n;
  private final int m;
  private final Kernels kernels;
  private final int parts;
  private final BooleanSupplier stop;

  private final Multipliers rows;
  private final Multipliers columns;
  private final double[][] p;
  private final double[][] z;
  private final double[][] dp;
  private final double[][] dz;
  private final double[][] slope;
  private final double[][] inverse;
  private final double[][] right;
  private final double[][] y;
  private final double[][] schur;
  private final double[] diagonal;
  private final double[] v;
  private final double[][] partSums;
  private final int ground;
  private double mu;
  private double residual;

  /** What belongs to one side: potentials, and bounds with slack and temperature if there are. */
  private static final class Multipliers {
    final double[] bound;
    final boolean bounded;
    final double weightOfBarrier;
    final double[] f;
    final double[] eps;
    final double[] slack;
    final double[] df;
    final double[] dEps;
    final double[] dSlack;
    final double[] value;
    final double[] sum;
    final double[] target;
    // Of the normal equations: root of sum E, mean slope, root of variance and barrier, right
    // sides.
    final double[] mass;
    final double[] mean;
    final double[] root;
    final double[] first;
    final double[] second;
    final double[] cross;

    Multipliers(double[] bound, int size, int across) {
      this.bound = bound;
      bounded = bound.length > 0;
      weightOfBarrier = across;
      f = new double[size];
      eps = new double[size];
      slack = new double[size];
      df = new double[size];
      dEps = new double[size];
      dSlack = new double[size];
      value = new double[size];
      sum = new double[size];
      target = new double[size];
      mass = new double[size];
      mean = new double[size];
      root = new double[size];
      first = new double[size];
      second = new double[size];
      cross = new double[size];
    }

    void start(double mu) {
      for (int i = 0; bounded && i < eps.length; i++) {
        slack[i] = bound[i] - value[i];
        eps[i] = mu * weightOfBarrier / slack[i];
      }
    }

    double complementarity() {
      double product = 0;
      for (int i = 0; bounded && i < eps.length; i++) {
        product += eps[i] * slack[i];
      }
      return product;
    }

    double complementarityAfter(double step) {
      double product = 0;
      for (int i = 0; bounded && i < eps.length; i++) {
        product += (eps[i] + step * dEps[i]) * (slack[i] + step * dSlack[i]);
      }
      return product;
    }

    /** What the products of slack and temperature should become, over the temperature. */
    void aim(double centre, boolean corrected) {
      for (int i = 0; bounded && i < eps.length; i++) {
        double second = corrected ? dEps[i] * dSlack[i] : 0;
        target[i] = (centre * weightOfBarrier - second) / eps[i];
      }
    }

    void slackSteps() {
      for (int i = 0; bounded && i < eps.length; i++) {
        dSlack[i] = target[i] - slack[i] - slack[i] / eps[i] * dEps[i];
      }
    }

    double longest(double longest) {
      double step = longest;
      for (int i = 0; bounded && i < eps.length; i++) {
        step = limit(step, eps[i], dEps[i]);
        step = limit(step, slack[i], dSlack[i]);
      }
      return step;
    }

    void move(double step) {
      for (int i = 0; i < f.length; i++) {
        f[i] += step * df[i];
        if (bounded) {
          eps[i] += step * dEps[i];
          slack[i] += step * dSlack[i];
        }
      }
    }

    double boundResidual() {
      double sum = 0;
      for (int i = 0; bounded && i < eps.length; i++) {
        sum += eps[i] * Math.abs(bound[i] - value[i] - slack[i]);
      }
      return sum;
    }
  }

  /**
   * @param c costs (n×m) of magnitude about 1
   * @param a positive row sums (n)
   * @param b positive column sums (m) of the same mass
   * @param tau temperature of every entry
   * @param eta bounds of the rows, above those of ab'; empty for none
   * @param theta bounds of the columns, alike
   */
  InteriorPoint(
      Regulariser psi,
      double[][] c,
      double[] a,
      double[] b,
      double tau,
      double[] eta,
      double[] theta,
      BooleanSupplier stop) {
    this.psi = psi;
    this.c = c;
    this.a = a;
    this.b = b;
    this.tau = tau;
    this.stop = stop;
    n = a.length;
    m = b.length;
    kernels = Kernels.forEntries((long) n * m);
    parts = Parallel.parts(n, 1 + 8_000 / m);
    rows = new Multipliers(eta, n, m);
    columns = new Multipliers(theta, m, n);
    p = new double[n][m];
    z = new double[n][m];
    dp = new double[n][m];
    dz = new double[n][m];
    slope = new double[n][m];
    inverse = new double[n][m];
    right = new double[n][m];
    int unknowns = columns.bounded ? 2 * m : m;
    y = new double[unknowns][rows.bounded ? 2 * n : n];
    diagonal = new double[unknowns];
    schur = new double[unknowns][];
    for (int j = 0; j < unknowns; j++) {
      schur[j] = new double[endOfBlock(j)];
    }
    v = new double[unknowns];
    partSums = new double[parts][unknowns];
    ground = IntStream.range(0, m).reduce(0, (j, l) -> b[l] > b[j] ? l : j);
    begin();
  }

  /** The rows of the Schur complement are as long as their block of the lower triangle. */
  private int endOfBlock(int j) {
    return Math.min(diagonal.length, (j / BLOCK + 1) * BLOCK);
  }

  private void begin() {
    double total = kernels.sum(a, n);
    mu = total / ((double) n * m);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        p[i][j] = a[i] * (b[j] / total);
        z[i][j] = mu / p[i][j];
      }
    }
    sums();
    rows.start(mu);
    columns.start(mu);
    mu = complementarity() / barriers();
  }

  private double barriers() {
    return (double) n * m * (1 + (rows.bounded ? 1 : 0) + (columns.bounded ? 1 : 0));
  }

  private double complementarity() {
    double product = rows.complementarity() + columns.complementarity();
    for (int i = 0; i < n; i++) {
      product += kernels.dot(p[i], z[i], m);
    }
    return product;
  }

  /** {@code sum PZ + sum eps slack}: the duality gap of a point without residuals. */
  double gap() {
    return mu * barriers();
  }

  /** The sum of all residuals, weighted to the unit of the gap. */
  double residual() {
    return residual;
  }

  double[][] plan() {
    return p;
  }

  double[] f() {
    return rows.f;
  }

  double[] g() {
    return columns.f;
  }

  /** Temperatures of the rows; 0 without bounds. */
  double[] rowTemperatures() {
    return rows.eps;
  }

  double[] columnTemperatures() {
    return columns.eps;
  }

  /** Multiplier of {@code P_ij >= 0}. */
  double[][] reducedCosts() {
    return z;
  }

  /**
   * The dual value {@code <f,a> + <g,b> - sum T psi*((f + g - C) / T) - <eps,eta> - <delta,theta>},
   * a lower bound of the optimum whatever the iterate. Temperatures count as {@code floor} more
   * than they are, so that none is 0.
   */
  double dual(double floor) {
    double value = kernels.dot(rows.f, a, n) + kernels.dot(columns.f, b, m);
    double lift = tau > 0 ? 0 : floor;
    for (int i = 0; rows.bounded && i < n; i++) {
      value -= (rows.eps[i] + lift) * rows.bound[i];
    }
    for (int j = 0; columns.bounded && j < m; j++) {
      value -= (columns.eps[j] + (rows.bounded ? 0 : lift)) * columns.bound[j];
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double t = tau + rows.eps[i] + columns.eps[j] + lift;
        value -= t * psi.conjugate((rows.f[i] + columns.f[j] - c[i][j]) / t);
      }
    }
    return value;
  }

  /** Sums and psi of rows and columns. */
  private void sums() {
    Arrays.fill(columns.sum, 0);
    Arrays.fill(columns.value, 0);
    for (int i = 0; i < n; i++) {
      rows.sum[i] = kernels.sum(p[i], m);
      kernels.axpy(1, p[i], columns.sum, m);
      if (rows.bounded || columns.bounded) {
        double sum = 0;
        for (int j = 0; j < m; j++) {
          double value = psi.value(p[i][j]);
          sum += value;
          columns.value[j] += value;
        }
        rows.value[i] = sum;
      }
    }
  }

  /** One predictor and corrector; false if stopped or if no step is possible. */
  boolean step() {
    normalEquations();
    if (stop.getAsBoolean()) {
      return false;
    }
    for (int from = 0; from < y.length && !stop.getAsBoolean(); from += BLOCK) {
      // Of a symmetric product, the blocks on and below the diagonal.
      int to = endOfBlock(from);
      MatrixProduct.multiplyTransposed(
          Arrays.copyOfRange(y, from, to),
          Arrays.copyOf(y, to),
          Arrays.copyOfRange(schur, from, to));
    }
    if (stop.getAsBoolean()) {
      return false;
    }
    factor();
    direction(0, false);
    double affine = longest();
    double after = complementarityAfter(affine) / barriers();
    double ratio = Math.clamp(after / mu, 0, 1);
    direction(mu * ratio * ratio * ratio, true);
    double step = Math.min(1, TO_BOUNDARY * longest());
    if (!(step > 1e-12)) {
      return false;
    }
    move(step);
    return true;
  }

  /** The inverse of the Hessian, the elimination of the rows, and minus the gradient. */
  private void normalEquations() {
    double[][] partDiagonal = partSums;
    double[][] partCross = new double[parts][m];
    double[] partResidual = new double[parts];
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          Arrays.fill(partDiagonal[part], 0);
          for (int i = from; i < to; i++) {
            partResidual[part] += rowOfHessian(i);
            eliminate(i, partDiagonal[part], partCross[part]);
          }
        });
    Arrays.fill(diagonal, 0);
    Arrays.fill(columns.cross, 0);
    residual = 0;
    for (int part = 0; part < parts; part++) {
      kernels.axpy(1, partDiagonal[part], diagonal, diagonal.length);
      kernels.axpy(1, partCross[part], columns.cross, m);
      residual += partResidual[part];
    }
    residual += rows.boundResidual() + columns.boundResidual();
    for (int j = 0; columns.bounded && j < m; j++) {
      diagonal[m + j] += columns.slack[j] / columns.eps[j];
    }
  }

  private double rowOfHessian(int i) {
    double sumOfResiduals = 0;
    double[] pi = p[i];
    double[] zi = z[i];
    double[] wi = slope[i];
    double[] ei = inverse[i];
    double[] ci = c[i];
    double[] ri = right[i];
    double row = tau + rows.eps[i];
    double fi = rows.f[i];
    for (int j = 0; j < m; j++) {
      double temperature = row + columns.eps[j];
      double w = psi.slope(pi[j]);
      wi[j] = w;
      ei[j] = psi.inverseCurvature(pi[j], temperature, zi[j]);
      double r = fi + columns.f[j] - ci[j] - temperature * w;
      ri[j] = r;
      sumOfResiduals += pi[j] * Math.abs(r + zi[j]);
    }
    return sumOfResiduals;
  }

  private void eliminate(int i, double[] sums, double[] cross) {
    double[] ei = inverse[i];
    double[] wi = slope[i];
    double mass = kernels.sum(ei, m);
    double mean = kernels.dot(ei, wi, m) / mass;
    double variance = 0;
    for (int j = 0; rows.bounded && j < m; j++) {
      double d = wi[j] - mean;
      variance += ei[j] * d * d;
    }
    double length = Math.sqrt(mass);
    double root =
        rows.bounded ? Math.sqrt(variance + rows.slack[i] / rows.eps[i]) : Double.POSITIVE_INFINITY;
    rows.mass[i] = length;
    rows.mean[i] = mean;
    rows.root[i] = root;
    for (int j = 0; j < m; j++) {
      double e = ei[j];
      sums[j] += e;
      y[j][i] = e / length;
      double second = e * (wi[j] - mean) / root;
      if (rows.bounded) {
        y[j][n + i] = second;
      }
      if (columns.bounded) {
        double ew = e * wi[j];
        cross[j] += ew;
        sums[m + j] += ew * wi[j];
        y[m + j][i] = ew / length;
        if (rows.bounded) {
          y[m + j][n + i] = second * wi[j];
        }
      }
    }
  }

  /** Cholesky factor of the Schur complement, in place, below the diagonal. */
  private void factor() {
    int k = diagonal.length;
    for (int j = 0; j < k; j++) {
      for (int l = 0; l <= j; l++) {
        schur[j][l] = -schur[j][l];
      }
      schur[j][j] += diagonal[j];
      if (j >= m) {
        schur[j][j - m] += columns.cross[j - m];
      }
    }
    // Potentials count up to a constant: the heaviest column keeps its own.
    Arrays.fill(schur[ground], 0, ground, 0);
    for (int j = ground; j < k; j++) {
      schur[j][ground] = 0;
    }
    schur[ground][ground] = 1;
    diagonal[ground] = 1;
    for (int j = 0; j < k; j++) {
      double[] row = schur[j];
      for (int l = 0; l < j; l++) {
        row[l] = (row[l] - kernels.dot(row, schur[l], l)) * schur[l][l];
      }
      double pivot = row[j] - kernels.dot(row, row, j);
      // The inverse of the diagonal is kept.
      row[j] = pivot > NO_PIVOT * diagonal[j] ? 1 / Math.sqrt(pivot) : 0;
    }
  }

  private void solveFactored(double[] x) {
    int k = x.length;
    x[ground] = 0;
    for (int j = 0; j < k; j++) {
      x[j] = (x[j] - kernels.dot(schur[j], x, j)) * schur[j][j];
    }
    for (int j = k - 1; j >= 0; j--) {
      x[j] *= schur[j][j];
      kernels.axpy(-x[j], schur[j], x, j);
    }
  }

  /** The Newton step towards complementarity products {@code centre}. */
  private void direction(double centre, boolean corrected) {
    rows.aim(centre, corrected);
    columns.aim(centre, corrected);
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          double[] sums = partSums[part];
          Arrays.fill(sums, 0);
          for (int i = from; i < to; i++) {
            rightSide(i, centre, corrected, sums);
          }
        });
    Arrays.fill(v, 0);
    for (double[] sums : partSums) {
      kernels.axpy(-1, sums, v, v.length);
    }
    for (int j = 0; j < m; j++) {
      v[j] += b[j] - columns.sum[j];
      if (columns.bounded) {
        v[m + j] += columns.bound[j] - columns.value[j] - columns.target[j];
      }
    }
    solveFactored(v);
    for (int j = 0; j < m; j++) {
      columns.df[j] = v[j];
      columns.dEps[j] = columns.bounded ? -v[m + j] : 0;
    }
    Parallel.ranges(
        n,
        parts,
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            backSubstitute(i);
          }
        });
    rows.slackSteps();
    columns.slackSteps();
  }

  /** Adds to {@code sums} what the columns see of row i: its right side and its elimination. */
  private void rightSide(int i, double centre, boolean corrected, double[] sums) {
    double[] pi = p[i];
    double[] wi = slope[i];
    double[] ei = inverse[i];
    double[] di = dp[i];
    double[] dzi = dz[i];
    double first = a[i] - rows.sum[i];
    double second = rows.bounded ? rows.bound[i] - rows.value[i] - rows.target[i] : 0;
    for (int j = 0; j < m; j++) {
      double aim = (corrected ? centre - di[j] * dzi[j] : centre) / pi[j];
      double er = ei[j] * (right[i][j] + aim);
      dzi[j] = aim; // Until the step is known.
      first -= er;
      second -= er * wi[j];
      sums[j] += er;
      if (columns.bounded) {
        sums[m + j] += er * wi[j];
      }
    }
    double h1 = first / rows.mass[i];
    double h2 = rows.bounded ? (second - rows.mean[i] * first) / rows.root[i] : 0;
    rows.first[i] = h1;
    rows.second[i] = h2;
    for (int j = 0; j < m; j++) {
      double e = ei[j] * (h1 / rows.mass[i] + (wi[j] - rows.mean[i]) * (h2 / rows.root[i]));
      sums[j] += e;
      if (columns.bounded) {
        sums[m + j] += e * wi[j];
      }
    }
  }

  private void backSubstitute(int i) {
    double[] ei = inverse[i];
    double[] wi = slope[i];
    double sum = 0;
    double weighted = 0;
    for (int j = 0; j < m; j++) {
      double e = ei[j] * (columns.df[j] - wi[j] * columns.dEps[j]);
      sum += e;
      weighted += e * (wi[j] - rows.mean[i]);
    }
    double x = rows.bounded ? (rows.second[i] - weighted / rows.root[i]) / rows.root[i] : 0;
    double df = (rows.first[i] - sum / rows.mass[i]) / rows.mass[i] - rows.mean[i] * x;
    rows.df[i] = df;
    rows.dEps[i] = -x;
    double[] di = dp[i];
    double[] dzi = dz[i];
    for (int j = 0; j < m; j++) {
      double aim = dzi[j];
      double change = df + columns.df[j] + wi[j] * (x - columns.dEps[j]);
      di[j] = ei[j] * (right[i][j] + aim + change);
      dzi[j] = aim - z[i][j] - z[i][j] / p[i][j] * di[j];
    }
  }

  private double longest() {
    double[] partStep = new double[parts];
    Parallel.ranges(
        n,
        parts,
        (part, from, to) -> {
          double step = 1e3;
          for (int i = from; i < to; i++) {
            for (int j = 0; j < m; j++) {
              step = limit(step, p[i][j], dp[i][j]);
              step = limit(step, z[i][j], dz[i][j]);
            }
          }
          partStep[part] = step;
        });
    double step = 1e3;
    for (double s : partStep) {
      step = Math.min(step, s);
    }
    return columns.longest(rows.longest(step));
  }

  private static double limit(double step, double x, double dx) {
    return x + step * dx < 0 ? -x / dx : step;
  }

  private double complementarityAfter(double step) {
    double share = Math.min(1, step);
    double product = rows.complementarityAfter(share) + columns.complementarityAfter(share);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        product += (p[i][j] + share * dp[i][j]) * (z[i][j] + share * dz[i][j]);
      }
    }
    return product;
  }

  private void move(double step) {
    rows.move(step);
    columns.move(step);
    for (int i = 0; i < n; i++) {
      kernels.axpy(step, dp[i], p[i], m);
      kernels.axpy(step, dz[i], z[i], m);
    }
    sums();
    mu = complementarity() / barriers();
  }
}
