package monge.app;

import java.util.concurrent.atomic.AtomicBoolean;
import monge.app.cli.MongeCommand;

/** Starts the window, or the command line when there are arguments. */
public final class Launcher {

  private Launcher() {}

  public static void main(String[] args) {
    System.exit(MongeCommand.run(args, System.out, System.err, new AtomicBoolean()));
  }
}
