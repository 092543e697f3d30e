package monge.samples;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ready example.
 *
 * @param id a stable name, such as {@code infoot-fig1}
 * @param question what a person can see or find out with it, one sentence
 * @param source where the idea comes from; "own" for our own
 * @param runs the solvers it opens with, with their settings, from left to right
 */
public record Sample(
    String id, String title, String question, String source, SampleData data, List<Run> runs) {

  public Sample {
    runs = List.copyOf(runs);
  }

  /**
   * A solver to open with.
   *
   * @param solver its id
   * @param cost the ground cost of this run alone, by name; empty takes the cost of the data
   * @param parameters those that differ from the solver's defaults
   */
  public record Run(String solver, Optional<String> cost, Map<String, Object> parameters) {
    public Run {
      parameters = Map.copyOf(parameters);
    }

    /** A run with the cost of the data. */
    public Run(String solver, Map<String, Object> parameters) {
      this(solver, Optional.empty(), parameters);
    }
  }
}
