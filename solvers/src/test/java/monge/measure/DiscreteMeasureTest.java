package monge.measure;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class DiscreteMeasureTest {

  @Test
  void aMassThatNoDoubleHoldsIsRefused() {
    double[] weights = {1e308, 1e308};
    assertThrows(IllegalArgumentException.class, () -> DiscreteMeasure.ofWeights(weights));
  }

  @Test
  void distancesThatWereNotGivenAreNotRead() {
    DiscreteMeasure plain = DiscreteMeasure.ofWeights(new double[] {1, 1});
    assertThrows(IllegalStateException.class, () -> plain.distances(0, new double[2]));
  }
}
