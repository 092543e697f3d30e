package monge.solver.weak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.diagnostics.MarginalError;
import monge.measure.DiscreteMeasure;
import monge.numeric.Kernels;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.SparseCoupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.Cure;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * Barycentric weak transport {@code min sum_i a_i |x_i - T_i|^2, T_i = sum_j P_ij y_j / a_i}, over
 * couplings (Gozlan, Roberto, Samson and Tetali 2017): a quadratic over the polytope of plans.
 * Frank-Wolfe's direction, an exact plan for the gradient {@code -2 <x_i - T_i, y_j>}, brings in a
 * vertex at a time; over the vertices kept the quadratic is minimised exactly ({@link LeastNorm}),
 * which ends the slow tail of plain steps.
 *
 * @param tolerance duality gap at the end, as a share of the spread of the points
 */
record WeakTransport(ParameterValues parameters, double tolerance, int maxIterations)
    implements Solver {

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem linear =
        LinearProblems.require(WeakTransportProvider.refusalOf(problem), problem);
    return new Run(linear, new Progress(monitor)).solve();
  }

  /** One solve. */
  private final class Run {

    private final LinearProblem problem;
    private final Progress progress;
    private final DiscreteMeasure source;
    private final DiscreteMeasure target;
    private final double[] a;
    private final double[][] axes;
    private final int n;
    private final int m;
    private final int d;
    private final SolverProvider exact = SolverRegistry.load().require("emd");
    private final LeastNorm hull;
    private List<Coupling> vertices = new ArrayList<>();
    private Start warm = Start.COLD;

    Run(LinearProblem problem, Progress progress) {
      this.problem = problem;
      this.progress = progress;
      source = problem.source();
      target = problem.target();
      a = source.weights();
      n = problem.rows();
      m = problem.columns();
      d = target.dimension();
      axes = new double[d][];
      for (int k = 0; k < d; k++) {
        axes[k] = target.axis(k);
      }
      hull = new LeastNorm(n * d);
    }

    /** {@code sqrt(a_i) (x_i - T_i)}: the objective is its squared norm. */
    private double[] residual(Coupling plan) {
      double[] z = new double[n * d];
      for (int i = 0; i < n; i++) {
        double root = Math.sqrt(a[i]);
        for (int k = 0; k < d; k++) {
          z[i * d + k] = root * source.coordinate(i, k);
        }
      }
      plan.forEach(
          (i, j, mass) -> {
            double share = mass / Math.sqrt(a[i]);
            for (int k = 0; k < d; k++) {
              z[i * d + k] -= share * axes[k][j];
            }
          });
      return z;
    }

    private void add(Coupling plan, double[] z) {
      int[] kept = hull.add(z);
      List<Coupling> all = new ArrayList<>(vertices);
      all.add(plan);
      vertices = new ArrayList<>();
      for (int place : kept) {
        vertices.add(all.get(place));
      }
    }

    private Solution vertex(LinearProblem costs) {
      Solution solution = exact.create(exact.defaults()).solve(costs, warm, new Inner(progress));
      warm = Start.from(solution);
      return solution;
    }

    /**
     * The exact plan for the gradient at z; costs are shifted row by row, which changes nothing.
     */
    private Solution best(double[] z) {
      Kernels kernels = Kernels.forEntries((long) n * m);
      double[][] costs = new double[n][m];
      for (int i = 0; i < n; i++) {
        if (a[i] > 0) {
          for (int k = 0; k < d; k++) {
            kernels.axpy(-2 * z[i * d + k] / Math.sqrt(a[i]), axes[k], costs[i], m);
          }
        }
      }
      return vertex(
          LinearProblem.of(
              DiscreteMeasure.ofWeights(a),
              DiscreteMeasure.ofWeights(target.weights()),
              DenseGeometry.of(costs)));
    }

    private double spread() {
      double sum = 0;
      for (int k = 0; k < d; k++) {
        sum += variance(source, k) + variance(target, k);
      }
      return Math.max(sum, Double.MIN_NORMAL);
    }

    private static double variance(DiscreteMeasure measure, int axis) {
      double mean = 0;
      double squares = 0;
      for (int i = 0; i < measure.size(); i++) {
        mean += measure.weight(i) * measure.coordinate(i, axis) / measure.mass();
      }
      for (int i = 0; i < measure.size(); i++) {
        double away = measure.coordinate(i, axis) - mean;
        squares += measure.weight(i) * away * away;
      }
      return squares;
    }

    PlanSolution solve() {
      Solution first =
          vertex(LinearProblem.between(source, target, new CostFunction.SquaredEuclidean()));
      Coupling nearest = ((PlanSolution) first).coupling();
      add(nearest, residual(nearest));
      double limit = tolerance * spread();
      double gap = Double.POSITIVE_INFINITY;
      double dual = Double.NEGATIVE_INFINITY;
      int iterations = 0;
      int fruitless = 0;
      boolean cancelled = first.convergence().status() == Status.CANCELLED;
      double[] z = hull.point();
      double value = norm(z);
      while (!cancelled && iterations < maxIterations && fruitless < 100) {
        Solution next = best(z);
        if (next.convergence().status() == Status.CANCELLED) {
          cancelled = true;
          break;
        }
        Coupling plan = ((PlanSolution) next).coupling();
        double[] added = residual(plan);
        // <gradient, P - Q> = 2 <z, z - z_Q>, and the objective is convex.
        double[] difference = z.clone();
        Kernels.forEntries(difference.length).axpy(-1, added, difference, difference.length);
        double step = 2 * Kernels.forEntries(z.length).dot(z, difference, z.length);
        dual = Math.max(dual, value - step);
        gap = value - dual;
        iterations++;
        report(iterations, value, gap);
        if (gap <= limit) {
          break;
        }
        add(plan, added);
        z = hull.point();
        double lower = norm(z);
        fruitless = lower < value - 1e-3 * limit ? 0 : fruitless + 1;
        value = lower;
      }
      return answer(value, gap, limit, iterations, cancelled);
    }

    private void report(int iterations, double value, double gap) {
      progress.fraction(iterations / (double) maxIterations);
      Supplier<Coupling> snapshot = this::plan;
      progress.report(
          new TracePoint(iterations, value, Double.NaN, Math.max(0, gap), Double.NaN), snapshot);
    }

    /** The weighted sum of the vertices kept, row by row. */
    private SparseCoupling plan() {
      double[] weights = hull.weights();
      int room = 0;
      for (Coupling vertex : vertices) {
        room += (int) vertex.nonzeros();
      }
      int[] rows = new int[room];
      int[] columns = new int[room];
      double[] masses = new double[room];
      double[] row = new double[m];
      int[] count = {0};
      for (int i = 0; i < n; i++) {
        int begin = count[0];
        int at = i;
        for (int v = 0; v < vertices.size(); v++) {
          double weight = weights[v];
          vertices
              .get(v)
              .forEachInRow(
                  i,
                  (_, j, mass) -> {
                    if (row[j] == 0) {
                      rows[count[0]] = at;
                      columns[count[0]++] = j;
                    }
                    row[j] += weight * mass;
                  });
        }
        for (int k = begin; k < count[0]; k++) {
          masses[k] = row[columns[k]];
          row[columns[k]] = 0;
        }
      }
      return SparseCoupling.of(n, m, rows, columns, masses, count[0]);
    }

    private PlanSolution answer(
        double value, double gap, double limit, int iterations, boolean cancelled) {
      SparseCoupling plan = plan();
      MarginalError error = MarginalError.of(plan, problem);
      Status status =
          cancelled
              ? Status.CANCELLED
              : gap <= limit
                  ? Status.CONVERGED
                  : iterations >= maxIterations ? Status.ITERATION_LIMIT : Status.STALLED;
      Objective objective = Objective.of(value);
      if (gap < Double.POSITIVE_INFINITY) {
        objective = objective.withDual(value - gap, gap);
      }
      String reason =
          cancelled
              ? "stopped by hand after %d steps".formatted(iterations)
              : String.format(
                  Locale.ROOT,
                  "gap %.2g of the spread of the points after %d steps, limit %.2g",
                  gap / limit * tolerance,
                  iterations,
                  tolerance);
      return new PlanSolution(
          problem,
          WeakTransportProvider.ID,
          parameters,
          plan,
          Optional.empty(),
          objective,
          progress.finish(
              status, iterations, "steps", reason, error.source(), error.target(), cure(status)));
    }

    private Optional<Cure> cure(Status status) {
      return switch (status) {
        case ITERATION_LIMIT, STALLED ->
            Optional.of(
                new Cure(
                    "Take a larger gap, or allow more steps.",
                    "Take ten times the gap",
                    Map.of("tolerance", Math.min(1, 10 * tolerance))));
        default -> Optional.empty();
      };
    }
  }

  /** Lets the exact solver be stopped, and keeps its iterations to itself. */
  private record Inner(Progress progress) implements SolveMonitor {
    @Override
    public boolean isCancelled() {
      return progress.isCancelled();
    }

    @Override
    public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
  }

  private static double norm(double[] z) {
    return Kernels.forEntries(z.length).dot(z, z, z.length);
  }
}
