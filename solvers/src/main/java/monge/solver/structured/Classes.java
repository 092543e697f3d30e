package monge.solver.structured;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.LinearProblems;

/** The classes of source points, numbered from 0 in the order of their first points. */
final class Classes {

  private final int[] classOf;
  private final int count;

  private Classes(int[] classOf, int count) {
    this.classOf = classOf;
    this.count = count;
  }

  /**
   * @throws IllegalArgumentException if the points have no labels
   */
  static Classes of(DiscreteMeasure source) {
    int[] labels =
        source
            .labels()
            .orElseThrow(() -> new IllegalArgumentException(missing("group lasso", source)));
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] classOf = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int next = numbers.size();
      classOf[i] = numbers.computeIfAbsent(labels[i], _ -> next);
    }
    return new Classes(classOf, numbers.size());
  }

  /** Refuses what is not balanced transport of labelled points at finite costs. */
  static Optional<String> refusalOf(String solver, TransportProblem problem) {
    Optional<String> refused = LinearProblems.refusalOf(solver, problem);
    if (refused.isPresent() || !(problem instanceof LinearProblem linear)) {
      return refused;
    }
    if (linear.source().labels().isEmpty()) {
      return Optional.of(missing(solver, linear.source()));
    }
    return linear.requireGeometry().hasForbiddenPairs()
        ? Optional.of(
            solver + " cannot keep pairs forbidden (cost inf): take sinkhorn, or finite costs")
        : Optional.empty();
  }

  private static String missing(String solver, DiscreteMeasure source) {
    return ("%s groups source points by class, and the %d source points have no labels: load a"
            + " label column, or give params.labels, one whole number a point")
        .formatted(solver, source.size());
  }

  int count() {
    return count;
  }

  /** The class of row {@code i}. */
  int of(int i) {
    return classOf[i];
  }

  int[] toArray() {
    return classOf.clone();
  }
}
