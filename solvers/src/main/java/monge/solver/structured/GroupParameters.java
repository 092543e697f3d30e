package monge.solver.structured;

import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;

/** The settings that both group lassos share. */
final class GroupParameters {

  private GroupParameters() {}

  static ParameterSpec regularisation() {
    return Real.positive(
        "reg",
        "Regularisation ε",
        "How much the plan is blurred; small needs more steps.",
        "unit of cost",
        0.1,
        1e-3,
        10);
  }

  static ParameterSpec penalty() {
    return new Real(
        "eta",
        "Group penalty η",
        "How strongly a target point is kept to few source classes; 0 is plain entropic transport.",
        "unit of cost",
        0.1,
        0,
        true,
        Double.MAX_VALUE,
        1e-3,
        10,
        Scale.LOG);
  }
}
