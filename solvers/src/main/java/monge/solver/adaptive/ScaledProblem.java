package monge.solver.adaptive;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import monge.cost.Geometry;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.Parallel;
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

  /**
   * Stores the costs.
   *
   * @throws java.util.concurrent.CancellationException if stopped
   */
  ScaledProblem(LinearProblem whole, BooleanSupplier stop) {
    this.whole = whole;
    support = PositiveSupport.of(whole);
    a = support.problem().source().weights();
    b = support.problem().target().weights();
    int m = b.length;
    Geometry geometry = support.problem().requireGeometry();
    c = Matrix.zeros(a.length, m, stop);
    double[] lows = new double[a.length];
    double[] highs = new double[a.length];
    Matrix.fill(
        c,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            geometry.row(i, c[i]);
            lows[i] = Double.POSITIVE_INFINITY;
            highs[i] = Double.NEGATIVE_INFINITY;
            for (double x : c[i]) {
              lows[i] = Math.min(lows[i], x);
              highs[i] = Math.max(highs[i], x);
            }
          }
        });
    least = Arrays.stream(lows).min().orElseThrow();
    double high = Arrays.stream(highs).max().orElseThrow();
    span = high > least ? high - least : 1;
    double low = least;
    double unit = span;
    Matrix.fill(
        c,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < m; j++) {
              c[i][j] = (c[i][j] - low) / unit;
            }
          }
        });
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
    return unscaled(value, mass());
  }

  /** A cost of the scaled problem, of a plan of this mass, in the problem's own unit. */
  double unscaled(double value, double moved) {
    return least * moved + span * value;
  }

  /** {@code <C,P>} in the problem's own unit, of scaled costs. */
  double cost(double[][] p) {
    return cost(c, p);
  }

  /** {@code <C,P>} in the problem's own unit; c may be the scaled costs transposed, p then too. */
  double cost(double[][] costs, double[][] p) {
    int m = p[0].length;
    Kernels kernels = Kernels.forEntries((long) p.length * m);
    int parts = Parallel.parts(p.length, 1 + 20_000 / m);
    double[] sums = new double[parts];
    double[] moved = new double[parts];
    Parallel.ranges(
        p.length,
        parts,
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            sums[part] += kernels.dot(costs[i], p[i], m);
            moved[part] += kernels.sum(p[i], m);
          }
        });
    return unscaled(kernels.sum(sums, parts), kernels.sum(moved, parts));
  }

  /** The plan that a stopped solve worked on, as it is; transposed if {@code exchanged}. */
  Coupling stopped(double[][] p, boolean exchanged) {
    int[] rowAt = indices(support.expandRows(counted(a.length), -1));
    int[] columnAt = indices(support.expandColumns(counted(b.length), -1));
    return new StoppedPlan(p, exchanged, rowAt, columnAt);
  }

  private static double[] counted(int size) {
    return IntStream.range(0, size).asDoubleStream().toArray();
  }

  private static int[] indices(double[] values) {
    return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
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
