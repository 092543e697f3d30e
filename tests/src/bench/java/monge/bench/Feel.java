package monge.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs every bench of what a person feels, each in a JVM of its own, since what is cold matters:
 * one table, {@code name | measured | goal}. The name of a bench as the argument chooses it.
 */
public final class Feel {

  private static final List<Class<?>> ALL =
      List.of(
          StartTime.class,
          WindowSmoothness.class,
          DragLoop.class,
          Painting.class,
          LargePicture.class);

  /** Run as the launcher starts the window: from the packaged jars, with what was prepared. */
  private static final List<Class<?>> WINDOWS =
      List.of(WindowSmoothness.class, DragLoop.class, Painting.class);

  private Feel() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Row.print("name", "measured", "goal");
    Row.print("---", "---", "---");
    for (Class<?> bench : ALL) {
      if (args.length == 0 || args[0].equals("all") || args[0].equals(bench.getSimpleName())) {
        run(bench);
      }
    }
  }

  private static void run(Class<?> bench) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    if (bench == LargePicture.class) {
      command.add("-Xmx%dm".formatted(LargePicture.HEAP_MEGABYTES));
    }
    command.addAll(List.of("-classpath", classPath(bench, command), bench.getName()));
    int code =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (code != 0) {
      Row.print(bench.getSimpleName(), "ended with " + code, "");
    }
  }

  private static String classPath(Class<?> bench, List<String> command) throws IOException {
    String ours = System.getProperty("java.class.path");
    Path lib = StartTime.lib();
    Path archive = lib.resolve("monge.jsa");
    if (!WINDOWS.contains(bench) || !Files.exists(archive)) {
      return ours;
    }
    command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable"));
    return String.join(File.pathSeparator, StartTime.jars(lib)) + File.pathSeparator + ours;
  }
}
