package monge.solver;

import monge.parameter.ParameterSpec;
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

  private static final String UNIT_OF_COST = "unit of cost";

  private CommonParameters() {}

  /**
   * Whether a setting is the strength of an entropy beside a cost, in the cost's own unit and above
   * zero: the strength that {@link monge.diagnostics.EpsAdviser} speaks of.
   */
  public static boolean isEntropyStrength(ParameterSpec spec) {
    return spec instanceof Real real
        && real.key().equals(REG)
        && real.unit().equals(UNIT_OF_COST)
        && !real.leastIncluded();
  }

  /** Strength {@code eps} of the entropy, in units of cost; a slider ends at {@code sliderTo}. */
  public static Real entropy(String summary, double sliderTo) {
    return Real.positive(REG, "Regularisation ε", summary, UNIT_OF_COST, 0.05, 1e-4, sliderTo);
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
