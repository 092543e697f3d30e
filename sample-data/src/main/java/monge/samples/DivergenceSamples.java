package monge.samples;

import java.util.List;
import java.util.Map;
import monge.measure.DiscreteMeasure;

/** Samples of the course on divergences, slices and the line. */
final class DivergenceSamples {

  private static final Sample.Run EXACT = new Sample.Run("emd", Map.of());

  private static final String COURSE = "course on optimal transport: ";

  private DivergenceSamples() {}

  static List<Sample> all() {
    return List.of(between(), sliced(), unstable(), line());
  }

  private static Sample between() {
    double[][] source = new double[12][];
    double[][] target = new double[12][];
    for (int k = 0; k < 12; k++) {
      double angle = k * Math.PI / 6;
      source[k] = new double[] {Math.cos(angle), Math.sin(angle)};
      target[k] = new double[] {2 + 1.5 * Math.cos(angle + 0.2), 0.5 + 0.7 * Math.sin(angle + 0.2)};
    }
    return new Sample(
        "course-sinkhorn-between",
        "Between transport and a kernel distance",
        "What does the Sinkhorn divergence become when ε grows from nothing without end?",
        COURSE + "Sinkhorn divergences",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(source), DiscreteMeasure.uniform(target), "euclidean"),
        List.of(
            EXACT,
            new Sample.Run("sinkhorn-divergence", Map.of("reg", 0.1)),
            new Sample.Run("sinkhorn-divergence", Map.of("reg", 10.0))));
  }

  private static Sample sliced() {
    double[][] source = new double[40][];
    double[][] target = new double[40][];
    for (int t = 0; t < 40; t++) {
      double angle = 2 * Math.PI * t / 40;
      double shrink = t % 2 == 0 ? 0.4 : 1;
      source[t] = new double[] {shrink * Math.cos(angle), shrink * Math.sin(angle)};
      double turned = 2 * Math.PI * (t + 0.37) / 40;
      double y = 1.2 * Math.sin(turned);
      target[t] = new double[] {3 + 0.9 * Math.cos(turned), t % 2 == 1 ? 0.4 * y + 0.2 : y};
    }
    return new Sample(
        "course-sliced",
        "Matchings of slices are no plan",
        "How far from the best plan is the mean of all matchings of projections?",
        COURSE + "sliced Wasserstein distances",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(source), DiscreteMeasure.uniform(target), "sqeuclidean"),
        List.of(EXACT, new Sample.Run("sliced", Map.of("directions", 50, "layout", "even"))));
  }

  private static Sample unstable() {
    return new Sample(
        "course-unstable",
        "A plan that jumps",
        "Which way does the mass go when every plan costs the same, and after a push of 10⁻⁶?",
        COURSE + "why regularise",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 1}}),
            DiscreteMeasure.uniform(new double[][] {{1 + 1e-6, 0}, {0, 1}}),
            "sqeuclidean"),
        List.of(EXACT, new Sample.Run("sinkhorn", Map.of("reg", 0.05))));
  }

  /** Drawn one apart in the second coordinate; that adds 1 to every cost and moves no plan. */
  private static Sample line() {
    return new Sample(
        "course-1d",
        "Quantiles on a line",
        "Do cheapest paths on a line ever cross?",
        COURSE + "optimal transport on the line",
        new SampleData.Clouds(
            DiscreteMeasure.of(
                new double[][] {{0, 0}, {1, 0}, {3, 0}, {6, 0}, {10, 0}},
                new double[] {0.1, 0.3, 0.2, 0.25, 0.15}),
            DiscreteMeasure.of(
                new double[][] {{2, 1}, {4, 1}, {5, 1}, {9, 1}}, new double[] {0.4, 0.2, 0.1, 0.3}),
            "sqeuclidean"),
        List.of(EXACT, new Sample.Run("sinkhorn", Map.of("reg", 0.5))));
  }
}
