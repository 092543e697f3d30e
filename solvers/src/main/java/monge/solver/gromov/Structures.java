package monge.solver.gromov;

import java.util.Optional;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.numeric.Kernels;
import monge.numeric.Parallel;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.problem.GaussianProblem;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.problem.TransportProblem;
import monge.solver.LinearProblems;

/**
 * The distances within each of two measures, on their points of positive weight: those the measure
 * brings along, else the Euclidean ones of its points.
 */
final class Structures {

  private final LinearProblem whole;
  private final PositiveSupport support;
  private final double[][] source;
  private final double[][] target;

  private Structures(LinearProblem whole) {
    this.whole = whole;
    support = PositiveSupport.of(whole);
    source = distances(support.problem().source());
    target = distances(support.problem().target());
  }

  static Structures of(LinearProblem problem) {
    return new Structures(problem);
  }

  /** Target points of zero weight take part too: for problems in which target weights are free. */
  static Structures withAllTargets(LinearProblem problem) {
    return new Structures(evenly(problem, problem.source()));
  }

  /** All points take part, whatever their weights. */
  static Structures withAllPoints(LinearProblem problem) {
    DiscreteMeasure source = problem.source();
    return new Structures(
        evenly(problem, source.withWeights(DiscreteMeasure.uniformWeights(source.size()))));
  }

  private static LinearProblem evenly(LinearProblem problem, DiscreteMeasure source) {
    DiscreteMeasure target = problem.target();
    DiscreteMeasure even = target.withWeights(DiscreteMeasure.uniformWeights(target.size()));
    return problem
        .geometry()
        .map(g -> LinearProblem.of(source, even, g))
        .orElseGet(() -> LinearProblem.between(source, even, new CostFunction.SquaredEuclidean()));
  }

  /** Refuses Gaussians and points without distances between them. */
  static Optional<String> refusal(String solver, TransportProblem problem) {
    return switch (problem) {
      case GaussianProblem _ ->
          Optional.of(
              solver
                  + " compares distances between weighted points, and this problem is between two"
                  + " Gaussians: sample points from them");
      case LinearProblem p ->
          refusal(solver, "source", p.source()).or(() -> refusal(solver, "target", p.target()));
    };
  }

  /** The same, and unequal masses. */
  static Optional<String> balancedRefusal(String solver, TransportProblem problem) {
    return refusal(solver, problem).or(() -> LinearProblems.refusalOfUnbalanced(solver, problem));
  }

  private static Optional<String> refusal(String solver, String side, DiscreteMeasure measure) {
    return measure.dimension() > 0 || measure.distances().isPresent()
        ? Optional.empty()
        : Optional.of(
            "%s needs distances within each cloud, and the %s has weights only: give points, a matrix or edges"
                .formatted(solver, side));
  }

  private static double[][] distances(DiscreteMeasure measure) {
    return measure.distances().orElseGet(() -> euclidean(measure));
  }

  private static double[][] euclidean(DiscreteMeasure cloud) {
    int n = cloud.size();
    double[][] axes = new double[cloud.dimension()][];
    for (int k = 0; k < axes.length; k++) {
      axes[k] = cloud.axis(k);
    }
    Kernels kernels = Kernels.forEntries((long) n * n);
    double[][] d = new double[n][n];
    Parallel.ranges(
        n,
        Parallel.parts(n, 1 + 20_000 / n),
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            kernels.squaredDistances(cloud.point(i), axes, d[i], n);
            for (int k = 0; k < n; k++) {
              d[i][k] = Math.sqrt(d[i][k]);
            }
          }
        });
    return d;
  }

  GromovEnergy energy() {
    return new GromovEnergy(source, target);
  }

  int rows() {
    return source.length;
  }

  int columns() {
    return target.length;
  }

  /** The weights of the source points of positive weight. */
  double[] sourceWeights() {
    return support.problem().source().weights();
  }

  /** The weights of the target points of positive weight. */
  double[] targetWeights() {
    return support.problem().target().weights();
  }

  /** The problem without points of zero weight. */
  LinearProblem problem() {
    return support.problem();
  }

  /** A plan of the whole problem, restricted. */
  Optional<double[][]> restricted(Optional<Coupling> plan) {
    return plan.filter(p -> p.rows() == whole.rows() && p.columns() == whole.columns())
        .filter(p -> p.total() > 0)
        .map(
            p -> {
              double[][] some = new double[rows()][columns()];
              for (int i = 0; i < some.length; i++) {
                for (int j = 0; j < some[i].length; j++) {
                  some[i][j] = p.mass(support.row(i), support.column(j));
                }
              }
              return some;
            });
  }

  /** A plan on the points of positive weight as one of the whole problem. */
  Coupling coupling(double[][] plan) {
    if (plan.length == whole.rows() && plan[0].length == whole.columns()) {
      return DenseCoupling.of(plan);
    }
    double[][] all = new double[whole.rows()][whole.columns()];
    for (int i = 0; i < plan.length; i++) {
      for (int j = 0; j < plan[i].length; j++) {
        all[support.row(i)][support.column(j)] = plan[i][j];
      }
    }
    return DenseCoupling.owning(all);
  }
}
