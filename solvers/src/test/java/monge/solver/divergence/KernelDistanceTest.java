package monge.solver.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.solver.ValueSolution;
import org.junit.jupiter.api.Test;

final class KernelDistanceTest {

  private static final DiscreteMeasure SOURCE =
      DiscreteMeasure.of(new double[][] {{0}, {1}}, new double[] {0.25, 0.75});

  private static final DiscreteMeasure TARGET = DiscreteMeasure.uniform(new double[][] {{3}});

  @Test
  void smallCloudsByHand() {
    KernelDistance d = new KernelDistance(SOURCE, TARGET);
    // 2 (3/4 + 3/2) - 2 * 3/16 - 0.
    assertEquals(4.5 - 0.375, d.energy(), 1e-15);
    double self = 1 - 0.375 * (1 - Math.exp(-0.5));
    double cross = 0.25 * Math.exp(-4.5) + 0.75 * Math.exp(-2);
    KernelDistance.Witness g = d.witness(KernelDistance.Kernel.GAUSSIAN, 1, () -> false);
    assertEquals(self + 1 - 2 * cross, g.squared(), 1e-15);
    assertEquals(cross - 1, g.target()[0], 1e-15);
    double laplace = 1 - 0.375 * (1 - Math.exp(-0.5)) + 1;
    laplace -= 2 * (0.25 * Math.exp(-1.5) + 0.75 * Math.exp(-1));
    assertEquals(
        laplace, d.witness(KernelDistance.Kernel.LAPLACIAN, 2, () -> false).squared(), 1e-15);
  }

  @Test
  void equalCloudsHaveDistanceZeroAndEveryKernelIsOffered() {
    DiscreteMeasure a = SinkhornDivergenceTest.cloud(40, 3, 5, 0);
    LinearProblem same = LinearProblem.between(a, a, new CostFunction.SquaredEuclidean());
    KernelDistanceProvider provider = new KernelDistanceProvider();
    for (String kernel : new String[] {"energy", "gaussian", "laplacian"}) {
      ParameterValues settings = provider.defaults().with("kernel", kernel);
      ValueSolution s = (ValueSolution) provider.create(settings).solve(same);
      assertEquals(0, s.objective().value(), 1e-14);
      assertFalse(Double.isNaN(s.objective().term("distance")));
      assertEquals(40, s.fields().getFirst().size());
    }
  }

  @Test
  void vectorAndPlainKernelsAgree() {
    DiscreteMeasure a = SinkhornDivergenceTest.cloud(600, 2, 5, 0);
    DiscreteMeasure b = SinkhornDivergenceTest.cloud(500, 2, 6, 1);
    double whole =
        new KernelDistance(a, b).witness(KernelDistance.Kernel.GAUSSIAN, 1, () -> false).squared();
    double sum = 0;
    for (int i = 0; i < 600; i++) {
      for (int k = 0; k < 600; k++) {
        sum += a.weight(i) * a.weight(k) * gaussian(a.point(i), a.point(k));
      }
      for (int j = 0; j < 500; j++) {
        sum -= 2 * a.weight(i) * b.weight(j) * gaussian(a.point(i), b.point(j));
      }
    }
    for (int j = 0; j < 500; j++) {
      for (int k = 0; k < 500; k++) {
        sum += b.weight(j) * b.weight(k) * gaussian(b.point(j), b.point(k));
      }
    }
    assertEquals(sum, whole, 1e-13);
  }

  private static double gaussian(double[] x, double[] y) {
    return Math.exp(-new CostFunction.SquaredEuclidean().between(x, y) / 2);
  }

  @Test
  void pointsOfDifferentDimensionsAreRefused() {
    LinearProblem problem =
        LinearProblem.between(
            SOURCE,
            DiscreteMeasure.uniform(new double[][] {{1, 2}}),
            new CostFunction.SquaredEuclidean());
    assertTrue(KernelDistanceProvider.refusalOf(problem).orElseThrow().contains("one dimension"));
  }
}
