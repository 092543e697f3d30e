package monge.views.gaussian;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterValues;
import monge.solver.Solution;
import monge.views.SolutionView;
import monge.views.ViewDescriptor;
import monge.views.ViewInput;
import monge.views.picture.Picture;

/** Two Gaussians of the plane and what lies between them. */
public final class GaussianView implements SolutionView {

  /** Draws of each Gaussian. */
  public static final String SAMPLES = "samples";

  public static final String SEED = "seed";
  public static final String ARROWS = "arrows";
  public static final String BETWEEN = "between";
  public static final String STRETCHES = "stretches";

  private static final ViewDescriptor DESCRIPTOR =
      new ViewDescriptor(
          "gaussian",
          "Transport between Gaussians",
          "1σ and 2σ ellipses",
          10,
          440,
          true,
          List.of(
              new ParameterSpec.Whole(
                  SAMPLES,
                  "Samples",
                  "Draws of each Gaussian that are shown; 0 shows none.",
                  160,
                  0,
                  5000,
                  0,
                  500,
                  Scale.LINEAR),
              new ParameterSpec.Whole(
                  SEED,
                  "Seed",
                  "The same draws for the same seed.",
                  11,
                  0,
                  Integer.MAX_VALUE,
                  0,
                  100,
                  Scale.LINEAR),
              new ParameterSpec.Flag(
                  ARROWS, "Map arrows", "Shows where some points of the source go.", true),
              new ParameterSpec.Flag(
                  BETWEEN,
                  "McCann ellipses",
                  "Shows the Gaussians on the way at t = 0.25, 0.5 and 0.75.",
                  true),
              new ParameterSpec.Flag(
                  STRETCHES,
                  "Principal stretches",
                  "Shows the axes along which the map only stretches, and by how much.",
                  false)));

  @Override
  public ViewDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean shows(Solution solution) {
    return GaussianScene.isIn(solution);
  }

  @Override
  public Picture picture(ViewInput input) {
    GaussianScene scene = GaussianScene.of(input.solution());
    return new GaussianPicture(
        scene,
        options(scene, input.options(), false),
        input.t(),
        input.selection(),
        input.camera(),
        input.look());
  }

  /** The options of a picture by the values of this view's settings. */
  public static GaussianOptions options(
      GaussianScene scene, ParameterValues values, boolean handles) {
    int count = values.whole(SAMPLES);
    int seed = values.whole(SEED);
    return new GaussianOptions(
        count == 0
            ? Optional.empty()
            : Optional.of(GaussianScene.draws(scene.source(), count, 2L * seed)),
        count == 0
            ? Optional.empty()
            : Optional.of(GaussianScene.draws(scene.target(), count, 2L * seed + 1)),
        values.flag(ARROWS),
        values.flag(BETWEEN),
        values.flag(STRETCHES),
        handles);
  }

  @Override
  public String note(ViewInput input) {
    return String.format(Locale.ROOT, "t = %.2f", input.t());
  }

  @Override
  public boolean followsTime() {
    return true;
  }
}
