package monge.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import monge.cost.CostFunction;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.problem.LinearProblem;
import monge.projection.AffineMap;
import monge.solver.AffineSolution;
import monge.solver.Convergence;
import monge.solver.Objective;
import monge.solver.Status;
import org.junit.jupiter.api.Test;

final class ColorPathTest {

  /** Every 8-bit colour of a plane through the cube, more than a table has. */
  private static final PixelImage PLANE =
      PixelImage.ofRows(
          256,
          200,
          8,
          false,
          (y, row) -> {
            for (int x = 0; x < 256; x++) {
              row[4 * x] = (short) (257 * x);
              row[4 * x + 1] = (short) (257 * y);
              row[4 * x + 2] = (short) (257 * (255 - x));
              row[4 * x + 3] = (short) PixelImage.FULL;
            }
          });

  private static ColorTransfer warmer() {
    Palette palette = Palette.kMeans(PLANE, ColorSpace.OKLAB, 4, 1);
    double[][] matrix = {{0.8, 0, 0}, {0, 0.9, 0}, {0, 0, 0.9}};
    AffineSolution solution =
        new AffineSolution(
            LinearProblem.between(
                palette.colours(), palette.colours(), new CostFunction.SquaredEuclidean()),
            "test",
            ParameterValues.defaults(List.of()),
            new AffineMap(matrix, new double[] {0.1, 0.02, 0.04}),
            true,
            Objective.of(0),
            new Convergence(
                Status.OPTIMAL, 0, "steps", Duration.ZERO, "", 0, 0, List.of(), Optional.empty()));
    return ColorTransfer.fit(solution, ColorSpace.OKLAB, Extension.AFFINE, 1);
  }

  @Test
  void aPathMeetsTheTransferAtEveryStrength() {
    ColorTransfer transfer = warmer();
    ColorPath path = transfer.along(PLANE);
    assertSame(PLANE, path.at(0).image());
    for (double s : new double[] {0.25, 0.7, 1}) {
      Graded blended = path.at(s);
      Graded direct = transfer.withStrength(s).applyDirectly(PLANE);
      assertEquals(direct.clippedShare(), blended.clippedShare(), 0.02);
      for (int y = 0; y < 200; y += 7) {
        for (int x = 0; x < 256; x += 5) {
          for (int k = 0; k < 3; k++) {
            assertEquals(
                direct.image().sample(x, y, k) / 257,
                blended.image().sample(x, y, k) / 257,
                3,
                "at " + x + ", " + y);
          }
        }
      }
    }
  }

  @Test
  void histogramsCountEveryVisiblePixelOnce() {
    ChannelHistogram histogram = ChannelHistogram.of(PLANE, ColorSpace.SRGB, 64);
    for (int k = 0; k < 3; k++) {
      double sum = 0;
      for (int b = 0; b < 64; b++) {
        sum += histogram.share(k, b);
      }
      assertEquals(1, sum, 1e-12);
    }
    // Red runs evenly through all values.
    assertEquals(1 / 64.0, histogram.share(0, 17), 1e-12);
    assertEquals(17.5 / 64, histogram.centre(0, 17), 1e-12);
    assertEquals(0, histogram.share(1, 63));
  }

  @Test
  void flowsBetweenGroupsKeepTheirMarginals() {
    Palette from = Palette.kMeans(PLANE, ColorSpace.OKLAB, 24, 1);
    Palette to = Palette.kMeans(PLANE, ColorSpace.OKLAB, 30, 2);
    double[][] product = new double[from.size()][to.size()];
    for (int i = 0; i < from.size(); i++) {
      for (int j = 0; j < to.size(); j++) {
        product[i][j] = from.colours().weight(i) * to.colours().weight(j);
      }
    }
    Coupling plan = DenseCoupling.of(product);
    PaletteFlow flow = PaletteFlow.of(plan, from, to, 5, 1);
    for (int g = 0; g < flow.source().size(); g++) {
      double row = 0;
      for (int h = 0; h < flow.target().size(); h++) {
        row += flow.mass(g, h);
        assertEquals(
            flow.source().colours().weight(g) * flow.target().colours().weight(h),
            flow.mass(g, h),
            1e-12);
      }
      assertEquals(flow.source().colours().weight(g), row, 1e-12);
    }
  }
}
