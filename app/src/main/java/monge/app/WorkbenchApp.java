package monge.app;

import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import monge.app.frame.Strings;
import monge.app.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/** The window. */
public final class WorkbenchApp extends Application {

  /** Held, so that its level is not collected; it warns about the class path at every start. */
  private static final Logger TOOLKIT = Logger.getLogger("javafx");

  /**
   * Keeps the toolkit from drawing backgrounds by stretching a stored corner: in software that is
   * slower than filling them, and took most of the 25 ms of a whole repaint.
   */
  private static final String NO_REGION_CACHE = "prism.disableRegionCaching";

  static {
    setUpToolkit();
  }

  private @Nullable Workbench workbench;
  private volatile boolean closed;

  /** To be called before the toolkit starts, which reads its settings once. */
  public static void setUpToolkit() {
    TOOLKIT.setLevel(Level.SEVERE);
    if (System.getProperty(NO_REGION_CACHE) == null) {
      System.setProperty(NO_REGION_CACHE, "true");
    }
  }

  /** The window's content; for tests. */
  public Workbench workbench() {
    return Objects.requireNonNull(workbench, "the window has not been opened");
  }

  /** Opens the window and returns when it is closed. */
  static void open() {
    // Called on this class, so that it is initialised before the toolkit starts.
    Application.launch(WorkbenchApp.class);
  }

  @Override
  public void start(Stage stage) {
    TaskRunner tasks = new TaskRunner();
    WarmUp warmUp = new WarmUp(() -> closed);
    tasks.painter().execute(warmUp::load);
    Workbench made = new Workbench(tasks, false, new ScreenFileDialogs(stage));
    workbench = made;
    UnexpectedErrors unexpected = new UnexpectedErrors(made.desk().messages());
    Thread.currentThread().setUncaughtExceptionHandler(unexpected);
    Thread.setDefaultUncaughtExceptionHandler(unexpected);
    stage.setTitle(Strings.of("app.name"));
    stage.getIcons().addAll(WindowIcon.sizes());
    stage.setScene(made.scene());
    stage.setMinWidth(1024);
    stage.setMinHeight(680);
    stage.setWidth(1400);
    stage.setHeight(900);
    stage.show();
    made.firstStart();
    made.onceSolved(
        () -> {
          tasks.settleDown();
          tasks.pastime().execute(warmUp::compile);
        });
  }

  @Override
  public void stop() {
    closed = true;
    // A popup that still shows when the toolkit exits crashes the native layer.
    for (Window window : List.copyOf(Window.getWindows())) {
      if (window instanceof PopupWindow popup) {
        popup.hide();
      }
    }
    if (workbench != null) {
      workbench.close();
    }
  }
}
