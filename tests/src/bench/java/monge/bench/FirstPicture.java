package monge.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import monge.app.WorkbenchApp;
import monge.views.surface.PictureSurface;

/** Opens the window as a person would, says when a picture of an answer and when all are shown. */
public final class FirstPicture {

  private FirstPicture() {}

  public static void main(String[] args) throws Exception {
    Thread opening = new Thread(() -> Application.launch(WorkbenchApp.class), "opening");
    opening.start();
    await(true);
    System.out.println("first");
    await(false);
    System.out.println("all");
    Platform.exit();
  }

  private static void await(boolean any) throws Exception {
    while (true) {
      try {
        if (BenchWindow.call(() -> painted(any))) {
          // The next beat of the toolkit brings it to the screen.
          BenchWindow.call(() -> true);
          return;
        }
      } catch (IllegalStateException e) {
        // The toolkit has not started.
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static boolean painted(boolean any) {
    List<PictureSurface> surfaces =
        Window.getWindows().stream()
            .map(Window::getScene)
            .flatMap(FirstPicture::surfaces)
            .filter(s -> s.getWidth() > 1)
            .toList();
    return any
        ? surfaces.stream().anyMatch(s -> s.paintedProperty().get() != null)
        : !surfaces.isEmpty() && surfaces.stream().allMatch(s -> s.paintedProperty().get() != null);
  }

  private static java.util.stream.Stream<PictureSurface> surfaces(Scene scene) {
    java.util.Set<Node> found = scene.getRoot().lookupAll(".picture-surface");
    return found.stream().map(PictureSurface.class::cast);
  }
}
