package monge.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.IntFunction;
import monge.plan.Coupling;
import monge.solver.PlanSolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the two far outliers take as the price of leaving mass behind rises. */
class UnbalancedScenesTest {

  private final Scene scene = new Scene("app-unbalanced");

  @ParameterizedTest
  @CsvSource({"0.5,0.058", "2,0.387", "5,0.646", "10,0.780", "50,0.927", "1000,0.994"})
  void theMassMovedGrowsWithThePenalty(double rho, double mass) {
    PlanSolution s =
        scene.solved("unbalanced-kl", Map.of("reg", 0.05, "reg_m1", rho, "reg_m2", rho));
    assertTrue(s.convergence().status().isSuccess(), s.convergence().reason());
    assertEquals(mass, s.objective().term("mass"), 0.01 * mass);
  }

  @Test
  void atTenTheOutliersAreLeftAlone() {
    PlanSolution s = scene.solved("unbalanced-kl");
    assertEquals(0.78, s.objective().term("mass"), 0.0078);
    double[] received = s.coupling().columnMarginal();
    assertEquals(2.8e-4, received[18] + received[19], 0.05e-4);
    assertEquals(0.36, highestImage(s.coupling()), 0.005);
  }

  @Test
  void atFiveNearlyNothingReachesThem() {
    Coupling five =
        scene.solved("unbalanced-kl", Map.of("reg", 0.05, "reg_m1", 5, "reg_m2", 5)).coupling();
    double[] received = five.columnMarginal();
    assertEquals(8e-7, received[18] + received[19], 0.5e-7);
    assertEquals(0.31, highestImage(five), 0.005);
    IntFunction<double[]> image = scene.barycentric(five);
    double mean = 0;
    for (int i = 0; i < scene.source.size(); i++) {
      mean += image.apply(i)[1] / scene.source.size();
    }
    assertEquals(0.006, mean, 0.0006);
  }

  @Test
  void atFiftyTheyPullAndAtAThousandTheyWin() {
    Coupling fifty =
        scene.solved("unbalanced-kl", Map.of("reg", 0.05, "reg_m1", 50, "reg_m2", 50)).coupling();
    double[] received = fifty.columnMarginal();
    assertEquals(0.031, received[18] + received[19], 0.0005);
    assertEquals(5.5, highestImage(fifty), 0.055);
    Coupling thousand =
        scene
            .solved("unbalanced-kl", Map.of("reg", 0.05, "reg_m1", 1000, "reg_m2", 1000))
            .coupling();
    received = thousand.columnMarginal();
    assertEquals(0.094, received[18] + received[19], 0.001);
    assertEquals(8, highestImage(thousand), 0.08);
  }

  /** Nine tenths move at the least cost: the outliers are the tenth that stays. */
  @Test
  void thePartialPlanLeavesExactlyTheOutliers() {
    PlanSolution s = scene.solved("partial");
    assertEquals(0.9, s.objective().term("mass"), 1e-12);
    double[] received = s.coupling().columnMarginal();
    assertEquals(0, received[18] + received[19], 1e-12);
    assertEquals(0.1, s.objective().term("destroyed_target"), 1e-12);
  }

  private double highestImage(Coupling plan) {
    IntFunction<double[]> image = scene.barycentric(plan);
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scene.source.size(); i++) {
      highest = Math.max(highest, image.apply(i)[1]);
    }
    return highest;
  }
}
