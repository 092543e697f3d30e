package monge.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.plan.SparseCoupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import org.junit.jupiter.api.Test;

final class CircularValidationTest {

  private static final int N = 20;

  /** Sends point i to point i + shift, around the end: a plan whose score is known. */
  private static final class Shifting implements SolverProvider {

    @Override
    public SolverDescriptor descriptor() {
      return new SolverDescriptor(
          "shifting",
          "Shifting",
          "none",
          SolverFamily.EXACT,
          "For a test.",
          "i to i + shift",
          "none",
          "O(n)",
          Set.of(),
          List.of(
              new ParameterSpec.Whole(
                  "shift", "Shift", "Places.", 0, 0, N, 0, N, ParameterSpec.Scale.LINEAR)));
    }

    @Override
    public Optional<String> refusal(TransportProblem problem) {
      return Optional.empty();
    }

    @Override
    public Solver create(ParameterValues values) {
      return (problem, _, monitor) -> {
        int[] from = new int[N];
        int[] to = new int[N];
        double[] mass = new double[N];
        for (int i = 0; i < N; i++) {
          from[i] = i;
          to[i] = (i + values.whole("shift")) % N;
          mass[i] = 1.0 / N;
        }
        return new PlanSolution(
            (LinearProblem) problem,
            "shifting",
            values,
            SparseCoupling.of(N, N, from, to, mass, N),
            Optional.empty(),
            Objective.of(0),
            new Progress(monitor)
                .finish(
                    monitor.isCancelled() ? Status.CANCELLED : Status.OPTIMAL,
                    1,
                    "steps",
                    "done",
                    0,
                    0,
                    Optional.empty()));
      };
    }
  }

  /** Points 0..19 on a line, the first half in one class, and the same points again. */
  private static LinearProblem line() {
    double[][] x = new double[N][1];
    int[] labels = new int[N];
    for (int i = 0; i < N; i++) {
      x[i][0] = i;
      labels[i] = i < N / 2 ? 3 : 8;
    }
    return LinearProblem.between(
        DiscreteMeasure.uniform(x).withLabels(labels),
        DiscreteMeasure.uniform(x),
        new CostFunction.SquaredEuclidean());
  }

  private static CircularValidation.Choice choose(List<Double> shifts, SolveMonitor monitor) {
    SolverProvider provider = new Shifting();
    return new CircularValidation(
            provider, provider.defaults(), CircularValidation.Projection.BARYCENTRIC)
        .choose(line(), "shift", shifts, monitor);
  }

  /** Labels come back moved by twice the shift, so that 4 shift points of 20 get another's. */
  @Test
  void scoresAreTheSharesOfLabelsThatComeBack() {
    CircularValidation.Choice choice = choose(List.of(5.0, 2.0, 0.0, 1.0), SolveMonitor.NONE);
    assertEquals(
        List.of(0.0, 0.6, 1.0, 0.8),
        choice.scores().stream().map(s -> Math.round(s.accuracy() * 1e9) / 1e9).toList());
    assertEquals(0.0, choice.best().value());
    assertTrue(choice.best().converged());
  }

  /** Two classes side by side, moved and turned; any sensible bandwidth keeps them. */
  @Test
  void bandwidthsOfInfoOtAreScored() {
    Random random = new Random(4);
    double[][] x = new double[30][2];
    double[][] y = new double[30][3];
    int[] labels = new int[30];
    for (int i = 0; i < 30; i++) {
      labels[i] = i % 3 == 0 ? 1 : 0;
      x[i] = new double[] {6 * labels[i] + random.nextGaussian() / 2, random.nextGaussian() / 2};
      y[i] =
          new double[] {
            random.nextGaussian() / 2, 1 - 6 * labels[i] + random.nextGaussian() / 2, 2
          };
    }
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(x).withLabels(labels),
            DiscreteMeasure.uniform(y),
            new CostFunction.Euclidean());
    SolverProvider infoot = SolverRegistry.load().require("infoot");
    CircularValidation.Choice choice =
        new CircularValidation(infoot, infoot.defaults(), CircularValidation.Projection.CONDITIONAL)
            .choose(problem, "h", CircularValidation.BANDWIDTHS, SolveMonitor.NONE);
    assertEquals(7, choice.scores().size());
    assertEquals(1, choice.best().accuracy(), 1e-12);
  }

  /** Labels that are lent to the target enter the kernel on the way back. */
  @Test
  void labelsOfTheSourceMayShapeThePlansToo() {
    Random random = new Random(9);
    double[][] x = new double[24][];
    double[][] y = new double[24][];
    int[] labels = new int[24];
    for (int i = 0; i < 24; i++) {
      labels[i] = i % 2;
      x[i] = new double[] {4 * labels[i] + random.nextGaussian() / 2, random.nextGaussian() / 2};
      y[i] =
          new double[] {4 * labels[i] + random.nextGaussian() / 2, 1 + random.nextGaussian() / 2};
    }
    LinearProblem problem =
        LinearProblem.between(
            DiscreteMeasure.uniform(x).withLabels(labels),
            DiscreteMeasure.uniform(y),
            new CostFunction.Euclidean());
    SolverProvider fused = SolverRegistry.load().require("fused-infoot");
    for (String mode : List.of("official", "separate")) {
      CircularValidation.Choice choice =
          new CircularValidation(
                  fused,
                  fused.defaults().withAll(Map.of("lam", 1, "reg", .1)).with("labels", mode),
                  CircularValidation.Projection.BARYCENTRIC)
              .choose(problem, "h", List.of(.3, .5), SolveMonitor.NONE);
      assertEquals(1, choice.best().accuracy(), 1e-12, mode);
    }
  }

  @Test
  void refusesWhatCannotBeScored() {
    SolverProvider emd = SolverRegistry.load().require("emd");
    CircularValidation validation =
        new CircularValidation(emd, emd.defaults(), CircularValidation.Projection.BARYCENTRIC);
    String noParameter =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> validation.choose(line(), "h", List.of(1.0), SolveMonitor.NONE))
                .getMessage());
    assertTrue(noParameter.contains("no numeric parameter 'h'"), noParameter);
    String noLabels =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> validation.choose(line().swapped(), "h", List.of(1.0), SolveMonitor.NONE))
                .getMessage());
    assertTrue(noLabels.contains("load a label column"), noLabels);
  }
}
