package monge.solver.gromov;

import java.util.function.BooleanSupplier;
import monge.numeric.Matrix;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.FactoredCoupling;

/** A plan that a descent begins at and that all pairs share in. */
interface StartPlan {

  Coupling coupling();

  /** Writes G of the plan, see {@link GromovEnergy}. */
  void gradient(GromovEnergy energy, double[][] out);

  /** {@code <x, P>}. */
  double dot(double[][] x);

  /** The plan {@code ab'}: its gradient is quick to compute, and it takes no memory. */
  static StartPlan product(double[] a, double[] b) {
    FactoredCoupling coupling =
        FactoredCoupling.of(new double[][] {a}, new double[][] {b}, new double[] {1});
    return new StartPlan() {
      @Override
      public Coupling coupling() {
        return coupling;
      }

      @Override
      public void gradient(GromovEnergy energy, double[][] out) {
        energy.productGradient(a, b, out);
      }

      @Override
      public double dot(double[][] x) {
        return GromovEnergy.dot(x, a, b);
      }
    };
  }

  /** Any plan, copied row by row. */
  static StartPlan of(Coupling plan, BooleanSupplier stop) {
    double[][] dense = Matrix.zeros(plan.rows(), plan.columns(), stop);
    Matrix.fill(
        dense,
        plan.columns(),
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            plan.row(i, dense[i]);
          }
        });
    Coupling coupling = DenseCoupling.owning(dense);
    return new StartPlan() {
      @Override
      public Coupling coupling() {
        return coupling;
      }

      @Override
      public void gradient(GromovEnergy energy, double[][] out) {
        energy.gradient(dense, out);
      }

      @Override
      public double dot(double[][] x) {
        return GromovEnergy.dot(x, dense);
      }
    };
  }
}
