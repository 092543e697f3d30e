package monge.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.projection.Barycentric;
import monge.projection.Conditional;
import monge.projection.NearestSample;

/**
 * Chooses a setting of a solver by labels of the source alone (Bruzzone and Marconcini 2010, as
 * used for InfoOT's bandwidth): source points are mapped to the target and lend their labels to the
 * nearest target points; these are mapped back by the exchanged problem and lend them to the
 * nearest source points. The share of the source's mass that gets its own label back is the score.
 * Two solves a candidate. A setting that exchanges two classes both ways scores as well as one that
 * does not: the score is a check of consistency, no proof.
 */
public final class CircularValidation {

  /** Bandwidths h that InfoOT's authors choose from. */
  public static final List<Double> BANDWIDTHS = List.of(0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8);

  /** The key of that bandwidth. */
  public static final String BANDWIDTH = "h";

  /** The bandwidth of conditional projections where the solver has none. */
  private static final double USUAL_BANDWIDTH = 0.5;

  /** How plans move points. */
  public enum Projection {
    /** To the mean of where a point's mass goes, see {@link monge.projection.Barycentric}. */
    BARYCENTRIC,
    /** To the kernel estimate of that mean, see {@link monge.projection.Conditional}. */
    CONDITIONAL
  }

  /**
   * @param value the candidate
   * @param accuracy share of the source's mass that gets its own label back, in [0,1]
   * @param converged whether both solves succeeded
   */
  public record Score(double value, double accuracy, boolean converged) {}

  /**
   * @param scores one a candidate, in their order; fewer if stopped
   * @param best the highest; of equals the first
   */
  public record Choice(List<Score> scores, Score best) {

    public Choice {
      scores = List.copyOf(scores);
    }
  }

  private final SolverProvider provider;
  private final ParameterValues settings;
  private final Projection projection;

  /**
   * @param settings of all parameters; that of the one to choose is replaced
   */
  public CircularValidation(
      SolverProvider provider, ParameterValues settings, Projection projection) {
    this.provider = provider;
    this.settings = settings;
    this.projection = projection;
  }

  /** Whether a cloud's labels can tell settings apart: there are at least two classes. */
  public static boolean canScore(DiscreteMeasure source) {
    return source
        .labels()
        .filter(labels -> Arrays.stream(labels).distinct().count() > 1)
        .isPresent();
  }

  /**
   * Scores every candidate. See {@link #choose(LinearProblem, String, List, SolveMonitor,
   * Consumer)}.
   */
  public Choice choose(
      LinearProblem problem, String key, List<Double> candidates, SolveMonitor monitor) {
    return choose(problem, key, candidates, monitor, _ -> {});
  }

  /**
   * Scores every candidate.
   *
   * @param problem with labels on the source, at least two classes to tell settings apart
   * @param key the parameter to choose
   * @param candidates at least one
   * @param scored hears of each score as it is known, on the solving thread
   * @throws IllegalArgumentException if the source has no labels, a cloud has no coordinates, the
   *     parameter is not numeric, a candidate is out of its range, the solver gives no plan, or it
   *     was stopped before the first score
   */
  public Choice choose(
      LinearProblem problem,
      String key,
      List<Double> candidates,
      SolveMonitor monitor,
      Consumer<Score> scored) {
    int[] labels = checkedLabels(problem);
    checkNumeric(key);
    List<Score> scores = new ArrayList<>();
    Optional<Score> best = Optional.empty();
    for (double candidate : candidates) {
      ParameterValues values = settings.with(key, candidate);
      Optional<Score> score = score(problem, labels, values, candidate, monitor);
      if (score.isEmpty()) {
        break;
      }
      scores.add(score.get());
      scored.accept(score.get());
      if (best.isEmpty() || score.get().accuracy() > best.get().accuracy()) {
        best = score;
      }
    }
    return new Choice(
        scores,
        best.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no candidate for %s has a score: give at least one, and let it finish"
                        .formatted(key))));
  }

  private static int[] checkedLabels(LinearProblem problem) {
    if (problem.source().dimension() == 0 || problem.target().dimension() == 0) {
      throw new IllegalArgumentException(
          "circular validation maps points, and one side has none: give points on both sides");
    }
    return problem
        .source()
        .labels()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "circular validation scores source labels, and the %d source points have none:"
                            .formatted(problem.rows())
                        + " load a label column, or give params.labels"));
  }

  private void checkNumeric(String key) {
    boolean numeric =
        settings.specs().stream()
            .anyMatch(
                s ->
                    s.key().equals(key)
                        && (s instanceof ParameterSpec.Real || s instanceof ParameterSpec.Whole));
    if (!numeric) {
      throw new IllegalArgumentException(
          "%s has no numeric parameter '%s': it has %s"
              .formatted(
                  provider.descriptor().id(),
                  key,
                  String.join(", ", settings.specs().stream().map(ParameterSpec::key).toList())));
    }
  }

  /** Empty if stopped. */
  private Optional<Score> score(
      LinearProblem problem,
      int[] labels,
      ParameterValues values,
      double candidate,
      SolveMonitor monitor) {
    PlanSolution there = solve(problem, values, monitor);
    if (there.convergence().status() == Status.CANCELLED) {
      return Optional.empty();
    }
    int[] lent = lend(there, labels);
    PlanSolution back = solve(exchanged(problem, lent), values, monitor);
    if (back.convergence().status() == Status.CANCELLED) {
      return Optional.empty();
    }
    int[] returned = lend(back, lent);
    double kept = 0;
    for (int i = 0; i < labels.length; i++) {
      kept += returned[i] == labels[i] ? problem.source().weight(i) : 0;
    }
    return Optional.of(
        new Score(
            candidate,
            kept / problem.source().mass(),
            there.convergence().status().isSuccess() && back.convergence().status().isSuccess()));
  }

  private PlanSolution solve(LinearProblem problem, ParameterValues values, SolveMonitor monitor) {
    Solution solution = provider.create(values).solve(problem, Start.COLD, monitor);
    if (solution instanceof PlanSolution plan) {
      return plan;
    }
    throw new IllegalArgumentException(
        "%s gives no plan to map points by: take a solver that does"
            .formatted(provider.descriptor().id()));
  }

  /** From the labelled target to the source. */
  private static LinearProblem exchanged(LinearProblem problem, int[] targetLabels) {
    DiscreteMeasure from = problem.target().withLabels(targetLabels);
    return problem
        .geometry()
        .map(g -> LinearProblem.of(from, problem.source(), g.transposed()))
        .orElseGet(
            () ->
                LinearProblem.between(from, problem.source(), new CostFunction.SquaredEuclidean()));
  }

  /** The labels of target points: of the nearest image of a source point. */
  private int[] lend(PlanSolution s, int[] labels) {
    DiscreteMeasure source = s.problem().source();
    DiscreteMeasure target = s.problem().target();
    Barycentric barycentric = Barycentric.of(s.coupling(), target);
    int[] rows = barycentric.rows();
    double[][] images = barycentric.images();
    if (projection == Projection.CONDITIONAL) {
      double h = s.parameters().has(BANDWIDTH) ? s.parameters().real(BANDWIDTH) : USUAL_BANDWIDTH;
      Conditional map = Conditional.of(s.coupling(), source, target, h);
      for (int r = 0; r < rows.length; r++) {
        images[r] = map.apply(source.point(rows[r]));
      }
    }
    NearestSample nearest = NearestSample.of(images, images);
    int[] lent = new int[target.size()];
    for (int j = 0; j < lent.length; j++) {
      lent[j] = labels[rows[nearest.nearest(target.point(j))]];
    }
    return lent;
  }
}
