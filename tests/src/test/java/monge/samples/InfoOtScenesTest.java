package monge.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import monge.measure.DiscreteMeasure;
import monge.numeric.NormalDraws;
import monge.plan.Coupling;
import monge.problem.ProblemDescription;
import monge.projection.Conditional;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.SolverRegistry;
import org.junit.jupiter.api.Test;

/** What InfoOT's figures show, in numbers. */
class InfoOtScenesTest {

  private static final long DRAWS = 50;

  private static double information(
      DiscreteMeasure x, DiscreteMeasure y, double[][] plan, double h) {
    ProblemDescription description =
        ProblemDescription.named("scene")
            .source(x.points())
            .target(y.points())
            .param("h", h)
            .param("plan", plan)
            .build();
    return (Double)
        Objects.requireNonNull(
            SolverRegistry.load()
                .findEvaluation("infoot-mi-eval")
                .orElseThrow()
                .evaluate(description, SolveMonitor.NONE)
                .get("mi"));
  }

  private static IntFunction<double[]> conditional(Scene scene, Coupling plan, double h) {
    double[][] images =
        Conditional.of(plan, scene.source, scene.target, h).applyAll(scene.source.points());
    return i -> images[i];
  }

  @Test
  void figure1KeepsClustersWhereTheExactPlanSplitsThem() {
    Scene scene = new Scene("infoot-fig1");
    PlanSolution exact = scene.solved("emd");
    PlanSolution fused = scene.solved("fused-infoot");
    assertEquals(6.05286, exact.objective().value(), 1e-5);
    assertEquals(18.0 / 28, scene.purity(exact.coupling()), 1e-9);
    assertEquals(1, scene.purity(fused.coupling()), 1e-6);
    assertEquals(0.7363095, fused.objective().term("mutual_information"), 0.7e-3);
    assertEquals(2.7181630, fused.objective().value(), 2.7e-3);
    assertEquals(
        0.2995739,
        information(scene.source, scene.target, exact.coupling().toDense(), 0.5),
        0.3e-3);
  }

  @Test
  void figure1OutliersPullTheBarycentricProjectionOnly() {
    Scene scene = new Scene("infoot-fig1");
    Coupling plan = scene.solved("fused-infoot").coupling();
    double[] strays = scene.strays(plan, scene.barycentric(plan));
    assertEquals(2, Arrays.stream(strays).filter(s -> s > 1.2).count());
    assertEquals(3.4980641, Arrays.stream(strays).max().orElseThrow(), 3.5e-3);
    Map<Double, Double> farthest = Map.of(0.1, 3.0418165, 0.3, 0.7427859, 0.5, 0.3445382);
    farthest.forEach(
        (h, expected) -> {
          double[] conditional = scene.strays(plan, conditional(scene, plan, h));
          assertEquals(
              expected,
              Arrays.stream(conditional).max().orElseThrow(),
              2e-3 * expected,
              "h = " + h);
        });
    Coupling exact = scene.solved("emd").coupling();
    long split =
        Arrays.stream(scene.strays(exact, scene.barycentric(exact))).filter(s -> s > 1.2).count();
    assertTrue(split >= 8 && split <= 16, "points that the exact plan leads astray: " + split);
  }

  @Test
  void figure1NewPointsFindTheirCluster() {
    Scene scene = new Scene("infoot-fig1");
    Coupling plan = scene.solved("fused-infoot").coupling();
    double[][] centres = {scene.centre(0), scene.centre(1)};
    for (long seed = 0; seed < 5; seed++) {
      newPointsFindTheirCluster(scene, plan, centres, seed);
    }
  }

