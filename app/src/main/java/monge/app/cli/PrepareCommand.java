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
 * without a display, shows its first sample solved, and ends; what it loaded and where it spent its
 * time is kept beside the jars, where the launcher finds it. Java itself ignores the file when it
 * was made by another version or for other jars.
 */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = {
      "Makes later starts quicker: opens the window once without a display and keeps what Java"
          + " learns from it in lib/monge.aot, for this installation and this version of Java."
          + " Needs some 10 s; may be repeated, say after another Java was installed."
    })
final class PrepareCommand implements Callable<Integer> {

  private static final String CACHE = "monge.aot";
  private static final String REHEARSAL = "monge.app.Rehearsal";
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
    Path scratch = Files.createTempDirectory("monge-prepare");
    try {
      Path made = scratch.resolve(CACHE);
      Optional<String> failure = make(jars, scratch, made);
      if (failure.isPresent()) {
        console.say(
            "monge: starts stay as they are, they could not be rehearsed: " + failure.get());
        return ExitCode.NOT_CONVERGED;
      }
      Path cache = folder.resolve(CACHE);
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
  private static Optional<String> make(List<String> jars, Path scratch, Path made)
      throws IOException {
    Path log = scratch.resolve("log");
    List<String> rehearsal =
        java(
            jars,
            List.of("-XX:AOTCacheOutput=" + made, "-Dglass.platform=Headless", "-Dprism.order=sw"),
            List.of(REHEARSAL, scratch.toString()));
    if (!run(rehearsal, log) || !Files.exists(made)) {
      return Optional.of(lastLine(log));
    }
    List<String> trial =
        java(
            jars,
            List.of("-XX:AOTCache=" + made, "-XX:AOTMode=on"),
            List.of("monge.app.Launcher", "--version"));
    return run(trial, log) ? Optional.empty() : Optional.of(lastLine(log));
  }

  private static List<String> java(List<String> jars, List<String> options, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--add-modules=jdk.incubator.vector"));
    command.addAll(options);
    command.addAll(List.of("-classpath", String.join(File.pathSeparator, jars)));
    command.addAll(program);
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
