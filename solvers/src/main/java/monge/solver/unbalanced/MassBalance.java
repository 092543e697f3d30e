package monge.solver.unbalanced;

import java.util.ArrayList;
import java.util.List;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.solver.Objective;
import monge.solver.PointField;

/** Where a plan's marginals differ from the measures: mass destroyed and mass created, a point. */
final class MassBalance {

  private final double[] destroyedSource;
  private final double[] createdSource;
  private final double[] destroyedTarget;
  private final double[] createdTarget;
  private final double mass;

  private MassBalance(double[] rows, double[] columns, double[] a, double[] b) {
    destroyedSource = excess(a, rows);
    createdSource = excess(rows, a);
    destroyedTarget = excess(b, columns);
    createdTarget = excess(columns, b);
    mass = sum(rows);
  }

  static MassBalance of(Coupling plan, LinearProblem problem) {
    return of(plan.rowMarginal(), plan.columnMarginal(), problem);
  }

  /**
   * @param rows {@code P1}
   * @param columns {@code P'1}
   */
  static MassBalance of(double[] rows, double[] columns, LinearProblem problem) {
    return new MassBalance(rows, columns, problem.source().weights(), problem.target().weights());
  }

  /** The mass moved, and what each side has lost and gained. */
  Objective addedTo(Objective objective) {
    return objective
        .with("mass", mass)
        .with("destroyed_source", sum(destroyedSource))
        .with("created_source", sum(createdSource))
        .with("destroyed_target", sum(destroyedTarget))
        .with("created_target", sum(createdTarget));
  }

  /** What is destroyed and created at every point; created mass only where there is any. */
  List<PointField> fields() {
    List<PointField> fields = new ArrayList<>();
    fields.add(PointField.ofSource("source_mass_destroyed", "Mass destroyed", "", destroyedSource));
    fields.add(PointField.ofTarget("target_mass_destroyed", "Mass destroyed", "", destroyedTarget));
    if (sum(createdSource) + sum(createdTarget) > 1e-12 * mass) {
      fields.add(PointField.ofSource("source_mass_created", "Mass created", "", createdSource));
      fields.add(PointField.ofTarget("target_mass_created", "Mass created", "", createdTarget));
    }
    return fields;
  }

  private static double[] excess(double[] x, double[] y) {
    double[] excess = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      excess[k] = Math.max(0, x[k] - y[k]);
    }
    return excess;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum;
  }
}
