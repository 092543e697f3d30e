package monge.app;

/** Starts the window, or the command line when there are arguments. */
public final class Launcher {

  private Launcher() {}

  public static void main(String[] args) {}
}
