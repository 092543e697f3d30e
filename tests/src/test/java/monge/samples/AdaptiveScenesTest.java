package monge.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import monge.plan.Coupling;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import org.junit.jupiter.api.Test;

/** What OTARI's figures show, in numbers. */
class AdaptiveScenesTest {

  private static final int OUTLIER = 9;

  private static final Scene SCENE = new Scene("otari-fig1");

  private static PlanSolution solve(String solver, Map<String, Object> settings) {
    return SCENE.solved(solver, settings);
  }

  private static double[] perplexities(PlanSolution solution) {
    return field(solution, "row_perplexity");
  }

  private static double[] field(PlanSolution solution, String key) {
    return solution.fields().stream()
        .filter(f -> f.key().equals(key))
        .map(PointField::values)
        .findFirst()
        .orElseThrow();
  }

  /** The barycentric image of the outlier. */
  private static double[] image(PlanSolution solution) {
    Coupling plan = solution.coupling();
    double[] sum = new double[3];
    plan.forEachInRow(
        OUTLIER,
        (_, j, mass) -> {
          sum[0] += mass * solution.problem().target().coordinate(j, 0);
          sum[1] += mass * solution.problem().target().coordinate(j, 1);
          sum[2] += mass;
        });
    return new double[] {sum[0] / sum[2], sum[1] / sum[2]};
  }

  private static double stray(PlanSolution solution) {
    double[] image = image(solution);
    return Math.hypot(image[0] - 4.2, image[1] - 2);
  }

  @Test
  void oneTemperatureForAllStarvesTheOutlier() {
    double[][] expected = {
      {2, 0.10345870690821124, 4.4354602800976615}, {3, 0.155047462550105, 4.481506249510238}
    };
    for (double[] row : expected) {
      PlanSolution global = solve("eot-perplexity", Map.of("xi", row[0], "average", "mean"));
      assertEquals(row[0], Arrays.stream(perplexities(global)).average().orElseThrow(), 1e-7);
      assertEquals(row[1], global.objective().term("eps"), 1e-6);
      assertEquals(row[2], global.objective().value(), 1e-6);
      assertTrue(perplexities(global)[OUTLIER] <= 1.001);
      assertTrue(stray(global) <= 1e-3);
    }
    assertEquals(0.332, solve("eot-perplexity", Map.of("xi", 5.0)).objective().term("eps"), 5e-4);
  }

  @Test
  void adaptiveTemperaturesFeedEveryPoint() {
    double[][] expected = {
      {2, 4.8141409986458, 0.539}, {3, 5.175645151046111, 0.985}, {5, 5.77729, 1.699}
    };
    for (double[] row : expected) {
      PlanSolution adaptive = solve("eotari-s", Map.of("xi_source", row[0]));
      assertEquals(row[1], adaptive.objective().value(), row[0] == 5 ? 1e-5 : 1e-6);
      for (double perplexity : perplexities(adaptive)) {
        assertTrue(perplexity >= row[0] * (1 - 1e-6), "perplexity " + perplexity);
      }
      assertEquals(row[2], stray(adaptive), 1e-3);
      PlanSolution global = solve("eot-perplexity", Map.of("xi", row[0], "average", "bound"));
      assertTrue(adaptive.objective().value() >= global.objective().value());
    }
    double[] temperatures = field(solve("eotari-s", Map.of("xi_source", 3.0)), "eps");
    assertEquals(8.60, temperatures[OUTLIER], 0.005);
    assertTrue(Arrays.stream(temperatures, 0, OUTLIER).allMatch(t -> t > 0.07 && t < 0.24));
  }

  @Test
  void everyVariantMovesTheOutliersImage() {
    double[][] expected = {{3.303, 2.025}, {3.200, 2.026}, {2.492, 2.046}};
    PlanSolution[] solutions = {
      solve("eotari-t", Map.of("xi_target", 3.0)),
      solve("eotari-d", Map.of("xi_source", 3.0, "xi_target", 3.0)),
      solve("qotari-s", Map.of("xi_source", 3.0))
    };
    for (int k = 0; k < expected.length; k++) {
      double[] image = image(solutions[k]);
      assertEquals(expected[k][0], image[0], 6e-4, "solver " + k);
      assertEquals(expected[k][1], image[1], 6e-4, "solver " + k);
    }
  }

  @Test
  void aBoundCanBeInactive() {
    PlanSolution quadratic = solve("qotari-s", Map.of("xi_source", 5.0));
    assertEquals(5.09, perplexities(quadratic)[4], 5e-3);
    assertEquals(0, field(quadratic, "eps")[4]);
    for (double perplexity :
        perplexities(solve("eotari-d", Map.of("xi_source", 5.0, "xi_target", 5.0)))) {
      assertEquals(5, perplexity, 1e-5);
    }
  }
}
