package monge.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * From the start of a process to the first solved picture, with and without what {@code monge
 * prepare} has made, and a small solve on the command line. Needs the packaged program.
 */
public final class StartTime {

  private static final int RUNS = 5;

  private StartTime() {}

  public static void main(String[] args) throws Exception {
    Path lib = lib();
    List<String> jars = jars(lib);
    Path problem = Files.createTempFile("monge-start", ".json");
    try {
      Files.writeString(problem, problem());
      times(jars, lib, problem, false);
      if (Files.exists(lib.resolve("monge.jsa"))) {
        times(jars, lib, problem, true);
      }
    } finally {
      Files.delete(problem);
    }
  }

  /** Where the packaged program has its jars. */
  static Path lib() {
    return Path.of(System.getProperty("monge.home", "../app/target/monge"), "lib");
  }

  /** The jars in the order in which the launcher names them. */
  static List<String> jars(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      return files
          .map(file -> file.toAbsolutePath().normalize().toString())
          .filter(name -> name.endsWith(".jar"))
          .sorted()
          .toList();
    }
  }

  private static void times(List<String> jars, Path lib, Path problem, boolean prepared)
      throws Exception {
    String how = prepared ? ", prepared" : ", cold";
    double[][] starts = new double[2][RUNS];
    double[] solves = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      List<String> window = window(jars, lib, prepared, List.of("monge.bench.FirstPicture"));
      double[] said = timesOfLines(window, 2);
      starts[0][run] = said[0];
      starts[1][run] = said[1];
      List<String> solve =
          shortCommand(
              jars, lib, prepared, List.of("monge.app.Launcher", "solve", problem.toString()));
      double[] end = timesOfLines(solve, 0);
      solves[run] = end[0];
    }
    Row.print("start to first solved picture" + how, seconds(starts[0]), prepared ? "2 s" : "3 s");
    Row.print("start to all pictures of the first sample" + how, seconds(starts[1]), "");
    Row.print("monge solve, n = m = 40" + how, seconds(solves), "1 s");
  }

  private static String seconds(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return "%.2f s (%.2f to %.2f)".formatted(sorted[RUNS / 2], sorted[0], sorted[RUNS - 1]);
  }

  private static List<String> window(
      List<String> jars, Path lib, boolean prepared, List<String> program) {
    List<String> options =
        List.of(
            "--add-modules=jdk.incubator.vector", "-Dglass.platform=Headless", "-Dprism.order=sw");
    return command(jars, options, lib.resolve("monge.jsa"), prepared, program);
  }

  /** As the launcher starts a solve of a small file. */
  private static List<String> shortCommand(
      List<String> jars, Path lib, boolean prepared, List<String> program) {
    List<String> options = List.of("-Dmonge.kernels=scalar", "-XX:+UseSerialGC");
    return command(jars, options, lib.resolve("monge-short.aot"), prepared, program);
  }

  private static List<String> command(
      List<String> jars, List<String> options, Path cache, boolean prepared, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    if (prepared) {
      boolean linked = cache.toString().endsWith(".aot");
      command.add((linked ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache);
      command.add("-Xlog:disable");
    }
    // This class comes last: what was prepared holds for a class path that begins the same.
    List<String> path = new ArrayList<>(jars);
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith("test-classes"))
        .forEach(path::add);
    command.addAll(List.of("-classpath", String.join(File.pathSeparator, path)));
    command.addAll(program);
    return command;
  }

  /** When the process printed each of its first lines, s; with none asked for, when it ended. */
  private static double[] timesOfLines(List<String> command, int lines) throws Exception {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    double[] times = new double[Math.max(1, lines)];
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (int k = 0; k < lines; k++) {
        if (out.readLine() == null) {
          throw new IllegalStateException("it ended early: " + command);
        }
        times[k] = (System.nanoTime() - begun) * 1e-9;
      }
      out.lines().forEach(_ -> {});
    }
    process.waitFor();
    if (lines == 0) {
      times[0] = (System.nanoTime() - begun) * 1e-9;
    }
    return times;
  }

  private static String problem() {
    StringBuilder text = new StringBuilder("{\"id\":\"small\",\"solver\":\"emd\",\"params\":{}");
    for (String side : List.of("source", "target")) {
      List<String> points = new ArrayList<>();
      for (int k = 0; k < 40; k++) {
        points.add("[%d.%d,%d]".formatted(k * 7 % 11, k, side.length() + k * 5 % 13));
      }
      text.append(",\"").append(side).append("\":[").append(String.join(",", points)).append("]");
    }
    return text.append("}").toString();
  }
}
