package monge.samples;

import java.util.List;
import java.util.Map;
import monge.measure.DiscreteMeasure;

/** Samples of distances within clouds. */
final class GromovSamples {

  /** The source point that each target point is the image of. */
  private static final int[] ORDER = {3, 0, 6, 1, 7, 4, 2, 5};

  private static final double ANGLE = Math.toRadians(75);

  private GromovSamples() {}

  static List<Sample> all() {
    return List.of(turnedLetter());
  }

  private static Sample turnedLetter() {
    double[][] source = {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 0}, {2, 0}, {2, 0.7}};
    double[][] target = new double[source.length][];
    for (int j = 0; j < target.length; j++) {
      double[] p = source[ORDER[j]];
      target[j] =
          new double[] {
            Math.cos(ANGLE) * p[0] - Math.sin(ANGLE) * p[1] + 5,
            Math.sin(ANGLE) * p[0] + Math.cos(ANGLE) * p[1] + 1
          };
    }
    return new Sample(
        "app-gw",
        "A letter L, turned and moved",
        "Which plan knows the shape again, and how many starts end in a worse local minimum?",
        "applications of optimal transport: Gromov-Wasserstein",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(source), DiscreteMeasure.uniform(target), "sqeuclidean"),
        List.of(
            new Sample.Run("emd", Map.of()),
            new Sample.Run("gromov", Map.of("starts", 100)),
            new Sample.Run("gromov-entropic", Map.of("epsilon", 0.5))));
  }
}
