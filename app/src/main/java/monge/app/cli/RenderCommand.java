package monge.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import monge.app.export.Figure;
import monge.app.io.InputException;
import monge.parameter.ParameterException;
import monge.parameter.ParameterValues;
import monge.solver.Solution;
import monge.views.SolutionView;
import monge.views.ViewInput;
import monge.views.ViewRegistry;
import monge.views.picture.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code monge render}: a view of a solution as a picture, drawn as in the window. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Solves a problem and draws one view of it, as the window would.")
final class RenderCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final OneQuestion asked = new OneQuestion();

  @Mixin private final FigureOptions figures = new FigureOptions(800, 600);

  @Option(
      names = "--view",
      defaultValue = "plan",
      paramLabel = "ID",
      description = "plan, matrix, mccann, projection, convergence, ...; default ${DEFAULT-VALUE}.")
  @SuppressWarnings("NullAway.Init")
  private String viewId;

  @Option(
      names = "-V",
      paramLabel = "key=value",
      description = "An option of the view, such as the bandwidth h.")
  private Map<String, String> viewOptions = new LinkedHashMap<>();

  @Option(
      names = "--t",
      defaultValue = "0.5",
      description = "Time of interpolations, from 0 to 1; default ${DEFAULT-VALUE}.")
  private double t;

  @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "The figure.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  RenderCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!(t >= 0 && t <= 1)) {
      throw new InputException("--t: found %s, expected a number from 0 to 1".formatted(t));
    }
    Figure.requireKnownEnding(out);
    ViewRegistry views = ViewRegistry.load();
    SolutionView view = views.require(viewId);
    Answer answer = asked.read(console).answer(console.registry(), console.monitor());
    if (!answer.remark().isEmpty()) {
      console.say(asked.aboutTheFile(answer.remark()));
    }
    Solution solution =
        answer
            .solution()
            .orElseThrow(
                () ->
                    new InputException(
                        "'%s' gives nothing that can be drawn".formatted(answer.solver())));
    if (!view.shows(solution)) {
      throw new InputException(
          "the view '%s' shows nothing of an answer of '%s': expected one of %s"
              .formatted(
                  viewId,
                  answer.solver(),
                  views.all().stream()
                      .filter(v -> v.shows(solution))
                      .map(v -> v.descriptor().id())
                      .collect(Collectors.joining(", "))));
    }
    ParameterValues values = viewValues(view, solution);
    ViewInput input =
        new ViewInput(
            solution,
            Optional.empty(),
            solution.convergence().iterations(),
            t,
            values,
            Selection.NONE,
            Optional.empty(),
            List.of(),
            figures.look());
    figures.figure(view.picture(input)).writePng(out);
    return answer.exitCode();
  }

  private ParameterValues viewValues(SolutionView view, Solution solution) {
    ParameterValues values = ParameterValues.defaults(view.options(List.of(solution)));
    for (Map.Entry<String, String> option : viewOptions.entrySet()) {
      try {
        values = values.with(option.getKey(), option.getValue());
      } catch (ParameterException e) {
        throw new InputException("-V " + option.getKey() + ": " + e.getMessage(), e);
      }
    }
    return values;
  }
}
