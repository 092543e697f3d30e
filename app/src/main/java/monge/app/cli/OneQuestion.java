package monge.app.cli;

import java.nio.file.Path;
import monge.app.io.InputException;
import monge.app.io.ProblemFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What verbs that solve one problem are asked: a problem file, or a solver and two clouds. */
final class OneQuestion {

  @Parameters(paramLabel = "PROBLEM.json", arity = "0..1", description = "A problem file.")
  private @Nullable Path file;

  @Mixin private final QuestionOptions options = new QuestionOptions();

  Question read(Console console) {
    if (file != null) {
      return options.of(ProblemFile.read(file));
    }
    if (!options.byClouds()) {
      throw new InputException(
          "found no problem, expected a problem file or --solver, --source and --target");
    }
    return options.ofClouds(console);
  }

  /** A remark with the file it is about. */
  String aboutTheFile(String remark) {
    return (file == null ? "" : file + ": ") + remark;
  }
}
