package monge.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import monge.app.export.ContactSheet;
import monge.app.export.ContactSheet.Note;
import monge.app.export.ContactSheet.Thumb;
import monge.app.export.ContactSheet.Tone;
import monge.app.io.InputException;
import monge.app.io.TextFiles;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.samples.Sample;
import monge.samples.SampleCatalog;
import monge.samples.SampleData;
import monge.solver.InfeasibleProblemException;
import monge.solver.Solution;
import monge.solver.SolverProvider;
import monge.solver.Start;
import monge.views.SolutionView;
import monge.views.ViewInput;
import monge.views.ViewRegistry;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code monge gallery}: one picture a solver on the same clouds, and a sheet of them all. */
@Command(
    name = "gallery",
    mixinStandardHelpOptions = true,
    description = {
      "Draws the answer of every solver to the same two clouds, as the window would.",
      "Writes DIR/<solver>.png for each, and DIR/gallery.png with them all."
    })
final class GalleryCommand implements Callable<Integer> {

  private static final int COLUMNS = 5;
  private static final int THUMB_WIDTH = 260;
  private static final int THUMB_HEIGHT = 195;

  private final Console console;
  private final List<Thumb> thumbs = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the pictures; made if it does not exist.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Option(
      names = "--sample",
      defaultValue = "infoot-fig1",
      paramLabel = "ID",
      description = "The clouds, one of the samples of the window; default ${DEFAULT-VALUE}.")
  @SuppressWarnings("NullAway.Init")
  private String sampleId;

  @Mixin private final FigureOptions figures = new FigureOptions(640, 480);

  GalleryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Sample sample = SampleCatalog.require(sampleId);
    if (!(sample.data() instanceof SampleData.Clouds clouds)) {
      throw new InputException(
          "--sample: '%s' holds no clouds, expected a sample of two clouds".formatted(sampleId));
    }
    TextFiles.makeFolder(out);
    int worst = ExitCode.DONE;
    for (SolverProvider provider : console.registry().all()) {
      worst = Math.max(worst, draw(provider, sample, clouds));
      if (console.isCancelled()) {
        return ExitCode.CANCELLED;
      }
    }
    ContactSheet sheet =
        new ContactSheet(thumbs, notes, COLUMNS, THUMB_WIDTH, THUMB_HEIGHT, figures.look());
    figures.figure(sheet, sheet.width(), sheet.height()).writePng(out.resolve("gallery.png"));
    return worst;
  }

  /** Solves and draws, or notes why not. */
  private int draw(SolverProvider provider, Sample sample, SampleData.Clouds clouds) {
    String name = provider.descriptor().name();
    Sample.Run run = run(provider, sample);
    LinearProblem problem = clouds.problem(run);
    Optional<String> refusal = provider.objection(problem);
    if (refusal.isPresent()) {
      return note(name, refusal.get(), ExitCode.DONE);
    }
    Solution solution;
    try {
      ParameterValues values = provider.defaults().withAll(run.parameters());
      solution = provider.create(values).solve(problem, Start.COLD, console.monitor());
    } catch (InfeasibleProblemException | IllegalArgumentException e) {
      return note(name, String.valueOf(e.getMessage()), ExitCode.NOT_CONVERGED);
    }
    Optional<SolutionView> view =
        ViewRegistry.load().all().stream()
            .filter(v -> v.shows(solution))
            // How a solve went is the last thing to show: a number has values a point.
            .min(Comparator.comparing(SolutionView::picksIterations));
    if (view.isEmpty()) {
      return note(name, "no view shows its answer", ExitCode.NOT_CONVERGED);
    }
    Picture picture = view.get().picture(ViewInput.of(solution, view.get(), 0.5, figures.look()));
    thumbs.add(thumb(provider, solution, picture));
    figures.figure(picture).writePng(out.resolve(provider.descriptor().id() + ".png"));
    return solution.convergence().status().isSuccess() ? ExitCode.DONE : ExitCode.NOT_CONVERGED;
  }

  /** The settings the sample opens with where it names the solver, else the defaults. */
  private static Sample.Run run(SolverProvider provider, Sample sample) {
    String id = provider.descriptor().id();
    return sample.runs().stream()
        .filter(r -> r.solver().equals(id))
        .findFirst()
        .orElseGet(() -> new Sample.Run(id, Map.of()));
  }

  private int note(String name, String sentence, int code) {
    notes.add(new Note(name, sentence));
    console.say(name + ": " + sentence);
    return code;
  }

  private static Thumb thumb(SolverProvider provider, Solution solution, Picture picture) {
    var status = solution.convergence().status();
    return new Thumb(
        provider.descriptor().name(),
        provider.descriptor().method(),
        picture,
        status.isSuccess() ? Tone.DONE : Tone.WARNING,
        status.word() + " · value " + Numbers.cost(solution.objective().value()));
  }
}
