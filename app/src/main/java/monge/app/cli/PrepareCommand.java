package monge.app.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import monge.app.io.InputException;
import picocli.CommandLine.Command;

/**
 * {@code monge prepare}: lets Java remember what a start needs. Another Java opens the window
 * without a display, shows its first sample solved, and ends; a second runs short commands. What
 * they loaded and where they spent their time is kept beside the jars, where the launcher finds it.
 * Java itself ignores the files when they were made by another version or for other jars.
 */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = {
      "Makes later starts quicker: opens the window once without a display, runs some commands,"
          + " and keeps what Java learns from it in lib/monge.jsa and lib/monge-short.aot, for this"
          + " installation and this version of Java. Needs some 20 s; may be repeated, say after"
          + " another Java was installed."
    })
final class PrepareCommand implements Callable<Integer> {

  /** A start to be made quicker, with the options that the launcher gives to it. */
  private enum Start {
    /**
     * With the module of vectors, which incubates: Java links no classes ahead of time beside one,
     * and keeps lambdas only in an archive made by way of a list.
     */
    WINDOW(
        "monge.jsa",
        "monge.app.Rehearsal",
        List.of("--add-modules=jdk.incubator.vector"),
        List.of("-Dglass.platform=Headless", "-Dprism.order=sw")) {
      @Override
      List<List<String>> making(Path made, List<String> rehearsal) {
        String list = made + ".classes";
        return List.of(
            with(List.of("-XX:DumpLoadedClassList=" + list), rehearsal),
            List.of(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + made));
      }

      @Override
      List<String> using(Path made) {
        return List.of("-XX:SharedArchiveFile=" + made, "-Xshare:on");
      }
    },
    SHORT_COMMAND(
        "monge-short.aot",
        "monge.app.CommandRehearsal",
        List.of("-Dmonge.kernels=scalar"),
        List.of()) {
      @Override
      List<List<String>> making(Path made, List<String> rehearsal) {
        return List.of(with(List.of("-XX:AOTCacheOutput=" + made), rehearsal));
      }

      @Override
      List<String> using(Path made) {
        return List.of("-XX:AOTCache=" + made, "-XX:AOTMode=on");
      }
    };

    private final String cache;
    private final String rehearsal;
    private final List<String> options;
    private final List<String> whenRehearsing;

    Start(String cache, String rehearsal, List<String> options, List<String> whenRehearsing) {
      this.cache = cache;
      this.rehearsal = rehearsal;
      this.options = options;
      this.whenRehearsing = whenRehearsing;
    }

    /** What Java is called with, one call after the other, beside the options and the jars. */
    abstract List<List<String>> making(Path made, List<String> rehearsal);

    /** The options of a Java that insists on what was made. */
    abstract List<String> using(Path made);

    static List<String> with(List<String> options, List<String> program) {
      return Stream.concat(options.stream(), program.stream()).toList();
    }
  }

  private static final long PATIENCE_SECONDS = 120;

  private final Console console;

  PrepareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<String> jars = jars();
    Path folder = Path.of(jars.getFirst()).toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder)) {
      throw new InputException(
          "the folder %s may not be written: run prepare as who installed it".formatted(folder));
    }
    int worst = ExitCode.DONE;
    for (Start start : Start.values()) {
      worst = Math.max(worst, prepare(start, jars, folder));
    }
    return worst;
  }

  private int prepare(Start start, List<String> jars, Path folder) throws IOException {
    Path scratch = Files.createTempDirectory("monge-prepare");
    try {
      Path made = scratch.resolve(start.cache);
      Optional<String> failure = make(start, jars, scratch, made);
      if (failure.isPresent()) {
        console.say(
            "monge: starts stay as they are, they could not be rehearsed: " + failure.get());
        return ExitCode.NOT_CONVERGED;
      }
      Path cache = folder.resolve(start.cache);
      Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
      console.out().printf("%s: what a start needs, %d MB%n", cache, Files.size(cache) >> 20);
      return ExitCode.DONE;
    } finally {
      delete(scratch);
    }
  }

  /** The class path, sorted as the launcher sorts it; Java keeps nothing of what is not in jars. */
  private static List<String> jars() {
    List<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .sorted()
            .toList();
    if (jars.stream().anyMatch(jar -> !jar.endsWith(".jar"))) {
      throw new InputException(
          "only the packaged program can be prepared: run mvn package, then target/monge/bin/monge"
              + " prepare");
    }
    return jars;
  }

  /** Rehearses a start, then tries what came of it; tells what went wrong. */
  private static Optional<String> make(Start start, List<String> jars, Path scratch, Path made)
      throws IOException {
    Path log = scratch.resolve("log");
    List<String> rehearsal =
        Start.with(start.whenRehearsing, List.of(start.rehearsal, scratch.toString()));
    for (List<String> call : start.making(made, rehearsal)) {
      if (!run(java(start, jars, call), log)) {
        return Optional.of(lastLine(log));
      }
    }
    if (!Files.exists(made)) {
      return Optional.of(lastLine(log));
    }
    List<String> trial =
        java(
            start, jars, Start.with(start.using(made), List.of("monge.app.Launcher", "--version")));
    return run(trial, log) ? Optional.empty() : Optional.of(lastLine(log));
  }

  /**
   * @param call options and, after them, the program
   */
  private static List<String> java(Start start, List<String> jars, List<String> call) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(start.options);
    command.addAll(List.of("-classpath", String.join(File.pathSeparator, jars)));
    command.addAll(call);
    return command;
  }

  private static boolean run(List<String> command, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      Files.writeString(log, "it took longer than %d s".formatted(PATIENCE_SECONDS));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines =
        Files.readString(log, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    return lines.isEmpty() ? "it ended without a word" : lines.getLast();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
