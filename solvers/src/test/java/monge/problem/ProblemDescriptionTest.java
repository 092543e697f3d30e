package monge.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ProblemDescriptionTest {

  private static ProblemDescription labelled(double... labels) {
    return ProblemDescription.named("labelled")
        .source(new double[][] {{0}, {1}, {2}})
        .target(new double[][] {{0}})
        .param("labels", labels)
        .build();
  }

  @Test
  void labelsAreOneWholeNumberAPoint() {
    assertArrayEquals(
        new int[] {4, -1, 4}, labelled(4, -1, 4).sourceMeasure().labels().orElseThrow());
    for (ProblemDescription bad :
        new ProblemDescription[] {
          labelled(4, 1), labelled(4, 1.5, 4), labelled(4, Double.NaN, 4), labelled(4, 1e12, 4)
        }) {
      assertThrows(IllegalArgumentException.class, bad::sourceMeasure);
    }
  }
}
