package monge.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every source file is as google-java-format writes it. */
final class FormatTest {

  /** Tests run in their module's folder, one below the project's. */
  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

  @Test
  void everySourceFileIsFormatted() throws IOException {
    List<Path> sources = sources();
    assertTrue(sources.size() > 50, "only " + sources.size() + " source files found in " + ROOT);
    Formatter formatter = new Formatter();
    List<Path> unformatted =
        sources.parallelStream().filter(file -> !isFormatted(formatter, file)).toList();
    assertEquals(List.of(), unformatted, "run google-java-format over these files");
  }

  @Test
  void noSourceFileIsUnfinished() throws IOException {
    List<String> marks = List.of("TO" + "DO", "FIX" + "ME", "XX" + "X");
    List<Path> unfinished =
        sources().stream().filter(file -> marks.stream().anyMatch(read(file)::contains)).toList();
    assertEquals(List.of(), unfinished, "finish what these files mark as unfinished");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 20)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !ROOT.relativize(file).toString().contains("target"))
          .sorted()
          .toList();
    }
  }

  private static boolean isFormatted(Formatter formatter, Path file) {
    String source = read(file);
    try {
      String ordered =
          RemoveUnusedImports.removeUnusedImports(
              ImportOrderer.reorderImports(source, Style.GOOGLE));
      return StringWrapper.wrap(formatter.formatSource(ordered), formatter).equals(source);
    } catch (FormatterException e) {
      throw new AssertionError(file + " cannot be formatted", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
