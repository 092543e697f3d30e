package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/**
 * {@code qotari-s}: {@code min <C,P>} over couplings of a and b whose rows {@code p = P_i/a_i} have
 * {@code |p|^2 <= 1/xi_source}; solved by {@link QotariSource}.
 */
public final class QotariSourceProvider extends OtariProvider {

  public QotariSourceProvider() {
    super("qotari-s", Regulariser.QUADRATIC, OtariSide.SOURCE);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new QotariSource(values);
  }
}
