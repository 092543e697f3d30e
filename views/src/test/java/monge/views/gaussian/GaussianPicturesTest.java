package monge.views.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.OptionalDouble;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.parameter.ParameterValues;
import monge.problem.GaussianProblem;
import monge.solver.Solution;
import monge.solver.SolverRegistry;
import monge.views.ViewInput;
import monge.views.ViewRegistry;
import monge.views.picture.Camera;
import monge.views.picture.Look;
import monge.views.picture.Raster;
import monge.views.picture.Selection;
import monge.views.picture.Viewport;
import org.junit.jupiter.api.Test;

class GaussianPicturesTest {

  private static final GaussianMeasure SOURCE =
      new GaussianMeasure(new double[] {-2.1, -0.55}, new double[][] {{0.95, 0.55}, {0.55, 0.62}});
  private static final GaussianMeasure TARGET =
      new GaussianMeasure(new double[] {2, 0.65}, new double[][] {{0.5, -0.52}, {-0.52, 1.15}});

  private static Solution solved(GaussianMeasure source, GaussianMeasure target) {
    var provider = SolverRegistry.load().require("gaussian-w2");
    return provider.create(provider.defaults()).solve(new GaussianProblem(source, target));
  }

  private static GaussianPicture picture(double t, Selection held, Camera camera) {
    GaussianScene scene = GaussianScene.of(solved(SOURCE, TARGET));
    ParameterValues values =
        ParameterValues.defaults(new GaussianView().descriptor().options()).with("samples", 0);
    return new GaussianPicture(
        scene, GaussianView.options(scene, values, true), t, held, Optional.of(camera), Look.LIGHT);
  }

  @Test
  void axesAndCovarianceAreTheSameThing() {
    PrincipalAxes axes = PrincipalAxes.of(SOURCE);
    assertEquals(1.166, axes.sigmaLong(), 1e-3);
    assertEquals(0.459, axes.sigmaShort(), 1e-3);
    assertEquals(36.65, Math.toDegrees(axes.angle()), 0.01);
    double[][] back = axes.covariance();
    assertArrayEquals(new double[] {0.95, 0.55}, back[0], 1e-14);
    assertArrayEquals(new double[] {0.55, 0.62}, back[1], 1e-14);
    assertEquals(-61, Math.toDegrees(PrincipalAxes.of(TARGET).angle()), 0.05);
    PrincipalAxes flat = PrincipalAxes.of(new double[][] {{4, 0}, {0, 0}});
    assertEquals(new PrincipalAxes(2, 0, 0), flat);
    assertEquals(0, PrincipalAxes.of(new double[2][2]).sigmaLong());
  }

  @Test
  void aHandleIsWhereThePictureTakesIt() {
    Camera camera = new Camera(0, 0, 80);
    Viewport area = new Viewport(0, 0, 700, 400, camera);
    GaussianPicture picture = picture(0.5, Selection.NONE, camera);
    for (int handle = 0; handle < GaussianHandles.COUNT; handle++) {
      double[] p = GaussianHandles.place(SOURCE, handle);
      assertEquals(
          new Selection.SourcePoint(handle),
          picture.pick(area.screenX(p[0]) + 2, area.screenY(p[1]) - 2, 700, 400));
    }
    assertEquals(Selection.NONE, picture.pick(350, 20, 700, 400));
  }

  @Test
  void pullingAnAxisReshapesAndTurnsAndPullingTheCentreMoves() {
    GaussianMeasure round =
        new GaussianMeasure(new double[] {1, 0}, new double[][] {{1, 0}, {0, 1}});
    GaussianMeasure pulled = GaussianHandles.pulled(round, PrincipalAxes.of(round), 1, 1, 6);
    PrincipalAxes axes = PrincipalAxes.of(pulled);
    assertEquals(3, axes.sigmaLong(), 1e-12);
    assertEquals(1, axes.sigmaShort(), 1e-12);
    assertEquals(90, Math.toDegrees(axes.angle()), 1e-9);
    GaussianMeasure moved = GaussianHandles.pulled(pulled, axes, GaussianHandles.CENTRE, -4, 2.5);
    assertArrayEquals(new double[] {-4, 2.5}, moved.mean());
    assertArrayEquals(pulled.covariance()[0], moved.covariance()[0]);
    // Every handle lands where it was pulled to.
    for (int handle = 1; handle < GaussianHandles.COUNT; handle++) {
      GaussianMeasure g = GaussianHandles.pulled(SOURCE, PrincipalAxes.of(SOURCE), handle, -1, 0.7);
      double nearest = Double.POSITIVE_INFINITY;
      for (int other = 1; other < GaussianHandles.COUNT; other++) {
        double[] p = GaussianHandles.place(g, other);
        nearest = Math.min(nearest, Math.hypot(p[0] + 1, p[1] - 0.7));
      }
      assertEquals(0, nearest, 1e-9);
    }
  }

  @Test
  void theEllipseOnTheWayIsDrawnAtItsTime() {
    Camera camera = new Camera(0, 0, 80);
    for (double t : new double[] {0.2, 0.8}) {
      double[] mean = GaussianScene.of(solved(SOURCE, TARGET)).path().at(t).mean();
      BufferedImage image = Raster.image(picture(t, Selection.NONE, camera), 700, 400, 1);
      int x = (int) Math.round(camera.screenX(mean[0], 700));
      int y = (int) Math.round(camera.screenY(mean[1], 400));
      assertEquals(Look.LIGHT.ink(), new Color(image.getRGB(x, y)), "centre at t = " + t);
    }
  }

