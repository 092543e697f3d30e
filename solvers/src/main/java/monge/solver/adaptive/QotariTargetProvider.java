package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/**
 * {@code qotari-t}: {@code min <C,P>} over couplings of a and b whose columns {@code p = P_j/b_j}
 * have {@code |p|^2 <= 1/xi_target}; solved by {@link QotariTarget}.
 */
public final class QotariTargetProvider extends OtariProvider {

  public QotariTargetProvider() {
    super("qotari-t", Regulariser.QUADRATIC, OtariSide.TARGET);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new QotariTarget(values);
  }
}
