package monge.app.task;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /** For Java's compilers: work goes on faster once they are done, so it waits for them. */
  private static final int COMPILERS = 5;

  private static final int CALLING_THREAD = 0;

  /** How Linux calls them, whose names of threads are short. */
  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

  private static final Path THREADS = Path.of("/proc/self/task");

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
    setNiceness(CALLING_THREAD, niceness);
  }

  /**
   * Java's own compilers give way too: in its first seconds a window does everything for the first
   * time, and shares the processors with what compiles it. Compilers started later inherit this.
   */
  static void compilersGiveWay() {
    if (SET_PRIORITY.isEmpty() || !Files.isDirectory(THREADS)) {
      return;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
          setNiceness(Integer.parseInt(thread.getFileName().toString()), COMPILERS);
        }
      }
    } catch (IOException _) {
      // A thread that has ended meanwhile has no name any more: the others keep their priority.
    }
  }

  private static void setNiceness(int thread, int niceness) {
    SET_PRIORITY.ifPresent(
        call -> {
          try {
            int _ = (int) call.invokeExact(0, thread, niceness);
          } catch (Throwable e) {
            // What a foreign call may throw is open; without it everything works, less smoothly.
            throw new IllegalStateException("setpriority cannot be called", e);
          }
        });
  }
}
