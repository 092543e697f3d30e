package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/**
 * {@code eotari-s}: {@code min <C,P>} over couplings of a and b whose rows {@code p = P_i/a_i} have
 * entropy {@code H(p) >= log xi_source}; solved by {@link EotariSource}.
 */
public final class EotariSourceProvider extends OtariProvider {

  public EotariSourceProvider() {
    super("eotari-s", Regulariser.ENTROPIC, OtariSide.SOURCE);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new EotariSource(values);
  }
}
