package monge.solver;

import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterSpec.Whole;

/** The settings that many solvers have, under one key and one label each. */
public final class CommonParameters {

  /** Strength of the regularisation. */
  public static final String REG = "reg";

  /** Error at which a solve is done. */
  public static final String TOLERANCE = "tolerance";

  /** Iterations, steps or pivots after which a solve stops. */
  public static final String MAX_ITERATIONS = "max_iterations";

  private CommonParameters() {}

  /** Strength {@code eps} of the entropy, in units of cost; a slider ends at {@code sliderTo}. */
  public static Real entropy(String summary, double sliderTo) {
    return Real.positive(REG, "Regularisation ε", summary, "unit of cost", 0.05, 1e-4, sliderTo);
  }

  /**
   * The error at which a solve is done.
   *
   * @param summary which error
   * @param unit what it is a share of
   * @param sliderFrom least value of a slider; smaller ones can be typed
   */
  public static Real tolerance(
      String summary, String unit, double defaultValue, double sliderFrom, double sliderTo) {
    return Real.positive(TOLERANCE, "Tolerance", summary, unit, defaultValue, sliderFrom, sliderTo);
  }

  /** How many iterations, passes over all pairs, a solve may take. */
  public static Whole maxIterations(String summary) {
    return most("Most iterations", summary, 10_000, 100_000);
  }

  /** How many steps, each more than a pass over all pairs, a solve may take. */
  public static Whole maxSteps(String summary, int defaultValue, int sliderTo) {
    return most("Most steps", summary, defaultValue, sliderTo);
  }

  private static Whole most(String label, String summary, int defaultValue, int sliderTo) {
    return new Whole(
        MAX_ITERATIONS,
        label,
        summary,
        defaultValue,
        1,
        Integer.MAX_VALUE,
        10,
        sliderTo,
        Scale.LOG);
  }
}