  /** Ten new points of either source cluster. */
  private static void newPointsFindTheirCluster(
      Scene scene, Coupling plan, double[][] centres, long seed) {
    Conditional map = Conditional.of(plan, scene.source, scene.target, 0.5);
    int[] to = scene.matching(plan);
    NormalDraws random = new NormalDraws(1000 + seed);
    for (int k = 0; k < 20; k++) {
      int cluster = k % 2;
      double[] x = {(cluster == 0 ? -2 : 2) + 0.4 * random.normal(), 0.4 * random.normal()};
      double[] y = map.apply(x);
      assertTrue(
          Scene.distance(y, centres[to[cluster]]) < Scene.distance(y, centres[1 - to[cluster]]),
          "new point " + Arrays.toString(x));
    }
  }

  @Test
  void figure3TheStructuredPermutationIsMoreInformative() {
    double[][] structured = new double[18][18];
    double[][] scattered = new double[18][18];
    for (int i = 0; i < 18; i++) {
      structured[i][6 * (i / 6) + (i % 6 + 2) % 6] = 1.0 / 18;
      scattered[i][(5 * i + 3) % 18] = 1.0 / 18;
    }
    double[][] expected = {{0.2, 1.5070, 1.0714}, {0.3, 1.2084, 0.4880}, {0.5, 1.0842, 0.2053}};
    Scene scene = new Scene("infoot-fig3");
    DiscreteMeasure from = scene.source;
    DiscreteMeasure to = scene.target;
    for (double[] row : expected) {
      assertEquals(row[1], information(from, to, structured, row[0]), 1e-4, "h = " + row[0]);
      assertEquals(row[2], information(from, to, scattered, row[0]), 1e-4, "h = " + row[0]);
    }
  }

  /** Clusters of twenty points each, drawn fifty times. */
  @Test
  void figure3HoldsForClustersDrawnAtRandom() {
    double[][] centres = {{0, 0}, {4, 0}, {2, 3.5}};
    int across = 0;
    for (long seed = 0; seed < DRAWS; seed++) {
      double[][] x = new double[0][];
      double[][] y = new double[0][];
      for (int c = 0; c < 3; c++) {
        x = Shapes.joined(x, Shapes.bell(20, centres[c][0], centres[c][1], 0.5, 10 * seed + c));
        y = Shapes.joined(y, Shapes.bell(20, centres[c][0], centres[c][1], 0.5, 10 * seed + 3 + c));
      }
      List<Integer> order = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
      Random random = new Random(seed);
      for (int c = 0; c < 3; c++) {
        Collections.shuffle(order.subList(20 * c, 20 * c + 20), random);
      }
      double kept = information(uniform(x), uniform(y), permutation(order), 0.3);
      assertTrue(kept > 1.11 && kept < 1.18, "within clusters: " + kept);
      Collections.shuffle(order, random);
      double lost = information(uniform(x), uniform(y), permutation(order), 0.3);
      across += lost > 0.23 && lost < 0.45 ? 1 : 0;
    }
    assertTrue(across >= 49, "across clusters in bounds: " + across);
  }

  private static DiscreteMeasure uniform(double[][] points) {
    return DiscreteMeasure.uniform(points);
  }

  private static double[][] permutation(List<Integer> order) {
    double[][] plan = new double[order.size()][order.size()];
    for (int i = 0; i < plan.length; i++) {
      plan[i][order.get(i)] = 1.0 / plan.length;
    }
    return plan;
  }

  /** Two clusters, and the same turned by 80 degrees with two outliers. */
  private static Scene drawnFigure1(long seed) {
    double[][] outliers = {{3.5, 3.5}, {-3.5, -3.5}};
    double c = 2 * Math.cos(Math.toRadians(80));
    double s = 2 * Math.sin(Math.toRadians(80));
    int[] sourceLabels = new int[30];
    Arrays.fill(sourceLabels, 15, 30, 1);
    int[] targetLabels = new int[30];
    Arrays.fill(targetLabels, 14, 28, 1);
    Arrays.fill(targetLabels, 28, 30, -1);
    return new Scene(
        "infoot-fig1",
        new SampleData.Clouds(
            uniform(
                    Shapes.joined(
                        Shapes.bell(15, -2, 0, 0.4, 4 * seed),
                        Shapes.bell(15, 2, 0, 0.4, 4 * seed + 1)))
                .withLabels(sourceLabels),
            uniform(
                    Shapes.joined(
                        Shapes.joined(
                            Shapes.bell(14, -c, -s, 0.4, 4 * seed + 2),
                            Shapes.bell(14, c, s, 0.4, 4 * seed + 3)),
                        outliers))
                .withLabels(targetLabels),
            "euclidean"));
  }

