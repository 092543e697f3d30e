package monge.samples;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.NormalDraws;

/** Samples of the course and of applications: costs by table, flows, motion against blending. */
final class TransportSamples {

  private static final String SQUARED = "sqeuclidean";

  private static final int BATCH_POINTS = 64;

  private static final Sample.Run EXACT = new Sample.Run("emd", Map.of());

  private TransportSamples() {}

  static List<Sample> all() {
    return List.of(soldiers(), batch(), flow(), bumps());
  }

  /** The distances are given; where the camps are drawn is free. */
  private static Sample soldiers() {
    return new Sample(
        "course-soldiers",
        "Three camps, three posts",
        "What would one man more cost, at each camp and at each post?",
        "course on optimal transport: the transport problem and its prices",
        new SampleData.Clouds(
            DiscreteMeasure.of(new double[][] {{0, 2}, {0, 1}, {0, 0}}, new double[] {60, 90, 150})
                .normalised(),
            DiscreteMeasure.of(new double[][] {{2, 2}, {2, 1}, {2, 0}}, new double[] {120, 90, 90})
                .normalised(),
            SQUARED,
            Optional.of(DenseGeometry.of(new double[][] {{2, 3, 6}, {1, 4, 7}, {5, 4, 3}}))),
        List.of(EXACT, new Sample.Run("sinkhorn", Map.of("reg", 0.5))));
  }

  /**
   * The first four of the course's targets, which share the source's points, drawn apart on its
   * four sides: squared distances then change by what depends on one of the two points only, and no
   * plan changes.
   */
  private static Sample batch() {
    NormalDraws random = new NormalDraws(1);
    double[][] square = new double[BATCH_POINTS][];
    for (int i = 0; i < BATCH_POINTS; i++) {
      square[i] = new double[] {random.uniform(), random.uniform()};
    }
    double[][] sides = {{1.4, 0}, {0, 1.4}, {-1.4, 0}, {0, -1.4}};
    double[][] points = new double[0][];
    double[] weights = new double[4 * BATCH_POINTS];
    int[] labels = new int[weights.length];
    for (int t = 0; t < 4; t++) {
      points = Shapes.joined(points, Shapes.shifted(square, sides[t][0], sides[t][1]));
      System.arraycopy(dirichlet(random, BATCH_POINTS), 0, weights, t * BATCH_POINTS, BATCH_POINTS);
      Arrays.fill(labels, t * BATCH_POINTS, (t + 1) * BATCH_POINTS, t);
    }
    Map<String, Object> blur = Map.of("reg", 0.02);
    return new Sample(
        "course-batch",
        "One source, four targets",
        "What does each target take when it is asked alone, and what when all four compete?",
        "course on optimal transport: many problems at once",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(square),
            DiscreteMeasure.of(points, weights).normalised().withLabels(labels),
            SQUARED),
        List.of(new Sample.Run("sinkhorn-classes", blur), new Sample.Run("sinkhorn", blur), EXACT));
  }

  /** Uniform on the weights that sum to 1. */
  static double[] dirichlet(NormalDraws random, int count) {
    double[] weights = new double[count];
    double sum = 0;
    for (int j = 0; j < count; j++) {
      weights[j] = -StrictMath.log(1 - random.uniform());
      sum += weights[j];
    }
    for (int j = 0; j < count; j++) {
      weights[j] /= sum;
    }
    return weights;
  }

  private static Sample flow() {
    double[][] start = new double[30][];
    double[][] end = new double[30][];
    for (int t = 0; t < 30; t++) {
      start[t] = new double[] {-1 + 0.02 * t, 0.05 * Math.sin(7 * t)};
      int k = t % 15;
      double r = 0.25 * Math.sqrt((k + 0.5) / 15);
      end[t] =
          new double[] {1.5 + r * Math.cos(2.4 * k), (t < 15 ? 1 : -1) + r * Math.sin(2.4 * k)};
    }
    return new Sample(
        "course-flow",
        "A line that becomes two discs",
        "How fast does each distance, as a force, carry a line onto two discs?",
        "course on optimal transport: gradient flows",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(start), DiscreteMeasure.uniform(end), SQUARED),
        List.of(
            EXACT,
            new Sample.Run("sinkhorn-divergence", Map.of("reg", 0.1)),
            new Sample.Run("mmd-energy", Map.of())));
  }

  /** Drawn 0.25 apart in the second coordinate; that adds 0.0625 to every cost. */
  private static Sample bumps() {
    double[][] x = new double[101][];
    double[][] y = new double[101][];
    double[] a = new double[101];
    double[] b = new double[101];
    for (int i = 0; i <= 100; i++) {
      double u = i / 100.0;
      x[i] = new double[] {u, 0};
      y[i] = new double[] {u, 0.25};
      a[i] = Math.exp(-(u - 0.2) * (u - 0.2) / 0.005);
      b[i] = Math.exp(-(u - 0.8) * (u - 0.8) / 0.005);
    }
    return new Sample(
        "app-mccann",
        "A bump that moves",
        "Half way from one bump to another, is there one bump in the middle or two halves?",
        "applications of optimal transport: McCann's interpolation",
        new SampleData.Clouds(
            DiscreteMeasure.of(x, a).normalised(), DiscreteMeasure.of(y, b).normalised(), SQUARED),
        List.of(EXACT, new Sample.Run("sinkhorn", Map.of("reg", 0.01))));
  }
}
