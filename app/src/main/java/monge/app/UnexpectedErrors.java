package monge.app;

import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import monge.app.frame.Messages;
import monge.app.frame.Strings;

/** What happens to an exception nobody expected, on any thread: it is logged and said once. */
final class UnexpectedErrors implements Thread.UncaughtExceptionHandler {

  private static final Logger LOG = Logger.getLogger("monge");
  private static final long QUIET_NANOS = 1_000_000_000L;

  private final Messages messages;
  private long lastAt;

  UnexpectedErrors(Messages messages) {
    this.messages = messages;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    LOG.log(Level.SEVERE, "unexpected", error);
    if (Platform.isFxApplicationThread()) {
      say(error);
    } else {
      Platform.runLater(() -> say(error));
    }
  }

  private void say(Throwable error) {
    long now = System.nanoTime();
    // Sixty frames a second can fail alike; one message says it.
    if (now - lastAt > QUIET_NANOS) {
      messages.error(Strings.of("message.unexpected", error));
    }
    lastAt = now;
  }
}