  /**
   * Fifty draws. In three the iteration ends at a plan that splits clusters, as it does in one or
   * two of a hundred whatever the generator; all the rest holds for those that keep them.
   */
  @Test
  void figure1HoldsForClustersDrawnAtRandom() {
    double[][] centres = Shapes.turned(new double[][] {{-2, 0}, {2, 0}}, 80);
    int pure = 0;
    int near = 0;
    for (long seed = 0; seed < DRAWS; seed++) {
      Scene scene = drawnFigure1(seed);
      double squared =
          scene.purity(
              new Scene(
                      "infoot-fig1",
                      new SampleData.Clouds(scene.source, scene.target, "sqeuclidean"))
                  .solved("emd")
                  .coupling());
      assertTrue(squared <= 0.8, "the exact plan's purity " + squared);
      Coupling plan = scene.solved("fused-infoot").coupling();
      double[] barycentric = scene.strays(plan, scene.barycentric(plan), centres);
      long pulled = Arrays.stream(barycentric).filter(d -> d > 1.2).count();
      assertTrue(pulled >= 2, "points pulled to outliers: " + pulled);
      assertTrue(Arrays.stream(barycentric).max().orElseThrow() >= 3.4);
      if (scene.purity(plan) < 0.99) {
        continue;
      }
      pure++;
      assertTrue(pulled <= 3, "points pulled to outliers: " + pulled);
      double[] conditional = scene.strays(plan, conditional(scene, plan, 0.5), centres);
      near += Arrays.stream(conditional).max().orElseThrow() <= 0.6 ? 1 : 0;
      newPointsFindTheirCluster(scene, plan, centres, seed);
    }
    assertTrue(pure >= 47, "draws whose clusters are kept: " + pure);
    assertTrue(near >= 44, "draws whose conditional images stay within 0.6: " + near);
  }

  @Test
  void figure1TheExactPlanOfDistancesSplitsToo() {
    Scene table = new Scene("infoot-fig1");
    Scene scene =
        new Scene("infoot-fig1", new SampleData.Clouds(table.source, table.target, "euclidean"));
    assertEquals(20.0 / 28, scene.purity(scene.solved("emd").coupling()), 1e-9);
  }

  private static Scene drawnFigure4(long seed) {
    int[] sourceLabels = new int[30];
    Arrays.fill(sourceLabels, 18, 30, 1);
    int[] targetLabels = new int[30];
    Arrays.fill(targetLabels, 12, 30, 1);
    return new Scene(
        "infoot-fig4",
        new SampleData.Clouds(
            uniform(
                    Shapes.joined(
                        Shapes.bell(18, -2, 0, 0.4, 4 * seed),
                        Shapes.bell(12, 2, 0, 0.4, 4 * seed + 1)))
                .withLabels(sourceLabels),
            uniform(
                    Shapes.joined(
                        Shapes.bell(12, -2, 3, 0.4, 4 * seed + 2),
                        Shapes.bell(18, 2, 3, 0.4, 4 * seed + 3)))
                .withLabels(targetLabels),
            "euclidean"));
  }

