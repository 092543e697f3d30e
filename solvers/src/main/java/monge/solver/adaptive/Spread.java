package monge.solver.adaptive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import monge.numeric.Matrix;
import monge.numeric.RowSlices;
import monge.solver.PointField;

/** Perplexities and temperatures of a plan as values a point. */
final class Spread {

  private Spread() {}

  /** The perplexity of every row. */
  static double[] ofRows(Regulariser psi, double[][] p) {
    return ofRows(psi, p, () -> false);
  }

  /** The perplexity of every row; 0 of rows after it was stopped. */
  static double[] ofRows(Regulariser psi, double[][] p, BooleanSupplier stop) {
    double[] result = new double[p.length];
    RowSlices.each(
        p.length,
        p[0].length,
        Matrix.SLICE,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            double sum = 0;
            for (double x : p[i]) {
              sum += x;
            }
            result[i] = psi.perplexity(p[i], sum);
          }
        });
    return result;
  }

  /** The perplexity of every column. */
  static double[] ofColumns(Regulariser psi, double[][] p) {
    return ofRows(psi, transposed(p));
  }

  static double[][] transposed(double[][] p) {
    return transposed(p, () -> false);
  }

  /**
   * @throws java.util.concurrent.CancellationException if stopped
   */
  static double[][] transposed(double[][] p, BooleanSupplier stop) {
    double[][] t = Matrix.zeros(p[0].length, p.length, stop);
    Matrix.fill(
        t,
        p.length,
        stop,
        (from, to) -> {
          for (int i = 0; i < p.length; i++) {
            for (int j = from; j < to; j++) {
              t[j][i] = p[i][j];
            }
          }
        });
    return t;
  }

  /** Perplexities of both sides; points of zero weight have none. */
  static List<PointField> perplexities(Regulariser psi, ScaledProblem problem, double[][] p) {
    List<PointField> fields = new ArrayList<>();
    fields.add(
        PointField.ofSource(
            "row_perplexity", "Perplexity", "", problem.atSource(ofRows(psi, p), Double.NaN)));
    fields.add(
        PointField.ofTarget(
            "column_perplexity",
            "Perplexity",
            "",
            problem.atTarget(ofColumns(psi, p), Double.NaN)));
    return fields;
  }
}
