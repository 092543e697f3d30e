package monge.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import monge.app.cli.MongeCommand;

/**
 * What {@code monge prepare} lets Java watch: one solve on the command line, then the window with
 * its first sample, until that is solved and painted. Ends by itself. The argument is a folder for
 * its files.
 */
public final class Rehearsal {

  private static final String PROBLEM =
      """
      {"id": "rehearsal", "solver": "%s", "params": {},
       "source": [[0, 0], [1, 0], [0, 1], [1, 1]], "target": [[2, 0], [2, 1], [3, 0]]}
      """;

  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException {
    solve(Path.of(arguments[0]));
    WorkbenchApp.setUpToolkit();
    Application.launch(Tour.class);
  }

  private static void solve(Path folder) throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    for (String solver : new String[] {"emd", "sinkhorn"}) {
      Path problem = folder.resolve(solver + ".json");
      Files.writeString(problem, PROBLEM.formatted(solver));
      String[] words = {"solve", problem.toString(), "--out-dir", folder.toString()};
      int code = MongeCommand.run(words, nowhere, nowhere, new AtomicBoolean());
      if (code != 0) {
        throw new IllegalStateException("the solve of the rehearsal ended with " + code);
      }
    }
  }

  /** The window, which closes itself. Its own class: Java refuses a window as the main one. */
  public static final class Tour extends Application {

    private final WorkbenchApp app = new WorkbenchApp();
    private final AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            goOn();
          }
        };

    @Override
    public void start(Stage stage) {
      stage.setX(0);
      stage.setY(0);
      app.start(stage);
      timer.start();
    }

    /** Ends once everything is solved and painted. */
    private void goOn() {
      Workbench workbench = app.workbench();
      // A moving picture is never settled.
      workbench.desk().playback().playing().set(false);
      if (workbench.desk().tasks().isIdle() && workbench.front().get().isSettled()) {
        Platform.exit();
      }
    }

    @Override
    public void stop() {
      timer.stop();
      app.stop();
    }
  }
}