  /**
   * 18 and 12 points meet 12 and 18, drawn fifty times. Two points nearer to each other than the
   * kernel is wide share an image, however narrow it is: at h = 0.01 that moves some image by more
   * than 0.05 in 7 draws of a hundred, at 0.003 in one of two hundred; it vanishes with h, which is
   * what the figure says.
   */
  @Test
  void figure4HoldsForClustersDrawnAtRandom() {
    double[][] centres = {{-2, 3}, {2, 3}};
    int near = 0;
    for (long seed = 0; seed < DRAWS; seed++) {
      Scene scene = drawnFigure4(seed);
      Coupling plan = scene.solved("fused-infoot").coupling();
      IntFunction<double[]> barycentric = scene.barycentric(plan);
      double share = scene.rightShare(barycentric, centres);
      assertTrue(share >= 0.76 && share <= 0.84, "barycentric: " + share);
      near += farthest(barycentric, conditional(scene, plan, 0.01)) <= 0.05 ? 1 : 0;
      assertTrue(farthest(barycentric, conditional(scene, plan, 0.001)) <= 0.02, "seed " + seed);
      double before = 0;
      for (double h : new double[] {0.1, 0.3, 0.5}) {
        double now = scene.rightShare(conditional(scene, plan, h), centres);
        assertTrue(now >= before - 1.01 / 30, "h = " + h);
        before = now;
      }
      assertTrue(before >= 0.95, "h = 0.5: " + before);
    }
    assertTrue(near >= 45, "draws within 0.05 at h = 0.01: " + near);
  }

  /** The largest distance between two images of one of 30 points. */
  private static double farthest(IntFunction<double[]> a, IntFunction<double[]> b) {
    return IntStream.range(0, 30)
        .mapToDouble(i -> Scene.distance(a.apply(i), b.apply(i)))
        .max()
        .orElseThrow();
  }

  @Test
  void figure4AWiderKernelMendsTheSplit() {
    Scene scene = new Scene("infoot-fig4");
    Coupling plan = scene.solved("fused-infoot").coupling();
    IntFunction<double[]> barycentric = scene.barycentric(plan);
    assertEquals(0.8, scene.rightShare(barycentric), 1e-9);
    assertEquals(0.8333333, scene.rightShare(conditional(scene, plan, 0.1)), 1e-6);
    assertEquals(0.9666667, scene.rightShare(conditional(scene, plan, 0.3)), 1e-6);
    assertEquals(1, scene.rightShare(conditional(scene, plan, 0.5)), 1e-9);
    assertEquals(0.8, scene.rightShare(conditional(scene, plan, 0.01)), 1e-9);
    assertEquals(0.022, farthest(barycentric, conditional(scene, plan, 0.01)), 5e-4);
  }

  @Test
  void lemma2TheDiscreteInformationIsTheLimit() {
    Scene scene = new Scene("infoot-lemma2");
    DiscreteMeasure x = scene.source;
    DiscreteMeasure y = scene.target;
    double[][] plan = new double[4][5];
    double total = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 5; j++) {
        plan[i][j] = (i + 1) * (5 - j) * (1 + 0.5 * Math.cos(i + 2 * j));
        total += plan[i][j];
      }
    }
    double limit = Math.log(20);
    for (double[] row : plan) {
      for (int j = 0; j < 5; j++) {
        row[j] /= total;
        limit += row[j] * Math.log(row[j]);
      }
    }
    assertEquals(0.2542630327, limit, 1e-9);
    assertEquals(0.05226, information(x, y, plan, 1), 5e-6);
    assertEquals(0.20288, information(x, y, plan, 0.5), 5e-6);
    assertEquals(0.25294, information(x, y, plan, 0.3), 5e-6);
    double before = 0;
    for (double h : new double[] {1, 0.5, 0.3, 0.2}) {
      double now = information(x, y, plan, h);
      assertTrue(now > before, "h = " + h);
      before = now;
    }
    assertEquals(limit, information(x, y, plan, 0.2), 1e-6);
    assertEquals(limit, information(x, y, plan, 0.1), 1e-12);
  }
}
