package monge.solver.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Objects;
import monge.problem.ProblemDescription;
import monge.solver.SolveMonitor;
import org.junit.jupiter.api.Test;

class RoundingEvaluationTest {

  private final RoundingEvaluation rounding = new RoundingEvaluation();

  @Test
  void roundsAndMeasuresTheChange() {
    ProblemDescription description =
        ProblemDescription.named("r")
            .costMatrix(new double[][] {{0, 1}, {1, 0}})
            .param("plan", new double[][] {{0.8, 0.2}, {0.1, 0.15}})
            .build();
    Map<String, Object> values = rounding.evaluate(description, SolveMonitor.NONE);
    assertEquals(0.2, number(values, "objective"), 1e-15);
    assertEquals(0.4 + 0.1 + 0.25, number(values, "l1_change"), 1e-15);
    assertEquals(2 * (0.5 + 0.25 + 0.4 + 0.15), number(values, "l1_bound"), 1e-15);
    assertArrayEquals(
        new double[] {0.1, 0.4},
        ((double[][]) Objects.requireNonNull(values.get("plan")))[1],
        1e-15);
  }

  @Test
  void aPlanOfTheWrongShapeOrSignIsRefused() {
    ProblemDescription.Builder square =
        ProblemDescription.named("r").costMatrix(new double[][] {{0, 1}, {1, 0}});
    assertThrows(
        IllegalArgumentException.class, () -> rounding.evaluate(square.build(), SolveMonitor.NONE));
    square.param("plan", new double[][] {{1, 0}});
    assertThrows(
        IllegalArgumentException.class, () -> rounding.evaluate(square.build(), SolveMonitor.NONE));
    square.param("plan", new double[][] {{1, 0}, {0, -1}});
    assertThrows(
        IllegalArgumentException.class, () -> rounding.evaluate(square.build(), SolveMonitor.NONE));
  }

  private static double number(Map<String, Object> values, String key) {
    return (Double) Objects.requireNonNull(values.get(key));
  }
}
