package monge.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import monge.app.Workbench;
import monge.app.clouds.CloudsPane;
import monge.app.frame.FileDialogs;
import monge.samples.SampleCatalog;
import org.testfx.util.WaitForAsyncUtils;

/** A window to test: no choosers, at the corner of the screen, which the headless robot needs. */
final class Windows {

  /** Generous, since a machine under load must not fail a test. */
  private static final long PATIENCE_SECONDS = 60;

  private Windows() {}

  static Workbench show(Stage stage, boolean dark) {
    Workbench workbench =
        new Workbench(
            dark,
            new FileDialogs() {
              @Override
              public List<Path> open(String title, List<Kind> kinds) {
                return List.of();
              }

              @Override
              public Optional<Path> save(String title, String proposedName, List<Kind> kinds) {
                return Optional.empty();
              }
            });
    stage.setScene(workbench.scene());
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1400);
    stage.setHeight(900);
    stage.show();
    return workbench;
  }

  static CloudsPane clouds(Workbench workbench) {
    return workbench.panes().stream()
        .filter(CloudsPane.class::isInstance)
        .map(CloudsPane.class::cast)
        .findFirst()
        .orElseThrow();
  }

  static void open(Workbench workbench, String sample) {
    WaitForAsyncUtils.waitForAsyncFx(
        PATIENCE_SECONDS * 1000, () -> workbench.open(SampleCatalog.require(sample)));
    WaitForAsyncUtils.waitForFxEvents();
  }

  static void onWindowThread(Runnable action) {
    WaitForAsyncUtils.waitForAsyncFx(PATIENCE_SECONDS * 1000, action);
    WaitForAsyncUtils.waitForFxEvents();
  }

  static void await(String what, BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(
          PATIENCE_SECONDS,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.waitForAsyncFx(PATIENCE_SECONDS * 1000, condition::getAsBoolean));
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain: " + what, e);
    }
  }

  /** Nothing runs, and everything stands where a robot that clicks on it would find it. */
  static void awaitSettled(Workbench workbench) {
    await(
        "everything solved and painted",
        () ->
            workbench.desk().tasks().isIdle()
                && workbench.front().get().isSettled()
                && !workbench.scene().getRoot().isNeedsLayout());
  }
}
