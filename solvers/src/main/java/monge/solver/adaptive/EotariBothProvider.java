package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/** Offers {@link EotariBoth}. */
public final class EotariBothProvider extends OtariProvider {

  public EotariBothProvider() {
    super("eotari-d", Regulariser.ENTROPIC, OtariSide.BOTH);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new EotariBoth(values);
  }
}
