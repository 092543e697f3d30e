package monge.solver;

import java.util.Optional;
import monge.problem.TransportProblem;

/** Refuses a solve that cannot fit in memory, before it starts. */
public final class MemoryGuard {

  /** The share of the heap that one solve may take. */
  private static final double SHARE = 0.7;

  private MemoryGuard() {}

  /** The sentence to show when the solve would take more than 70 % of the largest heap. */
  public static Optional<String> refusal(SolverProvider provider, TransportProblem problem) {
    long needed = provider.memoryBytes(problem);
    long heap = Runtime.getRuntime().maxMemory();
    if (needed <= SHARE * heap) {
      return Optional.empty();
    }
    return Optional.of(
        ("%s needs about %.1f GiB for this problem, more than 70 %% of the heap of %.1f GiB: sample"
                + " fewer points, or start Java with a larger -Xmx")
            .formatted(
                provider.descriptor().id(),
                needed / (double) (1 << 30),
                heap / (double) (1 << 30)));
  }
}
