package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.plan.DenseCoupling;
import monge.problem.LinearProblem;
import monge.solver.TracePoint;
import org.junit.jupiter.api.Test;

class MotionPicturesTest {

  private static final int WIDTH = 300;
  private static final int HEIGHT = 200;

  private static final LinearProblem ONE =
      LinearProblem.between(
          DiscreteMeasure.uniform(new double[][] {{0, 0}}),
          DiscreteMeasure.uniform(new double[][] {{4, 1}}),
          new CostFunction.SquaredEuclidean());

  private static Color at(Picture picture, double x, double y) {
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    Viewport area = picture.viewport(0, 0, WIDTH, HEIGHT).orElseThrow();
    return new Color(image.getRGB((int) area.screenX(x), (int) area.screenY(y)));
  }

  private static McCannPicture mccann(double t, boolean density) {
    return mccann(t, density, 1);
  }

  private static McCannPicture mccann(double t, boolean density, double mass) {
    PlaneClouds clouds = PlaneClouds.of(ONE);
    PlanEntries entries = PlanEntries.of(DenseCoupling.of(new double[][] {{mass}}), 0);
    return new McCannPicture(
        clouds,
        Motion.of(clouds, entries),
        t,
        density,
        Selection.NONE,
        Optional.empty(),
        Look.DARK);
  }

  @Test
  void massIsOnTheLineBetweenItsEndsAtItsTime() {
    assertEquals(Look.DARK.ink(), at(mccann(0.5, false), 2, 0.5));
    assertEquals(Look.DARK.canvas(), at(mccann(0.5, false), 3, 0.75));
    assertEquals(Look.DARK.ink(), at(mccann(0.75, false), 3, 0.75));
  }

  @Test
  void aPlanThatIsFarTooHeavyDoesNotCoverEverything() {
    assertEquals(Look.DARK.ink(), at(mccann(0.5, false, 1e6), 2, 0.5));
    assertEquals(Look.DARK.canvas(), at(mccann(0.5, false, 1e6), 3, 0.75));
  }

  @Test
  void theTailPointsBack() {
    Color tail = at(mccann(0.75, false), 2.6, 0.65);
    assertTrue(tail.getBlue() > tail.getRed() + 40, "tail is " + tail);
    assertEquals(Look.DARK.canvas(), at(mccann(0.75, false), 3.4, 0.85));
  }

  @Test
  void densityIsLargestWhereTheMassIs() {
    int there = at(mccann(0.5, true), 2, 0.5).getGreen();
    int away = at(mccann(0.5, true), 3.3, 0.8).getGreen();
    assertTrue(there > away + 100, there + " against " + away);
    assertEquals(Look.DARK.canvas().getGreen(), away);
  }

  @Test
  void projectionsShowImagesWhereTheyAreInEachPanel() {
    ProjectionsPicture picture =
        new ProjectionsPicture(
            PlaneClouds.of(ONE),
            List.of(
                new ProjectionsPicture.Panel(
                    "One", List.of(Optional.of(new double[] {2, 0.5})), List.of()),
                new ProjectionsPicture.Panel(
                    "Other", List.of(Optional.of(new double[] {3, 0.2})), List.of())),
            List.of(),
            Selection.NONE,
            Optional.empty(),
            Look.LIGHT);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    Viewport left = picture.viewport(10, 50, WIDTH, HEIGHT).orElseThrow();
    Viewport right = picture.viewport(WIDTH - 10, 50, WIDTH, HEIGHT).orElseThrow();
    assertBlue(image, left.screenX(2), left.screenY(0.5));
    assertBlue(image, right.screenX(3), right.screenY(0.2));
    assertEquals(
        Look.LIGHT.canvas().getRGB(),
        image.getRGB((int) right.screenX(2), (int) right.screenY(0.5)));
    assertEquals(
        new Selection.SourcePoint(0),
        picture.pick(right.screenX(3), right.screenY(0.2), WIDTH, HEIGHT));
  }

  private static void assertBlue(BufferedImage image, double x, double y) {
    Color color = new Color(image.getRGB((int) x, (int) y));
    assertTrue(color.getBlue() > color.getRed() + 80, "not a source mark: " + color);
  }

  @Test
  void convergenceFallsOnALogarithmicScaleAndTellsTheIterationUnderThePointer() {
    List<TracePoint> trace = new ArrayList<>();
    for (int k = 1; k <= 50; k++) {
      trace.add(new TracePoint(k, 1, Math.pow(10, -k / 10.0), Double.NaN, Double.NaN));
    }
    ConvergencePicture picture = new ConvergencePicture(trace, "iterations", 50, false, Look.LIGHT);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    int quarter = inkRow(image, picture, 12);
    int half = inkRow(image, picture, 25);
    int late = inkRow(image, picture, 38);
    assertTrue(quarter < half && half < late, "the curve falls");
    assertEquals(half - quarter, late - half, 3, "a geometric decay is a straight line");
    assertEquals(Optional.empty(), picture.dataAt(2, 50, WIDTH, HEIGHT));
    assertEquals(50, picture.dataAt(WIDTH - 15, 50, WIDTH, HEIGHT).orElseThrow()[0]);
  }

  private static int inkRow(BufferedImage image, Picture picture, int iteration) {
    for (int x = 40; x < WIDTH; x++) {
      Optional<double[]> data = picture.dataAt(x, 50, WIDTH, HEIGHT);
      if (data.isPresent() && data.get()[0] == iteration) {
        for (int y = 26; y < HEIGHT - 24; y++) {
          if (new Color(image.getRGB(x, y)).getGreen() < 110) {
            return y;
          }
        }
      }
    }
    throw new AssertionError("no curve at iteration " + iteration);
  }

  @Test
  void withoutErrorsTheDistanceToTheOptimumIsChartedAndNotTheChange() {
    List<TracePoint> trace = new ArrayList<>();
    for (int k = 1; k <= 50; k++) {
      double objective = 2 + (k == 50 ? 0 : Math.pow(10, -k / 10.0));
      double change = k % 7 == 0 ? 1e-2 : 1e-18;
      trace.add(new TracePoint(k, objective, 0, k == 50 ? 1e-17 : Double.NaN, change));
    }
    ConvergencePicture picture = new ConvergencePicture(trace, "pivots", 50, true, Look.LIGHT);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    int early = inkRow(image, picture, 10);
    int half = inkRow(image, picture, 24);
    int late = inkRow(image, picture, 38);
    assertEquals(half - early, late - half, 3, "a geometric decay is a straight line");
  }

  @Test
  void oneIterationIsSaidInWordsAndHasNoPlaceToClick() {
    ConvergencePicture picture =
        new ConvergencePicture(
            List.of(new TracePoint(1, 2, 0, 1e-17, 0)), "pivots", 1, true, Look.LIGHT);
    Raster.image(picture, WIDTH, HEIGHT, 1);
    assertEquals(Optional.empty(), picture.dataAt(WIDTH / 2.0, HEIGHT / 2.0, WIDTH, HEIGHT));
  }

  @Test
  void noIterationsAreSaidInWords() {
    ConvergencePicture picture =
        new ConvergencePicture(List.of(), "iterations", 0, false, Look.LIGHT);
    BufferedImage image = Raster.image(picture, WIDTH, HEIGHT, 1);
    boolean text = false;
    for (int x = 0; x < WIDTH; x++) {
      text |= image.getRGB(x, HEIGHT / 2) != Look.LIGHT.canvas().getRGB();
    }
    assertTrue(text);
  }
}
