package monge.app.clouds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monge.cost.Geometry;
import monge.cost.GroundCost;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;

/**
 * Two clouds and what moving costs.
 *
 * @param cost the name of a cost function; not used if there is a matrix
 * @param matrix a given cost matrix
 */
public record CloudData(
    DiscreteMeasure source, DiscreteMeasure target, String cost, Optional<Geometry> matrix) {

  /** Which of the two clouds. */
  public enum Side {
    SOURCE,
    TARGET
  }

  /** The question a run answers, with the cost of the data or one of its own. */
  public LinearProblem problem(Optional<String> ownCost) {
    if (ownCost.isEmpty() && matrix.isPresent()) {
      return LinearProblem.of(source, target, matrix.get());
    }
    return LinearProblem.between(source, target, GroundCost.named(ownCost.orElse(cost)));
  }

  public DiscreteMeasure cloud(Side side) {
    return side == Side.SOURCE ? source : target;
  }

  public CloudData withCost(String name) {
    return new CloudData(source, target, name, Optional.empty());
  }

  /** The same with source and target exchanged. */
  public CloudData swapped() {
    return new CloudData(target, source, cost, matrix.map(Geometry::transposed));
  }

  /** Whether points can be dragged, added and removed: planar clouds whose cost follows them. */
  public boolean isEditable() {
    return matrix.isEmpty() && source.dimension() == 2 && target.dimension() == 2;
  }

  /** A point elsewhere. */
  public CloudData withPointAt(Side side, int index, double x, double y) {
    DiscreteMeasure cloud = cloud(side);
    double[][] points = cloud.points();
    points[index] = new double[] {x, y};
    return with(side, rebuilt(points, cloud.weights(), cloud.labels()));
  }

  /** A point more, of the mean weight; weights are scaled to sum to 1 again. */
  public CloudData withPointAdded(Side side, double x, double y) {
    DiscreteMeasure cloud = cloud(side);
    int n = cloud.size();
    double[][] points = java.util.Arrays.copyOf(cloud.points(), n + 1);
    points[n] = new double[] {x, y};
    double[] weights = java.util.Arrays.copyOf(cloud.weights(), n + 1);
    weights[n] = cloud.mass() / n;
    Optional<int[]> labels =
        cloud
            .labels()
            .map(
                old -> {
                  int[] more = java.util.Arrays.copyOf(old, n + 1);
                  more[n] = old[nearest(cloud, x, y)];
                  return more;
                });
    return with(side, rebuilt(points, weights, labels).normalised());
  }

  /** A point less; the last one stays. */
  public CloudData withPointRemoved(Side side, int index) {
    DiscreteMeasure cloud = cloud(side);
    if (cloud.size() == 1) {
      return this;
    }
    List<double[]> points = new ArrayList<>(List.of(cloud.points()));
    points.remove(index);
    double[] weights = without(cloud.weights(), index);
    double left = 0;
    for (double w : weights) {
      left += w;
    }
    if (!(left > 0)) {
      return this;
    }
    Optional<int[]> labels =
        cloud
            .labels()
            .map(
                old -> {
                  int[] fewer = new int[old.length - 1];
                  for (int k = 0; k < fewer.length; k++) {
                    fewer[k] = old[k < index ? k : k + 1];
                  }
                  return fewer;
                });
    return with(side, rebuilt(points.toArray(double[][]::new), weights, labels).normalised());
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("source", source.points());
    map.put("target", target.points());
    map.put("a", source.weights());
    map.put("b", target.weights());
    source.labels().ifPresent(l -> map.put("source_labels", doubles(l)));
    target.labels().ifPresent(l -> map.put("target_labels", doubles(l)));
    map.put("cost", cost);
    matrix.ifPresent(m -> map.put("cost_matrix", m.toDense()));
    return map;
  }

  private CloudData with(Side side, DiscreteMeasure cloud) {
    return side == Side.SOURCE
        ? new CloudData(cloud, target, cost, matrix)
        : new CloudData(source, cloud, cost, matrix);
  }

  private static DiscreteMeasure rebuilt(
      double[][] points, double[] weights, Optional<int[]> labels) {
    DiscreteMeasure cloud = DiscreteMeasure.of(points, weights);
    return labels.map(cloud::withLabels).orElse(cloud);
  }

  private static int nearest(DiscreteMeasure cloud, double x, double y) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < cloud.size(); i++) {
      double d = Math.hypot(cloud.coordinate(i, 0) - x, cloud.coordinate(i, 1) - y);
      if (d < least) {
        least = d;
        best = i;
      }
    }
    return best;
  }

  private static double[] without(double[] values, int index) {
    double[] fewer = new double[values.length - 1];
    for (int k = 0; k < fewer.length; k++) {
      fewer[k] = values[k < index ? k : k + 1];
    }
    return fewer;
  }

  private static double[] doubles(int[] values) {
    return java.util.Arrays.stream(values).asDoubleStream().toArray();
  }
}
