package monge.solver.adaptive;

import java.util.Arrays;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.Potentials;
import monge.plan.SparseCoupling;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;

/** A problem without its points of zero weight, its costs moved and scaled to [0,1]. */
final class ScaledProblem {

  private final LinearProblem whole;
  private final PositiveSupport support;
  private final double least;
  private final double span;

  /** Costs in [0,1] (n×m). */
  final double[][] c;

  /** Row sums, positive. */
  final double[] a;

  /** Column sums, positive. */
  final double[] b;

  ScaledProblem(LinearProblem whole) {
    this.whole = whole;
    support = PositiveSupport.of(whole);
    c = support.problem().requireGeometry().toDense();
    a = support.problem().source().weights();
    b = support.problem().target().weights();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] row : c) {
      for (double x : row) {
        low = Math.min(low, x);
        high = Math.max(high, x);
      }
    }
    least = low;
    span = high > low ? high - low : 1;
    for (double[] row : c) {
      for (int j = 0; j < row.length; j++) {
        row[j] = (row[j] - least) / span;
      }
    }
  }

  /** The problem on points of positive weight, its costs as they are. */
  LinearProblem problem() {
    return support.problem();
  }

  /** The unit of the scaled costs and of temperatures, in the problem's own unit. */
  double span() {
    return span;
  }

  double mass() {
    return Arrays.stream(a).sum();
  }

  /** A value of the scaled problem in the problem's own unit. */
  double unscaled(double value) {
    return least * mass() + span * value;
  }

  /** {@code <C,P>} in the problem's own unit, of scaled costs. */
  double cost(double[][] p) {
    double sum = 0;
    double moved = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p[i].length; j++) {
        sum += c[i][j] * p[i][j];
        moved += p[i][j];
      }
    }
    return least * moved + span * sum;
  }

  /** {@code |P1 - a|_1 + |P'1 - b|_1}. */
  double marginalError(double[][] p) {
    double[] columns = b.clone();
    double error = 0;
    for (int i = 0; i < p.length; i++) {
      double row = a[i];
      for (int j = 0; j < columns.length; j++) {
        row -= p[i][j];
        columns[j] -= p[i][j];
      }
      error += Math.abs(row);
    }
    for (double column : columns) {
      error += Math.abs(column);
    }
    return error;
  }

  double[] atSource(double[] values, double elsewhere) {
    return support.expandRows(values, elsewhere);
  }

  double[] atTarget(double[] values, double elsewhere) {
    return support.expandColumns(values, elsewhere);
  }

  /** Potentials in the problem's own unit; those of points of zero weight are {@code -inf}. */
  Potentials potentials(double[] f, double[] g) {
    double[] own = new double[f.length];
    double[] other = new double[g.length];
    for (int i = 0; i < f.length; i++) {
      own[i] = span * f[i] + least;
    }
    for (int j = 0; j < g.length; j++) {
      other[j] = span * g[j];
    }
    return new Potentials(
        atSource(own, Double.NEGATIVE_INFINITY), atTarget(other, Double.NEGATIVE_INFINITY));
  }

  /** The plan on all points; stored sparsely if at most a quarter of its entries is positive. */
  Coupling coupling(double[][] p) {
    int n = whole.rows();
    int m = whole.columns();
    int count = 0;
    for (double[] row : p) {
      for (double x : row) {
        count += x > 0 ? 1 : 0;
      }
    }
    if (count <= (long) n * m / 4) {
      int[] rowOf = new int[count];
      int[] columnOf = new int[count];
      double[] massOf = new double[count];
      int k = 0;
      for (int i = 0; i < p.length; i++) {
        for (int j = 0; j < p[i].length; j++) {
          if (p[i][j] > 0) {
            rowOf[k] = support.row(i);
            columnOf[k] = support.column(j);
            massOf[k++] = p[i][j];
          }
        }
      }
      return SparseCoupling.of(n, m, rowOf, columnOf, massOf, count);
    }
    double[][] all = new double[n][m];
    for (int i = 0; i < p.length; i++) {
      double[] row = support.expandColumns(p[i], 0);
      System.arraycopy(row, 0, all[support.row(i)], 0, m);
    }
    return DenseCoupling.of(all);
  }
}
