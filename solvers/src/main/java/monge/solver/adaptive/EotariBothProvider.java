package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/**
 * {@code eotari-d}: {@code min <C,P>} over couplings of a and b whose rows and columns, divided by
 * their weights, have entropies {@code >= log xi_source} and {@code >= log xi_target}; solved by
 * {@link EotariBoth}.
 */
public final class EotariBothProvider extends OtariProvider {

  public EotariBothProvider() {
    super("eotari-d", Regulariser.ENTROPIC, OtariSide.BOTH);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new EotariBoth(values);
  }
}
