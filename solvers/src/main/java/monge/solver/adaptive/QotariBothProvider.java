package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/**
 * {@code qotari-d}: {@code min <C,P>} over couplings of a and b whose rows and columns, divided by
 * their weights, have {@code |p|^2 <= 1/xi_source} and {@code <= 1/xi_target}; solved by {@link
 * QotariBoth}.
 */
public final class QotariBothProvider extends OtariProvider {

  public QotariBothProvider() {
    super("qotari-d", Regulariser.QUADRATIC, OtariSide.BOTH);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new QotariBoth(values);
  }
}
