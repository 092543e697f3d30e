package monge.problem;

import monge.measure.GaussianMeasure;

/** Transport between two normal laws for the squared Euclidean cost. */
public record GaussianProblem(GaussianMeasure source, GaussianMeasure target)
    implements TransportProblem {

  public GaussianProblem {
    if (source.dimension() != target.dimension()) {
      throw new IllegalArgumentException(
          "the source Gaussian lives in dimension %d, the target in %d: they must agree"
              .formatted(source.dimension(), target.dimension()));
    }
  }
}
