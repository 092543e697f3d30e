package monge.solver.unbalanced;

import monge.numeric.LogSumExp;

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

  /** The s at which {@code f + s} and {@code g - s} have the largest dual, or near it. */
  double shift(double[] a, double[] f, double[] b, double[] g);

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

    /** In closed form. */
    @Override
    public double shift(double[] a, double[] f, double[] b, double[] g) {
      return rho / 2 * (logMass(a, f) - logMass(b, g));
    }

    private double logMass(double[] weights, double[] potentials) {
      double[] exponents = new double[weights.length];
      for (int k = 0; k < exponents.length; k++) {
        exponents[k] = Math.log(weights[k]) - potentials[k] / rho;
      }
      return LogSumExp.of(exponents);
    }
  }

  /** {@code rho/2 (p - w)^2}. */
  record Squares(double rho) implements Divergence {

    private static final int SHIFT_STEPS = 20;

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

    /** Where both sides make the same mass: the root of a piecewise linear function. */
    @Override
    public double shift(double[] a, double[] f, double[] b, double[] g) {
      double s = 0;
      for (int k = 0; k < SHIFT_STEPS; k++) {
        double excess = 0;
        int points = 0;
        for (int i = 0; i < a.length; i++) {
          double mass = a[i] - (f[i] + s) / rho;
          excess += Math.max(0, mass);
          points += mass > 0 ? 1 : 0;
        }
        for (int j = 0; j < b.length; j++) {
          double mass = b[j] - (g[j] - s) / rho;
          excess -= Math.max(0, mass);
          points += mass > 0 ? 1 : 0;
        }
        if (points == 0) {
          return 0;
        }
        double step = rho * excess / points;
        s += step;
        if (Math.abs(step) <= 1e-14 * Math.abs(s)) {
          break;
        }
      }
      return s;
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
