package monge.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DenseCouplingTest {

  @Test
  void aCopyDoesNotFollowItsMatrixAndAnOwnedMatrixIsTheCoupling() {
    double[][] plan = {{0.25, 0}, {0.25, 0.5}};
    Coupling copy = DenseCoupling.of(plan);
    Coupling owning = DenseCoupling.owning(plan);
    plan[0][0] = 0.125;
    assertEquals(0.25, copy.mass(0, 0));
    assertEquals(0.125, owning.mass(0, 0));
    assertArrayEquals(new double[] {0.375, 0.5}, owning.columnMarginal());
  }
}
