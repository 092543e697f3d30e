package monge.samples;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import monge.measure.DiscreteMeasure;

/** Samples of the proximal point method. */
final class ProximalSamples {

  private static final String SQUARED = "sqeuclidean";

  private static final Sample.Run EXACT = new Sample.Run("emd", Map.of());

  private ProximalSamples() {}

  static List<Sample> all() {
    return List.of(figure22(), figure24(), figure27(), shrink());
  }

  private static Sample figure22() {
    return new Sample(
        "ipot-fig2.2",
        "A rate by formula",
        "How many proximal steps does a digit of the cost take at β = 1, 0.1 and 0.01?",
        "IPOT (Xie, Wang, Wang, Zha 2020), Figure 2.2 of Xie's thesis",
        densities(
            25,
            i -> Math.exp(-(i - 7) * (i - 7) / 18.0) + 0.02,
            i ->
                Math.exp(-(i - 12) * (i - 12) / 32.0)
                    + 0.6 * Math.exp(-(i - 19) * (i - 19) / 8.0)
                    + 0.02),
        List.of(
            EXACT,
            new Sample.Run("ipot", Map.of("beta", 0.1, "inner_iterations", 5, "tolerance", 1e-5)),
            new Sample.Run("sinkhorn", Map.of("reg", 0.01))));
  }

  private static Sample figure24() {
    return new Sample(
        "ipot-fig2.4",
        "Two densities on a line",
        "How much of the plan do Sinkhorn and the proximal method blur at the same number of"
            + " sweeps?",
        "IPOT (Xie, Wang, Wang, Zha 2020), Figure 2.4 of Xie's thesis",
        densities(
            100,
            i -> 0.4 * bell(i, 25, 5) + 0.6 * bell(i, 60, 8) + 1e-4,
            i -> 0.55 * bell(i, 35, 7) + 0.45 * bell(i, 75, 5) + 1e-4),
        List.of(
            EXACT,
            new Sample.Run("sinkhorn", Map.of("reg", 0.01)),
            new Sample.Run("ipot", Map.of("beta", 0.1, "tolerance", 1e-5))));
  }

  /** How bright the pixels of two pictures are: a dark one, and one with much sky. */
  private static Sample figure27() {
    return new Sample(
        "ipot-fig2.7",
        "Brightness matched level by level",
        "How many of 255 levels of brightness does a blurred plan miss, and how many a proximal"
            + " one?",
        "IPOT (Xie, Wang, Wang, Zha 2020), Figure 2.7 of Xie's thesis, with histograms by formula",
        densities(
            256,
            i -> 0.6 * bell(i, 38, 20) + 0.3 * bell(i, 105, 28) + 0.1 * bell(i, 200, 14) + 1e-9,
            i -> 0.3 * bell(i, 62, 24) + 0.3 * bell(i, 140, 26) + 0.4 * bell(i, 214, 9) + 1e-9),
        List.of(
            EXACT,
            new Sample.Run("sinkhorn", Map.of("reg", 0.01)),
            new Sample.Run("sinkhorn", Map.of("reg", 0.001)),
            new Sample.Run("ipot", Map.of("beta", 0.1, "tolerance", 1e-4))));
  }

  /**
   * Densities over n points of [0,1]. Drawn apart in the second coordinate; that adds 0.0625 to
   * every cost and moves no plan.
   */
  private static SampleData.Clouds densities(
      int n, IntToDoubleFunction source, IntToDoubleFunction target) {
    double[] a = new double[n];
    double[] b = new double[n];
    double[][] x = new double[n][];
    double[][] y = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = source.applyAsDouble(i);
      b[i] = target.applyAsDouble(i);
      x[i] = new double[] {i / (n - 1.0), 0};
      y[i] = new double[] {i / (n - 1.0), 0.25};
    }
    return new SampleData.Clouds(
        DiscreteMeasure.of(x, a).normalised(), DiscreteMeasure.of(y, b).normalised(), SQUARED);
  }

  private static double bell(int i, double mean, double deviation) {
    double z = (i - mean) / deviation;
    return Math.exp(-z * z / 2) / deviation;
  }

  private static Sample shrink() {
    double[][] start = new double[60][];
    double[][] blobs = new double[60][];
    for (int t = 0; t < 60; t++) {
      double r = 0.5 * Math.sqrt((t + 0.5) / 60);
      start[t] = new double[] {r * Math.cos(2.399963 * t), r * Math.sin(2.399963 * t)};
      int k = t % 15;
      double s = 0.15 * Math.sqrt((k + 1) / 15.0);
      int corner = t / 15;
      blobs[t] =
          new double[] {
            (corner < 2 ? 1 : -1) + s * Math.cos(2.4 * k),
            (corner % 2 == 0 ? 1 : -1) + s * Math.sin(2.4 * k)
          };
    }
    return new Sample(
        "ipot-shrink",
        "A loss that pulls to the mean",
        "Where do points go that follow a blurred plan's images, and where the exact plan's?",
        "IPOT (Xie, Wang, Wang, Zha 2020), learning generative models",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(start), DiscreteMeasure.uniform(blobs), SQUARED),
        List.of(
            EXACT,
            new Sample.Run("sinkhorn", Map.of("reg", 4.0)),
            new Sample.Run("ipot", Map.of("beta", 1.0))));
  }
}
