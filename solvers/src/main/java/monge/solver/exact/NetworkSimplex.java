package monge.solver.exact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.diagnostics.DualityGap;
import monge.diagnostics.MarginalError;
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
 * The linear program {@code min <C,P>, P1 = a, P'1 = b, P >= 0} by the network simplex method, from
 * a greedy basis or, if the problem is large, from prices of coarser problems or of entropic ones.
 * If all weights are equal and n = m, some optimal plan is a matching, which shortest augmenting
 * paths find sooner. Costs may have either sign; {@code inf} forbids a pair.
 */
record NetworkSimplex(ParameterValues parameters) implements Solver {

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
    private final PointGroups sources;
    private final PointGroups targets;
    private final int[] rows;
    private final int[] columns;
    private final IntegerWeights whole;
    private final IntegerWeights weights;
    private final CostRows costs;
    private final NearPairs pairs;
    private final FirstPrices guess;
    private TransportBasis basis;
    private Optional<AssignmentSearch> matching = Optional.empty();
    private int pivots;
    private int earlierPivots;
    private int nextReport = 1;

    Run(LinearProblem problem, ParameterValues parameters, Start start, Progress progress) {
      this.problem = problem;
      this.parameters = parameters;
      this.start = start;
      this.progress = progress;
      geometry = problem.requireGeometry();
      a = problem.source().weights();
      b = problem.target().weights();
      int[] positiveRows = IntStream.range(0, a.length).filter(i -> a[i] > 0).toArray();
      int[] positiveColumns = IntStream.range(0, b.length).filter(j -> b[j] > 0).toArray();
      PointGroups sources = PointGroups.single(positiveRows);
      PointGroups targets = PointGroups.single(positiveColumns);
      if (geometry instanceof PointCloudGeometry cloud && start.plan().isEmpty()) {
        PointGroups equalSources = PointGroups.ofEqual(cloud.source(), positiveRows);
        PointGroups equalTargets = PointGroups.ofEqual(cloud.target(), positiveColumns);
        // A few equal points are not worth giving up equal weights.
        if (4 * (equalSources.size() + equalTargets.size())
            <= 3 * (sources.size() + targets.size())) {
          sources = equalSources;
          targets = equalTargets;
        }
      }
      this.sources = sources;
      this.targets = targets;
      rows = sources.first();
      columns = targets.first();
      whole = IntegerWeights.of(a, b);
      weights =
          new IntegerWeights(
              sources.sums(whole.source()), targets.sums(whole.target()), whole.unit());
      costs = new CostRows(geometry, rows, columns);
      pairs = new NearPairs(costs, rows.length, columns.length);
      guess = new FirstPrices(geometry, costs, progress::isCancelled);
      basis = new TransportBasis(rows.length, columns.length);
    }

    Solution solve() {
      boolean prepared = costs.prepare(progress::isCancelled);
      if (prepared && isAssignment()) {
        return assigned();
      }
      double penalty = prepared ? firstBasis() : blindBasis();
      if (Double.isNaN(penalty)) {
        return cancelled();
      }
      SimplexSearch search =
          new SimplexSearch(costs, basis, pairs, progress::isCancelled, this::report);
      return switch (search.run(penalty)) {
        case OPTIMAL -> refine() ? certified() : cancelled();
        case CANCELLED -> cancelled();
        case INFEASIBLE -> {
          long stuck = search.forbiddenFlow();
          if (stuck * weights.unit() > 1e-13 * problem.source().mass()) {
            throw new InfeasibleProblemException(infeasible(stuck));
          }
          yield certified(); // Mass below the rounding of the weights.
        }
      };
    }

    /** Pivots on where huge costs have taken the digits of small ones; false if cancelled. */
    private boolean refine() {
      Optional<CostRows> finer = costs.cutOffAbove(basis.dearestUsed(), progress::isCancelled);
      while (finer.isPresent()) {
        basis.takeCosts(finer.get());
        earlierPivots = pivots;
        SimplexSearch again =
            new SimplexSearch(finer.get(), basis, progress::isCancelled, this::reportMore);
        if (again.run(finer.get().forbidding()) == SimplexSearch.Outcome.CANCELLED) {
          return false;
        }
        finer = finer.get().cutOffAbove(basis.dearestUsed(), progress::isCancelled);
      }
      return !progress.isCancelled();
    }

    private void reportMore(int made, long moved) {
      report(earlierPivots + made, moved);
    }

    /** Whether an optimal plan is a matching, and no earlier answer is there to start from. */
    private boolean isAssignment() {
      return isLarge()
          && rows.length == columns.length
          && weights.isUniform()
          && start.plan().isEmpty()
          && start.potentials().isEmpty()
          && !geometry.hasForbiddenPairs();
    }

    private Solution assigned() {
      AssignmentSearch search = search(costs);
      matching = Optional.of(search);
      Optional<double[]> prices = Optional.empty();
      if (guess.exist()) {
        prices = guess.findForMatching(rows, columns);
        if (prices.isEmpty()) {
          return cancelled();
        }
      }
      if (!search.run(prices)) {
        return cancelled();
      }
      for (Optional<CostRows> finer = search.finerCosts();
          finer.isPresent();
          finer = search.finerCosts()) {
        search = search(finer.get());
        matching = Optional.of(search);
        if (!search.run(Optional.empty())) {
          return cancelled();
        }
      }
      pivots = rows.length;
      return certified(search.rowPrices(), search.columnPrices());
    }

    private AssignmentSearch search(CostRows of) {
      return new AssignmentSearch(
          of, rows.length, columns.length, false, progress::isCancelled, this::reportPairs);
    }

    private void reportPairs() {
      matching.ifPresent(
          search -> {
            pivots = search.pairs();
            progress.report(
                new TracePoint(pivots, transportCost(), 0, Double.NaN, Double.NaN), this::coupling);
          });
    }

    /** Makes a first basis; returns the penalty of pairs not to be used, NaN if cancelled. */
    private double firstBasis() {
      Optional<TransportBasis> warm =
          WarmBasis.build(
              start, a.length, b.length, costs, weights, rows, columns, progress::isCancelled);
      if (warm.isPresent()) {
        basis = warm.get();
        return costs.forbidding();
      }
      Optional<double[]> prices = columnPrices();
      if (prices.isEmpty() && isLarge() && guess.exist()) {
        prices = guess.find(rows, columns, weights, this::coarsely);
        return prices.isPresent() && listed(pairs, prices.get(), weights)
            ? PricedBasis.build(basis, costs, weights, prices.get(), pairs)
            : blindBasis();
      }
      return GreedyBasis.build(basis, costs, weights, prices, true, progress::isCancelled)
          ? costs.forbidding()
          : Double.NaN;
    }

    /** Makes prices smoother and lists the near pairs at them; false if cancelled. */
    private boolean listed(NearPairs near, double[] prices, IntegerWeights whole) {
      return near.listAll(prices, 0, progress::isCancelled)
          && PriceSmoothing.smooth(near, prices, whole, progress::isCancelled)
          && near.listAll(prices, 0, progress::isCancelled);
    }

    private double blindBasis() {
      GreedyBasis.build(basis, costs, weights, Optional.empty(), false, progress::isCancelled);
      return Double.NaN;
    }

    private boolean isLarge() {
      return FirstPrices.isLarge(rows.length, columns.length);
    }

    private Optional<double[]> coarsely(
        CostRows coarse, IntegerWeights whole, Optional<double[]> prices) {
      int n = whole.source().length;
      int m = whole.target().length;
      TransportBasis tree = new TransportBasis(n, m);
      NearPairs near = new NearPairs(coarse, n, m);
      double penalty = coarse.forbidding();
      if (prices.isPresent()) {
        if (!listed(near, prices.get(), whole)) {
          return Optional.empty();
        }
        penalty = PricedBasis.build(tree, coarse, whole, prices.get(), near);
      } else if (!GreedyBasis.build(tree, coarse, whole, prices, true, progress::isCancelled)) {
        return Optional.empty();
      }
      if (new SimplexSearch(coarse, tree, near, progress::isCancelled, (_, _) -> {}).run(penalty)
          == SimplexSearch.Outcome.CANCELLED) {
        return Optional.empty();
      }
      return Optional.of(Arrays.copyOf(tree.potential, n));
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

    private void report(int made, long moved) {
      pivots = made;
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
      if (matching.isPresent()) {
        int[] columnOf = matching.get().matched();
        for (int i = 0; i < rows.length; i++) {
          sum += weights.unit() * costs.original(i, columnOf[i]);
        }
        return sum;
      }
      for (int v = 0; v < basis.nodes; v++) {
        if (v != basis.root() && basis.flow(v) > 0) {
          sum +=
              basis.flow(v) * weights.unit() * costs.original(basis.sourceOf(v), basis.targetOf(v));
        }
      }
      return sum;
    }

    private SparseCoupling coupling() {
      if (matching.isPresent()) {
        int[] columnOf = Arrays.stream(matching.get().matched()).map(k -> columns[k]).toArray();
        double[] masses = new double[rows.length];
        Arrays.fill(masses, weights.unit());
        return SparseCoupling.of(a.length, b.length, rows, columnOf, masses, rows.length);
      }
      FlowSplitter splitter =
          new FlowSplitter(
              sources, targets, whole.source().clone(), whole.target().clone(), whole.unit());
      for (int v = 0; v < basis.nodes; v++) {
        if (v != basis.root()) {
          splitter.add(basis.sourceOf(v), basis.targetOf(v), basis.flow(v));
        }
      }
      return splitter.plan();
    }

    private String unit() {
      return matching.isPresent() ? "pairs" : "pivots";
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
              unit(),
              "Cancelled after %,d %s: the plan is feasible but not optimal."
                  .formatted(pivots, unit()),
              error.source(),
              error.target(),
              Optional.empty()));
    }

    private PlanSolution certified() {
      int n = rows.length;
      return certified(
          Arrays.copyOf(basis.potential, n),
          Arrays.copyOfRange(basis.potential, n, basis.potential.length));
    }

    /** The answer with prices of the groups, those of the sources relative to the costs D. */
    private PlanSolution certified(double[] sourcePrices, double[] targetPrices) {
      SparseCoupling plan = coupling();
      double[] f = new double[a.length];
      double[] g = new double[b.length];
      double[] original = sourcePrices.clone();
      for (int i = 0; i < original.length; i++) {
        original[i] += costs.base(i);
      }
      sources.spread(original, f);
      targets.spread(targetPrices, g);
      Optional<DualProof> proof = DualProof.of(geometry, plan, f, g, a, b, progress::isCancelled);
      if (proof.isEmpty()) {
        return cancelled();
      }
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
              unit(),
              "Optimal: " + proof.get().said(a, b) + ".",
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
