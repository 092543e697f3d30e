package monge.solver.exact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.diagnostics.DualityGap;
import monge.diagnostics.MarginalError;
import monge.diagnostics.OptimalityCertificate;
import monge.parameter.ParameterValues;
import monge.plan.Potentials;
import monge.plan.SparseCoupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.InfeasibleProblemException;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * The linear program {@code min <C,P>, P1 = a, P'1 = b, P >= 0} by the network simplex method: from
 * a greedy basis, the first row with a negative reduced cost brings in its most negative one, until
 * no row has any. Costs may have either sign; {@code inf} forbids a pair.
 */
record NetworkSimplex(ParameterValues parameters) implements Solver {

  /** Reduced costs above minus this share of the largest cost count as 0. */
  private static final double TOLERANCE = 2e-15;

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem linear =
        LinearProblems.require(NetworkSimplexProvider.refusalOf(problem), problem);
    return new Run(linear, parameters, start, new Progress(monitor)).solve();
  }

  /** One solve. */
  private static final class Run {
    private final LinearProblem problem;
    private final ParameterValues parameters;
    private final Start start;
    private final Progress progress;
    private final Geometry geometry;
    private final double[] a;
    private final double[] b;
    private final int[] rows;
    private final int[] columns;
    private final IntegerWeights weights;
    private final CostRows costs;
    private TransportBasis basis;
    private double forbiddenCost;
    private int pivots;
    private int nextReport = 1;

    Run(LinearProblem problem, ParameterValues parameters, Start start, Progress progress) {
      this.problem = problem;
      this.parameters = parameters;
      this.start = start;
      this.progress = progress;
      geometry = problem.requireGeometry();
      a = problem.source().weights();
      b = problem.target().weights();
      rows = IntStream.range(0, a.length).filter(i -> a[i] > 0).toArray();
      columns = IntStream.range(0, b.length).filter(j -> b[j] > 0).toArray();
      weights =
          IntegerWeights.of(
              Arrays.stream(rows).mapToDouble(i -> a[i]).toArray(),
              Arrays.stream(columns).mapToDouble(j -> b[j]).toArray());
      costs = new CostRows(geometry, rows, columns);
      basis = new TransportBasis(rows.length, columns.length);
    }

    Solution solve() {
      boolean prepared = costs.prepare(progress::isCancelled);
      Optional<TransportBasis> warm =
          prepared
              ? WarmBasis.build(
                  start, a.length, b.length, costs, weights, rows, columns, progress::isCancelled)
              : Optional.empty();
      if (warm.isPresent()) {
        basis = warm.get();
      } else if (!GreedyBasis.build(basis, costs, weights, columnPrices(), prepared, progress)) {
        return cancelled();
      }
      // A forbidden pair is an arc so dear that no optimal basis uses it: dearer than any exchange
      // along a cycle. Small values spare digits, so it is raised only as far as needed.
      forbiddenCost = costs.scale() > 0 ? 4 * costs.scale() : 1;
      double limit = forbiddenCost * (rows.length + columns.length);
      while (true) {
        if (!pivotToOptimum()) {
          return cancelled();
        }
        long stuck = forbiddenFlow();
        if (stuck == 0) {
          break;
        }
        if (forbiddenCost >= limit) {
          if (stuck * weights.unit() > 1e-13 * problem.source().mass()) {
            throw new InfeasibleProblemException(infeasible(stuck));
          }
          break; // Mass below the rounding of the weights.
        }
        forbiddenCost *= 16;
      }
      return certified();
    }

    /** Runs pivots until no reduced cost is negative; false if cancelled. */
    private boolean pivotToOptimum() {
      int n = rows.length;
      int m = columns.length;
      double[] potential = basis.potential;
      double tolerance = TOLERANCE * costs.scale();
      double audible = 1e-12 * costs.scale();
      long noise = 0;
      int i = 0;
      int quiet = 0;
      boolean fresh = true;
      basis.computePotentials(forbiddenCost);
      while (true) {
        if (progress.isCancelled()) {
          return false;
        }
        double[] d = costs.row(i);
        double least = potential[i] - tolerance;
        int entering = -1;
        for (int k = 0; k < m; k++) {
          double x = d[k] - potential[n + k];
          if (x < least) {
            least = x;
            entering = k;
          }
        }
        if (entering >= 0) {
          double reduced = least - potential[i];
          long moved = basis.pivot(i, entering, d[entering], reduced);
          pivots++;
          report(moved);
          quiet = 0;
          fresh = false;
          // Reduced costs of the size of rounding errors could be chased round for ever.
          noise = -reduced < audible ? noise + 1 : 0;
          if (noise > 2L * (n + m)) {
            tolerance *= 4;
            noise = 0;
          }
        } else {
          quiet++;
        }
        i = i + 1 == n ? 0 : i + 1;
        if (quiet >= n) {
          if (fresh) {
            return true;
          }
          // Many small updates have added up rounding errors: look again with clean potentials.
          basis.computePotentials(forbiddenCost);
          fresh = true;
          quiet = 0;
        }
      }
    }

    /** Earlier prices of the targets, for the greedy basis; empty to take column minima. */
    private Optional<double[]> columnPrices() {
      return start
          .potentials()
          .map(Potentials::g)
          .filter(g -> g.length == b.length)
          .map(g -> Arrays.stream(columns).mapToDouble(j -> g[j]).toArray())
          .filter(g -> Arrays.stream(g).allMatch(Double::isFinite));
    }

    private void report(long moved) {
      if (pivots < nextReport) {
        return;
      }
      nextReport = Math.max(pivots + 1, (int) (pivots * 1.06));
      progress.report(
          new TracePoint(pivots, transportCost(), 0, Double.NaN, moved * weights.unit()),
          this::coupling);
    }

    private double transportCost() {
      double sum = 0;
      for (int v = 0; v < basis.nodes; v++) {
        if (v != basis.root() && basis.flow(v) > 0) {
          sum +=
              basis.flow(v) * weights.unit() * costs.original(basis.sourceOf(v), basis.targetOf(v));
        }
      }
      return sum;
    }

    private long forbiddenFlow() {
      long sum = 0;
      for (int v = 0; v < basis.nodes; v++) {
        if (v != basis.root() && basis.cost(v) == Double.POSITIVE_INFINITY) {
          sum += basis.flow(v);
        }
      }
      return sum;
    }

    private SparseCoupling coupling() {
      int arcs = basis.nodes - 1;
      int[] rowOf = new int[arcs];
      int[] columnOf = new int[arcs];
      double[] massOf = new double[arcs];
      int count = 0;
      for (int v = 0; v < basis.nodes; v++) {
        if (v != basis.root() && basis.flow(v) > 0) {
          rowOf[count] = rows[basis.sourceOf(v)];
          columnOf[count] = columns[basis.targetOf(v)];
          massOf[count++] = basis.flow(v) * weights.unit();
        }
      }
      return SparseCoupling.of(a.length, b.length, rowOf, columnOf, massOf, count);
    }

    private PlanSolution cancelled() {
      SparseCoupling plan = coupling();
      double value = transportCost();
      MarginalError error = MarginalError.of(plan, a, b);
      return new PlanSolution(
          problem,
          NetworkSimplexProvider.ID,
          parameters,
          plan,
          Optional.empty(),
          Objective.of(value),
          progress.finish(
              Status.CANCELLED,
              pivots,
              "pivots",
              "Cancelled after %,d pivots: the plan is feasible but not optimal.".formatted(pivots),
              error.source(),
              error.target(),
              Optional.empty()));
    }

    private PlanSolution certified() {
      SparseCoupling plan = coupling();
      double[] g = new double[b.length];
      for (int k = 0; k < columns.length; k++) {
        g[columns[k]] = basis.potential[rows.length + k];
      }
      Optional<DualProof> proof = DualProof.of(geometry, plan, g, a, b, progress::isCancelled);
      if (proof.isEmpty()) {
        return cancelled();
      }
      OptimalityCertificate certificate = proof.get().certificate();
      Potentials potentials = proof.get().potentials();
      double gap = proof.get().gap();
      double value = transportCost();
      MarginalError error = MarginalError.of(plan, a, b);
      progress.report(
          new TracePoint(Math.max(1, pivots), value, error.total(), gap, 0), () -> plan);
      return new PlanSolution(
          problem,
          NetworkSimplexProvider.ID,
          parameters,
          plan,
          Optional.of(potentials),
          named(value).withDual(DualityGap.dual(potentials, a, b), gap),
          progress.finish(
              Status.OPTIMAL,
              pivots,
              "pivots",
              String.format(
                  Locale.ROOT,
                  "Optimal: no dual violation above %.1g, gap %.1g.",
                  certificate.dualViolation(),
                  gap),
              error.source(),
              error.target(),
              Optional.empty()));
    }

    private Objective named(double value) {
      Objective objective = Objective.of(value);
      if (geometry instanceof PointCloudGeometry cloud) {
        return switch (cloud.costFunction()) {
          case CostFunction.Euclidean _ -> objective.with("W1", value);
          case CostFunction.SquaredEuclidean _ -> objective.with("W2", Math.sqrt(value));
          default -> objective;
        };
      }
      return objective;
    }

    /**
     * Names sources that reach too little: those that residual arcs join to one whose mass is stuck
     * (the violated case of Hall's condition).
     */
    private String infeasible(long stuck) {
      int n = rows.length;
      boolean[] reached = new boolean[basis.nodes];
      boolean grown = true;
      for (int v = 0; v < basis.nodes; v++) {
        if (v != basis.root() && basis.cost(v) == Double.POSITIVE_INFINITY && basis.flow(v) > 0) {
          reached[basis.sourceOf(v)] = true;
          break;
        }
      }
      while (grown) {
        grown = false;
        for (int i = 0; i < n; i++) {
          if (reached[i]) {
            double[] d = costs.row(i);
            for (int k = 0; k < columns.length; k++) {
              reached[n + k] |= d[k] != Double.POSITIVE_INFINITY;
            }
          }
        }
        for (int v = 0; v < basis.nodes; v++) {
          if (v != basis.root()
              && basis.flow(v) > 0
              && basis.cost(v) != Double.POSITIVE_INFINITY
              && reached[n + basis.targetOf(v)]
              && !reached[basis.sourceOf(v)]) {
            reached[basis.sourceOf(v)] = true;
            grown = true;
          }
        }
      }
      double supply = 0;
      double room = 0;
      StringBuilder names = new StringBuilder();
      int count = 0;
      for (int i = 0; i < n; i++) {
        if (reached[i]) {
          supply += a[rows[i]];
          if (count++ < 5) {
            names.append(names.isEmpty() ? "" : ", ").append(rows[i]);
          }
        }
      }
      for (int k = 0; k < columns.length; k++) {
        if (reached[n + k]) {
          room += b[columns[k]];
        }
      }
      return ("no plan avoids the forbidden pairs: source %s %s%s mass %s, the targets allowed to"
              + " %s only %s, so %s of the mass has nowhere to go; allow more pairs or move"
              + " weight")
          .formatted(
              count == 1 ? "point" : "points",
              names,
              count > 5
                  ? " and %d more hold".formatted(count - 5)
                  : count == 1 ? " holds" : " hold",
              shortened(supply),
              count == 1 ? "it take" : "them take",
              shortened(room),
              shortened(stuck * weights.unit()));
    }

    private static String shortened(double x) {
      return new BigDecimal(x, new MathContext(6)).stripTrailingZeros().toString();
    }
  }
}
