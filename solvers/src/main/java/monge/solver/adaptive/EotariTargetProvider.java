package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/** Offers {@link EotariTarget}. */
public final class EotariTargetProvider extends OtariProvider {

  public EotariTargetProvider() {
    super("eotari-t", Regulariser.ENTROPIC, OtariSide.TARGET);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new EotariTarget(values);
  }
}
