package monge.solver.exact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.diagnostics.DualityGap;
import monge.diagnostics.MarginalError;
import monge.measure.DiscreteMeasure;
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
 * Transport on the line for {@code c(x,y) = |x - y|^p}, {@code p >= 1}: both clouds are sorted and
 * the two quantile functions matched, {@code W_p^p = int_0^1 |F^-1(u) - G^-1(u)|^p du}. The sorted
 * cost is a Monge array, so prices that make the staircase tight are feasible everywhere.
 */
record QuantileMatching(ParameterValues parameters) implements Solver {

  static final String P = "p";

  /** Up to this many pairs all dual constraints are looked at. */
  private static final long CERTIFIED_PAIRS = 4_000_000;

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem given =
        LinearProblems.require(QuantileMatchingProvider.refusalOf(problem), problem);
    double p = parameters.real(P);
    Progress progress = new Progress(monitor);
    LinearProblem linear = withCost(given, p);
    DiscreteMeasure source = linear.source();
    DiscreteMeasure target = linear.target();
    double[] a = source.weights();
    double[] b = target.weights();
    Staircase walked = Staircase.walk(source, target, p, progress::isCancelled);
    SparseCoupling plan = walked.plan();
    double value = walked.value();
    boolean complete = walked.complete();
    Potentials matched = walked.potentials().centred(a, b);
    MarginalError error = MarginalError.of(plan, a, b);
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("objective", value);
    terms.put("W_p", Math.pow(value, 1 / p));
    Optional<DualProof> proof =
        complete && (long) a.length * b.length <= CERTIFIED_PAIRS
            ? DualProof.ofComplete(
                linear.requireGeometry(), plan, matched.g(), a, b, progress::isCancelled)
            : Optional.empty();
    Optional<Potentials> potentials =
        complete ? Optional.of(proof.map(DualProof::potentials).orElse(matched)) : Optional.empty();
    OptionalDouble dual =
        potentials
            .map(q -> OptionalDouble.of(DualityGap.dual(q, a, b)))
            .orElse(OptionalDouble.empty());
    double gap = proof.map(DualProof::gap).orElse(Double.NaN);
    progress.report(
        new TracePoint(walked.matches(), value, error.total(), gap, Double.NaN), () -> plan);
    String reason =
        !complete
            ? "Cancelled: the points beyond are not matched."
            : proof
                .map(q -> "Optimal: " + q.said(a, b) + ".")
                .orElse(
                    "Optimal: sorted points are matched in order, for convex costs the optimum.");
    return new PlanSolution(
        linear,
        QuantileMatchingProvider.ID,
        parameters,
        plan,
        potentials,
        new Objective(
            terms, dual, proof.map(q -> OptionalDouble.of(q.gap())).orElse(OptionalDouble.empty())),
        progress.finish(
            complete ? Status.OPTIMAL : Status.CANCELLED,
            walked.matches(),
            "matches",
            reason,
            error.source(),
            error.target(),
            Optional.empty()));
  }

  /**
   * The plan that matches sorted points in order: a walk down the cost matrix between sorted
   * points.
   *
   * @param potentials feasible where the walk is complete
   * @param matches how many entries were found on the way
   * @param complete false if stopped; the points beyond are then not matched
   */
  private record Staircase(
      SparseCoupling plan, Potentials potentials, double value, int matches, boolean complete) {

    static Staircase walk(
        DiscreteMeasure source, DiscreteMeasure target, double p, BooleanSupplier stop) {
      double[] x = source.axis(0);
      double[] y = target.axis(0);
      int[] byX = sorted(x);
      int[] byY = sorted(y);
      IntegerWeights weights = IntegerWeights.of(source.weights(), target.weights());
      int n = x.length;
      int m = y.length;
      int[] rowOf = new int[n + m];
      int[] columnOf = new int[n + m];
      double[] massOf = new double[n + m];
      double[] f = new double[n];
      double[] g = new double[m];
      int count = 0;
      int i = 0;
      int j = 0;
      long supply = weights.source()[byX[0]];
      long room = weights.target()[byY[0]];
      g[byY[0]] = distance(x[byX[0]], y[byY[0]], p);
      double value = 0;
      // Each step closes one source or one target.
      while (i < n && j < m) {
        if (((i + j) & 0xffff) == 0xffff && stop.getAsBoolean()) {
          break;
        }
        int row = byX[i];
        int column = byY[j];
        long moved = Math.min(supply, room);
        if (moved > 0) {
          double mass = moved * weights.unit();
          rowOf[count] = row;
          columnOf[count] = column;
          massOf[count++] = mass;
          value += mass * distance(x[row], y[column], p);
        }
        supply -= moved;
        room -= moved;
        if (j == m - 1 || (supply == 0 && i < n - 1)) {
          i++;
          if (i < n) {
            supply = weights.source()[byX[i]];
            f[byX[i]] = distance(x[byX[i]], y[column], p) - g[column];
          }
        } else {
          j++;
          room = weights.target()[byY[j]];
          g[byY[j]] = distance(x[row], y[byY[j]], p) - f[row];
        }
      }
      return new Staircase(
          SparseCoupling.of(n, m, rowOf, columnOf, massOf, count),
          new Potentials(f, g),
          value,
          count,
          i == n || j == m);
    }
  }

  /**
   * The problem itself where its cost is {@code |x - y|^p} already, else the same with that cost.
   */
  private static LinearProblem withCost(LinearProblem problem, double p) {
    if (problem.requireGeometry() instanceof PointCloudGeometry cloud
        && switch (cloud.costFunction()) {
          case CostFunction.SquaredEuclidean _ -> p == 2;
          case CostFunction.Cosine _, CostFunction.Mahalanobis _, CostFunction.Thresholded _ ->
              false;
          case CostFunction _ -> p == 1; // All others are |x - y| on the line.
        }) {
      return problem;
    }
    return LinearProblem.of(
        problem.source(), problem.target(), new Line(problem.source(), problem.target(), p));
  }

  private static double distance(double x, double y, double p) {
    double d = Math.abs(x - y);
    return p == 1 ? d : p == 2 ? d * d : Math.pow(d, p);
  }

  private static int[] sorted(double[] x) {
    // Stable, so that equal points keep their order and the plan is the same every time.
    return IntStream.range(0, x.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> x[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** {@code |x_i - y_j|^p} on the line. */
  private static final class Line implements Geometry {
    private final DiscreteMeasure source;
    private final DiscreteMeasure target;
    private final double[] y;
    private final double p;

    Line(DiscreteMeasure source, DiscreteMeasure target, double p) {
      this.source = source;
      this.target = target;
      this.y = target.axis(0);
      this.p = p;
    }

    @Override
    public int rows() {
      return source.size();
    }

    @Override
    public int columns() {
      return y.length;
    }

    @Override
    public double cost(int i, int j) {
      return distance(source.coordinate(i, 0), y[j], p);
    }

    @Override
    public void row(int i, double[] out) {
      double x = source.coordinate(i, 0);
      for (int j = 0; j < y.length; j++) {
        out[j] = distance(x, y[j], p);
      }
    }

    @Override
    public double largestMagnitude() {
      double[] x = source.axis(0);
      double low =
          Math.min(Arrays.stream(x).min().orElseThrow(), Arrays.stream(y).min().orElseThrow());
      double high =
          Math.max(Arrays.stream(x).max().orElseThrow(), Arrays.stream(y).max().orElseThrow());
      return distance(low, high, p);
    }

    @Override
    public boolean hasForbiddenPairs() {
      return false;
    }

    @Override
    public Geometry transposed() {
      return new Line(target, source, p);
    }
  }
}
