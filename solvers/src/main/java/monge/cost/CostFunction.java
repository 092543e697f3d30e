package monge.cost;

import java.util.List;
import java.util.Locale;

/**
 * A ground cost {@code c(x, y)} between points of the same dimension. A cost of 0 between equal
 * points; symmetric.
 */
public sealed interface CostFunction {

  /** The name used in problem files and on the command line. */
  String name();

  /** What a person reads in a list of costs. */
  String label();

  /** {@code c(x, y)} for points given as arrays of equal length. */
  double between(double[] x, double[] y);

  /** {@code sum_k (x_k - y_k)^2}: squared, not halved. */
  record SquaredEuclidean() implements CostFunction {
    @Override
    public String name() {
      return "sqeuclidean";
    }

    @Override
    public String label() {
      return "Squared Euclidean |x − y|²";
    }

    @Override
    public double between(double[] x, double[] y) {
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        double d = x[k] - y[k];
        sum += d * d;
      }
      return sum;
    }
  }

  /** {@code (sum_k (x_k - y_k)^2)^{1/2}}. */
  record Euclidean() implements CostFunction {
    @Override
    public String name() {
      return "euclidean";
    }

    @Override
    public String label() {
      return "Euclidean |x − y|";
    }

    @Override
    public double between(double[] x, double[] y) {
      return Math.sqrt(new SquaredEuclidean().between(x, y));
    }
  }

  /** {@code sum_k |x_k - y_k|}. */
  record CityBlock() implements CostFunction {
    @Override
    public String name() {
      return "cityblock";
    }

    @Override
    public String label() {
      return "City block Σ|x − y|";
    }

    @Override
    public double between(double[] x, double[] y) {
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        sum += Math.abs(x[k] - y[k]);
      }
      return sum;
    }
  }

  /** {@code max_k |x_k - y_k|}. */
  record Chebyshev() implements CostFunction {
    @Override
    public String name() {
      return "chebyshev";
    }

    @Override
    public String label() {
      return "Chebyshev max|x − y|";
    }

    @Override
    public double between(double[] x, double[] y) {
      double max = 0;
      for (int k = 0; k < x.length; k++) {
        max = Math.max(max, Math.abs(x[k] - y[k]));
      }
      return max;
    }
  }

  /** {@code (sum_k |x_k - y_k|^p)^{1/p}}, {@code p >= 1}; written {@code minkowski:p} in files. */
  record PNorm(double p) implements CostFunction {
    public PNorm {
      if (!(p >= 1) || p == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "p = %s: the p-norm needs 1 <= p < inf; take chebyshev for p = inf".formatted(p));
      }
    }

    @Override
    public String name() {
      return "minkowski:" + p;
    }

    @Override
    public String label() {
      return String.format(Locale.ROOT, "p-norm |x − y|ₚ, p = %s", p);
    }

    @Override
    public double between(double[] x, double[] y) {
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        sum += Math.pow(Math.abs(x[k] - y[k]), p);
      }
      return Math.pow(sum, 1 / p);
    }
  }

  /** The costs without a parameter, in the order a list shows them. */
  List<CostFunction> COMMON =
      List.of(new SquaredEuclidean(), new Euclidean(), new CityBlock(), new Chebyshev());

  /**
   * The cost of that name: sqeuclidean, euclidean, cityblock, chebyshev or minkowski:p.
   *
   * @throws IllegalArgumentException if there is no such cost
   */
  static CostFunction named(String name) {
    for (CostFunction cost : COMMON) {
      if (cost.name().equals(name)) {
        return cost;
      }
    }
    if (name.startsWith("minkowski:")) {
      try {
        return new PNorm(Double.parseDouble(name.substring("minkowski:".length())));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "cost '%s': expected a number p >= 1 after 'minkowski:'".formatted(name), e);
      }
    }
    throw new IllegalArgumentException(
        "unknown cost '%s': expected sqeuclidean, euclidean, cityblock, chebyshev or minkowski:p"
            .formatted(name));
  }
}
