package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/** Offers {@link EotariSource}. */
public final class EotariSourceProvider extends OtariProvider {

  public EotariSourceProvider() {
    super("eotari-s", Regulariser.ENTROPIC, OtariSide.SOURCE);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new EotariSource(values);
  }
}
