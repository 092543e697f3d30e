package monge.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import monge.app.Workbench;
import monge.app.clouds.CloudData;
import monge.app.clouds.CloudsPane;
import monge.app.clouds.CloudsState;
import monge.app.frame.Mark;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import monge.samples.SampleCatalog;
import monge.solver.SolverProvider;
import monge.views.picture.Picture;
import monge.views.picture.Selection;
import monge.views.surface.PictureSurface;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class CloudsFlowTest {

  private static final int COLUMNS_AT_ONCE = 5;

  private Workbench workbench;
  private CloudsPane clouds;

  @Start
  void start(Stage stage) {
    workbench = Windows.show(stage, false);
    clouds = Windows.clouds(workbench);
  }

  @AfterEach
  void close() {
    Windows.onWindowThread(workbench::close);
  }

  @Test
  void theFirstStartShowsThreeSolvedRunsThatMove() {
    Windows.onWindowThread(workbench::firstStart);
    Windows.await(
        "three answers",
        () ->
            state().runs().size() == 3
                && column(0).fresh()
                && column(1).fresh()
                && column(2).fresh());
    assertEquals(
        List.of("emd", "sinkhorn", "fused-infoot"),
        state().runs().stream().map(CloudsState.Run::solver).toList());
    assertEquals(Mark.OPTIMAL, column(0).mark());
    assertTrue(workbench.desk().playback().playing().get());
    double before = workbench.desk().playback().t().get();
    Windows.await("time going on", () -> workbench.desk().playback().t().get() != before);
  }

  @Test
  void changingASettingSolvesThatRunAgainAndLeavesTheOthers(FxRobot robot) {
    open("infoot-fig1");
    robot.clickOn("#column-" + state().runs().get(1).id());
    var exact = column(0).solution();
    double soft = cost(1);
    TextField field = robot.lookup("#parameter-reg .number-field").queryAs(TextField.class);
    robot.clickOn(field);
    Windows.onWindowThread(
        () -> {
          field.setText("2");
          field.fireEvent(new javafx.event.ActionEvent());
        });
    Windows.awaitSettled(workbench);
    assertTrue(cost(1) > soft, "a softer plan costs more: %s, %s".formatted(soft, cost(1)));
    assertEquals(exact, column(0).solution(), "the exact run was not touched");
    Windows.onWindowThread(
        () -> {
          field.setText("many");
          field.fireEvent(new javafx.event.ActionEvent());
        });
    Windows.awaitSettled(workbench);
    assertEquals("many", field.getText(), "a bad text stays to be mended");
    assertEquals(2.0, state().runs().get(1).parameters().real("reg"));
  }

  @Test
  void adviceAndClassesChooseARegularisation() {
    open("infoot-fig1");
    int sinkhorn = state().runs().get(1).id();
    Windows.onWindowThread(
        () -> {
          clouds.workspace().change("look", s -> s.withInspected(sinkhorn));
          clouds
              .workspace()
              .change(
                  "soft",
                  s -> s.withParameters(sinkhorn, s.run(sinkhorn).parameters().with("reg", 50.0)));
        });
    Windows.await("advice", () -> button("#use-advice").isVisible());
    Windows.onWindowThread(() -> button("#use-advice").fire());
    Windows.awaitSettled(workbench);
    double advised = state().run(sinkhorn).parameters().real("reg");
    assertTrue(advised > 0.1 && advised < 1, "the middle of 0.03 to 3: " + advised);
    assertFalse(button("#use-advice").isVisible(), "the value lies in the range now");
    Windows.onWindowThread(() -> button("#validate-reg").fire());
    Windows.awaitSettled(workbench);
    double chosen = state().run(sinkhorn).parameters().real("reg");
    Label said = (Label) workbench.scene().lookup("#validated-reg");
    assertTrue(said.getText().contains("of the classes home"), said.getText());
    assertTrue(said.getText().startsWith(String.valueOf(chosen)), said.getText());
  }

  @Test
  void namesOfRunsAreWholeInTheList() {
    open("infoot-fig1");
    for (String solver : List.of("eot-perplexity", "gromov", "fused-gromov", "gromov-entropic")) {
      Windows.onWindowThread(() -> workbench.desk().commands().run("clouds.add." + solver));
    }
    Windows.awaitSettled(workbench);
    Windows.await("a layout", () -> !workbench.scene().getRoot().isNeedsLayout());
    for (CloudsState.Run run : state().runs()) {
      Parent row = (Parent) workbench.scene().lookup("#run-" + run.id());
      for (Node part : row.getChildrenUnmodifiable()) {
        boolean whole = part.prefWidth(-1) <= ((Label) part).getWidth() + 0.5;
        // The one name that is too long even for a line of its own ends in dots.
        assertTrue(whole || run.solver().equals("fused-gromov"), words(part) + " is cut off");
        assertTrue(part.getBoundsInParent().getMaxX() <= row.getLayoutBounds().getWidth());
      }
    }
  }

  @Test
  void theViewMenuTicksWhatIsShown(FxRobot robot) {
    open("infoot-fig1");
    CheckMenuItem matrix = tick("menu-clouds.row.matrix");
    assertFalse(matrix.isSelected());
    Windows.onWindowThread(matrix::fire);
    Windows.awaitSettled(workbench);
    assertTrue(matrix.isSelected());
    assertTrue(surface("matrix", 0).isVisible(), "the row is there");
    Windows.onWindowThread(() -> button("#off-matrix").fire());
    assertFalse(matrix.isSelected(), "hidden elsewhere");
    run("undo");
    assertTrue(matrix.isSelected(), "and shown again");
    CheckMenuItem panel = tick("menu-data-panel");
    assertTrue(panel.isSelected());
    Windows.onWindowThread(panel::fire);
    assertFalse(panel.isSelected());
    assertTrue(robot.lookup("#run").tryQuery().isPresent());
    assertTrue(robot.lookup("#add-run").tryQuery().isEmpty(), "the panel is folded away");
    Windows.onWindowThread(panel::fire);
    assertTrue(robot.lookup("#add-run").tryQuery().isPresent());
  }

  @Test
  void inANarrowWindowPanelsOpenOverThePicturesAndEscapeClosesThem(FxRobot robot) {
    open("infoot-fig1");
    Stage stage = (Stage) workbench.scene().getWindow();
    Windows.onWindowThread(() -> stage.setWidth(1024));
    Windows.awaitSettled(workbench);
    double width = surface("plan", 0).getWidth();
    CheckMenuItem inspector = tick("menu-inspector");
    assertFalse(inspector.isSelected(), "folded for want of room");
    Windows.onWindowThread(inspector::fire);
    Windows.awaitSettled(workbench);
    Node field = robot.lookup("#parameter-hide .number-field").query();
    assertTrue(field.localToScene(field.getBoundsInLocal()).getMaxX() < 1024 - 40);
    assertEquals(width, surface("plan", 0).getWidth(), "the pictures keep their room");
    Windows.onWindowThread(field::requestFocus);
    robot.type(KeyCode.ESCAPE);
    assertFalse(inspector.isSelected());
    Windows.onWindowThread(() -> stage.setWidth(1400));
    Windows.awaitSettled(workbench);
    assertTrue(inspector.isSelected(), "there is room again");
  }

  @Test
  void aSwitchThatWasPressedKeepsTheKeyboard(FxRobot robot) {
    open("infoot-fig1");
    Node on = robot.lookup("#view-matrix").query();
    Windows.onWindowThread(on::requestFocus);
    robot.type(KeyCode.SPACE);
    Windows.awaitSettled(workbench);
    assertTrue(state().row("matrix").shown());
    assertEquals(on, workbench.scene().getFocusOwner());
  }

  private CheckMenuItem tick(String id) {
    MenuBar bar = (MenuBar) workbench.scene().lookup(".menu-bar");
    return bar.getMenus().stream()
        .flatMap(menu -> menu.getItems().stream())
        .filter(item -> id.equals(item.getId()))
        .map(CheckMenuItem.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void keysOfOneWorkspaceDoNothingToAnother() {
    open("infoot-fig1");
    int points = state().data().source().size();
    Windows.onWindowThread(
        () -> clouds.workspace().look(s -> s.withSelection(new Selection.SourcePoint(0))));
    Windows.onWindowThread(() -> workbench.bringToFront(workbench.panes().get(2)));
    run("clouds.delete-point");
    run("clouds.duplicate");
    assertEquals(points, state().data().source().size());
    assertEquals(3, state().runs().size());
    Windows.onWindowThread(() -> workbench.bringToFront(clouds));
    run("clouds.delete-point");
    assertEquals(points - 1, state().data().source().size());
  }

  private Button button(String id) {
    return (Button) workbench.scene().lookup(id);
  }

  @Test
  void theCostOfTheDataCanBeChosenWithItsNumber() {
    open("infoot-fig1");
    ComboBox<?> costs = (ComboBox<?>) workbench.scene().lookup("#cost");
    TextField number = (TextField) workbench.scene().lookup("#cost-number");
    assertFalse(number.isVisible(), "a squared distance has no number");
    chooseCost(costs, "Geodesic");
    assertEquals("geodesic:10", state().data().cost());
    assertEquals("10", number.getText());
    assertEquals(Mark.FAILED, column(0).mark(), "clusters that no edge joins");
    enter(number, "16");
    assertEquals("geodesic:16", state().data().cost());
    assertEquals(Mark.OPTIMAL, column(0).mark());
    double along = cost(0);
    enter(number, "59");
    assertTrue(cost(0) < along, "straight ways are shorter: %s, %s".formatted(cost(0), along));
    enter(number, "2.5");
    assertEquals("geodesic:59", state().data().cost(), "no graph of two and a half neighbours");
    chooseCost(costs, "Thresholded");
    assertEquals("thresholded:1.0", state().data().cost());
    assertTrue(number.isVisible());
  }

  private void chooseCost(ComboBox<?> costs, String start) {
    Windows.onWindowThread(
        () -> {
          for (int k = 0; k < costs.getItems().size(); k++) {
            if (costs.getItems().get(k).toString().startsWith(start)) {
              costs.getSelectionModel().select(k);
            }
          }
        });
    Windows.awaitSettled(workbench);
  }

  private void enter(TextField field, String text) {
    Windows.onWindowThread(
        () -> {
          field.setText(text);
          field.fireEvent(new javafx.event.ActionEvent());
        });
    Windows.awaitSettled(workbench);
  }

  @Test
  void aDraggedPointSolvesEveryRunAgain(FxRobot robot) {
    open("infoot-fig1");
    DiscreteMeasure before = state().data().source();
    double cost = cost(0);
    PictureSurface surface = surface("plan", 0);
    Point2D at = onScreen(surface, before.coordinate(0, 0), before.coordinate(0, 1));
    robot.moveTo(at).press(MouseButton.PRIMARY);
    robot.moveBy(24, 10).moveBy(24, 10);
    robot.release(MouseButton.PRIMARY);
    Windows.awaitSettled(workbench);
    DiscreteMeasure after = state().data().source();
    assertTrue(after.coordinate(0, 0) > before.coordinate(0, 0), "it went right");
    assertTrue(after.coordinate(0, 1) < before.coordinate(0, 1), "it went down");
    assertEquals(before.coordinate(1, 0), after.coordinate(1, 0));
    assertNotEquals(cost, cost(0));
  }

  @Test
  void runsAreAddedDuplicatedMovedAndRemoved() {
    open("infoot-fig1");
    CloudsState start = state();
    Windows.onWindowThread(() -> workbench.desk().commands().run("clouds.add.ipot"));
    Windows.onWindowThread(() -> workbench.desk().commands().run("clouds.duplicate"));
    assertEquals(
        List.of("emd", "sinkhorn", "fused-infoot", "ipot", "ipot"),
        state().runs().stream().map(CloudsState.Run::solver).toList());
    Windows.awaitSettled(workbench);
    Windows.onWindowThread(() -> workbench.desk().commands().run("clouds.remove-run"));
    Windows.onWindowThread(() -> workbench.desk().commands().run("clouds.remove-run"));
    assertEquals(start.runs(), state().runs());
    assertTrue(column(0).fresh(), "the answers of the others stayed");
  }

  @Test
  void theListOfSolversIsSearchedAndSaysWhyOneDoesNotApply(FxRobot robot) {
    open("infoot-fig1");
    robot.clickOn("#add-run");
    LinearProblem problem = state().data().problem(Optional.empty());
    for (SolverProvider provider : workbench.desk().solvers().all()) {
      Node row = robot.lookup("#add-" + provider.descriptor().id()).query();
      Optional<String> refusal = provider.refusal(problem);
      assertEquals(refusal.isPresent(), row.getStyleClass().contains("off"), row.getId());
      refusal.ifPresent(sentence -> assertTrue(row.getAccessibleText().endsWith(sentence)));
    }
    robot.clickOn("#add-query").write("magic");
    robot.type(KeyCode.ENTER);
    assertEquals(3, state().runs().size(), "nothing found, nothing added");
    robot.eraseText(5).write("Proximal ipot").type(KeyCode.DOWN).type(KeyCode.ENTER);
    assertEquals("ipot", state().runs().getLast().solver());
    assertEquals(4, state().runs().size());
    assertTrue(robot.lookup("#add-query").tryQuery().isEmpty(), "the list is closed");
  }

  @Test
  void theAnswerOfEverySolverIsShownInWordsAndNumbers() {
    open("infoot-fig1");
    LinearProblem problem = state().data().problem(Optional.empty());
    List<SolverProvider> fitting =
        workbench.desk().solvers().all().stream()
            .filter(provider -> provider.refusal(problem).isEmpty())
            .toList();
    for (int first = 0; first < fitting.size(); first += COLUMNS_AT_ONCE) {
      List<SolverProvider> some =
          fitting.subList(first, Math.min(fitting.size(), first + COLUMNS_AT_ONCE));
      Windows.onWindowThread(() -> clouds.workspace().change("others", s -> withRuns(s, some)));
      Windows.awaitSettled(workbench);
      for (CloudsState.Run run : state().runs()) {
        Windows.onWindowThread(
            () -> clouds.workspace().change("look", s -> s.withInspected(run.id())));
        Windows.awaitSettled(workbench);
        assertNotEquals(Mark.FAILED, clouds.statusOf(state().indexOf(run.id())).mark());
        List<String> said = words(workbench.scene().getRoot());
        assertTrue(said.contains("Result"), run.solver());
        for (String words : said) {
          assertFalse(words.contains("NaN"), () -> run.solver() + ": " + words);
          assertFalse(words.contains("could not be drawn"), () -> run.solver() + ": " + words);
        }
      }
    }
  }

  private static CloudsState withRuns(CloudsState state, List<SolverProvider> solvers) {
    CloudsState next = state;
    for (SolverProvider solver : solvers) {
      next =
          next.withRunAdded(
              next.runs().size(), solver.descriptor().id(), Optional.empty(), solver.defaults());
    }
    for (CloudsState.Run old : state.runs()) {
      next = next.withRunRemoved(old.id());
    }
    return next;
  }

  /** What can be read under a node. */
  private static List<String> words(Node node) {
    List<String> words = new ArrayList<>();
    if (node.isVisible()) {
      if (node instanceof Labeled labeled && labeled.getText() != null) {
        words.add(labeled.getText());
      }
      if (node instanceof Parent parent) {
        parent.getChildrenUnmodifiable().forEach(child -> words.addAll(words(child)));
      }
    }
    return words;
  }

  @Test
  void aProblemWithoutAPlanFailsWithItsSentence(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("forbidden.json"),
            """
            {"solver": "emd", "a": [0.5, 0.5], "b": [0.5, 0.5],
             "cost_matrix": [[1, "inf"], [2, "inf"]]}
            """);
    Windows.onWindowThread(() -> workbench.open(List.of(file)));
    Windows.await(
        "the end of the solve", () -> !state().runs().isEmpty() && column(0).mark() == Mark.FAILED);
    Windows.awaitSettled(workbench);
    String sentence = column(0).failure();
    assertFalse(sentence.contains("Exception"), sentence);
    assertTrue(words(workbench.scene().getRoot()).contains(sentence), sentence);
  }

  @Test
  void aClickInAChartGoesToThatIterationOfItsRun(FxRobot robot) {
    open("infoot-fig1");
    robot.clickOn(surface("convergence", 1));
    Windows.awaitSettled(workbench);
    assertEquals(state().runs().get(1).id(), state().inspected());
    int last = column(1).solution().orElseThrow().convergence().iterations();
    int shown = clouds.status().replay().position().get();
    assertEquals(last / 2.0, shown, 0.15 * last);
  }

  @Test
  void everyEditIsTakenBackAndMadeAgain() {
    open("infoot-fig1");
    Object data = state().data();
    run("clouds.add.ipot");
    run("clouds.swap");
    assertNotEquals(data, state().data());
    run("undo");
    assertEquals(data, state().data());
    assertEquals(4, state().runs().size());
    run("undo");
    assertEquals(3, state().runs().size());
    Windows.awaitSettled(workbench);
    run("redo");
    Windows.awaitSettled(workbench);
    assertEquals(4, state().runs().size());
    assertTrue(column(3).fresh());
  }

  @Test
  void whatIsChangedAndChangedBackAtOnceIsUpToDateAgain() {
    open("infoot-fig1");
    Windows.onWindowThread(
        () -> {
          workbench.desk().commands().run("clouds.swap");
          workbench.desk().commands().run("undo");
        });
    Windows.awaitSettled(workbench);
    assertTrue(column(0).fresh());
  }

  private void run(String command) {
    Windows.onWindowThread(() -> workbench.desk().commands().run(command));
  }

  @Test
  void timeIsScrubbedAndOnlyMovingPicturesFollow(FxRobot robot) {
    open("infoot-fig1");
    Picture plan = surface("plan", 0).paintedProperty().get();
    Picture moving = surface("mccann", 0).paintedProperty().get();
    Slider time = robot.lookup("#time").queryAs(Slider.class);
    Windows.onWindowThread(() -> time.setValue(0.75));
    Windows.awaitSettled(workbench);
    assertEquals(0.75, workbench.desk().playback().t().get());
    assertFalse(workbench.desk().playback().playing().get());
    assertNotEquals(moving, surface("mccann", 0).paintedProperty().get());
    assertEquals(plan, surface("plan", 0).paintedProperty().get());
    assertEquals("0.75", robot.lookup("#time-number").queryAs(TextField.class).getText());
  }

  @Test
  void aShareIsReadAndTypedInPercent(FxRobot robot) {
    open("infoot-fig1");
    TextField field = robot.lookup("#parameter-hide .number-field").queryAs(TextField.class);
    assertEquals("0.5\u202f%", field.getText());
    Windows.onWindowThread(
        () -> {
          field.setText("12 %");
          field.fireEvent(new javafx.event.ActionEvent());
        });
    Windows.awaitSettled(workbench);
    assertEquals("12\u202f%", field.getText());
    Windows.onWindowThread(
        () -> {
          field.setText("60");
          field.fireEvent(new javafx.event.ActionEvent());
        });
    Windows.awaitSettled(workbench);
    assertEquals("60", field.getText(), "half is the most");
  }

  @Test
  void theReplayGoesBackThroughTheSolve(FxRobot robot) {
    open("infoot-fig1");
    robot.clickOn("#column-" + state().runs().get(1).id());
    Windows.awaitSettled(workbench);
    Picture last = surface("plan", 1).paintedProperty().get();
    Slider iteration = robot.lookup("#iteration").queryAs(Slider.class);
    assertTrue(iteration.getMax() > 5, "there are iterations to replay");
    Windows.onWindowThread(() -> iteration.setValue(1));
    Windows.awaitSettled(workbench);
    assertNotEquals(last, surface("plan", 1).paintedProperty().get());
    assertEquals(
        "1 / " + (int) iteration.getMax(),
        robot.lookup("#iteration-number").queryAs(TextField.class).getText());
  }

  @Test
  void aLongSolveIsCancelledAndItsBestAnswerKept() {
    Windows.onWindowThread(
        () -> {
          clouds.open(SampleCatalog.require("infoot-fig1"));
          clouds
              .workspace()
              .change(
                  "make it long",
                  s -> {
                    CloudsState.Run run = s.runs().get(1);
                    return s.withData(
                            new CloudData(
                                scattered(1200, 1),
                                scattered(1200, 2),
                                "sqeuclidean",
                                Optional.empty()))
                        .withParameters(
                            run.id(),
                            run.parameters()
                                .with("reg", 1e-4)
                                .with("newton", false)
                                .with("max_iterations", 1_000_000))
                        .withRunRemoved(s.runs().get(2).id());
                  });
        });
    Windows.await("a running solve", () -> column(1).isRunning());
    Windows.onWindowThread(() -> workbench.desk().commands().run("cancel"));
    Windows.await("the end of it", () -> !column(1).isRunning() && column(1).fresh());
    assertEquals(Mark.CANCELLED, column(1).mark());
    assertTrue(column(1).solution().isPresent());
  }

  @Test
  void aBadFileIsSaidInASentenceAndWhatWasOpenStays(@TempDir Path folder) throws IOException {
    open("infoot-fig1");
    CloudsState before = state();
    Path file = Files.writeString(folder.resolve("broken.csv"), "0,1\n2,three\n");
    Windows.onWindowThread(() -> workbench.open(List.of(file)));
    Windows.await("a message", () -> workbench.desk().messages().current().get().isPresent());
    Label sentence = (Label) workbench.scene().lookup("#message-sentence");
    assertTrue(sentence.getText().contains("broken.csv"), sentence.getText());
    assertTrue(sentence.getText().contains("three"), sentence.getText());
    assertEquals(before, state());
  }

  @Test
  void twoFilesBecomeSourceAndTarget(@TempDir Path folder) throws IOException {
    open("infoot-fig1");
    Path from = Files.writeString(folder.resolve("from.csv"), "x,y\n0,0\n1,0\n");
    Path to = Files.writeString(folder.resolve("to.csv"), "x,y\n0,1\n1,1\n2,1\n");
    Windows.onWindowThread(() -> workbench.open(List.of(from, to)));
    Windows.await("the new data", () -> state().data().source().size() == 2);
    Windows.awaitSettled(workbench);
    assertEquals(3, state().data().target().size());
    assertEquals(3, state().runs().size(), "the runs stayed");
  }

  @Test
  void theCommandFieldFindsASampleByItsWords(FxRobot robot) {
    open("infoot-fig1");
    robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    robot.clickOn("#command-query").write("sample moons").type(KeyCode.ENTER);
    Windows.await("the sample", () -> state().name().equals("moons"));
    Windows.awaitSettled(workbench);
    assertTrue(column(0).fresh());
  }

  @Test
  void theThemeChangesWindowAndPictures() {
    open("infoot-fig1");
    Color light = corner(surface("plan", 0));
    Windows.onWindowThread(() -> workbench.desk().commands().run("theme"));
    Windows.awaitSettled(workbench);
    Windows.await("dark pictures", () -> !light.equals(corner(surface("plan", 0))));
    assertEquals(Color.web("#141618"), corner(surface("plan", 0)));
    Windows.onWindowThread(() -> workbench.desk().commands().run("theme"));
    Windows.awaitSettled(workbench);
  }

  private static DiscreteMeasure scattered(int n, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      points[i] = new double[] {random.nextDouble(), random.nextDouble()};
    }
    return DiscreteMeasure.uniform(points);
  }

  private void open(String sample) {
    Windows.open(workbench, sample);
    Windows.awaitSettled(workbench);
  }

  private CloudsState state() {
    return clouds.workspace().state();
  }

  private monge.app.clouds.RunStatus column(int index) {
    return clouds.statusOf(index);
  }

  private double cost(int column) {
    return column(column).solution().orElseThrow().objective().value();
  }

  private PictureSurface surface(String view, int column) {
    Node node =
        workbench.scene().lookup("#surface-%s-%d".formatted(view, state().runs().get(column).id()));
    return (PictureSurface) node;
  }

  private static Point2D onScreen(PictureSurface surface, double x, double y) {
    int w = (int) Math.ceil(surface.getWidth());
    int h = (int) Math.ceil(surface.getHeight());
    var camera = surface.pictureProperty().get().camera(w, h).orElseThrow();
    Bounds screen = surface.localToScreen(surface.getBoundsInLocal());
    return new Point2D(
        screen.getMinX() + camera.screenX(x, w), screen.getMinY() + camera.screenY(y, h));
  }

  private static Color corner(PictureSurface surface) {
    return org.testfx.util.WaitForAsyncUtils.waitForAsyncFx(
        60_000, () -> surface.snapshot(null, null).getPixelReader().getColor(2, 2));
  }
}
