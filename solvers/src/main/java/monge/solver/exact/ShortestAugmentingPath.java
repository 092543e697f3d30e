package monge.solver.exact;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import monge.cost.Geometry;
import monge.diagnostics.MarginalError;
import monge.parameter.ParameterValues;
import monge.plan.Potentials;
import monge.plan.SparseCoupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
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
 * The linear assignment problem by shortest augmenting paths (Jonker and Volgenant 1987): {@code
 * min sum_k C(r_k, c_k)} over {@code min(n,m)} pairs that share no row and no column. Prices come
 * from row and column minima and two rounds of bidding; every row still free is then matched along
 * a shortest path of reduced costs.
 */
record ShortestAugmentingPath(ParameterValues parameters) implements Solver {

  static final String MAXIMIZE = "maximize";

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem linear =
        LinearProblems.require(ShortestAugmentingPathProvider.refusalOf(problem), problem);
    return new Run(linear, parameters, new Progress(monitor)).solve();
  }

  /** One solve, on the matrix turned so that there are no more rows than columns. */
  private static final class Run {
    private final LinearProblem problem;
    private final ParameterValues parameters;
    private final Progress progress;
    private final boolean maximize;
    private final boolean turned;
    private final Geometry geometry;
    private final int n;
    private final int m;
    private final CostRows costs;
    private AssignmentSearch search;
    private int[] columnOf;

    Run(LinearProblem problem, ParameterValues parameters, Progress progress) {
      this.problem = problem;
      this.parameters = parameters;
      this.progress = progress;
      maximize = parameters.flag(MAXIMIZE);
      turned = problem.rows() > problem.columns();
      Geometry given = problem.requireGeometry();
      Geometry wide = turned ? given.transposed() : given;
      geometry = maximize ? new NegatedGeometry(wide) : wide;
      n = geometry.rows();
      m = geometry.columns();
      costs =
          new CostRows(geometry, IntStream.range(0, n).toArray(), IntStream.range(0, m).toArray());
      search = new AssignmentSearch(costs, n, m, turned, progress::isCancelled, this::report);
      columnOf = search.columnOf();
    }

    Solution solve() {
      if (!costs.prepare(progress::isCancelled)) {
        return cancelled();
      }
      FirstPrices guess = new FirstPrices(geometry, costs, progress::isCancelled);
      // In a matching that leaves columns free their prices are 0.
      boolean guessed = n == m && FirstPrices.isLarge(n, m) && guess.exist();
      Optional<double[]> prices =
          guessed ? guess.findForMatching(rowIndices(), rowIndices()) : Optional.empty();
      if ((guessed && prices.isEmpty()) || !search.run(prices)) {
        return cancelled();
      }
      for (Optional<CostRows> finer = search.finerCosts();
          finer.isPresent();
          finer = search.finerCosts()) {
        search = new AssignmentSearch(finer.get(), n, m, turned, progress::isCancelled, () -> {});
        columnOf = search.columnOf();
        if (!search.run(Optional.empty())) {
          return cancelled();
        }
      }
      SparseCoupling matching = SparseCoupling.of(n, m, rowIndices(), columnOf, ones(n), n);
      Optional<DualProof> proof =
          DualProof.ofComplete(
              geometry, matching, search.columnPrices(), ones(n), ones(m), progress::isCancelled);
      return proof.map(this::optimal).orElseGet(this::cancelled);
    }

    private void report() {
      SparseCoupling plan = coupling();
      progress.report(
          new TracePoint(search.pairs(), total(), error(plan).total(), Double.NaN, Double.NaN),
          () -> plan);
    }

    /** The sum of the matched costs, in the sign of the problem. */
    private double total() {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        if (columnOf[i] >= 0) {
          sum += geometry.cost(i, columnOf[i]);
        }
      }
      return signed(sum);
    }

    private double signed(double value) {
      return maximize ? 0 - value : value;
    }

    private SparseCoupling coupling() {
      double mass = IntegerWeights.sum(problem.source().weights()) / n;
      int[] sources = new int[n];
      int[] targets = new int[n];
      double[] masses = new double[n];
      int count = 0;
      for (int i = 0; i < n; i++) {
        if (columnOf[i] >= 0) {
          sources[count] = turned ? columnOf[i] : i;
          targets[count] = turned ? i : columnOf[i];
          masses[count++] = mass;
        }
      }
      return SparseCoupling.of(problem.rows(), problem.columns(), sources, targets, masses, count);
    }

    private MarginalError error(SparseCoupling plan) {
      return MarginalError.of(plan, problem);
    }

    private Solution optimal(DualProof proof) {
      SparseCoupling plan = coupling();
      double value = total();
      double[] f = proof.potentials().f();
      double[] g = proof.potentials().g();
      MarginalError error = error(plan);
      progress.report(new TracePoint(n, value, error.total(), proof.gap(), 0), () -> plan);
      String reason = "Optimal: %d pairs, %s".formatted(n, proof.said(ones(n), ones(m)));
      String unmatched =
          n == m
              ? "."
              : "; %d %s points stay unmatched.".formatted(m - n, turned ? "source" : "target");
      return new PlanSolution(
          problem,
          ShortestAugmentingPathProvider.ID,
          parameters,
          plan,
          maximize
              ? Optional.empty()
              : Optional.of(turned ? new Potentials(g, f) : new Potentials(f, g)),
          objective(
              value,
              OptionalDouble.of(signed(Arrays.stream(f).sum() + Arrays.stream(g).sum())),
              OptionalDouble.of(proof.gap())),
          progress.finish(
              Status.OPTIMAL,
              n,
              "pairs",
              reason + unmatched,
              error.source(),
              error.target(),
              Optional.empty()));
    }

    /** What is matched so far, the rest in the order of the points. */
    private Solution cancelled() {
      int matched = search.pairs();
      search.matchRest();
      SparseCoupling plan = coupling();
      MarginalError error = error(plan);
      return new PlanSolution(
          problem,
          ShortestAugmentingPathProvider.ID,
          parameters,
          plan,
          Optional.empty(),
          objective(total(), OptionalDouble.empty(), OptionalDouble.empty()),
          progress.finish(
              Status.CANCELLED,
              matched,
              "pairs",
              "Cancelled after %d of %d pairs: the others are matched as they come."
                  .formatted(matched, n),
              error.source(),
              error.target(),
              Optional.empty()));
    }

    private Objective objective(double total, OptionalDouble dual, OptionalDouble gap) {
      Map<String, Double> terms = new LinkedHashMap<>();
      terms.put("objective", total);
      terms.put("mean_cost", total / n);
      return new Objective(terms, dual, gap);
    }

    private int[] rowIndices() {
      return IntStream.range(0, n).toArray();
    }

    private static double[] ones(int count) {
      double[] x = new double[count];
      Arrays.fill(x, 1);
      return x;
    }
  }
}
