package monge.solver.gromov;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.cost.GraphGeodesics;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.solver.PlanSolution;
import monge.solver.ResultValues;
import monge.solver.Solution;

/** From problem files, and to result files. */
final class GromovFiles {

  private GromovFiles() {}

  /**
   * The problem described, both masses 1. A side's distances are {@code params.C1} (source) or
   * {@code params.C2} (target) if given, else the geodesics of {@code params.source_edges} or
   * {@code params.target_edges} (rows {@code [i, j]} or {@code [i, j, length]}), else those of its
   * points. A side that has nothing but a matrix has uniform weights.
   */
  static LinearProblem problem(ProblemDescription description) {
    ProblemDescription complete = withWeights(description);
    LinearProblem given = complete.balancedProblem();
    DiscreteMeasure source = withDistances(given.source(), complete, "C1", "source_edges");
    DiscreteMeasure target = withDistances(given.target(), complete, "C2", "target_edges");
    return given
        .geometry()
        .map(g -> LinearProblem.of(source, target, g))
        .orElseGet(
            () -> LinearProblem.between(source, target, new CostFunction.SquaredEuclidean()));
  }

  /**
   * The problem with the squared Euclidean cost of {@code params.features_source} and {@code
   * params.features_target}, unless the description gives a cost matrix.
   */
  static LinearProblem withFeatures(LinearProblem problem, ProblemDescription description) {
    Optional<double[][]> x = description.matrix("features_source");
    Optional<double[][]> y = description.matrix("features_target");
    if (description.costMatrix().isPresent() || x.isEmpty() || y.isEmpty()) {
      return problem;
    }
    return LinearProblem.of(
        problem.source(),
        problem.target(),
        // Stored: the points of the problem are not those of the cost.
        DenseGeometry.of(
            new PointCloudGeometry(
                    DiscreteMeasure.of(x.get(), problem.source().weights()),
                    DiscreteMeasure.of(y.get(), problem.target().weights()),
                    new CostFunction.SquaredEuclidean())
                .toDense()));
  }

  /** Uniform weights for a side whose size only its distance matrix tells. */
  private static ProblemDescription withWeights(ProblemDescription d) {
    boolean knowsSource =
        d.source().isPresent() || d.sourceWeights().isPresent() || d.costMatrix().isPresent();
    boolean knowsTarget =
        d.target().isPresent() || d.targetWeights().isPresent() || d.costMatrix().isPresent();
    if (knowsSource && knowsTarget) {
      return d;
    }
    ProblemDescription.Builder copy = ProblemDescription.named(d.id());
    d.source().ifPresent(copy::source);
    d.target().ifPresent(copy::target);
    d.sourceWeights().or(() -> uniform(d, knowsSource, "C1")).ifPresent(copy::sourceWeights);
    d.targetWeights().or(() -> uniform(d, knowsTarget, "C2")).ifPresent(copy::targetWeights);
    d.cost().ifPresent(copy::cost);
    d.params().forEach(copy::param);
    return copy.build();
  }

  private static Optional<double[]> uniform(ProblemDescription d, boolean known, String key) {
    return known
        ? Optional.empty()
        : d.matrix(key).map(c -> DiscreteMeasure.uniformWeights(c.length));
  }

  private static DiscreteMeasure withDistances(
      DiscreteMeasure measure, ProblemDescription description, String matrix, String edges) {
    Optional<double[][]> given = description.matrix(matrix);
    if (given.isPresent()) {
      return measure.withDistances(given.get());
    }
    return edges(description, edges)
        .map(e -> measure.withDistances(GraphGeodesics.ofEdges(measure.size(), e).distances()))
        .orElse(measure);
  }

  /** Edges with and without lengths may be mixed, so their rows need not be equally long. */
  private static Optional<double[][]> edges(ProblemDescription description, String key) {
    return description.params().get(key) instanceof List<?> rows
            && rows.stream().allMatch(double[].class::isInstance)
        ? Optional.of(rows.toArray(double[][]::new))
        : description.matrix(key);
  }

  /** Two structures, the plan and its vertex with a gradient each, and scratch. */
  static long memoryBytes(long n, long m) {
    return 8 * (2 * n * n + 2 * m * m + 13 * n * m);
  }

  /**
   * The plan and the terms; the permutation where the plan is one; the minima of several starts.
   */
  static Map<String, Object> results(Solution solution) {
    Map<String, Object> values = ResultValues.of(solution);
    if (solution instanceof PlanSolution answer) {
      permutation(answer.coupling())
          .ifPresent(to -> values.put("permutation_target_of_source", to));
      if (!answer.minima().isEmpty()) {
        // By the start that led there, best first.
        Map<String, Object> minima = new LinkedHashMap<>();
        answer.minima().forEach(minimum -> minima.put(minimum.start(), minimum.value()));
        values.put("local_minima", minima);
      }
    }
    return values;
  }

  /** The target of each source, if every row and every column has exactly one entry. */
  static Optional<int[]> permutation(Coupling plan) {
    int n = plan.rows();
    if (n != plan.columns() || plan.nonzeros() != n) {
      return Optional.empty();
    }
    int[] to = new int[n];
    int[] rows = new int[n];
    int[] columns = new int[n];
    plan.forEach(
        (i, j, _) -> {
          to[i] = j;
          rows[i]++;
          columns[j]++;
        });
    for (int i = 0; i < n; i++) {
      if (rows[i] != 1 || columns[i] != 1) {
        return Optional.empty();
      }
    }
    return Optional.of(to);
  }
}
