package monge.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.event.ActionEvent;
import javafx.geometry.Point2D;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import monge.app.Workbench;
import monge.app.frame.PaneStatus;
import monge.app.frame.WorkspacePane;
import monge.views.picture.Camera;
import monge.views.picture.Picture;
import monge.views.surface.PictureSurface;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class GaussiansFlowTest {

  private Workbench workbench;
  private WorkspacePane gaussians;

  @Start
  void start(Stage stage) {
    workbench = Windows.show(stage, false);
    gaussians =
        workbench.panes().stream()
            .filter(p -> p.id().equals("gaussians"))
            .findFirst()
            .orElseThrow();
  }

  @AfterEach
  void close() {
    Windows.onWindowThread(workbench::close);
  }

  @Test
  void theDistanceStandsInTheStatusBarThreeWays() {
    open("two-gaussians");
    assertEquals("19.2729", fact("W₂²"));
    assertEquals("4.3901", fact("W₂"));
    double fitted = Double.parseDouble(fact("Fitted from samples"));
    double exact = Double.parseDouble(fact("Exact on samples"));
    assertEquals(19.27, fitted, 3);
    assertEquals(fitted, exact, 0.5);
  }

  @Test
  void aPulledCentreMovesTheSourceAndTheDistanceFollows(FxRobot robot) {
    open("two-gaussians");
    PictureSurface plane = robot.lookup("#gaussian-plane").queryAs(PictureSurface.class);
    double[] before = vector("mean1");
    robot.moveTo(onScreen(plane, before)).press(MouseButton.PRIMARY);
    robot.moveBy(-20, -12).moveBy(-20, -12);
    robot.release(MouseButton.PRIMARY);
    Windows.awaitSettled(workbench);
    double[] after = vector("mean1");
    assertTrue(after[0] < before[0], "it went left");
    assertTrue(after[1] > before[1], "it went up");
    assertNotEquals("19.2729", fact("W₂²"));
    assertArrayEquals(new double[] {2, 0.65}, vector("mean2"));
    assertTrue(Double.parseDouble(fact("Exact on samples")) > 0, "the samples were solved again");
  }

  @Test
  void aProblemFileGoesToTheWorkspaceItIsOfWhateverIsInFront(@TempDir Path folder)
      throws IOException {
    Path ofGaussians =
        Files.writeString(
            folder.resolve("g.json"),
            """
            {"id": "g", "solver": "gaussian-w2", "params": {"mean1": [0, 0], "cov1": [[1, 0], [0, 1]],
             "mean2": [3, 0], "cov2": [[1, 0], [0, 1]]}}
            """);
    Path ofClouds =
        Files.writeString(
            folder.resolve("c.json"),
            """
            {"id": "c", "solver": "emd", "source": [[0, 0], [1, 0]], "target": [[0, 1], [1, 1]]}
            """);
    for (Path file : List.of(ofGaussians, ofClouds)) {
      for (WorkspacePane inFront : workbench.panes()) {
        Windows.onWindowThread(
            () -> {
              workbench.bringToFront(inFront);
              workbench.open(List.of(file));
            });
        Windows.awaitSettled(workbench);
        assertEquals(file == ofGaussians ? "gaussians" : "clouds", workbench.front().get().id());
      }
    }
    assertArrayEquals(new double[] {3, 0}, vector("mean2"));
  }

  @Test
  void aPulledAxisReshapes(FxRobot robot) {
    open("two-gaussians");
    PictureSurface plane = robot.lookup("#gaussian-plane").queryAs(PictureSurface.class);
    double[] mean = vector("mean1");
    double angle = Math.toRadians(36.65);
    double reach = 2 * 1.166;
    robot
        .moveTo(
            onScreen(
                plane,
                new double[] {
                  mean[0] - reach * Math.cos(angle), mean[1] - reach * Math.sin(angle)
                }))
        .press(MouseButton.PRIMARY);
    robot.moveBy(15, -10).moveBy(15, -10);
    robot.release(MouseButton.PRIMARY);
    Windows.awaitSettled(workbench);
    assertArrayEquals(mean, vector("mean1"));
    double[][] covariance = (double[][]) value("cov1");
    assertTrue(
        covariance[0][0] + covariance[1][1] < 0.95 + 0.62 - 0.05,
        "pulled inwards, it is smaller: " + covariance[0][0] + " + " + covariance[1][1]);
  }

  @Test
  void typedNumbersAreTakenAndNonsenseIsRefused(FxRobot robot) {
    open("two-gaussians");
    type(robot, "#source-mean-x", "-3.5");
    assertEquals(-3.5, vector("mean1")[0]);
    type(robot, "#source-correlation", "0");
    double[][] covariance = (double[][]) value("cov1");
    assertEquals(0, covariance[0][1], 1e-15);
    assertEquals(0.95, covariance[0][0], 1e-12);
    type(robot, "#source-correlation", "2");
    assertArrayEquals(covariance, (double[][]) value("cov1"));
    type(robot, "#source-sigma-short", "0");
    Windows.awaitSettled(workbench);
    assertTrue(
        gaussians.status().line().get().sentence().contains("distance only"),
        "a flat source has no map to a full target");
  }

  @Test
  void swappingExchangesTheTwo(FxRobot robot) {
    open("two-gaussians");
    robot.clickOn("Swap source and target");
    Windows.awaitSettled(workbench);
    assertArrayEquals(new double[] {2, 0.65}, vector("mean1"));
    assertEquals("19.2729", fact("W₂²"));
  }

  @Test
  void aPairOpenedFromElsewhereIsComparedToo() {
    open("two-gaussians");
    Windows.onWindowThread(() -> workbench.bringToFront(workbench.panes().getFirst()));
    open("course-gauss");
    assertEquals("26.9044", fact("W₂²"));
    assertEquals(26.9, Double.parseDouble(fact("Exact on samples")), 4);
  }

  @Test
  void problemsAndCloudsOpenAndBadOnesLeaveWhatWasThere(@TempDir Path folder) throws IOException {
    open("two-gaussians");
    Path problem = folder.resolve("pair.json");
    Files.writeString(
        problem,
        """
        {"id": "pair", "solver": "gaussian-w2", "params": {"mean1": [0, 0],
         "cov1": [[1, 0], [0, 1]], "mean2": [3, 4], "cov2": [[1, 0], [0, 1]]}}
        """);
    open(List.of(problem));
    Windows.await("the pair", () -> "pair".equals(value("name")));
    Windows.awaitSettled(workbench);
    assertEquals("25.0000", fact("W₂²"));
    Path cloud = folder.resolve("a.csv");
    Files.writeString(cloud, "x,y\n0,0\n2,0\n0,2\n2,2\n");
    Windows.onWindowThread(() -> gaussians.open(List.of(cloud, cloud)));
    Windows.await("the clouds", () -> "a → a".equals(value("name")));
    assertArrayEquals(new double[] {1, 1}, vector("mean1"));
    Files.writeString(problem, "{\"params\": {\"mean1\": [0, 0]}}");
    open(List.of(problem));
    Windows.await("a sentence", () -> workbench.desk().messages().current().get().isPresent());
    assertEquals("a → a", value("name"));
  }

  private void open(String sample) {
    Windows.open(workbench, sample);
    Windows.awaitSettled(workbench);
  }

  private void open(List<Path> files) {
    Windows.onWindowThread(() -> workbench.open(files));
  }

  private Object value(String key) {
    return Objects.requireNonNull(gaussians.workspace().state().toMap().get(key), key);
  }

  private double[] vector(String key) {
    return (double[]) value(key);
  }

  private String fact(String label) {
    return gaussians.status().line().get().facts().stream()
        .filter(f -> f.label().equals(label))
        .map(PaneStatus.Fact::value)
        .findFirst()
        .orElseThrow();
  }

  private static void type(FxRobot robot, String field, String text) {
    TextField input = robot.lookup(field).queryAs(TextField.class);
    assertNotNull(input, field);
    Windows.onWindowThread(
        () -> {
          input.requestFocus();
          input.setText(text);
          input.fireEvent(new ActionEvent());
        });
  }

  private static Point2D onScreen(PictureSurface plane, double[] place) {
    Picture picture = Objects.requireNonNull(plane.paintedProperty().get());
    int w = (int) Math.ceil(plane.getWidth());
    int h = (int) Math.ceil(plane.getHeight());
    Camera camera = picture.camera(w, h).orElseThrow();
    return plane.localToScreen(camera.screenX(place[0], w), camera.screenY(place[1], h));
  }
}
