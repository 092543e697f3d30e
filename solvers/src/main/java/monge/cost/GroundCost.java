package monge.cost;

import java.util.List;
import monge.measure.DiscreteMeasure;

/** What moving mass from one cloud to another costs, by a name that files can hold. */
public sealed interface GroundCost permits CostFunction, Geodesic {

  /** The name used in problem files and on the command line; a number follows after a colon. */
  String name();

  /** What a person reads in a list of costs. */
  String label();

  /**
   * The costs between two clouds (n×m).
   *
   * @throws IllegalArgumentException if the clouds have no coordinates or different dimensions, or
   *     lie so far apart that a cost is no longer a double
   */
  Geometry geometry(DiscreteMeasure source, DiscreteMeasure target);

  /** The costs without a number, in the order a list shows them. */
  List<GroundCost> COMMON =
      List.of(
          new CostFunction.SquaredEuclidean(),
          new CostFunction.Euclidean(),
          new CostFunction.CityBlock(),
          new CostFunction.Chebyshev(),
          new CostFunction.Cosine(),
          new CostFunction.Mahalanobis());

  /** The costs with a number, each at one to begin with. */
  List<GroundCost> NUMBERED =
      List.of(new CostFunction.PNorm(3), new CostFunction.Thresholded(1), new Geodesic(10));

  /**
   * The cost of that name: sqeuclidean, euclidean, cityblock, chebyshev, cosine, mahalanobis,
   * minkowski:p, thresholded:T or geodesic:k.
   *
   * @throws IllegalArgumentException if there is no such cost, or its number is out of range
   */
  static GroundCost named(String name) {
    for (GroundCost cost : COMMON) {
      if (cost.name().equals(name)) {
        return cost;
      }
    }
    if (name.startsWith("minkowski:")) {
      return new CostFunction.PNorm(number(name, "p >= 1"));
    }
    if (name.startsWith("thresholded:")) {
      return new CostFunction.Thresholded(number(name, "T > 0"));
    }
    if (name.startsWith("geodesic:")) {
      return Geodesic.of(number(name, "k of neighbours, whole and >= 1"));
    }
    throw new IllegalArgumentException(
        ("unknown cost '%s': expected sqeuclidean, euclidean, cityblock, chebyshev, cosine,"
                + " mahalanobis, minkowski:p, thresholded:T or geodesic:k")
            .formatted(name));
  }

  /** The number after the colon of a name. */
  private static double number(String name, String expected) {
    int colon = name.indexOf(':') + 1;
    try {
      return Double.parseDouble(name.substring(colon));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "cost '%s': expected a number %s after '%s'"
              .formatted(name, expected, name.substring(0, colon)),
          e);
    }
  }
}
