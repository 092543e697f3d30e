package monge.views.picture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import monge.measure.DiscreteMeasure;

/**
 * In which order the points of a cloud stand along a side of a matrix. By position: a cloud with a
 * hole in its middle goes round it, starting behind the widest gap; any other goes along its
 * longest axis. By cluster: class after class, each by position.
 *
 * @param points the points from first to last
 * @param starts where a new class begins, the first one's 0 included; one entry without classes
 * @param classes the label of each class; empty without classes
 */
public record PointOrder(int[] points, int[] starts, int[] classes) {

  /** As the data came. */
  public static PointOrder asGiven(int n) {
    return new PointOrder(IntStream.range(0, n).toArray(), new int[] {0}, new int[0]);
  }

  public static PointOrder byPosition(DiscreteMeasure cloud) {
    int[] all = IntStream.range(0, cloud.size()).toArray();
    return new PointOrder(sorted(cloud, all), new int[] {0}, new int[0]);
  }

  /** By class; by position where the cloud has no labels. */
  public static PointOrder byCluster(DiscreteMeasure cloud) {
    Optional<int[]> labels = cloud.labels();
    if (labels.isEmpty()) {
      return byPosition(cloud);
    }
    int[] label = labels.get();
    // Unlabelled points (negative) stand last.
    int[] classes =
        Arrays.stream(label)
            .distinct()
            .boxed()
            .sorted(Comparator.comparing((Integer c) -> c < 0).thenComparing(c -> c))
            .mapToInt(c -> c)
            .toArray();
    int[] order = new int[label.length];
    int[] starts = new int[classes.length];
    int at = 0;
    for (int c = 0; c < classes.length; c++) {
      starts[c] = at;
      int wanted = classes[c];
      int[] members = IntStream.range(0, label.length).filter(i -> label[i] == wanted).toArray();
      for (int i : sorted(cloud, members)) {
        order[at++] = i;
      }
    }
    return new PointOrder(order, starts, classes);
  }

  private static int[] sorted(DiscreteMeasure cloud, int[] members) {
    if (cloud.dimension() == 0) {
      return members;
    }
    double[] key = new double[cloud.size()];
    if (cloud.dimension() == 1) {
      for (int i : members) {
        key[i] = cloud.coordinate(i, 0);
      }
    } else {
      planeKeys(cloud, members, key);
    }
    return Arrays.stream(members)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> key[i]).thenComparing(i -> i))
        .mapToInt(i -> i)
        .toArray();
  }

  private static void planeKeys(DiscreteMeasure cloud, int[] members, double[] key) {
    int n = members.length;
    double meanX = 0;
    double meanY = 0;
    for (int i : members) {
      meanX += cloud.coordinate(i, 0) / n;
      meanY += cloud.coordinate(i, 1) / n;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double[] radii = new double[n];
    double[] angles = new double[n];
    for (int k = 0; k < n; k++) {
      double dx = cloud.coordinate(members[k], 0) - meanX;
      double dy = cloud.coordinate(members[k], 1) - meanY;
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
      radii[k] = Math.hypot(dx, dy);
      angles[k] = Math.atan2(dy, dx);
    }
    double meanRadius = Arrays.stream(radii).average().orElse(0);
    boolean hollow =
        n >= 8 && meanRadius > 0 && Arrays.stream(radii).min().orElse(0) > 0.3 * meanRadius;
    if (hollow) {
      double start = behindWidestGap(angles);
      for (int k = 0; k < n; k++) {
        double turned = angles[k] - start;
        key[members[k]] = turned < 0 ? turned + 2 * Math.PI : turned;
      }
      return;
    }
    double direction = 0.5 * Math.atan2(2 * xy, xx - yy);
    double c = Math.cos(direction);
    double s = Math.sin(direction);
    for (int i : members) {
      key[i] = c * cloud.coordinate(i, 0) + s * cloud.coordinate(i, 1);
    }
  }

  private static double behindWidestGap(double[] angles) {
    double[] ordered = angles.clone();
    Arrays.sort(ordered);
    int n = ordered.length;
    double widest = ordered[0] + 2 * Math.PI - ordered[n - 1];
    double start = ordered[0];
    for (int k = 1; k < n; k++) {
      if (ordered[k] - ordered[k - 1] > widest) {
        widest = ordered[k] - ordered[k - 1];
        start = ordered[k];
      }
    }
    return start;
  }
}
