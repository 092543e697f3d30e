package monge.solver.gromov;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ExtrapolationTest {

  /** F contracts by .99 and .5 towards (3, -2): three values of an affine map in the plane tell. */
  @Test
  void findsTheFixedPointOfAnAffineMap() {
    double eps = 0.5;
    Extrapolation memory = new Extrapolation(1, 2);
    double[] x = {10, 10};
    for (int k = 0; k < 3; k++) {
      double[] image = {3 + 0.99 * (x[0] - 3), -2 + 0.5 * (x[1] + 2)};
      memory.add(new double[][] {{-x[0] / eps, -x[1] / eps}}, eps, new double[][] {image});
      x = image;
    }
    double[][] scores = new double[1][2];
    memory.write(eps, scores);
    assertEquals(3, -eps * scores[0][0], 1e-3);
    assertEquals(-2, -eps * scores[0][1], 1e-3);
  }

  @Test
  void keepsTheLastValuesOnly() {
    Extrapolation memory = new Extrapolation(1, 1);
    for (int k = 0; k < 20; k++) {
      memory.add(new double[][] {{k}}, 1, new double[][] {{1 / (1.0 + k)}});
    }
    assertEquals(6, memory.count());
    memory.clear();
    assertEquals(0, memory.count());
  }
}
