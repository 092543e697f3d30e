package monge.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import monge.cost.CostFunction;
import monge.cost.DenseGeometry;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;
import org.junit.jupiter.api.Test;

final class EpsAdviserTest {

  /** A row of points 0.5 apart, and one source point 6.5 from the nearest. */
  private static PointCloudGeometry row(CostFunction cost) {
    double[][] target = new double[11][];
    for (int j = 0; j < 11; j++) {
      target[j] = new double[] {0.5 * j};
    }
    return new PointCloudGeometry(
        DiscreteMeasure.uniform(new double[][] {{0}, {11.5}}),
        DiscreteMeasure.uniform(target),
        cost);
  }

  @Test
  void squaredCosts() {
    EpsAdviser advice = EpsAdviser.of(row(new CostFunction.SquaredEuclidean()), 0.5);
    assertEquals(0.5, advice.blur().orElseThrow(), 1e-15);
    assertEquals(0.5, advice.spacing().orElseThrow(), 1e-15);
    assertEquals(6.5 * 6.5 / 650, advice.plainLimit(), 1e-15);
    assertTrue(advice.eps() >= advice.plainLimit());
    // Half the spacing as the blur; the variance of the row is 2.5, half of it the upper end.
    assertEquals(0.125, advice.low(), 1e-15);
    assertEquals(1.25, advice.high(), 1e-14);
    assertTrue(advice.verdict().contains("in the range"));
    assertEquals(0.5, advice.pot(), 0);
    assertEquals(0.5, advice.geomLoss().orElseThrow(), 1e-15);
    assertEquals(0.5, advice.ott(), 0);
    assertEquals(0.5 / advice.meanCost(), advice.ottRelative(), 1e-15);
    // sqrt(0.125 * 1.25) = 0.395, and a third of the way: 0.125 * 10^(1/3) = 0.269.
    assertEquals(0.4, advice.middle(), 0);
    assertEquals(List.of(0.27, 0.58), advice.strengths(2));
  }

  @Test
  void distances() {
    EpsAdviser advice = EpsAdviser.of(row(new CostFunction.Euclidean()), 1e-3);
    assertEquals(1e-3, advice.blur().orElseThrow(), 0);
    assertEquals(1e-3, advice.geomLoss().orElseThrow(), 0);
    assertEquals(6.5 / 650, advice.plainLimit(), 1e-15);
    assertTrue(advice.eps() < advice.plainLimit());
    assertEquals(0.25, advice.low(), 1e-15);
    assertTrue(advice.verdict().contains("below"));
    assertTrue(EpsAdviser.of(row(new CostFunction.Chebyshev()), 9).geomLoss().isEmpty());
  }

  @Test
  void matricesAreJudgedByTheirMean() {
    EpsAdviser advice =
        EpsAdviser.of(DenseGeometry.of(new double[][] {{0, 2}, {4, Double.POSITIVE_INFINITY}}), 10);
    assertEquals(2, advice.meanCost(), 0);
    assertTrue(advice.blur().isEmpty() && advice.spacing().isEmpty());
    assertEquals(1, advice.high(), 0);
    assertTrue(advice.verdict().contains("above"));
    assertThrows(
        IllegalArgumentException.class,
        () -> EpsAdviser.of(DenseGeometry.of(new double[][] {{1}}), 0));
  }

  @Test
  void onePointHasNoSpacing() {
    DiscreteMeasure one = DiscreteMeasure.uniform(new double[][] {{1, 2}});
    EpsAdviser advice =
        EpsAdviser.of(new PointCloudGeometry(one, one, new CostFunction.SquaredEuclidean()), 1);
    assertTrue(advice.spacing().isEmpty());
    assertEquals(Double.POSITIVE_INFINITY, advice.ottRelative(), 0);
  }
}
