package monge.samples;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import monge.measure.DiscreteMeasure;

/** The samples of the Clouds workspace, the one of the first start first. */
final class CloudSamples {

  private static final String SQUARED = "sqeuclidean";

  private static final Sample.Run EXACT = new Sample.Run("emd", Map.of());

  private CloudSamples() {}

  static List<Sample> all() {
    return List.of(
        infootFigure1(),
        infootFigure4(),
        infootFigure3(),
        infootLemma2(),
        courseSplit(),
        unbalanced(),
        dough(),
        moons(),
        rings(),
        spirals(),
        letters());
  }

  private static Sample infootFigure1() {
    PointTable table = PointTable.read("infoot-fig1.csv");
    return new Sample(
        "infoot-fig1",
        "Two clusters, turned, with two outliers",
        "Which plan keeps clusters together, and which projection is not drawn to the outliers?",
        "InfoOT (Chuang, Jegelka, Alvarez-Melis 2023), Figure 1",
        new SampleData.Clouds(table.source(), table.target(), SQUARED),
        List.of(EXACT, sinkhorn(0.1), fusedInfoOt(5, 0.5)));
  }

  private static Sample infootFigure4() {
    PointTable table = PointTable.read("infoot-fig4.csv");
    return new Sample(
        "infoot-fig4",
        "Imbalanced clusters",
        "When 18 and 12 points meet 12 and 18, how wide must the bandwidth h be to keep clusters"
            + " apart?",
        "InfoOT (Chuang, Jegelka, Alvarez-Melis 2023), Figure 4",
        new SampleData.Clouds(table.source(), table.target(), SQUARED),
        List.of(EXACT, sinkhorn(0.1), fusedInfoOt(1, 0.3)));
  }

  private static Sample infootFigure3() {
    return new Sample(
        "infoot-fig3",
        "Three hexagons and three turned ones",
        "Does a plan that keeps hexagons together tell more than one that scatters them?",
        "InfoOT (Chuang, Jegelka, Alvarez-Melis 2023), Figure 3",
        new SampleData.Clouds(Shapes.hexagons(0), Shapes.hexagons(0.3), SQUARED),
        List.of(EXACT, new Sample.Run("infoot", Map.of("h", 0.3)), fusedInfoOt(1, 0.3)));
  }

  private static Sample infootLemma2() {
    return new Sample(
        "infoot-lemma2",
        "Kernels that shrink to points",
        "How narrow must the kernels be before the information is that of the plan's own entries?",
        "InfoOT (Chuang, Jegelka, Alvarez-Melis 2023), Lemma 2",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 0}, {0, 1}, {2, 2}}),
            DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 1}, {3, 0}, {0, 2}, {2, 1}}),
            SQUARED),
        Stream.of(1.0, 0.5, 0.2).map(h -> new Sample.Run("infoot", Map.of("h", h))).toList());
  }

  private static Sample courseSplit() {
    return new Sample(
        "course-split",
        "Mass must split",
        "Three equal points meet two: can a map do it, or must one point divide its mass?",
        "course on optimal transport: Monge's problem without a solution",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(new double[][] {{0, 0}, {0, 1}, {0, 2}}),
            DiscreteMeasure.uniform(new double[][] {{1, 0.3}, {1, 1.7}}),
            SQUARED),
        List.of(EXACT, sinkhorn(0.05)));
  }

  private static Sample unbalanced() {
    double[][] source = Shapes.disc(20, 0.5);
    double[][] target = Shapes.shifted(Arrays.copyOf(source, 18), 2, 0);
    return new Sample(
        "app-unbalanced",
        "Two far outliers",
        "What do two far targets cost when every point must receive its share, and what when mass"
            + " may be left behind?",
        "applications of optimal transport: unbalanced transport",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(source),
            DiscreteMeasure.uniform(Shapes.joined(target, new double[][] {{2, 8}, {2.5, 8}})),
            SQUARED),
        List.of(
            EXACT,
            new Sample.Run("unbalanced-kl", Map.of("reg", 0.05, "reg_m1", 10, "reg_m2", 10)),
            new Sample.Run("partial", Map.of("mass", 0.9))));
  }

  private static Sample dough() {
    return new Sample(
        "app-dough",
        "A strip turned by almost a right angle",
        "Does the strip turn, or does it melt half way and come back flipped?",
        "applications of optimal transport: McCann's interpolation",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(Shapes.strip(0, 0.02)),
            DiscreteMeasure.uniform(Shapes.strip(84.55, 0.02)),
            SQUARED),
        List.of(EXACT, sinkhorn(0.02)));
  }

  private static Sample moons() {
    return new Sample(
        "moons",
        "Two moons to a ring",
        "Where must two pieces be cut and joined to close into one?",
        "own",
        new SampleData.Clouds(
            labelled(Shapes.jittered(Shapes.moons(60), 0.05, 7), 60),
            DiscreteMeasure.uniform(Shapes.jittered(Shapes.ring(120, 3.4, 0, 1), 0.03, 8)),
            SQUARED),
        List.of(EXACT, sinkhorn(0.05), fusedInfoOt(2, 0.4)));
  }

  private static Sample rings() {
    double[][] source = Shapes.joined(Shapes.ring(40, 0, 0, 0.5), Shapes.ring(80, 0, 0, 1));
    double[][] target = Shapes.joined(Shapes.ring(60, 3, 0.8, 0.7), Shapes.ring(60, 3, -0.8, 0.7));
    return new Sample(
        "rings",
        "Nested rings to two rings",
        "How is a ring inside another taken apart when nothing may be torn for free?",
        "own",
        new SampleData.Clouds(
            labelled(Shapes.jittered(source, 0.02, 3), 40),
            labelled(Shapes.jittered(target, 0.02, 4), 60),
            SQUARED),
        List.of(EXACT, sinkhorn(0.03), sinkhorn(0.3)));
  }

  private static Sample spirals() {
    return new Sample(
        "spirals",
        "A spiral and its mirror image",
        "Does the least work unwind the arms, or cut across them?",
        "own",
        new SampleData.Clouds(
            labelled(Shapes.spiral(2, 70, 1.1, 1), 70),
            labelled(Shapes.shifted(Shapes.spiral(2, 70, 1.1, -1), 2.6, 0), 70),
            SQUARED),
        List.of(EXACT, sinkhorn(0.02), fusedInfoOt(2, 0.3)));
  }

  private static Sample letters() {
    return new Sample(
        "letters",
        "From M to K",
        "What does Monge's letter pass through on its way to Kantorovich's?",
        "own",
        new SampleData.Clouds(
            DiscreteMeasure.uniform(Glyph.M.points(260)),
            DiscreteMeasure.uniform(Shapes.shifted(Glyph.K.points(260), 1.5, 0)),
            SQUARED),
        List.of(EXACT, sinkhorn(0.01)));
  }

  private static Sample.Run sinkhorn(double reg) {
    return new Sample.Run("sinkhorn", Map.of("reg", reg));
  }

  /** The paper's settings: Euclidean distance as the cost, eps = 0.05, 100 outer steps. */
  private static Sample.Run fusedInfoOt(double lam, double h) {
    return new Sample.Run(
        "fused-infoot",
        Optional.of("euclidean"),
        Map.of("lam", lam, "reg", 0.05, "h", h, "outer_iterations", 100));
  }

  /** The first {@code count} points are class 0, the rest class 1. */
  private static DiscreteMeasure labelled(double[][] points, int count) {
    int[] labels = new int[points.length];
    Arrays.fill(labels, count, labels.length, 1);
    return DiscreteMeasure.uniform(points).withLabels(labels);
  }
}
