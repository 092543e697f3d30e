package monge.solver.adaptive;

import monge.parameter.ParameterValues;
import monge.solver.Solver;

/** Offers {@link QotariSource}. */
public final class QotariSourceProvider extends OtariProvider {

  public QotariSourceProvider() {
    super("qotari-s", Regulariser.QUADRATIC, OtariSide.SOURCE);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new QotariSource(values);
  }
}
