package monge.solver.unbalanced;

/** What a difference of a marginal costs without entropy, point by point, and its dual. */
sealed interface Divergence {

  /**
   * The potential f of a point whose mass would be {@code exp(logMass)} at f = 0 and is {@code
   * exp(logMass + f / beta)} at f: the one at which the penalty's slope is -f.
   */
  double potential(double weight, double logMass, double beta);

  /** {@code min_p f p + D(p | weight)}: what the point adds to the dual. */
  double dual(double weight, double f);

  double value(double weight, double mass);

  /** {@code rho (p log(p/w) - p + w)}. */
  record KullbackLeibler(double rho) implements Divergence {
    @Override
    public double potential(double weight, double logMass, double beta) {
      return (Math.log(weight) - logMass) / (1 / beta + 1 / rho);
    }

    @Override
    public double dual(double weight, double f) {
      return -rho * weight * Math.expm1(-f / rho);
    }

    @Override
    public double value(double weight, double mass) {
      return rho * (mass > 0 ? mass * Math.log(mass / weight) - mass + weight : weight);
    }
  }

  /** {@code rho/2 (p - w)^2}. */
  record Squares(double rho) implements Divergence {
    @Override
    public double potential(double weight, double logMass, double beta) {
      // p = w - f/rho and log p = logMass + f/beta: k p + log(k p) is known, k = rho/beta.
      double k = rho / beta;
      double mass = omega(logMass + k * weight + Math.log(k)) / k;
      return rho * (weight - mass);
    }

    @Override
    public double dual(double weight, double f) {
      double least = Math.min(f, rho * weight);
      return least * weight - least * least / (2 * rho);
    }

    @Override
    public double value(double weight, double mass) {
      return rho / 2 * (mass - weight) * (mass - weight);
    }

    /** The w with {@code w + log w = z} (Wright's omega function), by Newton's method. */
    static double omega(double z) {
      if (z < -700) {
        return 0;
      }
      double w = z > 1 ? z - Math.log(z) : Math.exp(z) / (1 + Math.exp(z));
      for (int k = 0; k < 8; k++) {
        double next = w * (1 + z - Math.log(w)) / (1 + w);
        if (Math.abs(next - w) <= 1e-16 * w) {
          return next;
        }
        w = next;
      }
      return w;
    }
  }
}
