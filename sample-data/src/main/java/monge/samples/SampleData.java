package monge.samples;

import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;

/** What a sample holds; its kind decides which workspace opens it. */
public sealed interface SampleData {

  /** Two point clouds and the name of a cost. */
  record Clouds(DiscreteMeasure source, DiscreteMeasure target, String cost)
      implements SampleData {}

  /** Two Gaussians in the plane. */
  record Gaussians(GaussianMeasure source, GaussianMeasure target) implements SampleData {}

  /** Two pictures. */
  record Images(RenderedPicture source, RenderedPicture target) implements SampleData {}
}
