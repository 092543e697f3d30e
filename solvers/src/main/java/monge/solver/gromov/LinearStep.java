package monge.solver.gromov;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/** The admissible plan that is cheapest for a linear cost: where conditional gradient heads. */
interface LinearStep {

  /**
   * Writes {@code argmin <cost, Q>} into {@code out}.
   *
   * @param cost with smallest entry 0
   * @return false if stopped
   */
  boolean minimise(double[][] cost, double[][] out, BooleanSupplier stop);

  /** Couplings of a and b: exact transport, each solve started from the basis of the last. */
  final class Exact implements LinearStep {
    private final DiscreteMeasure a;
    private final DiscreteMeasure b;
    private final Solver emd;
    private Start start = Start.COLD;

    Exact(double[] a, double[] b) {
      this.a = DiscreteMeasure.ofWeights(a);
      this.b = DiscreteMeasure.ofWeights(b);
      SolverProvider provider = SolverRegistry.load().require("emd");
      emd = provider.create(provider.defaults());
    }

    @Override
    public boolean minimise(double[][] cost, double[][] out, BooleanSupplier stop) {
      LinearProblem problem = LinearProblem.of(a, b, DenseGeometry.of(cost));
      Solution solution = emd.solve(problem, start, new CancelOnly(stop));
      if (solution.convergence().status() == Status.CANCELLED
          || !(solution instanceof PlanSolution answer)) {
        return false;
      }
      start = Start.from(answer);
      for (int i = 0; i < out.length; i++) {
        answer.coupling().row(i, out[i]);
      }
      return true;
    }
  }

  /** Plans with row sums a: each row's mass goes to its cheapest target. */
  final class Nearest implements LinearStep {
    private final double[] a;

    Nearest(double[] a) {
      this.a = a.clone();
    }

    @Override
    public boolean minimise(double[][] cost, double[][] out, BooleanSupplier stop) {
      for (int i = 0; i < out.length; i++) {
        int best = 0;
        for (int j = 1; j < cost[i].length; j++) {
          best = cost[i][j] < cost[i][best] ? j : best;
        }
        Arrays.fill(out[i], 0);
        out[i][best] = a[i];
      }
      return !stop.getAsBoolean();
    }
  }

  /** Passes the stop sign on and nothing else. */
  record CancelOnly(BooleanSupplier stop) implements SolveMonitor {
    @Override
    public boolean isCancelled() {
      return stop.getAsBoolean();
    }

    @Override
    public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
  }
}
