package monge.app.task;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Lets the window's thread go first. Linux takes no notice of Java's priorities, and with as many
 * solvers as processors the window would wait its turn like any of them; there, a thread is made
 * nicer by the system's own call.
 */
final class Courtesy {

  /** For work a person waits for: a tenth of the weight of a thread that is not nice at all. */
  static final int WORK = 10;

  /** For work that nobody waits for. */
  static final int PASTIME = 19;

  private static final int CALLING_THREAD = 0;

  /** {@code int setpriority(int which, id_t who, int prio)}; empty elsewhere than on Linux. */
  private static final Optional<MethodHandle> SET_PRIORITY = find();

  private Courtesy() {}

  private static Optional<MethodHandle> find() {
    if (!"Linux".equals(System.getProperty("os.name"))) {
      return Optional.empty();
    }
    try {
      return handle(Linker.nativeLinker());
    } catch (UnsupportedOperationException | IllegalCallerException _) {
      // Java offers or permits no foreign calls here: everything works, less smoothly.
      return Optional.empty();
    }
  }

  private static Optional<MethodHandle> handle(Linker linker) {
    return linker
        .defaultLookup()
        .find("setpriority")
        .map(
            address ->
                linker.downcallHandle(
                    address,
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT)));
  }

  /** The calling thread gives way to the window's from now on, where that can be had. */
  static void giveWay(int niceness) {
    Thread.currentThread().setPriority(Thread.NORM_PRIORITY - 1);
    SET_PRIORITY.ifPresent(
        call -> {
          try {
            int _ = (int) call.invokeExact(0, CALLING_THREAD, niceness);
          } catch (Throwable e) {
            // What a foreign call may throw is open; without it everything works, less smoothly.
            throw new IllegalStateException("setpriority cannot be called", e);
          }
        });
  }
}
