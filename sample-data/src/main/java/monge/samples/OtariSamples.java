package monge.samples;

import java.util.List;
import java.util.Map;
import monge.measure.DiscreteMeasure;

/** Samples of adaptive regularisation: a point that lies apart. */
final class OtariSamples {

  private static final String SQUARED = "sqeuclidean";

  private OtariSamples() {}

  static List<Sample> all() {
    return List.of(figure1(), outlierInSource(), outlierOfABell());
  }

  private static Sample figure1() {
    return new Sample(
        "otari-fig1",
        "A starving outlier",
        "Why does one regularisation for all, at mean perplexity 3, leave the outlier one target?",
        "OTARI (adaptive regularisation), Figures 1 and 2",
        squareAnd(4.2, 2),
        runs(3));
  }

  private static Sample outlierInSource() {
    return new Sample(
        "otari-source-outlier",
        "An outlier without a partner",
        "How far does a source point that lies apart reach when its target is one of the crowd?",
        "OTARI (adaptive regularisation), Figures 1 and 2, with another last target",
        squareAnd(1.2, 2.2),
        runs(3));
  }

  /** Nine points of a square and one to the right; the last target as given. */
  private static SampleData.Clouds squareAnd(double x, double y) {
    double[][] source = new double[10][];
    double[][] target = new double[10][];
    for (int t = 0; t < 9; t++) {
      source[t] = new double[] {(t % 3 - 1) / 2.0, (t / 3 - 1) / 2.0};
      target[t] = new double[] {source[t][0] + 0.13, source[t][1] + 2.1};
    }
    source[9] = new double[] {4, 0};
    target[9] = new double[] {x, y};
    return clouds(source, target);
  }

  private static Sample outlierOfABell() {
    return new Sample(
        "otari-bell",
        "A starving outlier of a bell",
        "Of fifteen points at mean perplexity 4, which gets one target only, and which ten?",
        "OTARI (adaptive regularisation), Figures 1 and 2, drawn at random",
        bellAndOutlier(1),
        runs(4));
  }

  /** Fourteen points of a bell and one apart, and the like above them. */
  static SampleData.Clouds bellAndOutlier(long seed) {
    return clouds(
        Shapes.joined(Shapes.bell(14, 0, 0, 0.5, 2 * seed), new double[][] {{4, 0}}),
        Shapes.joined(Shapes.bell(14, 0, 2, 0.5, 2 * seed + 1), new double[][] {{4.2, 2}}));
  }

  /** The last point of either side is a class of its own. */
  private static SampleData.Clouds clouds(double[][] source, double[][] target) {
    int[] labels = new int[source.length];
    labels[labels.length - 1] = 1;
    return new SampleData.Clouds(
        DiscreteMeasure.uniform(source).withLabels(labels),
        DiscreteMeasure.uniform(target).withLabels(labels),
        SQUARED);
  }

  private static List<Sample.Run> runs(double perplexity) {
    return List.of(
        new Sample.Run("eot-perplexity", Map.of("xi", perplexity)),
        new Sample.Run("eotari-s", Map.of("xi_source", perplexity)),
        new Sample.Run("qotari-s", Map.of("xi_source", perplexity)));
  }
}
