package monge.app.clouds;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import monge.app.frame.Strings;
import monge.app.io.CloudFile;
import monge.app.io.InputException;
import monge.app.io.ProblemFile;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;

/** What files of clouds and problems hold, read off the window's thread. */
final class OpenedFiles {

  /**
   * Data to show.
   *
   * @param solver the solver a problem file asks for
   * @param parameters settings it gives
   * @param notes sentences about what was changed on the way in
   */
  record Opened(
      String name,
      CloudData data,
      Optional<String> solver,
      Map<String, Object> parameters,
      List<String> notes) {}

  private OpenedFiles() {}

  /**
   * Two tables are source and target; one table takes the source's place in what is open; a JSON
   * file is a whole problem.
   *
   * @param current what is open
   * @throws InputException if a file cannot be used
   */
  static Opened read(List<Path> files, Optional<CloudData> current) {
    Path first = files.getFirst();
    if (isProblem(first)) {
      if (files.size() > 1) {
        throw new InputException(Strings.of("open.one-problem", first.getFileName()));
      }
      return problem(first);
    }
    if (files.size() > 1 && isProblem(files.get(1))) {
      throw new InputException(Strings.of("open.one-problem", files.get(1).getFileName()));
    }
    CloudFile source = CloudFile.read(first);
    List<String> notes = new ArrayList<>(source.notes());
    String cost = current.map(CloudData::cost).orElse("sqeuclidean");
    if (files.size() == 2) {
      CloudFile target = CloudFile.read(files.get(1));
      notes.addAll(target.notes());
      return new Opened(
          stem(first) + " → " + stem(files.get(1)),
          new CloudData(source.measure(), target.measure(), cost, Optional.empty()),
          Optional.empty(),
          Map.of(),
          notes);
    }
    CloudData old =
        current.orElseThrow(
            () -> new InputException(Strings.of("open.clouds-needed", first.getFileName())));
    notes.add(Strings.of("open.source-replaced", first.getFileName()));
    return new Opened(
        stem(first),
        new CloudData(source.measure(), old.target(), cost, Optional.empty()),
        Optional.empty(),
        Map.of(),
        notes);
  }

  private static Opened problem(Path file) {
    ProblemDescription description = ProblemFile.read(file).description();
    LinearProblem problem = description.balancedProblem();
    boolean given = description.costMatrix().isPresent();
    return new Opened(
        description.id(),
        new CloudData(
            problem.source(),
            problem.target(),
            description.cost().orElse("sqeuclidean"),
            given ? problem.geometry() : Optional.empty()),
        description.solver(),
        description.params(),
        List.of());
  }

  private static boolean isProblem(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
