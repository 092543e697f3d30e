package monge.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import org.junit.jupiter.api.Test;

final class MemoryGuardTest {

  private static final long MEGABYTE = 1 << 20;

  private static LinearProblem clouds(int n) {
    double[][] points = new double[n][2];
    for (int i = 0; i < n; i++) {
      points[i][0] = i % 37;
      points[i][1] = i % 101;
    }
    DiscreteMeasure cloud = DiscreteMeasure.uniform(points);
    return LinearProblem.between(cloud, cloud, new CostFunction.SquaredEuclidean());
  }

  /** Whatever the solver, the bound decides: just above what it needs it may run. */
  @Test
  void everySolverIsHeldToTheBound() {
    LinearProblem problem = clouds(300);
    for (SolverProvider provider : SolverRegistry.load().all()) {
      long needed = provider.memoryBytes(problem);
      assertTrue(needed >= 0, provider.descriptor().id());
      assertEquals(
          Optional.empty(),
          new MemoryGuard((long) (needed / 0.69)).refusal(provider, problem),
          provider.descriptor().id());
      assertEquals(
          needed > 0,
          new MemoryGuard((long) (needed / 0.71)).refusal(provider, problem).isPresent(),
          provider.descriptor().id());
    }
  }

  @Test
  void theSentenceNamesWhatWouldFit() {
    SolverProvider quadratic = SolverRegistry.load().require("smooth-l2");
    String sentence =
        new MemoryGuard(500 * MEGABYTE).refusal(quadratic, clouds(100_000)).orElseThrow();
    assertTrue(sentence.startsWith("smooth-l2 needs about "), sentence);
    assertTrue(sentence.contains("70 % of the heap of 500 MiB"), sentence);
    assertTrue(sentence.contains("emd"), sentence);
    assertTrue(sentence.matches(".*sample some \\d+ source and \\d+ target points.*"), sentence);
  }

  /** Large clouds in the plane: Sinkhorn keeps no matrix and is let through in 300 megabytes. */
  @Test
  void aHundredThousandPointsFitWithoutAMatrix() {
    SolverProvider sinkhorn = SolverRegistry.load().require("sinkhorn");
    MemoryGuard guard = new MemoryGuard(300 * MEGABYTE);
    assertEquals(Optional.empty(), guard.refusal(sinkhorn, clouds(100_000)));
    assertTrue(guard.refusal(sinkhorn, clouds(4_000)).isEmpty());
  }

  /** What fits by the sentence's own count of points does fit. */
  @Test
  void theSampleThatIsNamedFits() {
    MemoryGuard guard = new MemoryGuard(100 * MEGABYTE);
    for (String id : new String[] {"smooth-l2", "group-lasso-l1l2", "gromov", "fused-infoot"}) {
      SolverProvider provider = SolverRegistry.load().require(id);
      String sentence = guard.refusal(provider, clouds(20_000)).orElseThrow();
      int points = Integer.parseInt(sentence.replaceAll(".*sample some (\\d+) source.*", "$1"));
      assertEquals(Optional.empty(), guard.refusal(provider, clouds(points)), sentence);
    }
  }
}
