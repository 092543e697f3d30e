package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.OptionalDouble;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.problem.LinearProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudPlanPictureTest {

  private static final int WIDTH = 300;
  private static final int HEIGHT = 260;

  private static final LinearProblem PROBLEM =
      LinearProblem.between(
          DiscreteMeasure.uniform(new double[][] {{0, 0}, {0, 2}}),
          DiscreteMeasure.uniform(new double[][] {{3, 0}, {3, 2}}),
          new CostFunction.SquaredEuclidean());

  private static final Coupling STRAIGHT = DenseCoupling.of(new double[][] {{0.5, 0}, {0, 0.5}});

  private static CloudPlanPicture picture(
      Coupling plan, Selection selection, Optional<Camera> camera, Look look) {
    return new CloudPlanPicture(
        PlaneClouds.of(PROBLEM),
        plan,
        PlanEntries.of(plan, 0.005),
        Unmoved.of(PROBLEM, plan),
        selection,
        camera,
        OptionalDouble.empty(),
        "ε",
        look);
  }

  private static Color at(BufferedImage image, Picture picture, double x, double y) {
    Viewport area = picture.viewport(0, 0, WIDTH, HEIGHT).orElseThrow();
    return new Color(image.getRGB((int) area.screenX(x), (int) area.screenY(y)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sourcesAreDiscsAndTargetsRingsInBothThemes(boolean dark) {
    Look look = dark ? Look.DARK : Look.LIGHT;
    CloudPlanPicture picture = picture(STRAIGHT, Selection.NONE, Optional.empty(), look);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    assertEquals(look.source(), at(image, picture, 0, 0));
    assertEquals(look.source(), at(image, picture, 0, 2));
    assertEquals(look.canvas(), at(image, picture, 3, 0), "a ring is hollow");
    Viewport area = picture.viewport(0, 0, WIDTH, HEIGHT).orElseThrow();
    double r = Marks.radius(PlaneClouds.of(PROBLEM).radiusFactor(WIDTH, HEIGHT), 0.5);
    Color rim = new Color(image.getRGB((int) (area.screenX(3) + r), (int) area.screenY(0)));
    assertTrue(distance(rim, look.target()) < distance(rim, look.canvas()), "rim is " + rim);
    assertEquals(look.canvas(), new Color(image.getRGB(2, 2)));
  }

  @Test
  void massIsALineAndNoMassIsNone() {
    CloudPlanPicture picture = picture(STRAIGHT, Selection.NONE, Optional.empty(), Look.LIGHT);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    assertNotEquals(Look.LIGHT.canvas(), at(image, picture, 1.5, 0), "x1 sends to y1");
    // Half way up the picture only the crossing entries, which are zero, could leave a trace.
    assertEquals(Look.LIGHT.canvas(), at(image, picture, 1.5, 1));
  }

  @Test
  void pointedMassIsDarkerAndThePointIsRinged() {
    CloudPlanPicture plain = picture(STRAIGHT, Selection.NONE, Optional.empty(), Look.LIGHT);
    CloudPlanPicture pointed =
        picture(STRAIGHT, new Selection.SourcePoint(0), Optional.empty(), Look.LIGHT);
    Color before = at(Raster.image(plain, WIDTH, HEIGHT, 1), plain, 1.5, 0);
    BufferedImage image = Raster.image(pointed, WIDTH, HEIGHT, 1);
    Color after = at(image, pointed, 1.5, 0);
    assertTrue(after.getGreen() < before.getGreen() - 60, before + " became " + after);
    Color other = at(image, pointed, 1.5, 2);
    Color otherBefore = at(Raster.image(plain, WIDTH, HEIGHT, 1), plain, 1.5, 2);
    assertTrue(other.getGreen() > otherBefore.getGreen(), "other lines step back");
  }

  @Test
  void theWholeTargetFilledByOnePointIsAFullPie() {
    CloudPlanPicture picture =
        picture(STRAIGHT, new Selection.SourcePoint(1), Optional.empty(), Look.LIGHT);
    assertEquals(Look.LIGHT.ink(), at(Raster.image(picture, WIDTH, HEIGHT, 1), picture, 3, 2));
  }

  @Test
  void pickFindsThePointUnderThePointerAndNothingElsewhere() {
    CloudPlanPicture picture = picture(STRAIGHT, Selection.NONE, Optional.empty(), Look.LIGHT);
    Viewport area = picture.viewport(0, 0, WIDTH, HEIGHT).orElseThrow();
    assertEquals(
        new Selection.SourcePoint(1),
        picture.pick(area.screenX(0) + 2, area.screenY(2) - 2, WIDTH, HEIGHT));
    assertEquals(
        new Selection.TargetPoint(0),
        picture.pick(area.screenX(3), area.screenY(0), WIDTH, HEIGHT));
    assertEquals(Selection.NONE, picture.pick(area.screenX(1.5), area.screenY(1), WIDTH, HEIGHT));
  }

  /** Half of the first point's mass stays, and its target lacks as much. */
  @Test
  void massThatStaysIsHollow() {
    Coupling half = DenseCoupling.of(new double[][] {{0.25, 0}, {0, 0.5}});
    CloudPlanPicture whole = picture(STRAIGHT, Selection.NONE, Optional.empty(), Look.LIGHT);
    CloudPlanPicture part = picture(half, Selection.NONE, Optional.empty(), Look.LIGHT);
    BufferedImage before = Raster.image(whole, WIDTH, HEIGHT, 4);
    BufferedImage after = Raster.image(part, WIDTH, HEIGHT, 4);
    Viewport area = part.viewport(0, 0, WIDTH, HEIGHT).orElseThrow();
    double r = Marks.radius(PlaneClouds.of(PROBLEM).radiusFactor(WIDTH, HEIGHT), 0.5);
    int x = (int) (4 * (area.screenX(0) - 0.78 * r));
    int y = (int) (4 * area.screenY(0));
    assertEquals(Look.LIGHT.source(), new Color(before.getRGB(x, y)));
    assertEquals(Look.LIGHT.canvas(), new Color(after.getRGB(x, y)));
    assertEquals(
        Look.LIGHT.source(), new Color(after.getRGB((int) (4 * area.screenX(0)), y)), "the rest");
    assertEquals("25.0 % of the mass not moved", plain(Unmoved.of(PROBLEM, half).words()));
    assertEquals("", Unmoved.of(PROBLEM, STRAIGHT).words());
  }

  private static String plain(String words) {
    return words.replace(Numbers.NARROW_SPACE, ' ').replace('\u00a0', ' ');
  }

  @Test
  void aGivenCameraIsObeyed() {
    Camera camera = new Camera(0, 0, 50);
    CloudPlanPicture picture = picture(STRAIGHT, Selection.NONE, Optional.of(camera), Look.LIGHT);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    assertEquals(Look.LIGHT.source(), new Color(image.getRGB(WIDTH / 2, HEIGHT / 2)));
  }

  @Test
  void doubleScaleIsTheSamePictureInFourTimesThePixels() {
    CloudPlanPicture picture = picture(STRAIGHT, Selection.NONE, Optional.empty(), Look.LIGHT);
    BufferedImage fine = Raster.image(picture, WIDTH, HEIGHT, 2);
    assertEquals(2 * WIDTH, fine.getWidth());
    Viewport area = picture.viewport(0, 0, WIDTH, HEIGHT).orElseThrow();
    assertEquals(
        Look.LIGHT.source(),
        new Color(fine.getRGB((int) (2 * area.screenX(0)), (int) (2 * area.screenY(2)))));
  }

  @Test
  void thousandsOfLinesMakeATextureWhereMassGoesAndNowhereElse() {
    int n = 60;
    double[][] x = new double[n][];
    double[][] y = new double[n][];
    double[][] mass = new double[n][n];
    for (int i = 0; i < n; i++) {
      x[i] = new double[] {0, i / (double) n};
      y[i] = new double[] {1, i / (double) n};
      java.util.Arrays.fill(mass[i], 1.0 / n / n);
    }
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(x),
            DiscreteMeasure.uniform(y),
            new CostFunction.SquaredEuclidean());
    Coupling plan = DenseCoupling.of(mass);
    CloudPlanPicture picture =
        new CloudPlanPicture(
            PlaneClouds.of(problem),
            plan,
            PlanEntries.of(plan, 0),
            Unmoved.NOTHING,
            Selection.NONE,
            Optional.empty(),
            OptionalDouble.empty(),
            "ε",
            Look.DARK);
    assertTrue(PlanEntries.of(plan, 0).dense());
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    assertTrue(at(image, picture, 0.5, 0.5).getGreen() > Look.DARK.canvas().getGreen() + 4);
    assertEquals(Look.DARK.canvas(), at(image, picture, 0.5, 1.03));
  }

  private static double distance(Color one, Color other) {
    return Math.abs(one.getRed() - other.getRed())
        + Math.abs(one.getGreen() - other.getGreen())
        + Math.abs(one.getBlue() - other.getBlue());
  }
}
