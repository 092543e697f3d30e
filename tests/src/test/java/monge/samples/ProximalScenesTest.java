package monge.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.projection.Barycentric;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the proximal method's figures show, in numbers. */
class ProximalScenesTest {

  private static final SolverRegistry SOLVERS = SolverRegistry.load();

  private static final double EXACT_25 = 0.07222452546871534;

  private static PlanSolution solve(
      String id, LinearProblem problem, Map<String, Object> settings, SolveMonitor monitor) {
    SolverProvider provider = SOLVERS.require(id);
    return (PlanSolution)
        provider.create(provider.defaults().withAll(settings)).solve(problem, Start.COLD, monitor);
  }

  private static LinearProblem squared(DiscreteMeasure x, DiscreteMeasure y) {
    return LinearProblem.between(x, y, new CostFunction.SquaredEuclidean());
  }

  /** The cells on the line that the sample draws apart. */
  private static LinearProblem cells() {
    return cells("ipot-fig2.2");
  }

  private static LinearProblem cells(String sample) {
    Scene scene = new Scene(sample);
    int n = scene.source.size();
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      points[i] = new double[] {i / (n - 1.0)};
    }
    return squared(
        DiscreteMeasure.of(points, scene.source.weights()),
        DiscreteMeasure.of(points, scene.target.weights()));
  }

  /** Keeps |<C,P> - W| after every step. */
  private static final class Errors implements SolveMonitor {
    private final LinearProblem problem;
    private final List<Double> errors = new ArrayList<>();
    private Supplier<Coupling> last = () -> null;

    Errors(LinearProblem problem) {
      this.problem = problem;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void iteration(TracePoint point, Supplier<Coupling> plan) {
      errors.add(Math.abs(cost(problem, plan.get()) - EXACT_25));
      last = plan;
    }

    /** Steps until the error stays below a share of the optimum. */
    int stepsTo(double share) {
      int t = errors.size();
      while (t > 0 && errors.get(t - 1) <= share * EXACT_25) {
        t--;
      }
      return t;
    }

    /** The factor a step, by least squares of the log error between two errors. */
    double rate(double from, double to) {
      double n = 0;
      double t = 0;
      double y = 0;
      double tt = 0;
      double ty = 0;
      for (int k = 0; k < errors.size(); k++) {
        double e = errors.get(k);
        if (e < from && e > to) {
          n++;
          t += k;
          y += Math.log(e);
          tt += (double) k * k;
          ty += k * Math.log(e);
        }
      }
      return Math.exp((n * ty - t * y) / (n * tt - t * t));
    }
  }

  private static double cost(LinearProblem problem, Coupling plan) {
    double[] sum = {0};
    plan.forEach((i, j, mass) -> sum[0] += mass * problem.requireGeometry().cost(i, j));
    return sum[0];
  }

  /** The rate is {@code exp(-D / beta)}, D the least reduced cost off the plan, here 2/576. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 2018, 8000",
    "1, 5, 2017, 8000",
    "1, 10, 2017, 8000",
    "0.1, 5, 202, 1500",
    "0.1, 10, 202, 1500",
    "0.1, 100, 201, 1500"
  })
  void theProximalMethodsRateIsAFormula(double beta, int inner, int steps, int most) {
    LinearProblem problem = cells();
    PlanSolution exact = solve("emd", problem, Map.of(), SolveMonitor.NONE);
    assertEquals(EXACT_25, exact.objective().value(), 1e-14);
    assertEquals(49, exact.coupling().nonzeros());
    Errors errors = new Errors(problem);
    PlanSolution proximal =
        solve(
            "ipot",
            problem,
            Map.of(
                "beta",
                beta,
                "inner_iterations",
                inner,
                "max_iterations",
                most,
                "tolerance",
                1e-15),
            errors);
    double slow = 1 - Math.exp(-2.0 / 576 / beta);
    assertEquals(slow, 1 - errors.rate(1e-3 * EXACT_25, 1e-13), 0.02 * slow);
    assertEquals(steps, errors.stepsTo(1e-4), 1);
    assertEquals(0, Scene.difference(exact.coupling(), proximal.coupling()), 1e-10);
  }

  /** The smaller beta is, the more inner iterations its rate takes. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 1, 270",
    "0.01, 1, 1490",
    "0.01, 5, 242",
    "0.01, 10, 95",
    "0.01, 100, 20",
    "0.001, 10, 638",
    "0.001, 100, 20"
  })
  void aSmallBetaIsFasterWithMoreInnerIterations(double beta, int inner, int steps) {
    LinearProblem problem = cells();
    Errors errors = new Errors(problem);
    solve(
        "ipot",
        problem,
        Map.of(
            "beta",
            beta,
            "inner_iterations",
            inner,
            "max_iterations",
            4 * steps + 200,
            "tolerance",
            1e-15),
        errors);
    assertEquals(steps, errors.stepsTo(1e-4), 1 + 0.01 * steps);
  }

  /**
   * At L = 1 the plan of a very small beta hardly moves: its rows lag. How the error swings there
   * is a matter of rounding, that it stays above a thousandth is not.
   */
  @Test
  void aTinyBetaStallsWithOneInnerIteration() {
    Errors errors = new Errors(cells());
    solve(
        "ipot", cells(), Map.of("beta", 0.001, "max_iterations", 4000, "tolerance", 1e-15), errors);
    assertEquals(4000, errors.stepsTo(1e-3));
  }

  /** T steps of beta are one of beta/T: the number of steps plays the part of eps. */
  @Test
  void twentyStepsAreTwoHundredOfTenTimesTheStrength() {
    double few = errorAfter(cells(), 0.1, 20);
    double many = errorAfter(cells(), 1, 200);
    assertEquals(2.99e-2, few, 0.005e-2);
    assertEquals(2.86e-2, many, 0.005e-2);
  }

  private static double errorAfter(LinearProblem problem, double beta, int steps) {
    double exact = solve("emd", problem, Map.of(), SolveMonitor.NONE).objective().value();
    PlanSolution s =
        solve(
            "ipot",
            problem,
            Map.of("beta", beta, "max_iterations", steps, "tolerance", 1e-15),
            SolveMonitor.NONE);
    return Math.abs(cost(problem, s.coupling()) - exact) / exact;
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.4148, 0.00005", "0.01, 0.0605, 0.00005", "0.001, 0.00217, 0.000005"})
  void sinkhornsBiasStays(double reg, double expected, double unit) {
    PlanSolution s = solve("sinkhorn", cells(), Map.of("reg", reg), SolveMonitor.NONE);
    assertTrue(s.convergence().status().isSuccess());
    assertEquals(expected, (s.objective().value() - EXACT_25) / EXACT_25, unit);
  }

  /** |P - exact|, the mass within a cell of its support and the mean row perplexity. */
  @ParameterizedTest
  @CsvSource({
    "sinkhorn, reg, 0.1, 1, 1.856, 0.217, 41.0",
    "sinkhorn, reg, 0.01, 1, 1.723, 0.407, 22.0",
    "sinkhorn, reg, 0.001, 1, 1.279, 0.852, 8.8",
    "ipot, beta, 1, 2000, 1.049, 0.956, 6.4",
    "ipot, beta, 0.1, 2000, 0.103, 1.000, 2.27",
    "ipot, beta, 0.01, 2000, 0.016, 1.000, 1.98",
    "ipot, beta, 0.001, 2000, 0.134, 1.000, 1.98",
    "ipot, beta, 0.1, 50, 1.464, 0.707, 12.0",
    "ipot, beta, 0.1, 200, 1.049, 0.956, 6.4"
  })
  void stepsSharpenAPlanAsASmallerEpsDoes(
      String solver,
      String key,
      double value,
      int steps,
      double distance,
      double nearby,
      double perplexity) {
    Scene scene = new Scene("ipot-fig2.4");
    Map<String, Object> settings =
        solver.equals("ipot")
            ? Map.of(key, value, "max_iterations", steps, "tolerance", 1e-15)
            : Map.of(key, value);
    Coupling plan = scene.solved(solver, settings).coupling();
    PlanSolution exact = scene.solved("emd");
    // The clouds are drawn 0.25 apart, which adds its square to every cost.
    assertEquals(0.008880805815563943, exact.objective().value() - 0.0625, 1e-8);
    // At beta = 0.001 rows are still off by a hundredth, and so is all else.
    double share = key.equals("beta") && value < 0.01 ? 0.02 : 0.01;
    assertEquals(distance, Scene.difference(exact.coupling(), plan), share * distance + 5e-4);
    assertEquals(nearby, massNear(exact.coupling(), plan), 5e-4);
    assertEquals(perplexity, meanPerplexity(scene, plan), 0.01 * perplexity + 0.05);
    assertEquals(1.98, meanPerplexity(scene, exact.coupling()), 0.005);
  }

  private static double meanPerplexity(Scene scene, Coupling plan) {
    double mean = 0;
    for (int i = 0; i < plan.rows(); i++) {
      mean += scene.source.weight(i) * Scene.perplexity(plan, i);
    }
    return mean;
  }

  /** The mass whose cell or a neighbour in its row or column holds some of the exact plan. */
  private static double massNear(Coupling exact, Coupling plan) {
    boolean[][] near = new boolean[exact.rows()][exact.columns()];
    exact.forEach(
        (i, j, mass) -> {
          for (int k = i - 1; mass > 0 && k <= i + 1; k++) {
            for (int l = j - 1; l <= j + 1; l++) {
              if (k >= 0 && k < near.length && l >= 0 && l < near[k].length) {
                near[k][l] = true;
              }
            }
          }
        });
    double[] sum = {0};
    plan.forEach((i, j, mass) -> sum[0] += near[i][j] ? mass : 0);
    return sum[0];
  }

  /** On a hundred cells the slowest reduced cost is so small that beta = 1 is far from the end. */
  @Test
  void aFineGridTakesManyStepsOfAStrongPull() {
    assertEquals(0.025, errorAfter(cells("ipot-fig2.4"), 1, 2000), 5e-4);
  }

  /**
   * How far, in levels of 255, each run of the sample leads pixels from where the exact plan leads
   * them; the photographs' numbers are those of PhotoScenesTest.
   */
  @Test
  void aProximalPlanMissesFewerLevelsThanABlurredOne() {
    Scene scene = new Scene("ipot-fig2.7");
    double strong = missedLevels(scene, "sinkhorn", Map.of("reg", 0.01));
    double weak = missedLevels(scene, "sinkhorn", Map.of("reg", 0.001));
    double proximal = missedLevels(scene, "ipot", Map.of("beta", 0.1, "tolerance", 1e-4));
    assertTrue(strong > 3, "eps = 0.01: " + strong);
    assertTrue(weak < strong / 3, "eps = 0.001: " + weak);
    assertTrue(proximal < weak / 3, "proximal: " + proximal);
  }

  private static double missedLevels(Scene scene, String solver, Map<String, Object> settings) {
    Barycentric exact = Barycentric.of(scene.solved("emd").coupling(), scene.target);
    Barycentric other = Barycentric.of(scene.solved(solver, settings).coupling(), scene.target);
    double sum = 0;
    for (int i = 0; i < scene.source.size(); i++) {
      sum +=
          255
              * scene.source.weight(i)
              * Math.abs(exact.image(i).orElseThrow()[0] - other.image(i).orElseThrow()[0]);
    }
    return sum;
  }

  /** Points that move a share of the way to their images, again and again. */
  private static double[][] follow(
      double[][] start,
      DiscreteMeasure target,
      double step,
      int times,
      Function<LinearProblem, Coupling> plan) {
    double[][] x = start;
    for (int t = 0; t < times; t++) {
      DiscreteMeasure cloud = DiscreteMeasure.uniform(x);
      Barycentric map = Barycentric.of(plan.apply(squared(cloud, target)), target);
      double[][] moved = new double[x.length][];
      for (int i = 0; i < x.length; i++) {
        double[] image = map.image(i).orElseThrow();
        moved[i] = x[i].clone();
        for (int k = 0; k < image.length; k++) {
          moved[i][k] += step * (image[k] - x[i][k]);
        }
      }
      x = moved;
    }
    return x;
  }

  private static double variance(double[][] points) {
    double variance = 0;
    for (int k = 0; k < points[0].length; k++) {
      double mean = 0;
      double square = 0;
      for (double[] p : points) {
        mean += p[k] / points.length;
        square += p[k] * p[k] / points.length;
      }
      variance += square - mean * mean;
    }
    return variance;
  }

  /** The normal distribution function, by its series. */
  private static double normal(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; Math.abs(term) > 1e-17; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double quantile(double share) {
    double low = -6;
    double high = 6;
    for (int k = 0; k < 60; k++) {
      double middle = (low + high) / 2;
      if (normal(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Minimising the entropic value over Gaussians loses eps/2 of variance. */
  @ParameterizedTest
  @CsvSource({"0.1, 0.950", "0.5, 0.746", "1, 0.492", "1.5, 0.238", "2, 0.0005", "3, 0"})
  void sinkhornsLossTakesHalfOfEpsFromTheVariance(double eps, double ratio) {
    double[][] y = new double[60][];
    for (int k = 0; k < 60; k++) {
      y[k] = new double[] {quantile((k + 0.5) / 60)};
    }
    assertEquals(0.979, variance(y), 5e-4);
    double[][] x =
        follow(
            y,
            DiscreteMeasure.uniform(y),
            0.3,
            300,
            p ->
                solve("sinkhorn", p, Map.of("reg", eps, "tolerance", 1e-5), SolveMonitor.NONE)
                    .coupling());
    assertEquals(ratio, variance(x) / variance(y), 0.006);
  }

  @ParameterizedTest
  @CsvSource({
    "emd, reg, 0, 1.000, 0, 4",
    "ipot, beta, 0.1, 1.000, 0, 4",
    "ipot, beta, 1, 0.998, 0.002, 4",
    "ipot, beta, 4, 0.994, 0.012, 4",
    "sinkhorn, reg, 0.5, 0.993, 0.012, 4",
    "sinkhorn, reg, 1, 0.910, 0.016, 4",
    "sinkhorn, reg, 2, 0.025, 1.46, 0",
    "sinkhorn, reg, 4, 0.000, 2.01, 0"
  })
  void blurredPlansPullAGeneratorToTheMean(
      String solver, String key, double value, double ratio, double distance, int reached) {
    Scene scene = new Scene("ipot-shrink");
    Map<String, Object> settings =
        switch (solver) {
          case "ipot" -> Map.of(key, value, "max_iterations", 200, "tolerance", 1e-15);
          case "sinkhorn" -> Map.of(key, value, "tolerance", 1e-6);
          default -> Map.of();
        };
    double[][] x =
        follow(
            scene.source.points(),
            scene.target,
            0.3,
            120,
            p -> solve(solver, p, settings, SolveMonitor.NONE).coupling());
    assertEquals(ratio, variance(x) / variance(scene.target.points()), 1e-3);
    double left =
        solve("emd", squared(DiscreteMeasure.uniform(x), scene.target), Map.of(), SolveMonitor.NONE)
            .objective()
            .value();
    assertEquals(distance, left, distance > 1 ? 0.005 : 5e-4);
    int blobs = 0;
    for (int corner = 0; corner < 4; corner++) {
      double cx = corner < 2 ? 1 : -1;
      double cy = corner % 2 == 0 ? 1 : -1;
      boolean near = false;
      for (double[] p : x) {
        near |= Math.hypot(p[0] - cx, p[1] - cy) < 0.3;
      }
      blobs += near ? 1 : 0;
    }
    assertEquals(reached, blobs);
  }

  /** The debiased loss keeps the spread: images in the target less those in the cloud itself. */
  @ParameterizedTest
  @CsvSource({"1, 1.004, 0.006", "4, 1.021, 0.217"})
  void theDebiasedLossKeepsTheSpread(double eps, double ratio, double distance) {
    Scene scene = new Scene("ipot-shrink");
    double[][] x = scene.source.points();
    Map<String, Object> settings = Map.of("reg", eps, "tolerance", 1e-6);
    for (int t = 0; t < 120; t++) {
      DiscreteMeasure cloud = DiscreteMeasure.uniform(x);
      Barycentric across =
          Barycentric.of(
              solve("sinkhorn", squared(cloud, scene.target), settings, SolveMonitor.NONE)
                  .coupling(),
              scene.target);
      Barycentric within =
          Barycentric.of(
              solve("sinkhorn", squared(cloud, cloud), settings, SolveMonitor.NONE).coupling(),
              cloud);
      for (int i = 0; i < x.length; i++) {
        double[] to = across.image(i).orElseThrow();
        double[] from = within.image(i).orElseThrow();
        x[i] = new double[] {x[i][0] + 0.3 * (to[0] - from[0]), x[i][1] + 0.3 * (to[1] - from[1])};
      }
    }
    assertEquals(ratio, variance(x) / variance(scene.target.points()), 1e-3);
    assertEquals(
        distance,
        solve("emd", squared(DiscreteMeasure.uniform(x), scene.target), Map.of(), SolveMonitor.NONE)
            .objective()
            .value(),
        5e-4 + 0.01 * distance);
  }
}
