package monge.problem;

import monge.measure.GaussianMeasure;

/**
 * Transport between two normal laws for the squared Euclidean cost: {@code W2^2 = min E|X - Y|^2}
 * over joint laws of {@code X ~ source}, {@code Y ~ target}, both of one dimension d.
 */
public record GaussianProblem(GaussianMeasure source, GaussianMeasure target)
    implements TransportProblem {

  /**
   * @throws IllegalArgumentException if the dimensions differ
   */
  public GaussianProblem {
    if (source.dimension() != target.dimension()) {
      throw new IllegalArgumentException(
          "the source Gaussian lives in dimension %d, the target in %d: they must agree"
              .formatted(source.dimension(), target.dimension()));
    }
  }
}
