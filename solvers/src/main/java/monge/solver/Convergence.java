package monge.solver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How and why a solve stopped.
 *
 * @param unit what {@code iterations} counts, plural: "pivots", "iterations", "outer steps"
 * @param reason one sentence with the number and the limit it was held against
 * @param sourceError {@code |P1 - a|_1}; NaN if there is no plan or the source's marginal is not
 *     prescribed
 * @param targetError {@code |P'1 - b|_1}; NaN likewise
 * @param trace the iterations, thinned to a few thousand
 * @param cure what to change if the solve did not succeed
 */
public record Convergence(
    Status status,
    int iterations,
    String unit,
    Duration elapsed,
    String reason,
    double sourceError,
    double targetError,
    List<TracePoint> trace,
    Optional<Cure> cure) {

  public Convergence {
    trace = List.copyOf(trace);
  }

  /** Wall-clock time of the solve. */
  public double seconds() {
    return elapsed.toNanos() * 1e-9;
  }

  /** {@code |P1 - a|_1 + |P'1 - b|_1}; NaN if either is. */
  public double marginalError() {
    return sourceError + targetError;
  }
}
