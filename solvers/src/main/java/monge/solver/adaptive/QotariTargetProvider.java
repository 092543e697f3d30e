package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/** Offers {@link QotariTarget}. */
public final class QotariTargetProvider extends OtariProvider {

  public QotariTargetProvider() {
    super("qotari-t", Regulariser.QUADRATIC, OtariSide.TARGET);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new QotariTarget(values);
  }
}
