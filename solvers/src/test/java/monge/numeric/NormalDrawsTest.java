package monge.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NormalDrawsTest {

  @Test
  void drawsAreStandardNormalAndRepeatable() {
    NormalDraws random = new NormalDraws(7);
    int n = 40_000;
    double mean = 0;
    double square = 0;
    double within = 0;
    for (int k = 0; k < n; k++) {
      double z = random.normal();
      mean += z / n;
      square += z * z / n;
      within += Math.abs(z) < 1 ? 1.0 / n : 0;
    }
    // Four standard errors each.
    assertEquals(0, mean, 4 / Math.sqrt(n));
    assertEquals(1, square, 4 * Math.sqrt(2.0 / n));
    assertEquals(0.682689, within, 4 * Math.sqrt(0.2166 / n));
    assertEquals(new NormalDraws(7).normal(), new NormalDraws(7).normal());
  }
}
