package monge.solver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;

/**
 * Refuses a solve that cannot fit in memory, before it starts, and says what would.
 *
 * @param heap bytes that there are in all
 */
record MemoryGuard(long heap) {

  /** The share of the heap that one solve may take. */
  private static final double SHARE = 0.7;

  /** Solvers named as a way out: as many as are read at a glance. */
  private static final int NAMED = 3;

  /** A guard of the largest heap that this Java may take. */
  static MemoryGuard ofThisJava() {
    return new MemoryGuard(Runtime.getRuntime().maxMemory());
  }

  /** The sentence to show when the solve would take more than 70 % of the heap. */
  Optional<String> refusal(SolverProvider provider, TransportProblem problem) {
    long needed = provider.memoryBytes(problem);
    if (fits(needed)) {
      return Optional.empty();
    }
    return Optional.of(
        ("%s needs about %s for this problem, more than 70 %% of the heap of %s: %s%s, or start"
                + " Java with a larger -Xmx")
            .formatted(
                provider.descriptor().id(),
                size(needed),
                size(heap),
                others(provider, problem),
                sample(provider, problem, needed)));
  }

  private boolean fits(long bytes) {
    return bytes <= SHARE * heap;
  }

  /** Solvers of the same kind of problem that keep sparse or factored plans, or none. */
  private String others(SolverProvider provider, TransportProblem problem) {
    List<String> fitting =
        SolverRegistry.load().all().stream()
            .filter(p -> isAlike(p, provider) && p.refusal(problem).isEmpty())
            .filter(p -> fits(p.memoryBytes(problem)))
            .map(p -> p.descriptor().id())
            .limit(NAMED)
            .toList();
    return fitting.isEmpty()
        ? ""
        : fitting.stream().collect(Collectors.joining(" or ", "take ", " which would fit, or "));
  }

  private static boolean isAlike(SolverProvider other, SolverProvider provider) {
    return List.of(Capability.BALANCED, Capability.UNBALANCED, Capability.INTRA_DOMAIN).stream()
        .allMatch(c -> other.descriptor().can(c) == provider.descriptor().can(c));
  }

  private String sample(SolverProvider provider, TransportProblem problem, long needed) {
    return switch (problem) {
      case LinearProblem p -> {
        // Memory grows with the square of the points where it is what does not fit; some solvers
        // take more than in proportion for few.
        double share = Math.sqrt(SHARE * heap / needed);
        while (share * Math.max(p.rows(), p.columns()) > 1
            && provider.memoryBytes(rounded(share * p.rows()), rounded(share * p.columns()))
                > SHARE * heap) {
          share *= 0.9;
        }
        yield "sample some %d source and %d target points"
            .formatted(rounded(share * p.rows()), rounded(share * p.columns()));
      }
      default -> "sample fewer points";
    };
  }

  /** Two digits: it is an estimate. */
  private static long rounded(double count) {
    double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1));
    return Math.max(1, (long) (Math.floor(count / unit) * unit));
  }

  private static String size(long bytes) {
    return bytes < 1L << 30
        ? "%.0f MiB".formatted(bytes / (double) (1 << 20))
        : "%.1f GiB".formatted(bytes / (double) (1 << 30));
  }
}
