package monge.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import monge.cost.CostFunction;
import monge.image.ColorSpace;
import monge.image.Palette;
import monge.image.PixelImage;
import monge.measure.DiscreteMeasure;
import monge.problem.GaussianProblem;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.Solution;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import org.junit.jupiter.api.Test;

class SampleRunsTest {

  private final SolverRegistry solvers = SolverRegistry.load();

  @Test
  void everyRunNamesASolverThatTakesItsParametersAndData() {
    for (Sample sample : SampleCatalog.all()) {
      for (Sample.Run run : sample.runs()) {
        SolverProvider provider = solvers.require(run.solver());
        provider.defaults().withAll(run.parameters());
        Optional<TransportProblem> problem = problem(sample, run);
        assertEquals(
            Optional.empty(),
            problem.flatMap(provider::refusal),
            sample.id() + " by " + run.solver());
      }
    }
  }

  @Test
  void everyRunOnCloudsAndGaussiansEndsWell() {
    for (Sample sample : SampleCatalog.all()) {
      for (Sample.Run run : sample.runs()) {
        Optional<TransportProblem> problem = problem(sample, run);
        if (problem.isEmpty()) {
          continue;
        }
        SolverProvider provider = solvers.require(run.solver());
        Solution solution =
            provider.create(provider.defaults().withAll(run.parameters())).solve(problem.get());
        assertTrue(
            solution.convergence().status().isSuccess(),
            sample.id() + " by " + run.solver() + ": " + solution.convergence().reason());
      }
    }
  }

  /** The other samples of pictures have the same runs but for this one's. */
  @Test
  void theRunsOnThePalettesOfInfoOtsFigureEndWell() {
    Sample sample = SampleCatalog.require("infoot-fig7");
    SampleData.Images pictures = (SampleData.Images) sample.data();
    LinearProblem palettes =
        LinearProblem.between(
            palette(pictures.source()),
            palette(pictures.target()),
            new CostFunction.SquaredEuclidean());
    for (Sample.Run run : sample.runs()) {
      SolverProvider provider = solvers.require(run.solver());
      Solution solution =
          provider.create(provider.defaults().withAll(run.parameters())).solve(palettes);
      assertTrue(
          solution.convergence().status().isSuccess(),
          run.solver() + ": " + solution.convergence().reason());
    }
  }

  private static DiscreteMeasure palette(RenderedPicture picture) {
    return Palette.kMeans(
            PixelImage.ofRgb(picture.width(), picture.height(), picture.pixels()),
            ColorSpace.OKLAB,
            256,
            1)
        .colours();
  }

  private static Optional<TransportProblem> problem(Sample sample, Sample.Run run) {
    return switch (sample.data()) {
      case SampleData.Clouds clouds -> Optional.of(clouds.problem(run));
      case SampleData.Gaussians(var source, var target) ->
          Optional.of(new GaussianProblem(source, target));
      case SampleData.Images _ -> Optional.empty();
    };
  }
}
