package monge.solver.gaussian;

import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * The Gaussian map of two clouds: each is replaced by the normal law of its weighted mean and
 * covariance {@code sum_i a_i (x_i - m)(x_i - m)' + reg I}, and the closed form of {@link
 * GaussianW2} maps one to the other. The distance is a lower bound on the clouds' own W2 when
 * {@code reg} is 0 (Gelbrich 1990). With {@code bias = false} second moments about 0 take the place
 * of covariances and T(0) = 0. O((n + m) d^2 + d^3).
 */
record LinearMap(ParameterValues values) implements Solver {

  static final String ID = "linear-map";
  static final String REG = "reg";
  static final String BIAS = "bias";

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearMapProvider.reasonAgainst(problem)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    LinearProblem clouds = (LinearProblem) problem;
    return GaussianAnswer.of(
        problem,
        ID,
        values,
        moments(clouds.source()),
        moments(clouds.target()),
        new Progress(monitor));
  }

  private GaussianMeasure moments(DiscreteMeasure cloud) {
    int d = cloud.dimension();
    double mass = cloud.mass();
    double[] mean = new double[d];
    if (values.flag(BIAS)) {
      for (int k = 0; k < d; k++) {
        for (int i = 0; i < cloud.size(); i++) {
          mean[k] += cloud.weight(i) / mass * cloud.coordinate(i, k);
        }
      }
    }
    double[][] covariance = new double[d][d];
    for (int k = 0; k < d; k++) {
      for (int l = 0; l <= k; l++) {
        double sum = k == l ? values.real(REG) : 0;
        for (int i = 0; i < cloud.size(); i++) {
          sum +=
              cloud.weight(i)
                  / mass
                  * (cloud.coordinate(i, k) - mean[k])
                  * (cloud.coordinate(i, l) - mean[l]);
        }
        covariance[k][l] = sum;
        covariance[l][k] = sum;
      }
    }
    return new GaussianMeasure(mean, covariance);
  }
}
