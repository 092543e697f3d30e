package monge.solver.adaptive;

/**
 * A strictly convex function {@code psi(P) = sum phi(P_ij)} of a plan, and the perplexity
 * (effective number of neighbours) that goes with it.
 */
enum Regulariser {
  /** {@code phi(x) = x log x - x}; perplexity is the exponential of the entropy of a row. */
  ENTROPIC {
    @Override
    double value(double x) {
      return x > 0 ? x * Math.log(x) - x : 0;
    }

    @Override
    double slope(double x) {
      return Math.log(x);
    }

    @Override
    double inverseCurvature(double x, double temperature, double z) {
      return x / (temperature + z);
    }

    @Override
    double bound(double weight, double xi) {
      return weight * Math.log(weight / xi) - weight;
    }

    @Override
    double shortfall(double value, double bound, double weight) {
      return (value - bound) / weight;
    }

    @Override
    double perplexity(double[] row, double weight) {
      double entropy = 0;
      for (double x : row) {
        if (x > 0) {
          double p = x / weight;
          entropy -= p * Math.log(p);
        }
      }
      return Math.exp(entropy);
    }

    @Override
    double conjugateSlope(double y) {
      return Math.exp(y);
    }

    @Override
    double conjugateCurvature(double y) {
      return Math.exp(y);
    }

    @Override
    double conjugate(double y) {
      return Math.exp(y);
    }
  },

  /** {@code phi(x) = x^2 / 2} on x >= 0; perplexity is {@code (sum x)^2 / sum x^2}. */
  QUADRATIC {
    @Override
    double value(double x) {
      return x * x / 2;
    }

    @Override
    double slope(double x) {
      return x;
    }

    @Override
    double inverseCurvature(double x, double temperature, double z) {
      return x / (temperature * x + z);
    }

    @Override
    double bound(double weight, double xi) {
      return weight * weight / (2 * xi);
    }

    @Override
    double shortfall(double value, double bound, double weight) {
      return value / bound - 1;
    }

    @Override
    double perplexity(double[] row, double weight) {
      double squares = 0;
      for (double x : row) {
        squares += x / weight * (x / weight);
      }
      return 1 / squares;
    }

    @Override
    double conjugateSlope(double y) {
      return Math.max(0, y);
    }

    @Override
    double conjugateCurvature(double y) {
      return y > 0 ? 1 : 0;
    }

    @Override
    double conjugate(double y) {
      return y > 0 ? y * y / 2 : 0;
    }
  };

  /** {@code phi(x)}. */
  abstract double value(double x);

  /** {@code phi'(x)}, x > 0. */
  abstract double slope(double x);

  /** {@code 1 / (temperature phi''(x) + z / x)}, x > 0. */
  abstract double inverseCurvature(double x, double temperature, double z);

  /** {@code psi} of a row that spreads its weight evenly over xi points. */
  abstract double bound(double weight, double xi);

  /**
   * The share by which the perplexity of a row falls short, if small, where psi is {@code value}
   * and ought to be at most {@code bound}; negative where it does not.
   */
  abstract double shortfall(double value, double bound, double weight);

  /** The perplexity of a row of mass {@code weight > 0}. */
  abstract double perplexity(double[] row, double weight);

  /** {@code phi*(y)}. */
  abstract double conjugate(double y);

  /** {@code phi*'(y)}. */
  abstract double conjugateSlope(double y);

  /** {@code phi*''(y)}. */
  abstract double conjugateCurvature(double y);

  /**
   * The perplexity of weights, which is the largest perplexity that all rows of a coupling with
   * these column sums can have.
   */
  final double perplexityOf(double[] weights) {
    double mass = 0;
    for (double w : weights) {
      mass += w;
    }
    return perplexity(weights, mass);
  }
}
