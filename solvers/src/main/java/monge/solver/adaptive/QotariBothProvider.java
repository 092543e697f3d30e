package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/** Offers {@link QotariBoth}. */
public final class QotariBothProvider extends OtariProvider {

  public QotariBothProvider() {
    super("qotari-d", Regulariser.QUADRATIC, OtariSide.BOTH);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new QotariBoth(values);
  }
}
