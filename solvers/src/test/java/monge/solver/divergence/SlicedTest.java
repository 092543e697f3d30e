package monge.solver.divergence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import org.junit.jupiter.api.Test;

final class SlicedTest {

  private static final CostFunction SQUARED = new CostFunction.SquaredEuclidean();

  private static final SlicedProvider PROVIDER = new SlicedProvider();

  private static PlanSolution solve(LinearProblem problem, Map<String, Object> settings) {
    return (PlanSolution) PROVIDER.create(PROVIDER.defaults().withAll(settings)).solve(problem);
  }

  @Test
  void onALineEveryDirectionIsTheExactPlan() {
    LinearProblem line =
        LinearProblem.between(
            SinkhornDivergenceTest.cloud(30, 1, 1, 0),
            SinkhornDivergenceTest.cloud(41, 1, 2, 1),
            SQUARED);
    SolverProvider exact = SolverRegistry.load().require("ot-1d");
    double optimum = exact.create(exact.defaults()).solve(line).objective().value();
    PlanSolution sliced = solve(line, Map.of("directions", 7));
    assertEquals(optimum, sliced.objective().value(), 1e-12);
    assertEquals(Math.sqrt(optimum), sliced.objective().term("SW"), 1e-12);
    assertEquals(Math.sqrt(optimum), sliced.objective().term("max_SW"), 1e-12);
  }

  @Test
  void aShiftIsSeenByItsComponentAndFoundByTheAscent() {
    DiscreteMeasure a = SinkhornDivergenceTest.cloud(25, 3, 3, 0);
    double[][] moved = a.points();
    for (double[] point : moved) {
      point[0] += 3;
      point[2] -= 4;
    }
    LinearProblem shift = LinearProblem.between(a, DiscreteMeasure.of(moved, a.weights()), SQUARED);
    PlanSolution average = solve(shift, Map.of("directions", 2000));
    // The mean of (theta . t)^2 is |t|^2 / d.
    assertEquals(25 / 3.0, Math.pow(average.objective().term("SW"), 2), 0.5);
    PlanSolution largest = solve(shift, Map.of("mode", "max", "directions", 20));
    assertEquals(5, largest.objective().term("max_SW"), 1e-7);
    assertEquals(0.6, Math.abs(largest.objective().term("max_direction_0")), 1e-3);
    assertEquals(25, largest.objective().value(), 1e-6);
  }

  @Test
  void theMeanOfMatchingsHasTheMarginals() {
    DiscreteMeasure a = SinkhornDivergenceTest.cloud(40, 2, 3, 0);
    DiscreteMeasure b =
        DiscreteMeasure.of(
                SinkhornDivergenceTest.cloud(30, 2, 4, 1).points(),
                new Random(3).doubles(30).map(w -> w < 0.3 ? 0 : w).toArray())
            .normalised();
    PlanSolution s = solve(LinearProblem.between(a, b, SQUARED), Map.of());
    assertArrayEquals(a.weights(), s.coupling().rowMarginal(), 1e-15);
    assertArrayEquals(b.weights(), s.coupling().columnMarginal(), 1e-15);
    double exact = 0;
    SolverProvider emd = SolverRegistry.load().require("emd");
    exact = emd.create(emd.defaults()).solve(s.problem()).objective().value();
    double sw = s.objective().term("SW");
    assertTrue(s.objective().value() >= exact && sw * sw <= exact);
  }

  @Test
  void givenDirectionsReplaceTheDrawnOnes() {
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 1}}),
            DiscreteMeasure.uniform(new double[][] {{0, 2}, {3, 0}}),
            SQUARED);
    ParameterValues settings = PROVIDER.defaults().with("mode", "max");
    double[][] axes = {{2, 0}, {0, 1}};
    Sliced sliced = new Sliced(settings, Optional.of(axes));
    // Along x: 0->0, 1->3; along y: 0->0, 1->2.
    assertArrayEquals(new double[] {2, 0.5}, sliced.values(problem), 1e-15);
    PlanSolution s = (PlanSolution) sliced.solve(problem);
    assertEquals(Math.sqrt(2), s.objective().term("max_SW"), 1e-15);
    assertEquals(0.5, s.coupling().mass(0, 0), 1e-15);
    Sliced wrong = new Sliced(settings, Optional.of(new double[][] {{1, 0, 0}}));
    assertThrows(IllegalArgumentException.class, () -> wrong.solve(problem));
  }

  @Test
  void sortingIsStable() {
    assertArrayEquals(
        new int[] {4, 1, 3, 0, 2}, Slices.sorted(new double[] {2, 1, 2, 1, -Double.MAX_VALUE}));
  }
}
