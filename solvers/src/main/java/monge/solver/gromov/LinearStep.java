package monge.solver.gromov;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import monge.cost.Geometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.numeric.RowSlices;
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
   * {@code argmin <cost, Q>}, a vertex.
   *
   * @throws CancellationException if stopped
   */
  SparsePlan cheapest(Geometry cost, BooleanSupplier stop);

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
    public SparsePlan cheapest(Geometry cost, BooleanSupplier stop) {
      Solution solution = emd.solve(LinearProblem.of(a, b, cost), start, new CancelOnly(stop));
      if (solution.convergence().status() == Status.CANCELLED
          || !(solution instanceof PlanSolution answer)) {
        throw new CancellationException("stopped in a linear problem");
      }
      start = Start.from(answer);
      return SparsePlan.of(answer.coupling());
    }
  }

  /** Plans with row sums a: each row's mass goes to its cheapest target. */
  final class Nearest implements LinearStep {
    private final double[] a;

    Nearest(double[] a) {
      this.a = a.clone();
    }

    @Override
    public SparsePlan cheapest(Geometry cost, BooleanSupplier stop) {
      int m = cost.columns();
      Kernels kernels = Kernels.forEntries((long) a.length * m);
      int[] to = new int[a.length];
      RowSlices.Rows body =
          (from, end) -> {
            double[] row = new double[m];
            for (int i = from; i < end; i++) {
              cost.row(i, row);
              to[i] = kernels.indexOf(kernels.min(row, m), row, 0, m);
            }
          };
      if (!RowSlices.each(a.length, m, Matrix.SLICE, stop, body)) {
        throw new CancellationException("stopped in a linear problem");
      }
      return SparsePlan.ofRows(to, a, m);
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
