package monge.derivative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import monge.cost.DenseGeometry;
import monge.measure.DiscreteMeasure;
import monge.plan.Potentials;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import org.junit.jupiter.api.Test;

/** Implicit and unrolled derivatives against each other and against central differences. */
final class ImplicitPlanTest {

  private static final int N = 7;
  private static final int M = 9;
  private static final double EPS = 0.2;

  private final double[][] cost = new double[N][M];
  private final double[][] g = new double[N][M];
  private final double[] a = new double[N];
  private final double[] b = new double[M];

  ImplicitPlanTest() {
    Random random = new Random(4);
    double massA = 0;
    double massB = 0;
    for (int i = 0; i < N; i++) {
      a[i] = 0.3 + random.nextDouble();
      massA += a[i];
      for (int j = 0; j < M; j++) {
        cost[i][j] = random.nextDouble();
        g[i][j] = random.nextGaussian();
      }
    }
    for (int j = 0; j < M; j++) {
      b[j] = 0.3 + random.nextDouble();
      massB += b[j];
    }
    for (int i = 0; i < N; i++) {
      a[i] /= massA;
    }
    for (int j = 0; j < M; j++) {
      b[j] /= massB;
    }
  }

  private ImplicitPlan implicit(double[][] c, double[] from, double[] to, double eps) {
    return implicit(c, from, to, eps, 1e-12);
  }

  private static ImplicitPlan implicit(
      double[][] c, double[] from, double[] to, double eps, double tolerance) {
    LinearProblem problem =
        LinearProblem.of(
            DiscreteMeasure.ofWeights(from), DiscreteMeasure.ofWeights(to), DenseGeometry.of(c));
    SolverProvider sinkhorn = SolverRegistry.load().require("sinkhorn");
    PlanSolution s =
        (PlanSolution)
            sinkhorn
                .create(
                    sinkhorn
                        .defaults()
                        .with("reg", eps)
                        .with("tolerance", tolerance)
                        .with("newton", tolerance < 1e-6))
                .solve(problem);
    Potentials p = s.potentials().orElseThrow();
    return ImplicitPlan.of(problem.requireGeometry(), p.f(), p.g(), from, to, eps);
  }

  private double value(double[][] plan) {
    double sum = 0;
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < M; j++) {
        // L = sum G P + 1/2 sum G² P², so that dL/dP depends on P.
        double x = g[i][j] * plan[i][j];
        sum += x + x * x / 2;
      }
    }
    return sum;
  }

  private double[][] slope(double[][] plan) {
    double[][] slope = new double[N][M];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < M; j++) {
        slope[i][j] = g[i][j] + g[i][j] * g[i][j] * plan[i][j];
      }
    }
    return slope;
  }

  private double value(double[][] c, double[] from, double[] to, double eps) {
    return value(implicit(c, from, to, eps).plan());
  }

  @Test
  void agreesWithCentralDifferences() {
    ImplicitPlan plan = implicit(cost, a, b, EPS);
    PlanGradient d = plan.pullback(slope(plan.plan()), () -> false);
    double h = 1e-5;
    for (int[] at : new int[][] {{0, 0}, {3, 5}, {6, 8}}) {
      double[][] up = bumped(cost, at[0], at[1], h);
      double[][] down = bumped(cost, at[0], at[1], -h);
      double difference = (value(up, a, b, EPS) - value(down, a, b, EPS)) / (2 * h);
      assertEquals(difference, d.cost()[at[0]][at[1]], 1e-8);
    }
    double fd =
        (value(cost, moved(a, 1, 4, h), b, EPS) - value(cost, moved(a, 1, 4, -h), b, EPS))
            / (2 * h);
    assertEquals(fd, d.sourceWeights()[1] - d.sourceWeights()[4], 1e-7);
    fd =
        (value(cost, a, moved(b, 2, 7, h), EPS) - value(cost, a, moved(b, 2, 7, -h), EPS))
            / (2 * h);
    assertEquals(fd, d.targetWeights()[2] - d.targetWeights()[7], 1e-7);
    fd = (value(cost, a, b, EPS + h) - value(cost, a, b, EPS - h)) / (2 * h);
    assertEquals(fd, d.eps(), 1e-7);
  }

  @Test
  void unrollingManyStepsGivesTheSame() {
    ImplicitPlan plan = implicit(cost, a, b, EPS);
    PlanGradient expected = plan.pullback(slope(plan.plan()), () -> false);
    UnrolledSinkhorn unrolled = UnrolledSinkhorn.of(DenseGeometry.of(cost), a, b, EPS, 300);
    PlanGradient found = unrolled.pullback(slope(unrolled.plan()));
    for (int i = 0; i < N; i++) {
      assertArrayEquals(plan.plan()[i], unrolled.plan()[i], 1e-13);
      assertArrayEquals(expected.cost()[i], found.cost()[i], 1e-11);
    }
    assertArrayEquals(expected.sourceWeights(), found.sourceWeights(), 1e-10);
    assertArrayEquals(expected.targetWeights(), found.targetWeights(), 1e-10);
    assertEquals(expected.eps(), found.eps(), 1e-11);
  }

  @Test
  void unrollingFewStepsIsTheDerivativeOfThoseSteps() {
    UnrolledSinkhorn three = UnrolledSinkhorn.of(DenseGeometry.of(cost), a, b, EPS, 3);
    PlanGradient d = three.pullback(slope(three.plan()));
    double h = 1e-5;
    double fd = (afterThree(bumped(cost, 2, 3, h), EPS) - afterThree(bumped(cost, 2, 3, -h), EPS));
    assertEquals(fd / (2 * h), d.cost()[2][3], 1e-9);
    fd = (afterThree(cost, EPS + h) - afterThree(cost, EPS - h)) / (2 * h);
    assertEquals(fd, d.eps(), 1e-8);
  }

  private double afterThree(double[][] c, double eps) {
    return value(UnrolledSinkhorn.of(DenseGeometry.of(c), a, b, eps, 3).plan());
  }

  @Test
  void sharpPlansHaveDerivativesToo() {
    ImplicitPlan plan = implicit(cost, a, b, 0.01);
    PlanGradient d = plan.pullback(slope(plan.plan()), () -> false);
    double h = 1e-6;
    double difference = value(bumped(cost, 3, 5, h), a, b, 0.01);
    difference -= value(bumped(cost, 3, 5, -h), a, b, 0.01);
    assertEquals(difference / (2 * h), d.cost()[3][5], 1e-5);
  }

  @Test
  void anUnfinishedPlanIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> implicit(cost, a, b, EPS, 1e-3));
  }

  private static double[][] bumped(double[][] c, int i, int j, double h) {
    double[][] copy = new double[c.length][];
    for (int k = 0; k < c.length; k++) {
      copy[k] = c[k].clone();
    }
    copy[i][j] += h;
    return copy;
  }

  private static double[] moved(double[] weights, int to, int from, double h) {
    double[] copy = weights.clone();
    copy[to] += h;
    copy[from] -= h;
    return copy;
  }
}
