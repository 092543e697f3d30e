package monge.solver.adaptive;

import java.util.Arrays;

/**
 * Algorithm 1 of the OTARI paper: the projection of {@code exp(-C/sigma)} (in the Kullback-Leibler
 * divergence) or of {@code -C/sigma} (Euclidean) onto the couplings whose rows and columns obey
 * their bounds, by Dykstra's cyclic projections. That is the cheapest such coupling exactly if
 * every bound is tight after the projection, which holds for sigma up to the least temperature.
 * Sweeps are O(nm), their number grows like {@code 1/sigma}.
 */
final class Dykstra {

  private static final double TIGHT = 1e-6;

  private final Regulariser psi;
  private final double[] a;
  private final double[] b;
  private final double xiRows;
  private final double xiColumns;

  /** The iterate: its logarithm in the entropic case. */
  private final double[][] x;

  private final double[][] ofRows;
  private final double[][] ofColumns;
  private final double[][] ofRowNorms;
  private final double[][] ofColumnNorms;

  /**
   * @param c costs (n×m)
   * @param xiRows least perplexity of rows; 1 for none
   * @param xiColumns of columns, alike
   */
  Dykstra(
      Regulariser psi,
      double[][] c,
      double[] a,
      double[] b,
      double xiRows,
      double xiColumns,
      double sigma) {
    this.psi = psi;
    this.a = a;
    this.b = b;
    this.xiRows = xiRows;
    this.xiColumns = xiColumns;
    int n = a.length;
    int m = b.length;
    x = new double[n][m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        x[i][j] = -c[i][j] / sigma;
      }
    }
    boolean norms = psi == Regulariser.QUADRATIC;
    ofRows = new double[n][m];
    ofColumns = new double[m][n];
    ofRowNorms = new double[norms && xiRows > 1 ? n : 0][m];
    ofColumnNorms = new double[norms && xiColumns > 1 ? m : 0][n];
  }

  /** Projects onto each set once. */
  void sweep() {
    for (int i = 0; i < a.length; i++) {
      project(x[i], a[i], xiRows, ofRows[i], i < ofRowNorms.length ? ofRowNorms[i] : null);
    }
    double[] column = new double[a.length];
    for (int j = 0; j < b.length; j++) {
      for (int i = 0; i < column.length; i++) {
        column[i] = x[i][j];
      }
      project(
          column,
          b[j],
          xiColumns,
          ofColumns[j],
          j < ofColumnNorms.length ? ofColumnNorms[j] : null);
      for (int i = 0; i < column.length; i++) {
        x[i][j] = column[i];
      }
    }
  }

  /** The iterate as a plan; negative entries, which vanish in the limit, count as 0. */
  double[][] plan() {
    double[][] p = new double[a.length][b.length];
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p[i].length; j++) {
        p[i][j] = psi == Regulariser.ENTROPIC ? Math.exp(x[i][j]) : Math.max(0, x[i][j]);
      }
    }
    return p;
  }

  /** How many bounds are slack in a plan: none if the plan is the cheapest one. */
  int slackBounds(double[][] p) {
    int count = 0;
    if (xiRows > 1) {
      count += slack(Spread.ofRows(psi, p), xiRows);
    }
    if (xiColumns > 1) {
      count += slack(Spread.ofColumns(psi, p), xiColumns);
    }
    return count;
  }

  private static int slack(double[] perplexities, double xi) {
    return (int) Arrays.stream(perplexities).filter(v -> v > xi * (1 + TIGHT)).count();
  }

  private void project(
      double[] line,
      double weight,
      double xi,
      double[] correction,
      double @org.jspecify.annotations.Nullable [] correctionOfNorm) {
    add(line, correction);
    double[] before = line.clone();
    if (psi == Regulariser.ENTROPIC) {
      softmax(line, weight, xi);
    } else {
      simplex(line, weight);
    }
    difference(before, line, correction);
    if (correctionOfNorm != null) {
      add(line, correctionOfNorm);
      System.arraycopy(line, 0, before, 0, line.length);
      ball(line, weight / Math.sqrt(xi));
      difference(before, line, correctionOfNorm);
    }
  }

  private static void add(double[] line, double[] correction) {
    for (int k = 0; k < line.length; k++) {
      line[k] += correction[k];
    }
  }

  private static void difference(double[] before, double[] after, double[] correction) {
    for (int k = 0; k < after.length; k++) {
      correction[k] = before[k] - after[k];
    }
  }

  /** {@code log(weight softmax(beta y))} with the largest beta <= 1 of perplexity at least xi. */
  private static void softmax(double[] y, double weight, double xi) {
    double most = Arrays.stream(y).max().orElseThrow();
    double low = 0;
    double high = 1;
    double beta = 1;
    double wanted = Math.log(xi);
    double logSum = 0;
    for (int k = 0; k < 100; k++) {
      double sum = 0;
      double first = 0;
      double second = 0;
      for (double v : y) {
        double d = v - most;
        double e = Math.exp(beta * d);
        sum += e;
        first += e * d;
        second += e * d * d;
      }
      logSum = Math.log(sum);
      double mean = first / sum;
      double excess = logSum - beta * mean - wanted;
      if (xi <= 1 || (beta == 1 && excess >= 0) || Math.abs(excess) < 1e-13) {
        break;
      }
      if (excess > 0) {
        low = beta;
      } else {
        high = beta;
      }
      double slope = -beta * (second / sum - mean * mean);
      double next = beta - excess / slope;
      beta = next > low && next < high ? next : (low + high) / 2;
      if (high - low < 1e-16) {
        break;
      }
    }
    double logWeight = Math.log(weight);
    for (int k = 0; k < y.length; k++) {
      y[k] = logWeight + beta * (y[k] - most) - logSum;
    }
  }

  /** {@code (y - nu)^+} of sum {@code weight}; Newton's method from the left is finite. */
  private static void simplex(double[] y, double weight) {
    double nu = Arrays.stream(y).max().orElseThrow() - weight;
    for (int k = 0; k < 200; k++) {
      double sum = 0;
      int count = 0;
      for (double v : y) {
        if (v > nu) {
          sum += v - nu;
          count++;
        }
      }
      double next = nu + (sum - weight) / count;
      if (!(next > nu)) {
        break;
      }
      nu = next;
    }
    for (int k = 0; k < y.length; k++) {
      y[k] = Math.max(0, y[k] - nu);
    }
  }

  private static void ball(double[] y, double radius) {
    double squares = 0;
    for (double v : y) {
      squares += v * v;
    }
    double length = Math.sqrt(squares);
    for (int k = 0; length > radius && k < y.length; k++) {
      y[k] *= radius / length;
    }
  }
}
