package monge.solver.unbalanced;

/**
 * What a difference between one marginal p of the plan and its measure w costs, point by point, and
 * its dual (Chizat, Peyré, Schmitzer and Vialard 2018).
 */
sealed interface Penalty {

  /**
   * The potential that maximises the dual with the other side held.
   *
   * @param balanced the potential at which the point's mass would be its weight
   */
  double potential(double balanced, double eps);

  /** The nearest potential whose dual value is finite. */
  double admissible(double potential);

  /** The dual value of a point of that weight. */
  double dual(double weight, double potential);

  /** What a point of that weight costs when the plan gives it that mass. */
  double value(double weight, double mass);

  /** Whether the plan must have the marginal. */
  default boolean isHard() {
    return false;
  }

  /** {@code rho KL(p|w) = rho sum p log(p/w) - p + w}. */
  record KullbackLeibler(double rho) implements Penalty {
    @Override
    public double potential(double balanced, double eps) {
      return balanced * (rho / (rho + eps));
    }

    @Override
    public double admissible(double potential) {
      return potential;
    }

    @Override
    public double dual(double weight, double potential) {
      return -rho * weight * Math.expm1(-potential / rho);
    }

    @Override
    public double value(double weight, double mass) {
      return rho * (mass > 0 ? mass * Math.log(mass / weight) - mass + weight : weight);
    }
  }

  /** {@code rho |p - w|_1}: up to rho a unit, mass is moved; beyond, it is destroyed or created. */
  record TotalVariation(double rho) implements Penalty {
    @Override
    public double potential(double balanced, double eps) {
      return Math.clamp(balanced, -rho, rho);
    }

    @Override
    public double admissible(double potential) {
      return Math.clamp(potential, -rho, rho);
    }

    @Override
    public double dual(double weight, double potential) {
      return weight * potential;
    }

    @Override
    public double value(double weight, double mass) {
      return rho * Math.abs(mass - weight);
    }
  }

  /** {@code p = w}. */
  record Hard() implements Penalty {
    @Override
    public double potential(double balanced, double eps) {
      return balanced;
    }

    @Override
    public double admissible(double potential) {
      return potential;
    }

    @Override
    public double dual(double weight, double potential) {
      return weight * potential;
    }

    @Override
    public double value(double weight, double mass) {
      return 0;
    }

    @Override
    public boolean isHard() {
      return true;
    }
  }
}
