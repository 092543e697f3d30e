package monge.samples;

import java.util.Optional;
import monge.cost.Geometry;
import monge.cost.GroundCost;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.problem.LinearProblem;

/** What a sample holds; its kind decides which workspace opens it. */
public sealed interface SampleData {

  /**
   * Two point clouds and the name of a cost.
   *
   * @param matrix costs given pair by pair; the name is not used then
   */
  record Clouds(
      DiscreteMeasure source, DiscreteMeasure target, String cost, Optional<Geometry> matrix)
      implements SampleData {

    public Clouds(DiscreteMeasure source, DiscreteMeasure target, String cost) {
      this(source, target, cost, Optional.empty());
    }

    /** The question of a run with the cost of the data or one of its own. */
    public LinearProblem problem(Sample.Run run) {
      return run.cost().isEmpty() && matrix.isPresent()
          ? LinearProblem.of(source, target, matrix.get())
          : LinearProblem.between(source, target, GroundCost.named(run.cost().orElse(cost)));
    }
  }

  /** Two Gaussians in the plane. */
  record Gaussians(GaussianMeasure source, GaussianMeasure target) implements SampleData {}

  /** Two pictures. */
  record Images(RenderedPicture source, RenderedPicture target) implements SampleData {}
}
