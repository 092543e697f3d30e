package monge.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.problem.LinearProblem;
import monge.projection.AffineMap;
import monge.solver.AffineSolution;
import monge.solver.Convergence;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Status;
import org.junit.jupiter.api.Test;

final class ColorTransferTest {

  private static final Convergence DONE =
      new Convergence(
          Status.OPTIMAL, 1, "steps", Duration.ZERO, "", 0, 0, List.of(), Optional.empty());

  /** Every source colour split evenly between two target colours. */
  private static PlanSolution plan() {
    DiscreteMeasure source =
        DiscreteMeasure.uniform(new double[][] {{0.2, 0.2, 0.2}, {0.8, 0.6, 0.4}});
    DiscreteMeasure target =
        DiscreteMeasure.uniform(new double[][] {{0.1, 0.3, 0.5}, {0.3, 0.5, 0.9}});
    Coupling half = DenseCoupling.of(new double[][] {{0.25, 0.25}, {0.25, 0.25}});
    return new PlanSolution(
        LinearProblem.between(source, target, new CostFunction.SquaredEuclidean()),
        "test",
        ParameterValues.defaults(List.of()),
        half,
        Optional.empty(),
        Objective.of(0),
        DONE);
  }

  private static AffineSolution affine(double[][] matrix, double... offset) {
    return new AffineSolution(
        plan().problem(),
        "test",
        ParameterValues.defaults(List.of()),
        new AffineMap(matrix, offset),
        true,
        Objective.of(0),
        DONE);
  }

  private static PixelImage gradient(int depth) {
    return PixelImage.ofRows(
        64,
        64,
        depth,
        false,
        (y, row) -> {
          for (int x = 0; x < 64; x++) {
            row[4 * x] = (short) (257 * 4 * x);
            row[4 * x + 1] = (short) (257 * 4 * y);
            row[4 * x + 2] = (short) (257 * (255 - 2 * x - 2 * y));
            row[4 * x + 3] = (short) PixelImage.FULL;
          }
        });
  }

  @Test
  void theNearestMapMovesAPixelAsItsPaletteColourMoves() {
    ColorTransfer transfer = ColorTransfer.fit(plan(), ColorSpace.SRGB, Extension.NEAREST, 1);
    double[] c = {0.25, 0.2, 0.1, 0.9, 0.6, 0.4};
    transfer.apply(c, 2);
    // Both palette colours move to the mean of the targets, (0.2, 0.4, 0.7).
    assertArrayEquals(new double[] {0.25, 0.4, 0.6, 0.3, 0.4, 0.7}, c, 1e-15);
  }

  @Test
  void strengthBlendsInTheWorkingSpace() {
    ColorTransfer transfer = ColorTransfer.fit(plan(), ColorSpace.SRGB, Extension.NEAREST, 1);
    double[] c = {0.2, 0.2, 0.2};
    transfer.withStrength(0.25).apply(c, 1);
    assertArrayEquals(new double[] {0.2, 0.25, 0.325}, c, 1e-15);
    double[] same = {0.2, 0.2, 0.2};
    transfer.withStrength(0).apply(same, 1);
    assertArrayEquals(new double[] {0.2, 0.2, 0.2}, same);
    assertThrows(IllegalArgumentException.class, () -> transfer.withStrength(1.01));
  }

  @Test
  void strengthZeroKeepsEveryPixelInEverySpace() {
    for (ColorSpace space : ColorSpace.values()) {
      for (int depth : new int[] {8, 16}) {
        PixelImage image = gradient(depth);
        Graded graded =
            ColorTransfer.fit(plan(), space, Extension.NEAREST, 1).withStrength(0).apply(image);
        assertArrayEquals(image.shared(), graded.image().shared(), space::id);
        assertEquals(0, graded.clippedShare());
      }
    }
  }

  @Test
  void anAffineMapOfLinearLightIsAppliedToEveryPixel() {
    double[][] halve = {{0.5, 0, 0}, {0, 0.5, 0}, {0, 0, 0.5}};
    Graded graded =
        ColorTransfer.fit(affine(halve, 0, 0, 0), ColorSpace.LINEAR_RGB, Extension.AFFINE, 1)
            .apply(gradient(16));
    double expected = ColorSpace.encode(0.5 * ColorSpace.decode(100 / 255.0));
    assertEquals(expected, graded.image().sample(25, 0, 0) / 65535.0, 1e-5);
  }

  @Test
  void aTableOfASmoothMapIsFaithfulAndAgreesOnPixels() {
    double[][] turned = {{0.9, 0, 0}, {0, 0.3, -0.6}, {0, 0.6, 0.3}};
    ColorTransfer transfer =
        ColorTransfer.fit(affine(turned, 0.05, 0.01, 0), ColorSpace.OKLAB, Extension.AFFINE, 1);
    CubeLut lut = transfer.bake(33);
    LutFidelity fidelity = transfer.fidelity(lut, gradient(8));
    assertTrue(fidelity.percentile95() < 1, () -> "too far: " + fidelity);
    assertTrue(fidelity.median() <= fidelity.percentile95());
    assertTrue(fidelity.percentile95() <= fidelity.worst());
    PixelImage direct = transfer.applyDirectly(gradient(8)).image();
    PixelImage tabled = lut.apply(gradient(8)).image();
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 200; trial++) {
      int x = random.nextInt(64);
      int y = random.nextInt(64);
      for (int k = 0; k < 3; k++) {
        assertEquals(direct.sample(x, y, k), tabled.sample(x, y, k), 257 * 4);
      }
    }
  }

  @Test
  void anExtensionThatDoesNotFitIsRefusedWithTheCure() {
    assertEquals(
        "map 'affine' needs an affine answer, 'test' gives a plan: use solver linear-map",
        assertThrows(
                IllegalArgumentException.class,
                () -> ColorTransfer.fit(plan(), ColorSpace.OKLAB, Extension.AFFINE, 1))
            .getMessage());
    assertEquals(List.of(Extension.NEAREST, Extension.CONDITIONAL), Extension.of(plan()));
    double[][] identity = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    assertEquals(List.of(Extension.AFFINE), Extension.of(affine(identity, 0, 0, 0)));
  }

  @Test
  void aMapBetweenPointsOfThePlaneIsNoneOfColours() {
    DiscreteMeasure plane = DiscreteMeasure.uniform(new double[][] {{0, 0}});
    PlanSolution solution =
        new PlanSolution(
            LinearProblem.between(plane, plane, new CostFunction.SquaredEuclidean()),
            "test",
            ParameterValues.defaults(List.of()),
            DenseCoupling.of(new double[][] {{1}}),
            Optional.empty(),
            plan().objective(),
            plan().convergence());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ColorTransfer.fit(solution, ColorSpace.OKLAB, Extension.NEAREST, 1));
    assertEquals(
        "the points have 2 coordinates: colours have 3, solve between two palettes",
        refused.getMessage());
  }
}
