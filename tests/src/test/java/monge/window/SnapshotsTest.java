package monge.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import monge.app.Workbench;
import monge.app.frame.WorkspacePane;
import monge.samples.Sample;
import monge.samples.SampleCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Writes the real window, every workspace, light and dark, 1400 by 900, to {@code
 * target/snapshots}.
 */
@Tag("snapshots")
@ExtendWith(ApplicationExtension.class)
final class SnapshotsTest {

  private static final Path FOLDER = Path.of("target", "snapshots");

  private Workbench workbench;

  @Start
  void start(Stage stage) {
    workbench = Windows.show(stage, false);
  }

  @AfterEach
  void close() {
    Windows.onWindowThread(workbench::close);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyWorkspace(boolean dark) throws IOException {
    Windows.onWindowThread(() -> workbench.desk().theme().setDark(dark));
    for (WorkspacePane pane : workbench.panes()) {
      Sample sample = SampleCatalog.all().stream().filter(pane::accepts).findFirst().orElseThrow();
      writeWindow(sample.id(), pane.id() + (dark ? "-dark" : "-light"));
    }
  }

  /** Scenes whose pictures differ in kind: mass that stays, values a point, shapes, jumps. */
  @ParameterizedTest
  @ValueSource(strings = {"app-unbalanced", "otari-fig1", "app-gw", "course-sliced"})
  void scenes(String sample) throws IOException {
    writeWindow(sample, sample);
  }

  private void writeWindow(String sample, String name) throws IOException {
    Windows.open(workbench, sample);
    Windows.awaitSettled(workbench);
    Windows.onWindowThread(() -> workbench.desk().playback().seek(0.45));
    Windows.awaitSettled(workbench);
    // Long enough for the 0.35 s after which an old picture would fade.
    WaitForAsyncUtils.sleep(1, java.util.concurrent.TimeUnit.SECONDS);
    WritableImage image = snapshot(workbench.scene());
    assertEquals(1400, image.getWidth());
    assertEquals(900, image.getHeight());
    write(image, name);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theListOfSolvers(boolean dark) throws IOException {
    Windows.onWindowThread(() -> workbench.desk().theme().setDark(dark));
    Windows.open(workbench, "infoot-fig1");
    Windows.awaitSettled(workbench);
    Windows.onWindowThread(() -> ((Button) workbench.scene().lookup("#add-run")).fire());
    Scene list =
        Window.getWindows().stream()
            .filter(window -> window instanceof PopupWindow)
            .map(Window::getScene)
            .filter(scene -> scene.lookup("#add-query") != null)
            .findFirst()
            .orElseThrow();
    write(snapshot(list), "solvers" + (dark ? "-dark" : "-light"));
  }

  private static WritableImage snapshot(Scene scene) {
    return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> scene.snapshot(null));
  }

  private static void write(WritableImage image, String name) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    PixelReader pixels = image.getPixelReader();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, pixels.getArgb(x, y));
      }
    }
    Files.createDirectories(FOLDER);
    ImageIO.write(picture, "png", FOLDER.resolve(name + ".png").toFile());
  }
}
