package monge.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.diagnostics.TransportCost;
import monge.interpolation.McCann;
import monge.measure.DiscreteMeasure;
import monge.numeric.NormalDraws;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.projection.Barycentric;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import org.junit.jupiter.api.Test;

/** What the samples of prices, flows and motion are there to show, in numbers. */
class TransportScenesTest {

  private static final SolverRegistry SOLVERS = SolverRegistry.load();

  private static PlanSolution solve(
      String id, LinearProblem problem, Map<String, Object> settings) {
    SolverProvider provider = SOLVERS.require(id);
    return (PlanSolution) provider.create(provider.defaults().withAll(settings)).solve(problem);
  }

  @Test
  void soldiersMarchByThePlanOfTheSlideAndOneMoreCostsItsPrices() {
    Scene scene = new Scene("course-soldiers");
    PlanSolution exact = scene.solved("emd");
    assertEquals(750, 300 * exact.objective().value(), 1e-9);
    double[][] slide = {{30, 30, 0}, {90, 0, 0}, {0, 60, 90}};
    double[][] plan = exact.coupling().toDense();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(slide[i][j], 300 * plan[i][j], 1e-9);
      }
    }
    Potentials prices = exact.potentials().orElseThrow();
    double shift = 1.05 - prices.f()[0];
    assertArrayEquals(
        new double[] {1.05, 0.05, 2.05},
        Arrays.stream(prices.f()).map(u -> u + shift).toArray(),
        1e-12);
    assertArrayEquals(
        new double[] {0.95, 1.95, 0.95},
        Arrays.stream(prices.g()).map(v -> v - shift).toArray(),
        1e-12);
    Geometry costs =
        ((SampleData.Clouds) SampleCatalog.require("course-soldiers").data())
            .matrix()
            .orElseThrow();
    double[][] unused = {{0, 0, 4}, {0, 2, 6}, {2, 0, 0}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(
            unused[i][j], costs.cost(i, j) - prices.f()[i] - prices.g()[j], 1e-12, i + ", " + j);
      }
    }
    double[][] corner = {{60, 0, 0}, {60, 30, 0}, {0, 60, 90}};
    assertEquals(810, TransportCost.of(costs, DenseCoupling.of(corner)), 1e-9);
    LinearProblem oneMore =
        LinearProblem.of(
            DiscreteMeasure.ofWeights(new double[] {61, 90, 150}),
            DiscreteMeasure.ofWeights(new double[] {120, 91, 90}),
            costs);
    assertEquals(753, solve("emd", oneMore, Map.of()).objective().value(), 1e-9);
  }

  /** 64 points of the square, 32 targets of random weights. */
  @Test
  void manyTargetsAtOnceAreAsManyAlone() {
    NormalDraws random = new NormalDraws(1);
    double[][] points = new double[64][];
    for (int i = 0; i < 64; i++) {
      points[i] = new double[] {random.uniform(), random.uniform()};
    }
    double[][] targets = new double[32][];
    for (int t = 0; t < 32; t++) {
      targets[t] = TransportSamples.dirichlet(random, 64);
    }
    Map<?, ?> plans = batched(points, targets);
    DiscreteMeasure source = DiscreteMeasure.uniform(points);
    for (int t = 0; t < 32; t++) {
      double[][] alone =
          solve(
                  "sinkhorn",
                  squared(source, source.withWeights(targets[t])),
                  Map.of("reg", 0.02, "tolerance", 1e-12))
              .coupling()
              .toDense();
      double[][] batched = (double[][]) Objects.requireNonNull(plans.get(Integer.toString(t)));
      for (int i = 0; i < 64; i++) {
        assertArrayEquals(alone[i], batched[i], 1e-13);
      }
    }
  }

  private static Map<?, ?> batched(double[][] points, double[][] targets) {
    Map<String, Object> values =
        SOLVERS
            .findEvaluation("sinkhorn-batch")
            .orElseThrow()
            .evaluate(
                ProblemDescription.named("course-batch")
                    .source(points)
                    .target(points)
                    .param("targets", targets)
                    .param("reg", 0.02)
                    .param("tolerance", 1e-12)
                    .build(),
                SolveMonitor.NONE);
    return (Map<?, ?>) Objects.requireNonNull(values.get("plans"));
  }

  /** The sample draws its targets apart, which moves no plan. */
  @Test
  void theTargetsOfTheSampleGetThePlansOfTheBatch() {
    Scene scene = new Scene("course-batch");
    double[][] plan =
        scene
            .solved("sinkhorn-classes", Map.of("reg", 0.02, "tolerance", 1e-12))
            .coupling()
            .toDense();
    double[][] targets = new double[4][64];
    for (int j = 0; j < 256; j++) {
      targets[j / 64][j % 64] = 4 * scene.target.weight(j);
    }
    Map<?, ?> plans = batched(scene.source.points(), targets);
    for (int t = 0; t < 4; t++) {
      double[][] batched = (double[][]) Objects.requireNonNull(plans.get(Integer.toString(t)));
      for (int i = 0; i < 64; i++) {
        for (int j = 0; j < 64; j++) {
          assertEquals(batched[i][j], 4 * plan[i][64 * t + j], 1e-11);
        }
      }
    }
  }

  /** The drawing puts one bump 0.25 above the other. */
  @Test
  void aBumpMovesWhereABlendHasTwoHalves() {
    Scene scene = new Scene("app-mccann");
    PlanSolution exact = scene.solved("emd");
    assertEquals(0.35999, exact.objective().value() - 0.0625, 1e-5);
    DiscreteMeasure half = McCann.of(exact.coupling(), scene.source, scene.target, 0).at(0.5);
    double[] moved = bump(half);
    assertEquals(0.5, moved[0], 1e-9);
    assertEquals(0.04999, moved[1], 1e-5);
    assertEquals(0.997, moved[2], 5e-4);
    double[] weights = scene.source.weights();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (weights[i] + scene.target.weight(i)) / 2;
    }
    double[] blend = bump(scene.source.withWeights(weights));
    assertEquals(0.5, blend[0], 1e-9);
    assertEquals(0.3041, blend[1], 5e-5);
    assertEquals(0.0014, blend[2], 5e-5);
  }

  /** Mean, deviation and the mass within 0.15 of 1/2 along the first coordinate. */
  private static double[] bump(DiscreteMeasure measure) {
    double mean = 0;
    double squares = 0;
    double middle = 0;
    for (int i = 0; i < measure.size(); i++) {
      double x = measure.coordinate(i, 0);
      mean += measure.weight(i) * x;
      squares += measure.weight(i) * x * x;
      double inside = 0.15 - Math.abs(x - 0.5);
      // A cell on the edge is half inside.
      middle += measure.weight(i) * (inside > 1e-9 ? 1 : inside > -1e-9 ? 0.5 : 0);
    }
    return new double[] {mean, Math.sqrt(squares - mean * mean), middle};
  }

  /** {@code W2^2} to the target after 0, 10, 20, 50, 100 and 200 steps of each flow. */
  @Test
  void everyDistanceCarriesTheLineAtItsOwnSpeed() {
    Scene scene = new Scene("course-flow");
    flow(
        scene,
        x -> differences(images("emd", x, scene.target, Map.of()), x.points(), 1),
        5.832,
        0.709,
        0.0862,
        0.0002,
        0,
        0);
    flow(scene, debiased(scene, 0.1), 5.832, 0.728, 0.0945, 0.0056, 0.0042, 0.0034);
    flow(scene, debiased(scene, 1), 5.832, 1.257, 0.251, 0.036, 0.017, 0.010);
    flow(
        scene,
        x -> differences(pull(x, scene.target), pull(x, x), 1),
        5.832,
        2.691,
        1.466,
        0.596,
        0.283,
        0.121);
  }

  private static Function<DiscreteMeasure, double[][]> debiased(Scene scene, double reg) {
    Map<String, Object> settings = Map.of("reg", reg, "tolerance", 1e-7);
    return x ->
        differences(
            images("sinkhorn", x, scene.target, settings), images("sinkhorn", x, x, settings), 1);
  }

  private static void flow(
      Scene scene, Function<DiscreteMeasure, double[][]> force, double... expected) {
    int[] times = {0, 10, 20, 50, 100, 200};
    double[][] x = scene.source.points();
    int t = 0;
    for (int k = 0; k < times.length; k++) {
      for (; t < times[k]; t++) {
        double[][] step = force.apply(DiscreteMeasure.uniform(x));
        for (int i = 0; i < x.length; i++) {
          x[i] = new double[] {x[i][0] + 0.1 * step[i][0], x[i][1] + 0.1 * step[i][1]};
        }
      }
      double left =
          solve("emd", squared(DiscreteMeasure.uniform(x), scene.target), Map.of())
              .objective()
              .value();
      assertEquals(expected[k], left, 0.05 * expected[k] + 5e-5, "after " + t);
    }
  }

  private static LinearProblem squared(DiscreteMeasure x, DiscreteMeasure y) {
    return LinearProblem.between(x, y, new CostFunction.SquaredEuclidean());
  }

  private static double[][] images(
      String solver, DiscreteMeasure x, DiscreteMeasure y, Map<String, Object> settings) {
    Coupling plan = solve(solver, squared(x, y), settings).coupling();
    Barycentric map = Barycentric.of(plan, y);
    double[][] images = new double[x.size()][];
    for (int i = 0; i < images.length; i++) {
      images[i] = map.image(i).orElseThrow();
    }
    return images;
  }

  /** The mean direction from each point to those of a cloud. */
  private static double[][] pull(DiscreteMeasure x, DiscreteMeasure y) {
    double[][] sum = new double[x.size()][2];
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < y.size(); j++) {
        double dx = y.coordinate(j, 0) - x.coordinate(i, 0);
        double dy = y.coordinate(j, 1) - x.coordinate(i, 1);
        double d = Math.hypot(dx, dy);
        if (d > 0) {
          sum[i][0] += y.weight(j) * dx / d;
          sum[i][1] += y.weight(j) * dy / d;
        }
      }
    }
    return sum;
  }

  private static double[][] differences(double[][] a, double[][] b, double factor) {
    double[][] c = new double[a.length][2];
    for (int i = 0; i < c.length; i++) {
      c[i][0] = factor * (a[i][0] - b[i][0]);
      c[i][1] = factor * (a[i][1] - b[i][1]);
    }
    return c;
  }
}
