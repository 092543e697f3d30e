package monge.interpolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import monge.measure.DiscreteMeasure;
import monge.plan.DenseCoupling;
import org.junit.jupiter.api.Test;

class McCannTest {

  private final DiscreteMeasure x = DiscreteMeasure.uniform(new double[][] {{0, 0}, {0, 2}});
  private final DiscreteMeasure y = DiscreteMeasure.uniform(new double[][] {{4, 0}, {4, 2}});
  private final DenseCoupling plan = DenseCoupling.of(new double[][] {{.4, .1}, {.1, .4}});

  @Test
  void particlesMoveOnStraightLines() {
    McCann path = McCann.of(plan, x, y, 0);
    assertEquals(4, path.size());
    assertEquals(0, path.culledMass());
    double[] xs = new double[4];
    double[] ys = new double[4];
    path.positions(0, .25, xs);
    path.positions(1, .25, ys);
    assertArrayEquals(new double[] {1, 1, 1, 1}, xs, 1e-15);
    assertArrayEquals(new double[] {0, .5, 1.5, 2}, ys, 1e-15);
    assertEquals(1, path.at(.25).mass(), 1e-15);
    assertArrayEquals(new double[] {1, .5}, path.at(.25).point(1), 1e-15);
  }

  @Test
  void saysWhatItLeavesOut() {
    McCann heavy = McCann.heaviest(plan, x, y, 2);
    assertEquals(2, heavy.size());
    assertEquals(.2, heavy.culledMass(), 1e-15);
    assertEquals(1, heavy.source(1));
    assertEquals(1, heavy.target(1));
    assertEquals(.4, heavy.mass(1));
    assertEquals(4, McCann.heaviest(plan, x, y, 9).size());
  }

  @Test
  void refusesTwoSpaces() {
    DiscreteMeasure line = DiscreteMeasure.uniform(new double[][] {{0}, {1}});
    assertThrows(IllegalArgumentException.class, () -> McCann.of(plan, x, line, 0));
  }

  @Test
  void timesOutsideThePathAreRefused() {
    DiscreteMeasure point = DiscreteMeasure.uniform(new double[][] {{0}});
    McCann path = McCann.of(DenseCoupling.of(new double[][] {{1}}), point, point, 0);
    assertThrows(IllegalArgumentException.class, () -> path.at(1.5));
    assertThrows(IllegalArgumentException.class, () -> path.at(Double.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> McCann.of(DenseCoupling.of(new double[][] {{1}}), point, point, Double.NaN));
  }
}
