package monge.solver.entropic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccelerationTest {

  private static LinearProblem problem(int n, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[n][2];
    double[][] y = new double[n + 5][2];
    for (double[][] points : new double[][][] {x, y}) {
      for (double[] point : points) {
        point[0] = random.nextDouble();
        point[1] = random.nextDouble();
      }
    }
    return LinearProblem.between(
        DiscreteMeasure.uniform(x),
        DiscreteMeasure.uniform(y),
        new CostFunction.SquaredEuclidean());
  }

  private static PlanSolution solve(LinearProblem problem, String acceleration, Object... more) {
    SinkhornProvider provider = new SinkhornProvider();
    var values =
        provider
            .defaults()
            .withAll(Map.of("reg", 0.004, "newton", false, "acceleration", acceleration));
    for (int k = 0; k < more.length; k += 2) {
      values = values.with((String) more[k], more[k + 1]);
    }
    return (PlanSolution) provider.create(values).solve(problem);
  }

  /** The same plan in less than half of the iterations, in every domain. */
  @ParameterizedTest
  @CsvSource({
    "over-relaxation, log",
    "over-relaxation, stabilised",
    "anderson, log",
    "anderson, stabilised"
  })
  void sameAnswerSooner(String acceleration, String domain) {
    LinearProblem problem = problem(60, 1);
    PlanSolution plain = solve(problem, "none", "domain", domain);
    PlanSolution hastened = solve(problem, acceleration, "domain", domain);
    assertEquals(Status.CONVERGED, hastened.convergence().status());
    assertTrue(
        hastened.convergence().iterations() < plain.convergence().iterations() / 2,
        hastened.convergence().iterations() + " of " + plain.convergence().iterations());
    double[][] expected = plain.coupling().toDense();
    double[][] found = hastened.coupling().toDense();
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], found[i], 1e-9);
    }
  }

  /** Stopped at any iteration the answer is a plain step's, with exact columns. */
  @Test
  void everyStopIsAfterAPlainStep() {
    LinearProblem problem = problem(40, 2);
    for (int most = 1; most < 40; most += 3) {
      PlanSolution s = solve(problem, "anderson", "max_iterations", most, "epsilon_scaling", false);
      assertArrayEquals(problem.target().weights(), s.coupling().columnMarginal(), 1e-12);
    }
  }

  /** On a linear iteration of known rate the best factor is found. */
  @Test
  void theBestRelaxationIsFound() {
    double s = 0.98;
    double best = 2 / (1 + Math.sqrt(1 - s));
    OverRelaxation relaxation = OverRelaxation.adaptive();
    double error = 1;
    double omega = 1;
    for (int k = 0; k < 200; k++) {
      // The larger root of (r + omega - 1)^2 = r omega^2 s is the rate, omega - 1 beyond the best.
      double half = omega * omega * s / 2 - (omega - 1);
      double square = half * half - (omega - 1) * (omega - 1);
      error *= square > 0 ? half + Math.sqrt(square) : omega - 1;
      omega = relaxation.next(error, k);
    }
    assertEquals(best, omega, 1e-3);
  }

  @Test
  void aStepThatLowersTheDualIsFollowedByAPlainOne() {
    OverRelaxation relaxation = OverRelaxation.fixed(1.7);
    assertEquals(1.7, relaxation.next(1, 3));
    assertEquals(1, relaxation.next(1, 2));
    assertEquals(1.7, relaxation.next(1, 2.5));
  }
}
