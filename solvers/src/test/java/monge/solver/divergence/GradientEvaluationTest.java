package monge.solver.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import monge.measure.DiscreteMeasure;
import monge.problem.ProblemDescription;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import org.junit.jupiter.api.Test;

/** Derivatives of values against central differences. */
final class GradientEvaluationTest {

  private static final double H = 1e-5;

  private final double[][] x = SinkhornDivergenceTest.cloud(8, 2, 1, 0).points();
  private final double[][] y = SinkhornDivergenceTest.cloud(9, 2, 2, 1).points();
  private final double[] a = SinkhornDivergenceTest.cloud(8, 2, 1, 0).weights();
  private final double[] b = SinkhornDivergenceTest.cloud(9, 2, 2, 1).weights();

  private ProblemDescription problem(String cost, double[][] source, double[] weights) {
    return ProblemDescription.named("gradient")
        .source(source)
        .target(y)
        .sourceWeights(weights)
        .targetWeights(b)
        .cost(cost)
        .param("reg", 0.5)
        .build();
  }

  private double divergence(String cost, double[][] source, double[] weights) {
    SinkhornDivergenceProvider provider = new SinkhornDivergenceProvider();
    PlanSolution s =
        (PlanSolution)
            provider
                .create(provider.defaults().with("reg", 0.5).with("tolerance", 1e-12))
                .solve(provider.problem(problem(cost, source, weights)));
    return s.objective().term("divergence_kl");
  }

  private double kl(String cost, double[][] source, double[] weights) {
    return number(evaluate(cost, source, weights), "value_kl");
  }

  private Map<String, Object> evaluate(String cost, double[][] source, double[] weights) {
    return new GradientEvaluation().evaluate(problem(cost, source, weights), SolveMonitor.NONE);
  }

  @Test
  void pointsMoveTheValuesAsTold() {
    for (String cost :
        new String[] {"sqeuclidean", "euclidean", "cityblock", "chebyshev", "minkowski:3"}) {
      Map<String, Object> values = evaluate(cost, x, a);
      double[][] kl = (double[][]) value(values, "grad_source_positions");
      double[][] divergence = (double[][]) value(values, "divergence_grad_source_positions");
      for (int k = 0; k < 2; k++) {
        double[][] up = moved(x, 3, k, H);
        double[][] down = moved(x, 3, k, -H);
        assertEquals((kl(cost, up, a) - kl(cost, down, a)) / (2 * H), kl[3][k], 1e-7, cost);
        double difference = divergence(cost, up, a) - divergence(cost, down, a);
        assertEquals(difference / (2 * H), divergence[3][k], 1e-7, cost);
      }
    }
  }

  @Test
  void weightsMoveTheValuesAsTold() {
    Map<String, Object> values = evaluate("euclidean", x, a);
    double[] kl = (double[]) value(values, "grad_a_kl_centred");
    double[] divergence = (double[]) value(values, "divergence_grad_a_centred");
    double[] up = a.clone();
    double[] down = a.clone();
    up[2] += H;
    up[5] -= H;
    down[2] -= H;
    down[5] += H;
    double fd = (kl("euclidean", x, up) - kl("euclidean", x, down)) / (2 * H);
    assertEquals(fd, kl[2] - kl[5], 1e-7);
    fd = (divergence("euclidean", x, up) - divergence("euclidean", x, down)) / (2 * H);
    assertEquals(fd, divergence[2] - divergence[5], 1e-7);
  }

  @Test
  void theDerivativeAtZeroWeightIsTheLimit() {
    double[] none = a.clone();
    none[4] = 0;
    double[] little = a.clone();
    little[4] = 1e-9;
    double[] atNone = (double[]) value(evaluate("euclidean", x, none), "grad_a_kl_centred");
    double[] atLittle = (double[]) value(evaluate("euclidean", x, little), "grad_a_kl_centred");
    for (int i = 0; i < 8; i++) {
      assertEquals(atLittle[i], atNone[i], 1e-6);
    }
    double[] entropic = (double[]) value(evaluate("euclidean", x, none), "grad_a_entropic_centred");
    assertTrue(entropic[4] == Double.NEGATIVE_INFINITY && Double.isFinite(entropic[0]));
  }

  /** The plan that minimises {@code <C,P> + eps sum P log P} raises {@code <C,P>} with eps. */
  @Test
  void aFileMayAskForItsOwnNumber() {
    double[][] cost = problem("euclidean", x, a).balancedProblem().requireGeometry().toDense();
    Map<String, Object> values = new HashMap<>();
    double[] objective = new double[2];
    for (int k = 0; k < 2; k++) {
      ProblemDescription asked =
          ProblemDescription.named("own")
              .source(x)
              .target(y)
              .sourceWeights(a)
              .targetWeights(b)
              .cost("euclidean")
              .param("reg", 0.5 + (2 * k - 1) * H)
              .param("plan_gradient", cost)
              .build();
      values = new GradientEvaluation().evaluate(asked, SolveMonitor.NONE);
      objective[k] = number(values, "objective");
    }
    double fd = (objective[1] - objective[0]) / (2 * H);
    assertTrue(fd > 0);
    assertEquals(fd, number(values, "implicit_grad_reg"), 1e-5);
  }

  private static Object value(Map<String, Object> values, String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  private static double number(Map<String, Object> values, String key) {
    return (double) value(values, key);
  }

  private static double[][] moved(double[][] points, int i, int k, double h) {
    double[][] copy = DiscreteMeasure.uniform(points).points();
    copy[i][k] += h;
    return copy;
  }
}
