package monge.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
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
    Conditional map = Conditional.of(plan, scene.source, scene.target, 0.5);
    int[] to = scene.matching(plan);
    for (long seed = 0; seed < 5; seed++) {
      NormalDraws random = new NormalDraws(seed);
      for (int k = 0; k < 20; k++) {
        int cluster = k % 2;
        double[] x = {(cluster == 0 ? -2 : 2) + 0.4 * random.normal(), 0.4 * random.normal()};
        double[] y = map.apply(x);
        assertTrue(
            Scene.distance(y, scene.centre(to[cluster]))
                < Scene.distance(y, scene.centre(to[1 - cluster])),
            "new point " + Arrays.toString(x));
      }
    }
  }

  @Test
  void figure3TheStructuredPermutationIsMoreInformative() {
    double[][] x = hexagons(0);
    double[][] y = hexagons(0.3);
    double[][] structured = new double[18][18];
    double[][] scattered = new double[18][18];
    for (int i = 0; i < 18; i++) {
      structured[i][6 * (i / 6) + (i % 6 + 2) % 6] = 1.0 / 18;
      scattered[i][(5 * i + 3) % 18] = 1.0 / 18;
    }
    double[][] expected = {{0.2, 1.5070, 1.0714}, {0.3, 1.2084, 0.4880}, {0.5, 1.0842, 0.2053}};
    DiscreteMeasure from = DiscreteMeasure.uniform(x);
    DiscreteMeasure to = DiscreteMeasure.uniform(y);
    for (double[] row : expected) {
      assertEquals(row[1], information(from, to, structured, row[0]), 1e-4, "h = " + row[0]);
      assertEquals(row[2], information(from, to, scattered, row[0]), 1e-4, "h = " + row[0]);
    }
  }

  private static double[][] hexagons(double turn) {
    double[][] centres = {{0, 0}, {4, 0}, {2, 3.5}};
    double[][] points = new double[18][];
    for (int i = 0; i < 18; i++) {
      double angle = i % 6 * Math.PI / 3 + turn;
      double[] c = centres[i / 6];
      points[i] = new double[] {c[0] + 0.5 * Math.cos(angle), c[1] + 0.5 * Math.sin(angle)};
    }
    return points;
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
    IntFunction<double[]> narrow = conditional(scene, plan, 0.01);
    for (int i = 0; i < scene.source.size(); i++) {
      assertTrue(Scene.distance(narrow.apply(i), barycentric.apply(i)) <= 0.05, "point " + i);
    }
  }

  @Test
  void lemma2TheDiscreteInformationIsTheLimit() {
    DiscreteMeasure x = DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 0}, {0, 1}, {2, 2}});
    DiscreteMeasure y =
        DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 1}, {3, 0}, {0, 2}, {2, 1}});
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
