package monge.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import monge.problem.GaussianProblem;
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

  private static Optional<TransportProblem> problem(Sample sample, Sample.Run run) {
    return switch (sample.data()) {
      case SampleData.Clouds clouds -> Optional.of(clouds.problem(run));
      case SampleData.Gaussians(var source, var target) ->
          Optional.of(new GaussianProblem(source, target));
      case SampleData.Images _ -> Optional.empty();
    };
  }
}