  @Test
  void sourceAndTargetKeepTheirColours() {
    Camera camera = new Camera(0, 0, 80);
    BufferedImage image = Raster.image(picture(0.5, Selection.NONE, camera), 700, 400, 1);
    int x = (int) Math.round(camera.screenX(-2.1, 700));
    int y = (int) Math.round(camera.screenY(-0.55, 400));
    assertEquals(Look.LIGHT.source(), new Color(image.getRGB(x - 1, y)));
    int tx = (int) Math.round(camera.screenX(2, 700));
    int ty = (int) Math.round(camera.screenY(0.65, 400));
    assertEquals(Look.LIGHT.canvas(), new Color(image.getRGB(tx, ty)), "the ring is hollow");
  }

  @Test
  void theWholePictureShowsBothEllipses() {
    GaussianScene scene = GaussianScene.of(solved(SOURCE, TARGET));
    GaussianPicture whole =
        new GaussianPicture(
            scene,
            new GaussianOptions(Optional.empty(), Optional.empty(), true, true, true, true),
            0,
            Selection.NONE,
            Optional.empty(),
            Look.DARK);
    Camera camera = whole.camera(500, 300).orElseThrow();
    for (GaussianMeasure g : new GaussianMeasure[] {SOURCE, TARGET}) {
      for (int handle = 0; handle < GaussianHandles.COUNT; handle++) {
        double[] p = GaussianHandles.place(g, handle);
        double x = camera.screenX(p[0], 500);
        double y = camera.screenY(p[1], 300);
        assertTrue(x > 0 && x < 500 && y > 0 && y < 300, x + ", " + y);
      }
    }
  }

  @Test
  void drawsFollowTheirLaw() {
    DiscreteMeasure cloud = GaussianScene.draws(SOURCE, 40_000, 5);
    GaussianMeasure fitted = GaussianScene.fitted(cloud);
    assertEquals(-2.1, fitted.mean()[0], 0.02);
    assertEquals(0.55, fitted.covariance()[0][1], 0.02);
    assertEquals(cloud, GaussianScene.draws(SOURCE, 40_000, 5));
  }

  @Test
  void levelLinesLieOnTheirLevel() {
    Contours circles = new Contours((x, y) -> Math.hypot(x - 100, y - 80), 200, 160, 4);
    var segments = circles.line(50).getPathIterator(null);
    double[] p = new double[6];
    int count = 0;
    while (!segments.isDone()) {
      segments.currentSegment(p);
      assertEquals(50, Math.hypot(p[0] - 100, p[1] - 80), 0.05);
      count++;
      segments.next();
    }
    assertTrue(count > 100, "points on the circle: " + count);
    assertEquals(2, Contours.step(20, 14));
    assertEquals(0.5, Contours.step(5, 10));
  }

  @Test
  void aSaddleJoinsWhatTheMiddleJoins() {
    Contours saddle = new Contours((x, y) -> (x - 2) * (y - 2) + 0.5, 4, 4, 4);
    // Middle value 0.5 > 0: the positive corners (0,0) and (4,4) are joined.
    var path = saddle.line(0).getPathIterator(null);
    double[] a = new double[6];
    double[] b = new double[6];
    int pieces = 0;
    while (!path.isDone()) {
      path.currentSegment(a);
      path.next();
      path.currentSegment(b);
      path.next();
      pieces++;
      double middle = 0.5 * (a[0] + b[0]) - 2 - (0.5 * (a[1] + b[1]) - 2);
      assertTrue(Math.abs(middle) > 1, "a piece passes between the joined corners");
    }
    assertEquals(2, pieces);
  }

  @Test
  void theDistancesStandWhereTheirValuesSay() {
    DistancesPicture picture =
        new DistancesPicture(
            new Distances(19.273, OptionalDouble.of(19.41), OptionalDouble.empty(), 160, false),
            Look.LIGHT);
    BufferedImage image = Raster.image(picture, 460, 244, 1);
    int first = darkest(image, 38);
    int second = darkest(image, 81);
    assertTrue(second > first + 40, first + " and " + second);
  }

  /** The column where the ink of a row's dot is centred. */
  private static int darkest(BufferedImage image, int y) {
    int sum = 0;
    int count = 0;
    for (int x = 150; x < 380; x++) {
      boolean tall = true;
      for (int dy = -3; dy <= 3; dy++) {
        tall &= new Color(image.getRGB(x, y + dy)).getBlue() < 60;
      }
      if (tall) {
        sum += x;
        count++;
      }
    }
    assertTrue(count > 0, "no dot in row " + y);
    return sum / count;
  }

  @Test
  void theViewsAreFoundAndDrawOnlyGaussians() {
    Solution solution = solved(SOURCE, TARGET);
    for (String id : new String[] {"gaussian", "potential"}) {
      var view = ViewRegistry.load().require(id);
      assertTrue(view.shows(solution));
      BufferedImage image =
          Raster.image(view.picture(ViewInput.of(solution, view, 0.5, Look.LIGHT)), 300, 200, 1);
      int first = image.getRGB(0, 0);
      boolean varied = false;
      for (int x = 0; x < 300; x += 3) {
        varied |= image.getRGB(x, 100) != first;
      }
      assertTrue(varied, id + " is empty");
    }
  }

  @Test
  void aMapThatDoesNotExistIsNotDrawn() {
    GaussianMeasure flat = new GaussianMeasure(new double[2], new double[][] {{1, 0}, {0, 0}});
    GaussianScene scene = GaussianScene.of(solved(flat, TARGET));
    assertTrue(scene.map().isEmpty());
    BufferedImage image =
        Raster.image(new BrenierPotentialPicture(scene, Optional.empty(), Look.LIGHT), 300, 200, 1);
    assertEquals(Color.WHITE, new Color(image.getRGB(150, 20)));
  }
}
