package monge.solver.exact;

import java.util.Random;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;

/** Problems for the tests of this package. */
final class Problems {

  static final double INF = Double.POSITIVE_INFINITY;

  private Problems() {}

  static LinearProblem matrix(double[] a, double[] b, double[][] cost) {
    return LinearProblem.of(
        DiscreteMeasure.ofWeights(a), DiscreteMeasure.ofWeights(b), DenseGeometry.of(cost));
  }

  static LinearProblem uniformMatrix(double[][] cost) {
    return matrix(
        DiscreteMeasure.uniformWeights(cost.length),
        DiscreteMeasure.uniformWeights(cost[0].length),
        cost);
  }

  static LinearProblem line(double[] x, double[] a, double[] y, double[] b) {
    return LinearProblem.between(
        DiscreteMeasure.of(column(x), a),
        DiscreteMeasure.of(column(y), b),
        new CostFunction.SquaredEuclidean());
  }

  static double[][] column(double[] x) {
    double[][] points = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      points[i] = new double[] {x[i]};
    }
    return points;
  }

  static DiscreteMeasure gaussianCloud(Random random, int n, boolean uniform) {
    double[][] points = new double[n][2];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      points[i][0] = random.nextGaussian();
      points[i][1] = random.nextGaussian();
      weights[i] = uniform ? 1 : random.nextDouble() + 1e-3;
    }
    return DiscreteMeasure.of(points, weights).normalised();
  }

  static double[] weights(Random random, int n) {
    double[] w = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      w[i] = random.nextDouble() + 1e-3;
      sum += w[i];
    }
    for (int i = 0; i < n; i++) {
      w[i] /= sum;
    }
    return w;
  }
}
