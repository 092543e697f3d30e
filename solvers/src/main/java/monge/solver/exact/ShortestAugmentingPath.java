package monge.solver.exact;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
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
    private final double[] u;
    private final double[] v;
    private final int[] columnOf;
    private final int[] rowOf;
    private int pairs;

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
      u = new double[n];
      v = new double[m];
      columnOf = new int[n];
      rowOf = new int[m];
      Arrays.fill(columnOf, -1);
      Arrays.fill(rowOf, -1);
    }

    Solution solve() {
      if (!costs.prepare(progress::isCancelled) || !reduceColumns() || !match()) {
        return cancelled();
      }
      SparseCoupling matching = SparseCoupling.of(n, m, rowIndices(), columnOf, ones(n), n);
      Optional<DualProof> proof =
          DualProof.ofComplete(geometry, matching, v, ones(n), ones(m), progress::isCancelled);
      return proof.map(this::optimal).orElseGet(this::cancelled);
    }

    /** Prices from column minima; only for n = m, as a column left free must keep the price 0. */
    private boolean reduceColumns() {
      if (n < m) {
        return true;
      }
      Arrays.fill(v, Double.POSITIVE_INFINITY);
      for (int i = 0; i < n; i++) {
        if (progress.isCancelled()) {
          return false;
        }
        double[] d = costs.row(i);
        for (int k = 0; k < m; k++) {
          v[k] = Math.min(v[k], d[k]);
        }
      }
      for (int k = 0; k < m; k++) {
        if (v[k] == Double.POSITIVE_INFINITY) {
          throw new InfeasibleProblemException(
              "no matching avoids the forbidden pairs: every pair of %s point %d is forbidden"
                  .formatted(turned ? "source" : "target", k));
        }
      }
      return true;
    }

    /** Matches all rows; false if cancelled. */
    private boolean match() {
      int[] free = IntStream.range(0, n).toArray();
      for (int round = 0; round < 3; round++) {
        free = bid(free);
        if (free.length > 0 && progress.isCancelled()) {
          return false;
        }
      }
      for (int i = 0; i < n; i++) {
        u[i] = columnOf[i] >= 0 ? costs.row(i)[columnOf[i]] - v[columnOf[i]] : least(i);
      }
      PathSearch search = new PathSearch();
      int stride = Math.max(1, n / 200);
      for (int i : free) {
        if (!search.augment(i)) {
          return false;
        }
        pairs++;
        if (pairs % stride == 0 && pairs < n) {
          report();
        }
      }
      return true;
    }

    /**
     * Each free row takes its best column, whose price falls until the row's second best is as
     * good; a row pushed out is free in the next round. Returns the rows that are free then.
     */
    private int[] bid(int[] free) {
      int[] left = new int[free.length];
      int count = 0;
      for (int i : free) {
        if (progress.isCancelled()) {
          return free;
        }
        double[] d = costs.row(i);
        double first = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        int best = -1;
        int next = -1;
        for (int k = 0; k < m; k++) {
          double x = d[k] - v[k];
          if (x < second) {
            if (x < first) {
              second = first;
              next = best;
              first = x;
              best = k;
            } else {
              second = x;
              next = k;
            }
          }
        }
        if (next < 0 || (first == second && rowOf[best] >= 0)) {
          best = next < 0 ? best : next;
          if (best < 0 || rowOf[best] >= 0) {
            left[count++] = i; // No better than the present owner: left to the path search.
            continue;
          }
        } else {
          v[best] -= second - first;
        }
        int owner = rowOf[best];
        rowOf[best] = i;
        columnOf[i] = best;
        if (owner >= 0) {
          columnOf[owner] = -1;
          left[count++] = owner;
        } else {
          pairs++;
        }
      }
      return Arrays.copyOf(left, count);
    }

    private double least(int i) {
      double[] d = costs.row(i);
      double low = Double.POSITIVE_INFINITY;
      for (int k = 0; k < m; k++) {
        low = Math.min(low, d[k] - v[k]);
      }
      return low;
    }

    private void report() {
      SparseCoupling plan = coupling();
      progress.report(
          new TracePoint(pairs, total(), error(plan).total(), Double.NaN, Double.NaN), () -> plan);
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
      String reason =
          String.format(
              Locale.ROOT,
              "Optimal: %d pairs, no dual violation above %.1g, gap %.1g",
              n,
              proof.certificate().dualViolation(),
              proof.gap());
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
      int matched = pairs;
      int k = 0;
      for (int i = 0; i < n; i++) {
        if (columnOf[i] < 0) {
          while (rowOf[k] >= 0) {
            k++;
          }
          if (geometry.cost(i, k) != Double.POSITIVE_INFINITY) {
            columnOf[i] = k;
            rowOf[k] = i;
          }
        }
      }
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

    /** Dijkstra's search on reduced costs, from a free row to the nearest free column. */
    private final class PathSearch {
      private final double[] distance = new double[m];
      private final int[] reachedFrom = new int[m];
      private final int[] remaining = new int[m];
      private final int[] scannedRows = new int[n];
      private final int[] scannedColumns = new int[m];

      /** Matches one more row; false if cancelled. */
      boolean augment(int start) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.setAll(remaining, k -> k);
        int open = m;
        int rowsScanned = 0;
        int columnsScanned = 0;
        double travelled = 0;
        int i = start;
        int sink = -1;
        while (sink < 0) {
          if (progress.isCancelled()) {
            return false;
          }
          scannedRows[rowsScanned++] = i;
          double[] d = costs.row(i);
          double offset = travelled - u[i];
          double least = Double.POSITIVE_INFINITY;
          int at = -1;
          for (int q = 0; q < open; q++) {
            int k = remaining[q];
            double x = offset + d[k] - v[k];
            if (x < distance[k]) {
              distance[k] = x;
              reachedFrom[k] = i;
            }
            if (distance[k] < least || (distance[k] == least && at >= 0 && rowOf[k] < 0)) {
              least = distance[k];
              at = q;
            }
          }
          if (at < 0) {
            throw new InfeasibleProblemException(infeasible(rowsScanned, columnsScanned));
          }
          travelled = least;
          int k = remaining[at];
          remaining[at] = remaining[--open];
          scannedColumns[columnsScanned++] = k;
          if (rowOf[k] < 0) {
            sink = k;
          } else {
            i = rowOf[k];
          }
        }
        u[start] += travelled;
        for (int q = 1; q < rowsScanned; q++) {
          int row = scannedRows[q];
          u[row] += travelled - distance[columnOf[row]];
        }
        for (int q = 0; q < columnsScanned; q++) {
          int k = scannedColumns[q];
          v[k] -= travelled - distance[k];
        }
        int k = sink;
        while (true) {
          int row = reachedFrom[k];
          rowOf[k] = row;
          int before = columnOf[row];
          columnOf[row] = k;
          if (row == start) {
            return true;
          }
          k = before;
        }
      }

      /** The scanned rows may only go to the scanned columns: Hall's condition fails. */
      private String infeasible(int rowsScanned, int columnsScanned) {
        int[] stuck = Arrays.copyOf(scannedRows, rowsScanned);
        Arrays.sort(stuck);
        String points = turned ? "target" : "source";
        String others = turned ? "source" : "target";
        String names =
            IntStream.of(stuck)
                .limit(5)
                .mapToObj(Integer::toString)
                .reduce((x, y) -> x + ", " + y)
                .orElseThrow();
        return "no matching avoids the forbidden pairs: %s %s %s%s may go to %d %s %s only"
            .formatted(
                points,
                rowsScanned == 1 ? "point" : "points",
                names,
                rowsScanned > 5 ? " and %d more".formatted(rowsScanned - 5) : "",
                columnsScanned,
                others,
                columnsScanned == 1 ? "point" : "points");
      }
    }
  }
}
