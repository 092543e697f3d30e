package monge.solver.entropic;

import java.util.Arrays;
import java.util.Locale;
import monge.cost.Geometry;
import monge.problem.PositiveSupport;
import monge.solver.InfeasibleProblemException;

/** Refuses kernels in which some point has no partner: forbidden ones, or underflow. */
final class KernelCheck {

  /** Exponents beyond this are 0 in double precision, with room for the scalings. */
  private static final double PLAIN_LIMIT = 650;

  private KernelCheck() {}

  /**
   * @throws InfeasibleProblemException if all pairs of some point are forbidden
   * @throws IllegalArgumentException if the plain domain is asked for and underflows
   */
  static void require(Sinkhorn settings, PositiveSupport support, Geometry geometry) {
    boolean plain = settings.domain() == Sinkhorn.Domain.PLAIN;
    if (!plain && !geometry.hasForbiddenPairs()) {
      return;
    }
    double[] row = new double[geometry.columns()];
    double[] leastInColumn = new double[row.length];
    Arrays.fill(leastInColumn, Double.POSITIVE_INFINITY);
    double worst = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < geometry.rows(); i++) {
      geometry.row(i, row);
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < row.length; j++) {
        least = Math.min(least, row[j]);
        leastInColumn[j] = Math.min(leastInColumn[j], row[j]);
      }
      if (least == Double.POSITIVE_INFINITY) {
        throw alone("source", support.row(i));
      }
      worst = Math.max(worst, least);
    }
    for (int j = 0; j < row.length; j++) {
      if (leastInColumn[j] == Double.POSITIVE_INFINITY) {
        throw alone("target", support.column(j));
      }
      worst = Math.max(worst, leastInColumn[j]);
    }
    if (plain && worst / settings.eps() > PLAIN_LIMIT) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "reg = %.3g underflows in the plain domain: some point's cheapest partner costs"
                  + " %.3g = %.0f reg, above %.0f; use the log domain (domain = log)",
              settings.eps(),
              worst,
              worst / settings.eps(),
              PLAIN_LIMIT));
    }
  }

  private static InfeasibleProblemException alone(String side, int index) {
    return new InfeasibleProblemException(
        "%s point %d has positive weight but all its pairs are forbidden (cost inf): allow one"
            .formatted(side, index));
  }
}
