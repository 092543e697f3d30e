package monge.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import monge.app.io.InputException;
import monge.app.io.PictureFile;
import monge.image.ColorSpace;
import monge.image.ColorTransfer;
import monge.image.Extension;
import monge.image.Graded;
import monge.image.Palette;
import monge.image.PixelImage;
import monge.parameter.ParameterSpec;
import monge.problem.ProblemDescription;
import monge.solver.Solution;
import monge.solver.SolverProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code monge color}: gives one picture the colours of another. */
@Command(
    name = "color",
    mixinStandardHelpOptions = true,
    description =
        "Gives the picture SOURCE the colours of the picture TARGET: transports a palette of one"
            + " to a palette of the other, and extends that map to every pixel.")
final class ColorCommand implements Callable<Integer> {

  /** Softness when none is given, as a share of the largest cost between palette colours. */
  private static final double SOFTNESS = 0.01;

  private static final int MOST_COLOURS = 20_000;

  private final Console console;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "The picture to be graded.")
  @SuppressWarnings("NullAway.Init")
  private Path source;

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      description = "The picture whose colours it gets.")
  @SuppressWarnings("NullAway.Init")
  private Path target;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The graded picture: .png, .tif (8 or 16 bits as the source) or .jpg.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Option(
      names = "--solver",
      paramLabel = "ID",
      defaultValue = "emd",
      description = "Such as emd, sinkhorn or linear-map; default ${DEFAULT-VALUE}.")
  private String solver = "emd";

  @Option(
      names = "-P",
      paramLabel = "key=value",
      description =
          "A parameter of the solver; 'monge solvers' lists them. Without -P reg=... the softness"
              + " of sinkhorn is 1 %% of the largest cost.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--space",
      paramLabel = "NAME",
      defaultValue = "oklab",
      description = "Where colours are compared: linear-rgb, srgb, cielab, oklab (default).")
  private String space = "oklab";

  @Option(
      names = "--colors",
      paramLabel = "N",
      defaultValue = "256",
      description = "Palette colours a picture; default ${DEFAULT-VALUE}.")
  private int colours = 256;

  @Option(
      names = "--palette",
      paramLabel = "HOW",
      defaultValue = "kmeans",
      description = "kmeans (default) or sample.")
  private String palette = "kmeans";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the palettes; default ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--map",
      paramLabel = "HOW",
      description =
          "How the map reaches every pixel: nearest, entropic, conditional or affine; default: what"
              + " suits the solver.")
  private @Nullable String map;

  @Option(
      names = "--bandwidth",
      paramLabel = "H",
      defaultValue = "0.2",
      description = "Kernel width h of --map conditional; default ${DEFAULT-VALUE}.")
  private double bandwidth = 0.2;

  @Option(
      names = "--strength",
      paramLabel = "S",
      defaultValue = "1",
      description = "0 keeps the source, 1 (default) is the whole map.")
  private double strength = 1;

  ColorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ColorSpace working = ColorSpace.named(space);
    Palette.Method method = Palette.Method.named(palette);
    Optional<Extension> asked = Optional.ofNullable(map).map(Extension::named);
    requireRanges();
    PictureFile.requireWritableName(out);

    PixelImage picture = PictureFile.read(source);
    Palette from = paletteOf(source, picture, working, method);
    Palette to = paletteOf(target, PictureFile.read(target), working, method);
    Answer answer = question(from, to).answer(console.registry(), console.monitor());
    if (console.isCancelled()) {
      return ExitCode.CANCELLED;
    }
    Solution solution =
        answer
            .solution()
            .orElseThrow(
                () ->
                    new InputException(
                        "--solver %s: %s".formatted(solver, noMap(answer.remark()))));
    if (!answer.remark().isEmpty()) {
      console.say(answer.remark());
    }

    Extension extension = asked.orElseGet(() -> Extension.of(solution).getFirst());
    Graded graded =
        ColorTransfer.fit(solution, working, extension, bandwidth)
            .withStrength(strength)
            .apply(picture);
    PictureFile.write(graded.image(), out);
    report(answer, solution, extension, graded);
    return answer.exitCode();
  }

  private static String noMap(String remark) {
    return remark.isEmpty() ? "gives no map between palettes" : remark;
  }

  private void requireRanges() {
    if (colours < 1 || colours > MOST_COLOURS) {
      throw new InputException(
          "--colors %d: expected a whole number from 1 to %d".formatted(colours, MOST_COLOURS));
    }
    if (!(strength >= 0 && strength <= 1)) {
      throw new InputException("--strength %s: expected a number from 0 to 1".formatted(strength));
    }
    if (!(bandwidth > 0) || Double.isInfinite(bandwidth)) {
      throw new InputException("--bandwidth %s: expected a number > 0".formatted(bandwidth));
    }
  }

  private Palette paletteOf(
      Path file, PixelImage picture, ColorSpace working, Palette.Method method) {
    try {
      return Palette.of(picture, working, method, colours, seed);
    } catch (IllegalArgumentException e) {
      throw InputException.in(file, String.valueOf(e.getMessage()));
    }
  }

  private Question question(Palette from, Palette to) {
    ProblemDescription description =
        ProblemDescription.named("color")
            .source(from.colours().points())
            .sourceWeights(from.colours().weights())
            .target(to.colours().points())
            .targetWeights(to.colours().weights())
            .build();
    Map<String, String> settings = new LinkedHashMap<>(parameters);
    if (softnessInUnitOfCost() && !settings.containsKey("reg")) {
      // Colour spaces differ by orders of magnitude: a fixed softness would suit none of them.
      double reg = SOFTNESS * description.balancedProblem().requireGeometry().largestMagnitude();
      if (reg > 0) {
        settings.put("reg", Double.toString(reg));
      }
    }
    return Question.of(description, solver, settings);
  }

  private boolean softnessInUnitOfCost() {
    return console
        .registry()
        .find(solver)
        .map(SolverProvider::descriptor)
        .map(d -> d.parameters().stream().anyMatch(ColorCommand::isSoftness))
        .orElse(false);
  }

  private static boolean isSoftness(ParameterSpec spec) {
    return spec instanceof ParameterSpec.Real real
        && real.key().equals("reg")
        && real.unit().equals("unit of cost");
  }

  private void report(Answer answer, Solution solution, Extension extension, Graded graded) {
    console.out().printf(Locale.ROOT, "status    %s%n", answer.status());
    console.out().printf(Locale.ROOT, "objective %.6g%n", solution.objective().value());
    if (solution.parameters().has("reg")) {
      console.out().printf(Locale.ROOT, "reg       %.6g%n", solution.parameters().real("reg"));
    }
    console.out().printf(Locale.ROOT, "map       %s%n", extension.id());
    console.out().printf(Locale.ROOT, "clipped   %.4f%n", graded.clippedShare());
    console.out().printf(Locale.ROOT, "picture   %s%n", out);
  }
}
