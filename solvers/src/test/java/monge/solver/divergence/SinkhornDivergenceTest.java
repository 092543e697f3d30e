package monge.solver.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import org.junit.jupiter.api.Test;

final class SinkhornDivergenceTest {

  private static final CostFunction EUCLIDEAN = new CostFunction.Euclidean();

  static DiscreteMeasure cloud(int n, int d, long seed, double shift) {
    Random random = new Random(seed);
    double[][] points = new double[n][d];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        points[i][k] = random.nextGaussian() + shift;
      }
      weights[i] = 0.2 + random.nextDouble();
    }
    return DiscreteMeasure.of(points, weights).normalised();
  }

  private static PlanSolution solve(LinearProblem problem, double reg) {
    SinkhornDivergenceProvider provider = new SinkhornDivergenceProvider();
    return (PlanSolution)
        provider.create(provider.defaults().withAll(Map.of("reg", reg))).solve(problem);
  }

  @Test
  void isZeroForEqualCloudsAndPositiveOtherwise() {
    DiscreteMeasure a = cloud(20, 2, 1, 0);
    PlanSolution same = solve(LinearProblem.between(a, a, EUCLIDEAN), 0.1);
    assertEquals(0, same.objective().term("divergence_kl"), 1e-10);
    assertEquals(same.objective().term("ot_kl_xy"), same.objective().term("ot_kl_xx"), 1e-10);
    PlanSolution other = solve(LinearProblem.between(a, cloud(25, 2, 2, 0), EUCLIDEAN), 0.1);
    assertTrue(other.objective().term("divergence_kl") > 1e-3);
  }

  @Test
  void tendsToHalfTheEnergyDistance() {
    LinearProblem problem =
        LinearProblem.between(cloud(20, 2, 1, 0), cloud(25, 2, 2, 1), EUCLIDEAN);
    double energy = new KernelDistance(problem.source(), problem.target()).energy();
    assertEquals(energy / 2, solve(problem, 1e6).objective().term("divergence_kl"), 1e-6);
  }

  @Test
  void zeroWeightsAreDroppedAndTheirPotentialsUndefined() {
    DiscreteMeasure b = cloud(9, 2, 4, 1);
    DiscreteMeasure some =
        DiscreteMeasure.of(new double[][] {{0, 0}, {9, 9}, {1, 0}}, new double[] {0.5, 0, 0.5});
    DiscreteMeasure kept = DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 0}});
    PlanSolution with = solve(LinearProblem.between(some, b, EUCLIDEAN), 0.1);
    PlanSolution without = solve(LinearProblem.between(kept, b, EUCLIDEAN), 0.1);
    assertEquals(
        without.objective().term("divergence_kl"), with.objective().term("divergence_kl"), 1e-10);
    assertTrue(Double.isNaN(with.fields().getFirst().value(1)));
    assertTrue(with.convergence().status().isSuccess(), with.convergence().reason());
  }

  @Test
  void tinyRegularisationStaysFinite() {
    LinearProblem problem =
        LinearProblem.between(cloud(15, 2, 1, 0), cloud(15, 2, 2, 1), EUCLIDEAN);
    PlanSolution s = solve(problem, 1e-3);
    assertTrue(s.convergence().status().isSuccess(), s.convergence().reason());
    // Sharp plans within a cloud keep every point where it is.
    assertEquals(0, s.objective().term("lin_xx"), 1e-12);
  }

  @Test
  void costMatricesAreRefused() {
    DiscreteMeasure a = cloud(3, 2, 1, 0);
    LinearProblem problem = LinearProblem.of(a, a, monge.cost.DenseGeometry.of(new double[3][3]));
    assertTrue(SinkhornDivergenceProvider.refusalOf(problem).orElseThrow().contains("give points"));
  }
}
