package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/**
 * {@code eotari-t}: {@code min <C,P>} over couplings of a and b whose columns {@code p = P_j/b_j}
 * have entropy {@code H(p) >= log xi_target}; solved by {@link EotariTarget}.
 */
public final class EotariTargetProvider extends OtariProvider {

  public EotariTargetProvider() {
    super("eotari-t", Regulariser.ENTROPIC, OtariSide.TARGET);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new EotariTarget(values);
  }
}
