package monge.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NearestSampleTest {

  private final NearestSample map =
      NearestSample.of(new double[][] {{0, 0}, {4, 0}}, new double[][] {{1, 2}, {4, -1}});

  @Test
  void movesAsTheNearestSampleDoes() {
    assertArrayEquals(new double[] {2, 3}, map.apply(new double[] {1, 1}), 1e-15);
    assertArrayEquals(new double[] {3, 0}, map.apply(new double[] {3, 1}), 1e-15);
    assertEquals(0, map.nearest(new double[] {2, 5}));
  }

  @Test
  void refusesShapesThatDisagree() {
    assertThrows(
        IllegalArgumentException.class,
        () -> NearestSample.of(new double[][] {{0, 0}}, new double[][] {{1}}));
    assertThrows(IllegalArgumentException.class, () -> map.apply(new double[] {1}));
  }
}
