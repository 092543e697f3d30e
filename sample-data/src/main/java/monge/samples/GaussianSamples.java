package monge.samples;

import java.util.List;
import java.util.Map;
import monge.measure.GaussianMeasure;

/** The samples of the Gaussians workspace. */
final class GaussianSamples {

  private GaussianSamples() {}

  static List<Sample> all() {
    return List.of(pair(), course(), dough());
  }

  private static Sample pair() {
    return sample(
        "two-gaussians",
        "Two Gaussians",
        "Which linear map carries one bell onto the other with the least work?",
        "own",
        gaussian(-2.1, -0.55, 0.95, 0.55, 0.62),
        gaussian(2, 0.65, 0.5, -0.52, 1.15));
  }

  private static Sample course() {
    return sample(
        "course-gauss",
        "Gaussians of the course",
        "What does the optimal map between two Gaussians look like, and what is its potential?",
        "course on optimal transport, Figures 2.10 and 2.11",
        gaussian(-2, 0, 0.5, -0.25, 0.5),
        gaussian(3, 1, 2, 0.5, 1));
  }

  private static Sample dough() {
    // The strip's Gaussian twin: aspect 20, turned by 84.55 degrees.
    double c = Math.cos(Math.toRadians(84.55));
    double s = Math.sin(Math.toRadians(84.55));
    double thin = 1.0 / 400;
    return sample(
        "app-dough-gauss",
        "A bell turned by almost a right angle",
        "Half way, does a narrow bell keep its shape or melt into a round one?",
        "applications of optimal transport: McCann's interpolation",
        gaussian(0, 0, 1, 0, thin),
        gaussian(0, 0, c * c + thin * s * s, c * s * (1 - thin), s * s + thin * c * c));
  }

  private static Sample sample(
      String id,
      String title,
      String question,
      String source,
      GaussianMeasure from,
      GaussianMeasure to) {
    return new Sample(
        id,
        title,
        question,
        source,
        new SampleData.Gaussians(from, to),
        List.of(new Sample.Run("gaussian-w2", Map.of())));
  }

  private static GaussianMeasure gaussian(
      double meanX, double meanY, double varianceX, double covariance, double varianceY) {
    return new GaussianMeasure(
        new double[] {meanX, meanY},
        new double[][] {{varianceX, covariance}, {covariance, varianceY}});
  }
}
