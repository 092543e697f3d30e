package monge.views.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import monge.measure.DiscreteMeasure;
import monge.numeric.Parallel;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.projection.Barycentric;
import monge.projection.Conditional;

/**
 * Both projections of a plan, remembered while the plan lives: pointing must not recompute them.
 */
final class Images {

  private static final Map<Coupling, List<Images>> KNOWN = new WeakHashMap<>();
  private static final int REMEMBERED = 3;

  /** Less work is not worth a second processor. */
  private static final int DISTANCES_IN_EACH = 50_000;

  private final double bandwidth;
  private final List<Optional<double[]>> barycentric;
  private final List<Optional<double[]>> conditional;
  private final Conditional map;

  private Images(LinearProblem problem, Coupling coupling, double bandwidth) {
    DiscreteMeasure source = problem.source();
    this.bandwidth = bandwidth;
    Barycentric means = Barycentric.of(coupling, problem.target());
    this.map = Conditional.of(coupling, source, problem.target(), bandwidth);
    int n = source.size();
    List<Optional<double[]>> mean = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      mean.add(means.image(i));
    }
    double[][] mapped = new double[n][];
    Parallel.ranges(
        n,
        Parallel.parts(n, 1 + DISTANCES_IN_EACH / n),
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            mapped[i] = map.apply(source.point(i));
          }
        });
    this.barycentric = List.copyOf(mean);
    this.conditional =
        Arrays.stream(mapped).map(image -> Optional.of(image).filter(Images::isPlace)).toList();
  }

  /** A plan without mass near a point sends it nowhere. */
  private static boolean isPlace(double[] point) {
    return Arrays.stream(point).allMatch(Double::isFinite);
  }

  static Images of(LinearProblem problem, Coupling coupling, double bandwidth) {
    synchronized (KNOWN) {
      for (Images known : KNOWN.getOrDefault(coupling, List.of())) {
        if (known.bandwidth == bandwidth) {
          return known;
        }
      }
    }
    Images made = new Images(problem, coupling, bandwidth);
    synchronized (KNOWN) {
      KNOWN.merge(
          coupling,
          List.of(made),
          (older, newer) ->
              Stream.concat(newer.stream(), older.stream()).limit(REMEMBERED).toList());
    }
    return made;
  }

  /** The images of the source points; empty where a point carries no mass. */
  List<Optional<double[]>> barycentric() {
    return barycentric;
  }

  /** The images of the source points. */
  List<Optional<double[]>> conditional() {
    return conditional;
  }

  /** The conditional map, defined at every point. */
  Conditional map() {
    return map;
  }

  /** The largest distance between the two images of one point. */
  double farthestApart() {
    double most = 0;
    for (int i = 0; i < barycentric.size(); i++) {
      if (barycentric.get(i).isEmpty() || conditional.get(i).isEmpty()) {
        continue;
      }
      double[] one = barycentric.get(i).get();
      double[] other = conditional.get(i).get();
      double squared = 0;
      for (int k = 0; k < one.length; k++) {
        squared += (one[k] - other[k]) * (one[k] - other[k]);
      }
      most = Math.max(most, Math.sqrt(squared));
    }
    return most;
  }
}
