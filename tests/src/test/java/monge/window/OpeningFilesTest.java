package monge.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import monge.app.Workbench;
import monge.app.clouds.CloudsPane;
import monge.app.clouds.CloudsState;
import monge.samples.SampleCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * Files go to the workspace that takes them, whichever is in front: the menu's and dropped ones.
 */
@ExtendWith(ApplicationExtension.class)
final class OpeningFilesTest {

  private Workbench workbench;

  @Start
  void start(Stage stage) {
    workbench = Windows.show(stage, false);
  }

  @AfterEach
  void close() {
    Windows.onWindowThread(workbench::close);
  }

  @Test
  void filesBringTheirWorkspaceToTheFront(@TempDir Path folder) throws IOException {
    Windows.open(workbench, "two-gaussians");
    assertEquals("gaussians", front());
    Path from = Files.writeString(folder.resolve("from.csv"), "x,y\n0,0\n1,0\n");
    Path to = Files.writeString(folder.resolve("to.csv"), "x,y\n0,1\n1,1\n2,1\n");
    open(from, to);
    CloudsPane clouds = Windows.clouds(workbench);
    CloudsState state = clouds.workspace().state();
    assertEquals("clouds", front());
    assertEquals("from → to", state.name());
    assertEquals(3, state.data().target().size());
    assertTrue(clouds.statusOf(0).fresh(), "solved");

    Path picture = folder.resolve("grey.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", picture.toFile());
    open(picture, picture);
    assertEquals("images", front());

    open(picture, from);
    assertEquals("images", front(), "nothing takes a picture and a table together");
    assertTrue(workbench.desk().messages().current().get().isPresent());
  }

  @Test
  void whatIsOpenedLastStaysThoughAFileIsStillBeingRead(@TempDir Path folder) throws IOException {
    Path from = Files.writeString(folder.resolve("from.csv"), "x,y\n0,0\n1,0\n");
    Path problem =
        Files.writeString(
            folder.resolve("pair.json"),
            """
            {"id": "pair", "solver": "gaussian-w2", "params": {"mean1": [0, 0],
             "cov1": [[1, 0], [0, 1]], "mean2": [3, 4], "cov2": [[1, 0], [0, 1]]}}
            """);
    for (List<Path> files : List.of(List.of(from, from), List.of(problem))) {
      Windows.onWindowThread(
          () -> {
            workbench.open(files);
            workbench.open(SampleCatalog.require("moons"));
          });
      Windows.awaitSettled(workbench);
      assertEquals("clouds", front());
      assertEquals("moons", Windows.clouds(workbench).workspace().state().name());
    }
  }

  private String front() {
    return workbench.front().get().id();
  }

  private void open(Path... files) {
    Windows.onWindowThread(() -> workbench.open(List.of(files)));
    Windows.awaitSettled(workbench);
  }
}
