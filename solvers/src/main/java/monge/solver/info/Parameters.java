package monge.solver.info;

import monge.parameter.ParameterSpec;

/** The settings that both solvers share. */
final class Parameters {

  private Parameters() {}

  static ParameterSpec bandwidth() {
    return ParameterSpec.Real.positive(
        MirrorDescent.BANDWIDTH,
        "Bandwidth h",
        "Width of the density kernels as a share of each cloud's spread; small keeps details, large"
            + " keeps clusters.",
        "",
        0.5,
        0.05,
        2);
  }

  static ParameterSpec regularisation(double defaultValue, String unit) {
    return ParameterSpec.Real.positive(
        MirrorDescent.REG,
        "Regularisation ε",
        "Entropy of the inner problems; larger blurs the plan and steadies the iteration.",
        unit,
        defaultValue,
        1e-3,
        10);
  }

  /**
   * @param published how many steps the authors' code takes
   */
  static ParameterSpec steps(int published) {
    return new ParameterSpec.Whole(
        MirrorDescent.STEPS,
        "Outer steps",
        ("How often the information is linearised. 0 goes on until the plan is settled, at least"
                + " %d times as published and at most %,d; any other number is taken exactly,"
                + " unless a tolerance ends it sooner.")
            .formatted(published, MirrorDescent.MOST),
        0,
        0,
        1_000_000,
        5,
        200,
        ParameterSpec.Scale.LOG);
  }

  static ParameterSpec tolerance() {
    return new ParameterSpec.Real(
        MirrorDescent.TOLERANCE,
        "Stop when steps move less than",
        "Ends the iteration when a step moves less mass than this; 0 takes all steps, or a"
            + " millionth where their number is not given.",
        "share of the mass",
        0,
        0,
        true,
        1,
        1e-12,
        1e-2,
        ParameterSpec.Scale.LOG);
  }

  static ParameterSpec damping() {
    return new ParameterSpec.Real(
        MirrorDescent.DAMPING,
        "Step length θ",
        "1 takes whole steps as published; less mixes in the present plan and calms an iteration"
            + " that goes back and forth.",
        "",
        1,
        0,
        false,
        1,
        0.05,
        1,
        ParameterSpec.Scale.LINEAR);
  }
}
