package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Optional;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import org.junit.jupiter.api.Test;

class PointValuePictureTest {

  private static final int WIDTH = 300;
  private static final int HEIGHT = 260;

  private static final PlaneClouds CLOUDS =
      PlaneClouds.of(
          LinearProblem.between(
              DiscreteMeasure.uniform(new double[][] {{0, 0}, {0, 2}}),
              DiscreteMeasure.uniform(new double[][] {{3, 0}, {3, 2}}),
              new CostFunction.SquaredEuclidean()));

  private static PointValues values(double first, double second) {
    return PointValues.of(
        "Perplexity", "points", Optional.of(new double[] {first, second}), Optional.empty());
  }

  private static int darkness(BufferedImage image, Picture picture, double x, double y) {
    Color c = at(image, picture, x, y);
    return 765 - c.getRed() - c.getGreen() - c.getBlue();
  }

  @Test
  void largeValuesAreDarkAndPointsWithoutAreHollow() {
    PointValuePicture picture =
        new PointValuePicture(CLOUDS, values(1, 5), Selection.NONE, Optional.empty(), Look.LIGHT);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    assertTrue(darkness(image, picture, 0, 0) > 0, "the least value is seen");
    assertTrue(darkness(image, picture, 0, 2) > darkness(image, picture, 0, 0) + 100);
    assertEquals(0, darkness(image, picture, 3, 0), "a point without a value is hollow");
  }

  @Test
  void wideRangesAreLogarithmicAndEqualValuesFull() {
    assertTrue(values(0.1, 10).isLogarithmic());
    assertEquals(0.5, values(0.1, 10).share(1), 1e-12);
    assertEquals(0.5, values(2, 4).share(3), 1e-12);
    assertEquals(1, values(3, 3 + 1e-9).share(3));
    assertTrue(Double.isNaN(values(1, 2).target(0)));
    assertEquals(0, values(0, 100).share(0));
  }

  @Test
  void bothSignsShareAScaleAboutZero() {
    PointValues signed = values(-2, 1);
    assertTrue(signed.isSigned());
    assertEquals(2, signed.limitOfSize());
    assertEquals(0.5, signed.share(0));
    assertEquals(0.75, signed.share(1));
    assertEquals(0, signed.share(-2));
    assertEquals(0.5, signed.size(1));
    assertFalse(values(-1e-12, 1).isSigned(), "that is rounding");
    PointValuePicture picture =
        new PointValuePicture(CLOUDS, signed, Selection.NONE, Optional.empty(), Look.LIGHT);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    assertEquals(new Color(0x1a4fa3), at(image, picture, 0, 0));
    Color orange = at(image, picture, 0, 2);
    assertTrue(orange.getRed() > orange.getBlue() + 50, orange.toString());
  }

  private static Color at(BufferedImage image, Picture picture, double x, double y) {
    Viewport area = picture.viewport(0, 0, WIDTH, HEIGHT).orElseThrow();
    return new Color(image.getRGB((int) area.screenX(x), (int) area.screenY(y)));
  }

  @Test
  void pointsArePicked() {
    PointValuePicture picture =
        new PointValuePicture(CLOUDS, values(1, 5), Selection.NONE, Optional.empty(), Look.DARK);
    Viewport area = picture.viewport(0, 0, WIDTH, HEIGHT).orElseThrow();
    assertEquals(
        new Selection.TargetPoint(1),
        picture.pick(area.screenX(3), area.screenY(2), WIDTH, HEIGHT));
  }
}
