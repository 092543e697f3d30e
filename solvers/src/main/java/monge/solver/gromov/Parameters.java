package monge.solver.gromov;

import java.util.List;
import java.util.stream.Stream;
import monge.parameter.ParameterSpec;

/** The settings that the solvers of the family share. */
final class Parameters {

  static final String STARTS = "starts";
  static final String SEED = "seed";
  static final String MAX_ITERATIONS = "max_iterations";
  static final String TOLERANCE = "tolerance";
  static final String ALPHA = "alpha";
  static final String EPSILON = "epsilon";

  private Parameters() {}

  /** Those of descents from several starts, after some that a solver has of its own. */
  static List<ParameterSpec> descents(ParameterSpec... own) {
    return Stream.concat(Stream.of(own), Stream.of(starts(), seed(), maxIterations(), tolerance()))
        .toList();
  }

  private static ParameterSpec starts() {
    return new ParameterSpec.Whole(
        STARTS,
        "Starts",
        "How many starts to descend from: the product plan, one by landmarks, the exact plan where"
            + " there is a cost, then random ones. The problem has many local minima, and the best"
            + " one found is kept.",
        1,
        1,
        100_000,
        1,
        200,
        ParameterSpec.Scale.LOG);
  }

  private static ParameterSpec seed() {
    return new ParameterSpec.Whole(
        SEED,
        "Seed",
        "Chooses the random starts.",
        1,
        0,
        Integer.MAX_VALUE,
        0,
        100,
        ParameterSpec.Scale.LINEAR);
  }

  private static ParameterSpec maxIterations() {
    return new ParameterSpec.Whole(
        MAX_ITERATIONS,
        "Most iterations",
        "A descent stops after so many.",
        1000,
        1,
        1_000_000,
        10,
        10_000,
        ParameterSpec.Scale.LOG);
  }

  private static ParameterSpec tolerance() {
    return ParameterSpec.Real.positive(
        TOLERANCE,
        "Tolerance",
        "A descent is done when no direction descends faster than this.",
        "share of the objective's scale",
        1e-10,
        1e-12,
        1e-4);
  }
}
