package monge.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import monge.app.Workbench;
import monge.app.images.ImagesWorkspace;
import monge.app.io.PictureFile;
import monge.image.PixelImage;
import monge.views.image.Comparison;
import monge.views.image.ImageRun;
import monge.views.image.ImagesModel;
import monge.views.picture.Selection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class ImagesFlowTest {

  private Workbench workbench;
  private ImagesModel view;

  @Start
  void start(Stage stage) {
    workbench = Windows.show(stage, false);
    view =
        workbench.panes().stream()
            .filter(ImagesWorkspace.class::isInstance)
            .map(ImagesWorkspace.class::cast)
            .findFirst()
            .orElseThrow()
            .view();
  }

  @AfterEach
  void close() {
    Windows.onWindowThread(workbench::close);
  }

  @Test
  void aPairOfPicturesIsGradedByThreeMethods(FxRobot robot) {
    openSample();
    assertEquals(
        List.of("Optimal", "Optimal", "Converged"),
        view.runs().get().stream().map(ImageRun::state).toList());
    assertTrue(view.runs().get().stream().allMatch(run -> run.thumb().isPresent()));
    assertTrue(view.planned().get(), "a plan is shown first");
    PixelImage exact = view.result().get().orElseThrow();
    double target = mean(view.target().get().orElseThrow().image());
    assertEquals(target, mean(exact), 0.05, "exact: the target's mean");
    robot.moveTo(".before-after");
    Windows.await(
        "the swatch of the pixel", () -> view.pointed().get() instanceof Selection.SourcePoint);

    robot.clickOn("#thumb-" + view.runs().get().getFirst().id());
    Windows.awaitSettled(workbench);
    assertFalse(view.planned().get(), "an affine map has no plan");
    assertNotEquals(exact, view.result().get().orElseThrow());
  }

  @Test
  void thereIsAdviceOnTheSoftnessOfAMethod(FxRobot robot) {
    openSample();
    ImageRun soft = view.runs().get().get(2);
    robot.clickOn("#thumb-" + soft.id());
    Windows.await(
        "advice",
        () -> workbench.scene().lookup("#advice") instanceof Node line && line.isVisible());
    TextField field = (TextField) workbench.scene().lookup("#parameter-reg .number-field");
    Button use = (Button) workbench.scene().lookup("#use-advice");
    Windows.onWindowThread(
        () -> {
          field.setText("5");
          field.fireEvent(new ActionEvent());
        });
    Windows.awaitSettled(workbench);
    assertTrue(use.isVisible(), "5 is far too soft for colours");
    Windows.onWindowThread(use::fire);
    Windows.awaitSettled(workbench);
    assertFalse(use.isVisible());
    String advised = field.getText();
    assertTrue(Double.parseDouble(advised) < 1, advised);
    Windows.onWindowThread(() -> workbench.desk().commands().run("undo"));
    assertNotEquals(advised, field.getText(), "the inspector follows what is taken back");
  }

  @Test
  void aMethodIsFoundByItsWordsAndOneWithoutAPlanSaysSo(FxRobot robot) {
    openSample();
    Windows.onWindowThread(((Button) workbench.scene().lookup("#add-method"))::fire);
    assertTrue(robot.lookup("#add-mmd-energy").query().getStyleClass().contains("off"));
    robot.clickOn("#add-query").write("proximal ipot").type(KeyCode.ENTER);
    Windows.awaitSettled(workbench);
    assertEquals(4, view.runs().get().size());
    assertEquals("IPOT", view.runs().get().getLast().name());
    assertTrue(view.runs().get().getLast().thumb().isPresent());
  }

  @Test
  void theBlendRunsFromTheSourceToTheWholeMap() {
    openSample();
    PixelImage source = view.source().get().orElseThrow().image();
    double whole = mean(view.result().get().orElseThrow());
    Windows.onWindowThread(() -> workbench.desk().playback().seek(0.5));
    Windows.awaitSettled(workbench);
    double half = mean(view.result().get().orElseThrow());
    assertTrue(
        half > Math.min(whole, mean(source)) && half < Math.max(whole, mean(source)),
        "half way: %s between %s and %s".formatted(half, mean(source), whole));
    Windows.onWindowThread(() -> workbench.desk().playback().seek(0));
    Windows.awaitSettled(workbench);
    assertEquals(source, view.result().get().orElseThrow());
  }

  @Test
  void theLineIsDraggedAndSwatchesArePointedAt(FxRobot robot) {
    openSample();
    double before = view.wipe().get();
    robot.moveTo("#wipe-grip").press(MouseButton.PRIMARY);
    robot.moveBy(60, 0).moveBy(60, 0);
    robot.release(MouseButton.PRIMARY);
    assertTrue(view.wipe().get() > before + 0.1, "the line went right");
    robot.clickOn("#compare-side-by-side");
    assertEquals(Comparison.SIDE_BY_SIDE, view.comparison().get());
    var palettes = robot.lookup("#palettes").query();
    var bounds = palettes.localToScreen(palettes.getBoundsInLocal());
    robot.moveTo(bounds.getMaxX() - 30, bounds.getMinY() + 22);
    assertTrue(
        view.pointed().get() instanceof Selection.SourcePoint,
        () -> "pointed at " + view.pointed().get());
  }

  @Test
  void filesAreOpenedAndACutOffPictureLeavesWhatWasOpen(@TempDir Path folder) throws IOException {
    Path red = folder.resolve("red.png");
    Path blue = folder.resolve("blue.tif");
    PictureFile.write(flat(0xc02010), red);
    PictureFile.write(flat(0x1020c0), blue);
    Windows.onWindowThread(() -> workbench.open(List.of(red, blue)));
    Windows.await("both pictures", () -> view.target().get().isPresent());
    Windows.awaitSettled(workbench);
    assertEquals("red.png", view.source().get().orElseThrow().name());
    PixelImage result = view.result().get().orElseThrow();
    assertEquals(0x10, result.sample(3, 3, 0) / 257, 2, "red became blue");
    assertEquals(0xc0, result.sample(3, 3, 2) / 257, 2, "red became blue");

    Path cut = folder.resolve("cut.png");
    byte[] bytes = Files.readAllBytes(red);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    Windows.onWindowThread(() -> workbench.open(List.of(cut)));
    Windows.await("the complaint", () -> workbench.desk().messages().current().get().isPresent());
    String sentence = workbench.desk().messages().current().get().orElseThrow().sentence();
    assertTrue(sentence.startsWith(cut + ": the picture is damaged or cut off"), sentence);
    assertEquals("red.png", view.source().get().orElseThrow().name());
  }

  private void openSample() {
    Windows.open(workbench, "valley-sunset");
    Windows.await(
        "pictures and methods",
        () -> view.source().get().isPresent() && view.runs().get().size() == 3);
    Windows.awaitSettled(workbench);
  }

  private static PixelImage flat(int rgb) {
    int[] pixels = new int[64];
    Arrays.fill(pixels, rgb);
    return PixelImage.ofRgb(8, 8, pixels);
  }

  /** The mean of red less blue, in [-1,1]. */
  private static double mean(PixelImage image) {
    double sum = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        sum += image.sample(x, y, 0) - image.sample(x, y, 2);
      }
    }
    return sum / image.pixels() / PixelImage.FULL;
  }
}
