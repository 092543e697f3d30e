package monge.solver.adaptive;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.MatrixProduct;
import monge.numeric.Parallel;
import monge.numeric.RowSlices;
import monge.numeric.SemidefiniteFactor;

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
 * that with column bounds; nine matrices of memory. Where many plans are optimal the systems lose
 * their digits near the end, and a step may leave the bounds that are inactive: a step can be taken
 * {@link #back}.
 */
final class InteriorPoint {

  /** The share of the way to the boundary that a step goes. */
  private static final double TO_BOUNDARY = 0.995;

  /**
   * So many steps in a row that leave more than the share HARDLY of mu are followed by careful
   * ones, which aim at the share CENTRE of it and at no second order: the predictor can run in
   * circles.
   */
  private static final int SLOW = 3;

  private static final double HARDLY = 0.7;
  private static final double CENTRE = 0.5;

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
  private final double[] minusOnes;

  private final double[] v;
  private final double[][] partSums;
  private final int ground;
  private double mu;
  private double residual;
  private int slowSteps;

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
    double taken;
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
      taken = step;
      for (int i = 0; i < f.length; i++) {
        f[i] += step * df[i];
        if (bounded) {
          eps[i] += step * dEps[i];
          slack[i] += step * dSlack[i];
        }
      }
    }

    /** The largest share by which a perplexity falls short of its bound. */
    double shortfall(Regulariser psi, double[] weights) {
      double worst = 0;
      for (int i = 0; bounded && i < value.length; i++) {
        worst = Math.max(worst, psi.shortfall(value[i], bound[i], weights[i]));
      }
      return worst;
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
    p = Matrix.zeros(n, m, stop);
    z = Matrix.zeros(n, m, stop);
    dp = Matrix.zeros(n, m, stop);
    dz = Matrix.zeros(n, m, stop);
    slope = Matrix.zeros(n, m, stop);
    inverse = Matrix.zeros(n, m, stop);
    right = Matrix.zeros(n, m, stop);
    int unknowns = columns.bounded ? 2 * m : m;
    y = Matrix.zeros(rows.bounded ? 2 * n : n, unknowns, stop);
    minusOnes = new double[y.length];
    Arrays.fill(minusOnes, -1);
    diagonal = new double[unknowns];
    schur = Matrix.zeros(unknowns, unknowns, stop);
    v = new double[unknowns];
    partSums = new double[parts][unknowns];
    ground = IntStream.range(0, m).reduce(0, (j, l) -> b[l] > b[j] ? l : j);
    begin();
  }

  private void begin() {
    double total = kernels.sum(a, n);
    mu = total / ((double) n * m);
    Matrix.fill(
        p,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < m; j++) {
              p[i][j] = a[i] * (b[j] / total);
              z[i][j] = mu / p[i][j];
            }
          }
        });
    if (!sums()) {
      throw new CancellationException("stopped before the first step");
    }
    rows.start(mu);
    columns.start(mu);
    mu = complementarity() / barriers();
  }

  private boolean sweep(Parallel.Range body) {
    return RowSlices.inParts(n, m, parts, stop, body);
  }

  private double barriers() {
    return (double) n * m * (1 + (rows.bounded ? 1 : 0) + (columns.bounded ? 1 : 0));
  }

  private double complementarity() {
    double[] products = new double[parts];
    sweep(
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            products[part] += kernels.dot(p[i], z[i], m);
          }
        });
    return kernels.sum(products, parts) + rows.complementarity() + columns.complementarity();
  }

  /** {@code sum PZ + sum eps slack}: the duality gap of a point without residuals. */
  double gap() {
    return mu * barriers();
  }

  /** The sum of all residuals, weighted to the unit of the gap. */
  double residual() {
    return residual;
  }

  /** The share by which the plan misses the bounds, the worst of them, or the marginals. */
  double infeasibility() {
    double missing = 0;
    for (int i = 0; i < n; i++) {
      missing += Math.abs(rows.sum[i] - a[i]);
    }
    for (int j = 0; j < m; j++) {
      missing += Math.abs(columns.sum[j] - b[j]);
    }
    return Math.max(
        missing / kernels.sum(a, n), Math.max(rows.shortfall(psi, a), columns.shortfall(psi, b)));
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
    double[] conjugates = new double[parts];
    sweep(
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            double sum = 0;
            for (int j = 0; j < m; j++) {
              double t = tau + rows.eps[i] + columns.eps[j] + lift;
              sum += t * psi.conjugate((rows.f[i] + columns.f[j] - c[i][j]) / t);
            }
            conjugates[part] += sum;
          }
        });
    return value - kernels.sum(conjugates, parts);
  }

  /** Sums and psi of rows and columns; false if stopped. */
  private boolean sums() {
    boolean values = rows.bounded || columns.bounded;
    clearPartSums();
    double[][] partValues = new double[parts][values ? m : 0];
    boolean whole =
        sweep(
            (part, from, to) -> {
              for (int i = from; i < to; i++) {
                rows.sum[i] = kernels.sum(p[i], m);
                kernels.axpy(1, p[i], partSums[part], m);
                rows.value[i] = values ? addValues(p[i], partValues[part]) : 0;
              }
            });
    Arrays.fill(columns.sum, 0);
    Arrays.fill(columns.value, 0);
    for (int part = 0; part < parts; part++) {
      kernels.axpy(1, partSums[part], columns.sum, m);
      kernels.axpy(1, partValues[part], columns.value, partValues[part].length);
    }
    return whole;
  }

  private double addValues(double[] row, double[] sums) {
    double sum = 0;
    for (int j = 0; j < m; j++) {
      double value = psi.value(row[j]);
      sum += value;
      sums[j] += value;
    }
    return sum;
  }

  private void clearPartSums() {
    for (double[] sums : partSums) {
      Arrays.fill(sums, 0);
    }
  }

  /**
   * One predictor and corrector; false if stopped or if no step is possible. The plan of a stopped
   * step is that before it or that after it.
   */
  boolean step() {
    if (!normalEquations()) {
      return false;
    }
    SemidefiniteFactor factor = factor();
    if (!direction(factor, 0, false)) {
      return false;
    }
    double affine = longest();
    double after = complementarityAfter(affine) / barriers();
    double ratio = Math.clamp(after / mu, 0, 1);
    boolean slow = slowSteps >= SLOW;
    double centre = ratio * ratio * ratio;
    if (!direction(factor, mu * (slow ? Math.max(CENTRE, centre) : centre), !slow)) {
      return false;
    }
    double before = mu;
    double step = Math.min(1, TO_BOUNDARY * longest());
    if (!(step > 1e-12) || stop.getAsBoolean() || !move(step)) {
      return false;
    }
    slowSteps = mu > HARDLY * before ? slowSteps + 1 : 0;
    return true;
  }

  /** The inverse of the Hessian, the elimination of the rows, and minus the gradient. */
  private boolean normalEquations() {
    double[][] partDiagonal = partSums;
    double[][] partCross = new double[parts][m];
    double[] partResidual = new double[parts];
    clearPartSums();
    if (!sweep(
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            partResidual[part] += rowOfHessian(i);
            eliminate(i, partDiagonal[part], partCross[part]);
          }
        })) {
      return false;
    }
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
    return true;
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
    double[] first = y[i];
    double[] second = rows.bounded ? y[n + i] : first;
    for (int j = 0; j < m; j++) {
      double e = ei[j];
      sums[j] += e;
      first[j] = e / length;
      if (rows.bounded) {
        second[j] = e * (wi[j] - mean) / root;
      }
    }
    for (int j = 0; columns.bounded && j < m; j++) {
      double ew = ei[j] * wi[j];
      cross[j] += ew;
      sums[m + j] += ew * wi[j];
      first[m + j] = ew / length;
      if (rows.bounded) {
        second[m + j] = second[j] * wi[j];
      }
    }
  }

  /** The Schur complement, factored in place; of no use if stopped. */
  private SemidefiniteFactor factor() {
    int k = diagonal.length;
    if (RowSlices.each(k, k, 4 * Matrix.SLICE, stop, this::clearSchur)) {
      MatrixProduct.addGram(kernels, y, minusOnes, schur, k, stop);
    }
    for (int j = 0; j < k; j++) {
      schur[j][j] += diagonal[j];
      if (j >= m) {
        schur[j][j - m] += columns.cross[j - m];
      }
    }
    // Potentials count up to a constant: the heaviest column keeps its own.
    return SemidefiniteFactor.of(schur, diagonal, ground, stop);
  }

  private void clearSchur(int from, int to) {
    for (int j = from; j < to; j++) {
      Arrays.fill(schur[j], 0);
    }
  }

  /** The Newton step towards complementarity products {@code centre}; false if stopped. */
  private boolean direction(SemidefiniteFactor factor, double centre, boolean corrected) {
    rows.aim(centre, corrected);
    columns.aim(centre, corrected);
    clearPartSums();
    if (!sweep(
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            rightSide(i, centre, corrected, partSums[part]);
          }
        })) {
      return false;
    }
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
    factor.solve(v);
    for (int j = 0; j < m; j++) {
      columns.df[j] = v[j];
      columns.dEps[j] = columns.bounded ? -v[m + j] : 0;
    }
    if (!sweep(
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            backSubstitute(i);
          }
        })) {
      return false;
    }
    rows.slackSteps();
    columns.slackSteps();
    return true;
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
    Arrays.fill(partStep, 1e3);
    sweep(
        (part, from, to) -> {
          double step = partStep[part];
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
    double[] products = new double[parts];
    sweep(
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            double sum = 0;
            for (int j = 0; j < m; j++) {
              sum += (p[i][j] + share * dp[i][j]) * (z[i][j] + share * dz[i][j]);
            }
            products[part] += sum;
          }
        });
    return kernels.sum(products, parts)
        + rows.complementarityAfter(share)
        + columns.complementarityAfter(share);
  }

  /** False if stopped; the plan has moved, its multipliers perhaps not. */
  private boolean move(double step) {
    rows.move(step);
    columns.move(step);
    Parallel.ranges(n, parts, (_, from, to) -> advance(p, dp, step, from, to));
    boolean whole = sweep((_, from, to) -> advance(z, dz, step, from, to));
    if (!whole || !sums()) {
      return false;
    }
    mu = complementarity() / barriers();
    return !stop.getAsBoolean();
  }

  /** Rows of x become {@code x + step dx}; what they were is in those of dx. */
  private void advance(double[][] x, double[][] dx, double step, int from, int to) {
    for (int i = from; i < to; i++) {
      double[] before = x[i];
      double[] after = dx[i];
      for (int j = 0; j < m; j++) {
        after[j] = before[j] + step * after[j];
      }
      x[i] = after;
      dx[i] = before;
    }
  }

  /** Returns to before the last step, once, unless it was stopped. */
  void back() {
    for (int i = 0; i < n; i++) {
      exchange(p, dp, i);
      exchange(z, dz, i);
    }
    rows.move(-rows.taken);
    columns.move(-columns.taken);
    if (sums()) {
      mu = complementarity() / barriers();
    }
  }

  private static void exchange(double[][] x, double[][] y, int i) {
    double[] row = x[i];
    x[i] = y[i];
    y[i] = row;
  }
}
