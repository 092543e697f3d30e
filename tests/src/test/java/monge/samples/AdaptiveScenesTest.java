package monge.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import monge.plan.Coupling;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        plan.rows() - 1,
        (_, j, mass) -> {
          sum[0] += mass * solution.problem().target().coordinate(j, 0);
          sum[1] += mass * solution.problem().target().coordinate(j, 1);
          sum[2] += mass;
        });
    return new double[] {sum[0] / sum[2], sum[1] / sum[2]};
  }

  /** How far the outlier's image lies from the last target. */
  private static double stray(PlanSolution solution) {
    int last = solution.problem().rows() - 1;
    return Scene.distance(image(solution), solution.problem().target().point(last));
  }

  /** Perplexity; its eps; least and largest perplexity of the nine; cost; cost by total spread. */
  @ParameterizedTest
  @CsvSource({
    "2, 0.10345870690821124, 1.7368710, 2.9690421, 4.4354602800976615, 4.439192640249478",
    "3, 0.155047462550105, 2.3990282, 5.2322235, 4.481506249510238, 4.494083370601245",
    "5, 0.3319695163611546, 4.2183711, 8.3651966, 4.590162757094853, 4.630328307026096"
  })
  void oneTemperatureForAllStarvesTheOutlier(
      double xi, double eps, double least, double largest, double cost, double byTotal) {
    PlanSolution global = solve("eot-perplexity", Map.of("xi", xi, "average", "mean"));
    double[] perplexities = perplexities(global);
    assertEquals(xi, Arrays.stream(perplexities).average().orElseThrow(), 1e-7);
    assertEquals(eps, global.objective().term("eps"), 1e-6);
    assertEquals(cost, global.objective().value(), 1e-6 * cost);
    assertEquals(least, Arrays.stream(perplexities, 0, OUTLIER).min().orElseThrow(), 1e-5);
    assertEquals(largest, Arrays.stream(perplexities, 0, OUTLIER).max().orElseThrow(), 1e-5);
    assertTrue(perplexities[OUTLIER] <= 1.001);
    assertTrue(stray(global) <= 1e-3);
    PlanSolution bound = solve("eot-perplexity", Map.of("xi", xi, "average", "bound"));
    assertEquals(byTotal, bound.objective().value(), 1e-6 * byTotal);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 4.8141409986458, 0.539, 4.439192640249478",
    "3, 5.175645151046111, 0.985, 4.494083370601245",
    "5, 5.777286846552004, 1.699, 4.630328307026096"
  })
  void adaptiveTemperaturesFeedEveryPoint(
      double xi, double cost, double distance, double costOfGlobal) {
    PlanSolution adaptive = solve("eotari-s", Map.of("xi_source", xi));
    assertEquals(cost, adaptive.objective().value(), 1e-6 * cost);
    for (double perplexity : perplexities(adaptive)) {
      assertTrue(perplexity >= xi * (1 - 1e-6), "perplexity " + perplexity);
    }
    assertEquals(distance, stray(adaptive), 1e-3);
    assertTrue(adaptive.objective().value() >= costOfGlobal, "a bound a row costs more");
  }

  @Test
  void theOutliersTemperatureIsFarAboveTheOthers() {
    double[] temperatures = field(solve("eotari-s", Map.of("xi_source", 3.0)), "eps");
    assertEquals(8.60, temperatures[OUTLIER], 0.005);
    double[] others = Arrays.copyOf(temperatures, OUTLIER);
    double least = Arrays.stream(others).min().orElseThrow();
    double largest = Arrays.stream(others).max().orElseThrow();
    assertTrue(least > 0.07 && largest < 0.24, "from " + least + " to " + largest);
    assertEquals(115, temperatures[OUTLIER] / least, 0.5);
    assertEquals(36, temperatures[OUTLIER] / largest, 0.5);
  }

  /** The outlier's image and the cost of each variant. */
  @ParameterizedTest
  @CsvSource({
    "eotari-s, 2, 3.660819039531258, 2.0138458084168596, 4.8141409986458",
    "eotari-t, 2, 3.70487304704085, 2.013856789601487, 4.814913147281409",
    "eotari-d, 2, 3.6514514195114836, 2.0145196897704607, 4.842644897279553",
    "qotari-s, 2, 3.0702777457483994, 2.031160751321077, 5.257063206376642",
    "eotari-s, 3, 3.214977934905438, 2.025103626872142, 5.175645151046111",
    "eotari-t, 3, 3.3026324134991776, 2.025120061456671, 5.177101429929337",
    "eotari-d, 3, 3.2003210839483134, 2.0261523589299486, 5.234210970607184",
    "qotari-s, 3, 2.4919411509785885, 2.045889119998554, 5.71084073432879",
    "eotari-s, 5, 2.5017689089797783, 2.0428936962982314, 5.777286846552004",
    "eotari-t, 5, 2.6669247947888115, 2.042914395285894, 5.779869913961203",
    "eotari-d, 5, 2.482548318067025, 2.0442791176689172, 5.889522628353119",
    "qotari-s, 5, 1.8172199567297356, 2.061665878715895, 6.305573926272461"
  })
  void everyVariantMovesTheOutliersImage(
      String solver, double xi, double x, double y, double cost) {
    Map<String, Object> settings =
        switch (solver.charAt(solver.length() - 1)) {
          case 's' -> Map.of("xi_source", xi);
          case 't' -> Map.of("xi_target", xi);
          default -> Map.of("xi_source", xi, "xi_target", xi);
        };
    PlanSolution s = solve(solver, settings);
    assertEquals(cost, s.objective().value(), 1e-6 * cost);
    assertEquals(x, image(s)[0], 1e-5);
    assertEquals(y, image(s)[1], 1e-5);
  }

  @Test
  void anOutlierOfTheSourceAloneReachesIntoTheCrowd() {
    Scene scene = new Scene("otari-source-outlier");
    PlanSolution global = scene.solved("eot-perplexity");
    assertEquals(1, perplexities(global)[OUTLIER], 1e-3);
    PlanSolution adaptive = scene.solved("eotari-s");
    assertEquals(5.48459, adaptive.objective().value(), 1e-5);
    assertEquals(3, perplexities(adaptive)[OUTLIER], 1e-5);
    assertEquals(1.000, image(adaptive)[0], 1e-3);
    assertEquals(2.169, image(adaptive)[1], 1e-3);
  }

  /** Fifty draws; the two ranges are those of fifty draws by another generator. */
  @Test
  void theOutlierStarvesBesideAnyBell() {
    int busy = 0;
    int strayed = 0;
    for (long seed = 0; seed < 50; seed++) {
      Scene scene = new Scene("otari-bell", OtariSamples.bellAndOutlier(seed));
      PlanSolution global = scene.solved("eot-perplexity");
      assertEquals(1, perplexities(global)[14], 1e-3);
      assertEquals(0, stray(global), 1e-3);
      double busiest = Arrays.stream(perplexities(global)).max().orElseThrow();
      busy += busiest > 5.7 && busiest < 8.8 ? 1 : 0;
      PlanSolution adaptive = scene.solved("eotari-s");
      assertEquals(4, Arrays.stream(perplexities(adaptive)).min().orElseThrow(), 1e-5);
      strayed += stray(adaptive) > 1.09 && stray(adaptive) < 1.29 ? 1 : 0;
    }
    assertTrue(busy >= 49, "draws whose busiest row is in the range: " + busy);
    assertTrue(strayed >= 49, "draws whose outlier's image is in the range: " + strayed);
  }

  @Test
  void aBoundCanBeInactive() {
    PlanSolution quadratic = solve("qotari-s", Map.of("xi_source", 5.0));
    assertEquals(5.09, perplexities(quadratic)[4], 5e-3);
    assertEquals(0, field(quadratic, "eps")[4]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 3, 5})
  void boundsOnBothSidesAreMetExactly(double xi) {
    PlanSolution both = solve("eotari-d", Map.of("xi_source", xi, "xi_target", xi));
    for (String side : new String[] {"row_perplexity", "column_perplexity"}) {
      for (double perplexity : field(both, side)) {
        assertEquals(xi, perplexity, 1e-6 * xi, side);
      }
    }
  }
}
