package monge.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import monge.app.cli.MongeCommand;

/**
 * Starts the window, or the command line when there are arguments. No class of the window toolkit
 * is touched before the window is asked for.
 */
public final class Launcher {

  /** How long an interrupted command may take to write its marked result. */
  private static final long GRACE_SECONDS = 60;

  private static final int NO_DISPLAY = 2;

  private Launcher() {}

  public static void main(String[] args) {
    if (args.length > 0) {
      commandLine(args);
    } else if (hasDisplay()) {
      WorkbenchApp.open();
    } else {
      utf8(System.err, FileDescriptor.err)
          .println(
              "monge: there is no display for the window; the command line needs none, see"
                  + " 'monge --help'");
      System.exit(NO_DISPLAY);
    }
  }

  private static void commandLine(String[] args) {
    System.setProperty("java.awt.headless", "true");
    AtomicBoolean cancelled = new AtomicBoolean();
    CountDownLatch finished = new CountDownLatch(1);
    // Ctrl-C runs this while the command goes on: it stops the solve and waits for its result.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  cancelled.set(true);
                  try {
                    boolean _ = finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "interrupted"));
    int code;
    try {
      code =
          MongeCommand.run(
              args,
              utf8(System.out, FileDescriptor.out),
              utf8(System.err, FileDescriptor.err),
              cancelled);
    } finally {
      finished.countDown();
    }
    System.exit(code);
  }

  /** Only Unix desktops have a display that can be missing. */
  private static boolean hasDisplay() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return system.contains("mac")
        || system.contains("windows")
        || isSet("DISPLAY")
        || isSet("WAYLAND_DISPLAY")
        || "Headless".equals(System.getProperty("glass.platform"));
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isEmpty();
  }

  /** Text in UTF-8 whatever the locale, but for the consoles of Windows, which choose their own. */
  private static PrintStream utf8(PrintStream console, FileDescriptor descriptor) {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
    return windows
        ? console
        : new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
