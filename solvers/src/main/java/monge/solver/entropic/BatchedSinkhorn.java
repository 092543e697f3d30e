package monge.solver.entropic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import monge.cost.Geometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.BatchedScaling;
import monge.parameter.ParameterValues;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.solver.CommonParameters;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Start;

/**
 * Entropic transport from one measure to many that differ in their weights only. All at once by
 * matrix products in the plain domain while that holds; what it leaves, one by one by {@link
 * Sinkhorn} from where the products ended, in the log domain. O(nm s) time a sweep of s targets.
 */
final class BatchedSinkhorn {

  /** Targets that so many sweeps do not bring to the tolerance are better solved on their own. */
  private static final int MOST_SWEEPS = 500;

  /**
   * @param each the answer of each target
   * @param sweeps of all at once; 0 if eps is too small for the plain domain
   */
  record Answer(List<PlanSolution> each, int sweeps) {}

  private final SinkhornProvider provider = new SinkhornProvider();
  private final ParameterValues settings;
  private final double eps;

  BatchedSinkhorn(ParameterValues settings) {
    this.settings = settings;
    eps = settings.real(CommonParameters.REG);
  }

  /**
   * @param problem the source, the points of all targets, and the cost between them
   * @param targets weights of the target points, one target a row, each of the source's mass
   */
  Answer solve(LinearProblem problem, double[][] targets, SolveMonitor monitor) {
    DiscreteMeasure even =
        problem.target().withWeights(DiscreteMeasure.uniformWeights(problem.columns()));
    PositiveSupport support =
        PositiveSupport.of(LinearProblem.of(problem.source(), even, problem.requireGeometry()));
    Geometry geometry = support.problem().requireGeometry().forManyPasses();
    double[] a = support.problem().source().weights();
    Optional<BatchedScaling> batch = BatchedScaling.of(geometry::row, a, targets, eps);
    int most = Math.min(MOST_SWEEPS, settings.whole(CommonParameters.MAX_ITERATIONS));
    double limit = settings.real(CommonParameters.TOLERANCE) * problem.source().mass();
    int sweeps = batch.map(b -> b.solve(limit, most, monitor::isCancelled)).orElse(0);
    List<PlanSolution> each = new ArrayList<>();
    for (int t = 0; t < targets.length; t++) {
      LinearProblem one =
          LinearProblem.of(
              problem.source(),
              problem.target().withWeights(targets[t]),
              problem.requireGeometry());
      int index = t;
      Start start = batch.map(b -> start(b, index, support)).orElse(Start.COLD);
      each.add((PlanSolution) provider.create(settings).solve(one, start, monitor));
    }
    return new Answer(List.copyOf(each), sweeps);
  }

  /** The potentials that the products ended with, unless they left the range of doubles. */
  private Start start(BatchedScaling batch, int target, PositiveSupport support) {
    DoubleUnaryOperator inUnitOfCost = x -> eps * x;
    double[] f = Arrays.stream(batch.logRows(target)).map(inUnitOfCost).toArray();
    double[] g = Arrays.stream(batch.logColumns(target)).map(inUnitOfCost).toArray();
    boolean held =
        batch.error(target) < Double.POSITIVE_INFINITY
            && Arrays.stream(f).allMatch(Double::isFinite)
            && Arrays.stream(g).allMatch(x -> x < Double.POSITIVE_INFINITY);
    return held
        ? new Start(
            Optional.empty(),
            Optional.of(new Potentials(support.expandRows(f, Double.NEGATIVE_INFINITY), g)))
        : Start.COLD;
  }
}
