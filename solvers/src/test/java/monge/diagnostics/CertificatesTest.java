package monge.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import monge.cost.DenseGeometry;
import monge.cost.Geometry;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.Potentials;
import org.junit.jupiter.api.Test;

/** Supplies 60, 90, 150 soldiers, demands 120, 90, 90: optimum 750 with known prices. */
class CertificatesTest {

  private static final double[] A = {60, 90, 150};
  private static final double[] B = {120, 90, 90};
  private static final double[][] COST = {{2, 3, 6}, {1, 4, 7}, {5, 4, 3}};
  private static final Geometry GEOMETRY = DenseGeometry.of(COST);
  private static final Coupling OPTIMAL =
      DenseCoupling.of(new double[][] {{30, 30, 0}, {90, 0, 0}, {0, 60, 90}});
  private static final Coupling NORTH_WEST =
      DenseCoupling.of(new double[][] {{60, 0, 0}, {60, 30, 0}, {0, 60, 90}});
  private static final Potentials PRICES =
      new Potentials(new double[] {1, 0, 2}, new double[] {1, 2, 1});

  @Test
  void pricesProveTheOptimum() {
    OptimalityCertificate proof = OptimalityCertificate.of(GEOMETRY, OPTIMAL, PRICES);
    assertEquals(0, proof.dualViolation());
    assertEquals(0, proof.complementarySlackness());
    DualityGap gap = DualityGap.of(GEOMETRY, OPTIMAL, PRICES, A, B);
    assertEquals(750, gap.primal(), 1e-12);
    assertEquals(750, gap.dual(), 1e-12);
    assertEquals(0, gap.value(), 1e-12);
  }

  @Test
  void aGapThatIsRoundingIsSaidWithoutDigits() {
    assertEquals("gap at rounding level", DualityGap.said(-6e-17, 1.2));
    assertEquals("gap at rounding level", DualityGap.said(6e-17, 1.2));
    assertEquals("gap at rounding level", DualityGap.said(-6e-14, 1.2));
    assertEquals("gap 0", DualityGap.said(0, 0));
    assertEquals("gap 3.0e-11", DualityGap.said(3e-11, 1.2));
    assertEquals("gap -0.0010", DualityGap.said(-1e-3, 1.2));
    assertEquals(
        "gap 2.0e-05 of the largest cost", DualityGap.saidAsShare(2e-5, "of the largest cost"));
    assertEquals(750 + 0.0, DualityGap.scale(PRICES, A, B), 1e-12);
  }

  @Test
  void theGapOfAWorsePlanIsItsLoss() {
    assertEquals(810, TransportCost.of(GEOMETRY, NORTH_WEST), 1e-12);
    assertEquals(60, DualityGap.of(GEOMETRY, NORTH_WEST, PRICES, A, B).value(), 1e-12);
    assertEquals(
        60, OptimalityCertificate.of(GEOMETRY, NORTH_WEST, PRICES).complementarySlackness(), 1e-12);
  }

  @Test
  void pricesThatAreTooHighAreSeenAndNotTrusted() {
    Potentials high = new Potentials(new double[] {1, 3, 2}, new double[] {1, 2, 1});
    assertEquals(3, OptimalityCertificate.of(GEOMETRY, OPTIMAL, high).dualViolation());
    assertTrue(DualityGap.of(GEOMETRY, OPTIMAL, high, A, B).dual() <= 750 + 1e-12);
  }

  @Test
  void aLargeOffsetDoesNotSpoilTheGap() {
    double[][] shifted = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        shifted[i][j] = COST[i][j] + (1 << 20);
      }
    }
    Potentials lopsided =
        new Potentials(
            new double[] {1 + 0x1p40, 0x1p40, 2 + 0x1p40},
            new double[] {1 + 0x1p20 - 0x1p40, 2 + 0x1p20 - 0x1p40, 1 + 0x1p20 - 0x1p40});
    DualityGap gap = DualityGap.of(DenseGeometry.of(shifted), OPTIMAL, lopsided, A, B);
    assertEquals(0, gap.value(), 1e-7);
  }

  @Test
  void marginalErrorsCountMissingAndExcessMass() {
    MarginalError error =
        MarginalError.of(
            DenseCoupling.of(new double[][] {{0.5, 0.1}, {0, 0.2}}),
            new double[] {0.5, 0.5},
            new double[] {0.5, 0.5});
    assertEquals(0.4, error.source(), 1e-15);
    assertEquals(0.2, error.target(), 1e-15);
    assertEquals(0.6, error.total(), 1e-15);
  }

  @Test
  void aPlanOfAnotherProblemIsRefused() {
    Geometry cost = DenseGeometry.of(COST);
    Coupling small = DenseCoupling.of(new double[][] {{0.5, 0}, {0, 0.5}});
    Potentials potentials = new Potentials(A, B);
    assertThrows(
        IllegalArgumentException.class, () -> OptimalityCertificate.of(cost, small, potentials));
    assertThrows(
        IllegalArgumentException.class,
        () -> OptimalityCertificate.of(cost, OPTIMAL, new Potentials(new double[] {1}, B)));
    assertThrows(IllegalArgumentException.class, () -> TransportCost.of(cost, small));
    assertThrows(
        IllegalArgumentException.class, () -> RoundedValue.of(small, cost, A, B, () -> false));
    assertThrows(
        IllegalArgumentException.class, () -> DualityGap.dual(potentials, new double[] {1}, B));
  }
}
